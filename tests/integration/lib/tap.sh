# Prints TAP: is NAME FOUND WANTED; holds NAME COMMAND…; tap_done at the end.

tap_n=0 tap_failed=0

tap_say() { # HOLDS NAME
    tap_n=$((tap_n + 1))
    if [ "$1" = 0 ]; then echo "ok $tap_n - $2"; else echo "not ok $tap_n - $2"; tap_failed=1; fi
}

is() {
    if [ "$2" = "$3" ]; then tap_say 0 "$1"; return; fi
    tap_say 1 "$1"
    printf 'found:  %s\nwanted: %s\n' "$2" "$3" | cut -c 1-400 | head -n 20 | sed 's/^/# /'
}

holds() {
    local name=$1 said
    shift
    if said=$("$@" 2>&1); then tap_say 0 "$name"; return; fi
    tap_say 1 "$name"
    printf '%s\n' "$said" | tail -n 20 | sed 's/^/# /'
}

tap_done() { echo "1..$tap_n"; exit "$tap_failed"; }
