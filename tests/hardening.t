#!/bin/sh
# What the program and its modules were built with: position-independent, relocations read-only, a stack that does not run,
# canaries, fortified calls, libraries looked for in no odd place. Prints TAP.
cd "$(dirname "$0")/.." || exit 1
out=${OUT:-out}
n=0 failed=0
ok() { # STATUS WHAT
    n=$((n + 1))
    [ "$1" = 0 ] && echo "ok $n - $2" || { failed=$((failed + 1)); echo "not ok $n - $2"; }
}
says() { # FILE READELF-OPTION PATTERN
    LC_ALL=C readelf --wide "$2" "$1" | grep -q -E "$3"
}
if says "$out/kharita" --dyn-syms __asan_init; then
    echo "1..0 # SKIP a build with sanitizers has their checks instead"
    exit 0
fi
for file in "$out"/kharita "$out"/kharita-*.so; do
    name=${file##*/}
    says "$file" --file-header 'Type: +DYN'
    ok $? "$name: loaded anywhere (PIE)"
    says "$file" --segments GNU_RELRO && says "$file" --dynamic 'BIND_NOW|FLAGS_1.*NOW'
    ok $? "$name: relocations are read-only (full RELRO)"
    says "$file" --segments 'GNU_STACK.* RW +0x'
    ok $? "$name: the stack does not run"
    says "$file" --dyn-syms __stack_chk_fail
    ok $? "$name: canaries on the stack"
    ! says "$file" --dynamic 'RPATH|RUNPATH'
    ok $? "$name: no path of its own to libraries"
done
LC_ALL=C readelf --wide --dyn-syms "$out/kharita" "$out"/kharita-*.so | grep -q -E '__(mem|str|v?f?printf|read|fread|sn?printf)[a-z]*_chk'
ok $? "calls that write are fortified"
echo "1..$n"
[ "$failed" = 0 ]
