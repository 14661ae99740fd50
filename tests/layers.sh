#!/bin/sh
# Checks src/layers.txt: every #include "folder/…" in src/ goes to a folder that the file allows. Prints TAP.
cd "$(dirname "$0")/.." || exit 1
awk '
    FILENAME == "src/layers.txt" {
        if ($0 ~ /^#/ || $0 == "") next
        sub(":", "", $1); known[$1] = 1
        for (i = 2; i <= NF; i++) may[$1, $i] = 1
        next
    }
    FNR == 1 { split(FILENAME, part, "/"); folder = part[2] }
    /^#include "/ {
        split($2, q, "\""); split(q[2], target, "/")
        if (index(q[2], "/") == 0) next
        if (!(folder in known)) { print "# " FILENAME ": folder " folder " stands not in src/layers.txt"; bad++ }
        else if (target[1] != folder && !((folder, target[1]) in may)) {
            print "# " FILENAME ":" FNR ": " folder " may not include " q[2]; bad++
        }
    }
    END {
        print "1..1"
        print (bad ? "not " : "") "ok 1 - every folder includes only what src/layers.txt allows"
        exit bad != 0
    }
' src/layers.txt src/*/*.c src/*/*.h
