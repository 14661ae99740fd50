#!/bin/sh
# A row of a table that is compiled into the program and is not whole ends the build, and says where.
cd "$(dirname "$0")/.." || exit 1
awk_file="-f src/incident/incident-types.awk"
head=$(printf 'type\tclass\tacled_event\tacled_sub_event\tar\ten\tcomment')
n=0

refuses() {
    n=$((n + 1))
    said=$(printf '%s\n%b\n' "$head" "$1" | awk $awk_file 2>&1 >/dev/null) && said="(accepted)"
    case $said in
    *"$2"*) echo "ok $n - $2" ;;
    *) echo "not ok $n - $2, but: $said" ;;
    esac
}

echo "1..11"
refuses 'raid\tviolent\tBattles\tArmed clash\tغارة' "line 2: expected 7 columns, found 5"
refuses 'Raid\tviolent\tBattles\tArmed clash\tغارة\tRaid\t' "line 2: 'Raid' is no type"
refuses 'raid\tmild\tBattles\tArmed clash\tغارة\tRaid\t' "'mild' is no class: violent or strategic"
refuses 'raid\tviolent\t\tArmed clash\tغارة\tRaid\t' "column 3 is empty"
refuses 'raid\tviolent\tBattles\tArmed "clash"\tغارة\tRaid\t' "column 4 has a quote or a backslash"
refuses 'raid\tviolent\tBattles\tArmed clash\tغارة\tRaid\t\nraid\tviolent\tBattles\tArmed clash\tغارة\tRaid\t' "line 3: 'raid' stands here twice"

awk_file="-v prefix=WHY -v key=reason -v only=of=place -v cells=ar -f src/base/table-rows.awk"
head=$(printf 'of\treason\tar\tcomment')
refuses 'place\tnear\tقريب' "line 2: expected 4 columns, found 3"
refuses 'place\tNear\tقريب\t' "line 2: 'Near' is no reason"
refuses 'place\tnear\t\t' "line 2: no ar"
refuses 'place\tnear\t"قريب"\t' "line 2: ar has a quote or a backslash"
refuses 'place\tnear\tقريب\t\ntie\tnear\tقريب\t\nplace\tnear\tقريب\t' "line 4: 'near' stands here twice"
