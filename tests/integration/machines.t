#!/usr/bin/env bash
# extract as a filter that engines of others spread over many processes and machines: the same rows as one process
# gives, in any order. Prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit
. tests/integration/lib/tap.sh
. tests/integration/lib/postgres.sh
export LC_ALL=C.UTF-8
PATH=$(realpath "${OUT:-out}"):$PATH
folder=$(mktemp -d)
postgres_start
trap 'rm -rf "$folder"; postgres_stop' EXIT

# 400 articles: the samples, on other days and under other names, some without an id, some about nothing.
node - "$folder/articles.jsonl" <<'SCRIPT'
const fs = require("fs"), path = "tests/articles/";
const texts = fs.readdirSync(path).sort().map((name) => fs.readFileSync(path + name, "utf8").split(/\n\n(.*)/s)[1]);
const lines = Array.from({ length: 400 }, (_, i) => {
    const article = { date: `2022-0${1 + (i % 3)}-${10 + (i % 17)}`, text: i % 9 === 4 ? "افتتحت البلدية حديقة." : texts[i % texts.length] };
    if (i % 5) article.id = `a-${i}`;
    return JSON.stringify(article);
});
fs.writeFileSync(process.argv[2], lines.join("\n") + "\n");
SCRIPT

# ---- lines in, lines out ----

kharita extract --quiet --jobs 1 - <"$folder/articles.jsonl" >"$folder/one.jsonl"
holds "a stream gives incidents" test -s "$folder/one.jsonl"
kharita extract --quiet --by-article - <"$folder/articles.jsonl" >"$folder/by-article.jsonl"
is "a line an article, in the order of the articles" "$(jq -r '.article' "$folder/by-article.jsonl" | grep -c .)" 400
is "their incidents are those of the stream" "$(jq -c '.incidents[].id' "$folder/by-article.jsonl" | md5sum)" "$(jq -c .id "$folder/one.jsonl" | md5sum)"
sorted() { LC_ALL=C sort -u | md5sum; }
is "each article alone gives the same lines" \
    "$(split -l 1 --filter='kharita extract --quiet --jobs 1 -' "$folder/articles.jsonl" | sorted)" "$(sorted <"$folder/one.jsonl")"

# ---- one process ----

postgres_database one
holds "one process writes into a PostGIS" kharita extract --quiet - --to "$(postgres_target one)" <"$folder/articles.jsonl"
rows_of one >"$folder/one.rows"
is "as many rows as there are different incidents" "$(grep -c . "$folder/one.rows")" "$(jq -r .id "$folder/one.jsonl" | sort -u | grep -c .)"

# ---- GNU parallel ----

is "GNU parallel: its pieces, kept in order, are the stream" \
    "$(parallel --will-cite --pipepart -a "$folder/articles.jsonl" --block 40k -j 4 -k kharita extract --quiet --jobs 1 - | cmp - "$folder/one.jsonl" && echo same)" same
postgres_database by_parallel
holds "GNU parallel: many write into one PostGIS" \
    parallel --will-cite --halt now,fail=1 --pipepart -a "$folder/articles.jsonl" --block 40k -j 4 \
    "kharita extract --quiet --jobs 1 - --to '$(postgres_target by_parallel)'"
is "GNU parallel: the rows of one process" "$(rows_of by_parallel | cmp - "$folder/one.rows" && echo same)" same

# ---- a Slurm array ----
# Its tasks, as Slurm would call them; docs/tools.md tells of a run under Slurm itself.

postgres_database by_slurm
all_tasks() {
    local i pids=() failed=0
    for i in 0 1 2 3 4; do
        SLURM_ARRAY_TASK_ID=$i SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=5 \
            docs/examples/slurm-extract.sh "$folder/articles.jsonl" "$(postgres_target by_slurm)" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i" || failed=1; done
    return $failed
}
holds "Slurm: the tasks of an array write into one PostGIS" all_tasks
is "Slurm: the rows of one process" "$(rows_of by_slurm | cmp - "$folder/one.rows" && echo same)" same

# ---- Dask ----
# Debian has it for its own Python.

postgres_database by_dask
holds "Dask: workers of a cluster write into one PostGIS" \
    /usr/bin/python3 docs/examples/dask-extract.py --workers 3 --block 60000 "$folder/articles.jsonl" "$(postgres_target by_dask)"
is "Dask: the rows of one process" "$(rows_of by_dask | cmp - "$folder/one.rows" && echo same)" same
printf 'nonsense\n' >>"$folder/articles.jsonl"
said=$(/usr/bin/python3 docs/examples/dask-extract.py --workers 2 "$folder/articles.jsonl" "$(postgres_target by_dask)" 2>&1); status=$?
is "Dask: a line that cannot be read is said, and the others go through" "$status $(grep -c "cannot read '-', line" <<<"$said")" "2 1"

tap_done
