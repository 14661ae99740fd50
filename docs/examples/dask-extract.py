#!/usr/bin/env python3
"""Articles of one large file into one PostGIS, by the workers of a Dask cluster.

    dask-extract.py articles.jsonl 'PG:host=db dbname=news'
    dask-extract.py --scheduler tcp://head:8786 articles.jsonl 'PG:host=db dbname=news'

Without --scheduler the cluster is of this machine alone. Each worker takes a block of whole lines, and hands it to
`kharita extract`, which must be there on every machine. Ends with 0, or 2 where lines could not be read, or 1.
"""
import argparse
import os
import subprocess
import sys

from dask.distributed import Client, LocalCluster, as_completed


def blocks(path, size):
    """(first byte, length) of pieces of about `size` bytes that end with a line."""
    with open(path, "rb") as file:
        end = os.path.getsize(path)
        start = 0
        while start < end:
            file.seek(min(start + size, end))
            file.readline()
            yield start, file.tell() - start
            start = file.tell()


def extract(path, start, length, target):
    with open(path, "rb") as file:
        file.seek(start)
        lines = file.read(length)
    command = ["kharita", "extract", "--quiet", "--jobs", "1", "-", "--to", target]
    done = subprocess.run(command, input=lines, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stderr.decode()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scheduler", help="address of a cluster that is there")
    options.add_argument("--workers", type=int, default=os.cpu_count())
    options.add_argument("--block", type=int, default=16 << 20, help="bytes a piece")
    options.add_argument("articles")
    options.add_argument("target")
    chosen = options.parse_args()
    cluster = None
    if not chosen.scheduler:
        cluster = LocalCluster(n_workers=chosen.workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    with Client(chosen.scheduler or cluster) as client:
        path = os.path.abspath(chosen.articles)
        jobs = [client.submit(extract, path, start, length, chosen.target, pure=False) for start, length in blocks(path, chosen.block)]
        worst = 0
        for _, (status, said) in as_completed(jobs, with_results=True):
            sys.stderr.write(said)
            worst = status if worst in (0, 2) and status else worst
    return worst


if __name__ == "__main__":
    sys.exit(main())
