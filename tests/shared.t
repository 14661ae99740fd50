#!/bin/sh
# What needs the development data beside the checkout: accuracy on their gold (the floors are what was reached and must not be
# lost), `evaluate` held against the scorer, and counts of real events held against a plain count.
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

agree() { # NAME GOLD SCORER-WORDS...: evaluate prints the totals that the scorer does
    name=$1 gold=$2
    shift 2
    scored=$(for what in "$@"; do
        # shellcheck disable=SC2086 # gold and its articles are two words
        python3 "$shared/score/score.py" "$what" $gold
    done | grep -v '^  ')
    # shellcheck disable=SC2086
    evaluated=$("$KHARITA" evaluate $gold --quiet | grep -v '^  ')
    n=$((n + 1))
    missing=$(printf '%s\n' "$scored" | while IFS= read -r line; do
        printf '%s\n' "$evaluated" | grep -qxF -- "$line" || printf '%s\n' "$line"
    done)
    if [ -n "$scored" ] && [ -z "$missing" ]; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        printf '%s\n' "$missing" | sed 's/^/# the scorer says: /'
        failed=1
    fi
}

same_counts() { # NAME EXPECTED FOUND
    n=$((n + 1))
    if [ -n "$2" ] && [ "$2" = "$3" ]; then
        echo "ok $n - $1: $3"
    else
        echo "not ok $n - $1: $3, a plain count gives $2"
        failed=1
    fi
}

count_periods() { # OPTION...: the counts of all periods of the real events
    "$KHARITA" compare "$events" --columns "$columns" "$@" --table "$folder/t.json" --quiet
    python3 -c 'import json, sys; print(*json.load(open(sys.argv[1]))["all"]["counts"])' "$folder/t.json"
}

echo 1..16
score "places recognised, F1" 0.99 's/^recognition:.*F1 \([0-9.]*\).*/\1/p' places $shared/gold $shared/articles
score "places put right" 0.95 's/^resolution:.*= \([0-9.]*\)/\1/p' places $shared/gold $shared/articles
score "incidents, F1" 0.90 's/^incidents:.*F1 \([0-9.]*\).*/\1/p' incidents $shared/gold $shared/articles
score "excerpts, places recognised, F1" 0.98 's/^excerpts, recognition:.*F1 \([0-9.]*\).*/\1/p' excerpts $shared/gold/excerpts-dev.jsonl
score "excerpts, incidents, F1" 0.80 's/^excerpts, incidents:.*F1 \([0-9.]*\).*/\1/p' excerpts $shared/gold/excerpts-dev.jsonl
score "titles, a mention within 5 km" 0.945 's/^dev, any place:.*@5 km \([0-9.]*\).*/\1/p' texts $shared/gold/titles-dev.jsonl
score "titles, inside its radius" 0.87 's/^dev, any place:.*inside its radius \([0-9.]*\).*/\1/p' texts $shared/gold/titles-dev.jsonl

radii=$(python3 tests/radii.py $shared | tail -n 1)
means_nine_of_ten() { # NAME SED-PATTERN: the share that the pattern cuts out of `radii` lies about 0.9
    share=$(printf '%s\n' "$radii" | sed -n "$2")
    n=$((n + 1))
    if awk -v s="${share:-none}" 'BEGIN { exit !(s != "none" && s >= 0.87 && s <= 0.95) }'; then
        echo "ok $n - $1: $share"
    else
        echo "not ok $n - $1: $share, expected 0.87 to 0.95"
        failed=1
    fi
}
means_nine_of_ten "titles inside a radius that means 0.9" 's/^titles inside \([0-9.]*\),.*/\1/p'
means_nine_of_ten "places of UCDP's events inside it" "s/.*UCDP's places inside \([0-9.]*\)/\1/p"

agree "evaluate agrees with the scorer on articles" "$shared/gold $shared/articles" places incidents
agree "evaluate agrees with the scorer on excerpts" $shared/gold/excerpts-dev.jsonl excerpts
agree "evaluate agrees with the scorer on titles" $shared/gold/titles-dev.jsonl texts
agree "evaluate agrees with the scorer on negatives" $shared/gold/negatives-dev.jsonl negatives

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
events=$shared/data/events/ucdp_ged_syria.csv
columns=lon=longitude,lat=latitude,date_start=date_start,date_end=date_end,where_prec=where_prec,place_en=where_coordinates,killed=best,id=id
plain=$(awk -F, 'NR > 1 { n[substr($2, 1, 4)]++ } END { print n[2016], n[2017] }' "$events")
same_counts "real events, 2016 against 2017" "$plain" "$(count_periods --before 2016 --after 2017)"
plain=$(awk -F, 'NR > 1 { n[substr($2, 1, 7)]++ } END { for (m in n) if (m < "2018") print m, n[m] }' "$events" | sort | cut -d' ' -f2 | tr '\n' ' ')
same_counts "real events by month, whole months" "$(echo $plain | tr ' ' '\n' | awk '{ s += $1 } END { print s }')" \
    "$(count_periods --by month --since 2016-01-01 --until 2017-12-31 | tr ' ' '\n' | awk '{ s += $1 } END { print s }')"
same_counts "real events by year" "$(awk 'END { print NR - 1 }' "$events")" \
    "$(count_periods --by year | tr ' ' '\n' | awk '{ s += $1 } END { print s }')"
exit $failed
