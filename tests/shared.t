#!/bin/sh
# Accuracy on the development gold, where it lies beside the checkout. The floors are what was reached and must not be lost.
cd "$(dirname "$0")/.." || exit 1
out=${OUT:-out}
shared=../shared
[ -d "$shared/gold" ] || { echo "1..0 # SKIP $shared is not here: accuracy is not measured"; exit 0; }
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3: accuracy is not measured"; exit 0; }
export KHARITA="$out/kharita"

n=0 failed=0
score() { # NAME FLOOR SED-PATTERN WHAT FILE...: the figure that the pattern cuts out is at least the floor
    name=$1 floor=$2 pattern=$3
    shift 3
    figure=$(python3 "$shared/score/score.py" "$@" 2>&1 | sed -n "$pattern" | tail -n 1)
    n=$((n + 1))
    if awk -v f="${figure:-none}" -v floor="$floor" 'BEGIN { exit !(f != "none" && f + 0 >= floor) }'; then
        echo "ok $n - $name: $figure"
    else
        echo "not ok $n - $name: $figure, expected at least $floor"
        failed=1
    fi
}

echo 1..7
score "places recognised, F1" 0.97 's/^recognition:.*F1 \([0-9.]*\).*/\1/p' places $shared/gold $shared/articles
score "places put right" 0.95 's/^resolution:.*= \([0-9.]*\)/\1/p' places $shared/gold $shared/articles
score "incidents, F1" 0.90 's/^incidents:.*F1 \([0-9.]*\).*/\1/p' incidents $shared/gold $shared/articles
score "excerpts, places recognised, F1" 0.95 's/^excerpts, recognition:.*F1 \([0-9.]*\).*/\1/p' excerpts $shared/gold/excerpts-dev.jsonl
score "excerpts, incidents, F1" 0.80 's/^excerpts, incidents:.*F1 \([0-9.]*\).*/\1/p' excerpts $shared/gold/excerpts-dev.jsonl
score "titles, a mention within 5 km" 0.92 's/^dev, any place:.*@5 km \([0-9.]*\).*/\1/p' texts $shared/gold/titles-dev.jsonl
score "titles, inside its radius" 0.87 's/^dev, any place:.*inside its radius \([0-9.]*\).*/\1/p' texts $shared/gold/titles-dev.jsonl
exit $failed
