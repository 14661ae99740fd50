#!/usr/bin/env bash
# Incidents in a real PostGIS: the same rows, known by their ids, found by place and day, and none lost where several
# write at once. Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit
. tests/integration/lib/tap.sh
. tests/integration/lib/postgres.sh
export LC_ALL=C.UTF-8
kharita=$(realpath "${OUT:-out}")/kharita
folder=$(mktemp -d)
postgres_start
trap 'rm -rf "$folder"; postgres_stop' EXIT
write() { "$kharita" extract --quiet --to "$(postgres_target "$1")" "${@:2}"; }

# ---- the same rows ----

"$kharita" extract tests/articles --quiet --format jsonl -o "$folder/all.jsonl"
n=$(grep -c . "$folder/all.jsonl")
postgres_database news
holds "incidents are written" write news tests/articles
is "all of them" "$(sql news 'SELECT count(*), count(DISTINCT id) FROM incidents')" "$n|$n"

# psql reads our lines of JSON itself, and holds every column against the table.
sql news 'CREATE TABLE told (line jsonb)'
# COPY's text form would take backslashes for its own: CSV with signs that no text has.
psql -q -d news -c "\\copy told FROM '$folder/all.jsonl' WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
columns=$(sql news "SELECT string_agg(format('CASE WHEN (to_jsonb(i) -> %L) IS DISTINCT FROM nullif(coalesce(
    CASE WHEN %L LIKE ''trigger_%%'' THEN line -> ''trigger'' -> substr(%L, 9)
         WHEN %L = ''weapons'' THEN to_jsonb((SELECT string_agg(x, ''|'') FROM jsonb_array_elements_text(line -> ''weapons'') x))
         WHEN %L = ''anchors'' THEN to_jsonb((SELECT string_agg(concat(x ->> ''place'', '':'', (x ->> ''distance_km'')::float8, '':'', (x ->> ''bearing'')::float8), ''|'')
             FROM jsonb_array_elements(line -> ''anchors'') x))
         ELSE line -> %L END, ''null''), ''\"\"'') THEN %L END',
    column_name, column_name, column_name, column_name, column_name, column_name, column_name), ', ')
    FROM information_schema.columns WHERE table_name = 'incidents' AND column_name NOT IN ('fid', 'geom')")
is "every column says what the line of JSON says" \
    "$(sql news "SELECT i.id, concat_ws(' ', $columns) FROM told JOIN incidents i ON i.id = line ->> 'id' WHERE concat_ws(' ', $columns) <> ''")" ""
is "points lie where lon and lat say, in WGS 84" \
    "$(sql news 'SELECT count(*) FROM incidents WHERE lon IS NOT NULL AND NOT ST_Equals(geom, ST_SetSRID(ST_MakePoint(lon, lat), 4326))')" 0
is "days are dates, counts are numbers" \
    "$(sql news "SELECT string_agg(data_type, ' ' ORDER BY column_name) FROM information_schema.columns WHERE table_name = 'incidents'
        AND column_name IN ('aggregate', 'confidence', 'date_start', 'killed_min')")" "boolean double precision date integer"
holds "ogrinfo opens the table" sh -c "ogrinfo -ro -so '$(postgres_target news)' incidents | grep -q 'Feature Count: $n'"

# ---- indexes ----

explain() { sql news "SET enable_seqscan = off; EXPLAIN $1"; }
is "a box is found by the index of places" \
    "$(explain 'SELECT id FROM incidents WHERE geom && ST_MakeEnvelope(40, 34, 41, 35, 4326)' | grep -o incidents_geom_idx | head -n 1)" incidents_geom_idx
is "a month is found by the index of days" \
    "$(explain "SELECT id FROM incidents WHERE date_start BETWEEN '2022-01-01' AND '2022-01-31'" | grep -o incidents_date_idx | head -n 1)" incidents_date_idx

# ---- known by their ids ----

rows_of news >"$folder/before"
before=$(sql news 'SELECT max(xmin::text::bigint) FROM incidents')
holds "the same incidents again" write news tests/articles
is "they stay as they are, and no row is written anew" "$(rows_of news | cmp - "$folder/before" && sql news 'SELECT max(xmin::text::bigint) FROM incidents')" "$before"
head -n 1 "$folder/all.jsonl" | sed 's/"confidence":[0-9.]*/"confidence":0.5/' >"$folder/changed.jsonl"
holds "one incident, told otherwise" write news "$folder/changed.jsonl"
is "its row says so, and no other changes" \
    "$(sql news 'SELECT count(*), sum((confidence = 0.5)::int) FROM incidents'; rows_of news | diff - "$folder/before" | grep -c '^[<>]')" "$n|1
