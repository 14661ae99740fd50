# What tests written in the shell share; they read it from the checkout's top: `. tests/tap.sh`.
# Gives $top, $out (where the build is), $folder (removed at the end), and `say`.
# shellcheck shell=sh disable=SC2034
top=$PWD
out=${OUT:-out}
case $out in /*) ;; *) out=$top/$out ;; esac
n=0 failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
say() { # STATUS NAME
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; failed=1; fi
}
