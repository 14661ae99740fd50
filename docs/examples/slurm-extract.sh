#!/bin/bash
# Articles of one large file into one PostGIS, by a Slurm job array: each task takes its share of the lines.
#
#     sbatch --array=0-99 slurm-extract.sh /shared/articles.jsonl 'PG:host=db dbname=news'
#
# kharita must be there on every node, the file on a disk that all see. A task that failed may simply run again: rows
# are known by their ids.
#SBATCH --job-name=kharita
#SBATCH --ntasks=1
set -o pipefail
articles=$1 target=$2
share=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))
split -n "l/$share/$SLURM_ARRAY_TASK_COUNT" "$articles" | kharita extract --quiet --jobs 1 - --to "$target"