2"
cat "$folder/changed.jsonl" "$folder/all.jsonl" >"$folder/twice.jsonl"
holds "an incident that comes twice" write news "$folder/twice.jsonl"
is "the last one counts" "$(rows_of news | cmp - "$folder/before" && echo same)" same
holds "areas in place of points" write news --geometry area tests/articles
is "rows are the same ones; lines and areas are sound" \
    "$(sql news "SELECT count(*), bool_and(ST_IsValid(geom)), count(*) FILTER (WHERE GeometryType(geom) = 'MULTIPOLYGON') > 10 FROM incidents")" "$n|t|t"
is "outer rings run against the clock" "$(sql news 'SELECT bool_and(ST_IsPolygonCCW(geom)) FROM incidents WHERE ST_Dimension(geom) = 2')" t

# ---- a table that is there ----

postgres_database desk
sql desk "CREATE TABLE incidents (id text, desk_note text); INSERT INTO incidents VALUES ('own', 'kept')"
holds "a table that somebody made" write desk tests/articles
is "it wins our columns and keeps its own" "$(sql desk "SELECT count(*), max(desk_note), count(geom) > 0 FROM incidents")" "$((n + 1))|kept|t"
sql news 'CREATE SCHEMA lab'
holds "another schema" "$kharita" extract --quiet tests/articles --to "$(postgres_target news) active_schema=lab"
is "has a table of its own" "$(sql news 'SELECT count(*) FROM lab.incidents')" "$n"

# ---- many writers ----

postgres_database many
"$kharita" extract --quiet --format jsonl -o "$folder/first.jsonl" $(ls -d tests/articles/* | head -n 7)
"$kharita" extract --quiet --format jsonl -o "$folder/last.jsonl" $(ls -d tests/articles/* | tail -n 7)
tac "$folder/last.jsonl" >"$folder/back.jsonl"
all_at_once() {
    local i pids=() failed=0
    for i in 1 2 3 4 5 6; do
        for part in first last back; do
            write many "$folder/$part.jsonl" &
            pids+=($!)
        done
    done
    for i in "${pids[@]}"; do wait "$i" || failed=1; done
    return $failed
}
holds "eighteen programs write at once, into a table that is not there yet" all_at_once
is "nothing is lost, nothing is there twice, and rows are what one program writes" "$(rows_of many | cmp - "$folder/before" && echo same)" same
# A writer that is killed, or a server that says no, leaves nothing half.
sql many "CREATE TABLE kept AS SELECT * FROM incidents; TRUNCATE incidents;
    ALTER TABLE incidents ADD CONSTRAINT few CHECK (id <> '$(tail -n 1 "$folder/all.jsonl" | sed 's/.*"id":"\([^"]*\)".*/\1/')')"
said=$(write many tests/articles 2>&1); status=$?
is "where one row is refused none is written, and the server's words are told" \
    "$status $(sql many 'SELECT count(*) FROM incidents') $(grep -c 'violates check constraint "few"' <<<"$said")" "1 0 1"

# ---- unhappy paths ----

postgres_database bare bare
said=$("$kharita" extract --quiet tests/articles --to "$(postgres_target bare) password='so secret'" 2>&1); status=$?
is "a database without PostGIS: said, and how to mend it; the password is not" \
    "$status $(grep -c 'CREATE EXTENSION postgis' <<<"$said") $(grep -c secret <<<"$said")" "1 1 0"
said=$("$kharita" extract --quiet tests/articles --to "postgresql://kharita:secret@/nowhere?host=$PGHOST" 2>&1); status=$?
is "a database that is not there" "$status $(grep -c 'database "nowhere" does not exist' <<<"$said") $(grep -c secret <<<"$said")" "1 1 0"
sql news 'CREATE ROLE reader LOGIN; GRANT SELECT ON incidents TO reader'
said=$("$kharita" extract --quiet tests/articles --to "PG:host=$PGHOST user=reader dbname=news" 2>&1); status=$?
is "a user who may only read" "$status $(grep -c 'permission denied' <<<"$said")" "1 1"

tap_done
