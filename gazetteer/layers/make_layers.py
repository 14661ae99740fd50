#!/usr/bin/python3
"""Make the generalised basemap layers from the raw sources.

    make_layers.py RAW [--osm FILE.gpkg] [--out FOLDER] [--only GROUP ...]

RAW holds basemap/ and gazetteer/ocha_cod/. GROUPs: units water rivers ground roads relief (default: all).
Needs GDAL's Python bindings, shapely and numpy (Debian: python3-gdal python3-shapely python3-numpy).
"""
import argparse
import lzma
import os
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import geo
import ground
import relief
import rivers
import roads
import units
import water

GROUPS = ("units", "water", "rivers", "ground", "roads", "relief")


def unpack(raw, target):
    """The OpenStreetMap package, unpacked once."""
    if not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        packed = os.path.join(raw, "basemap/osm_syria_2023/osm_syria_2023.gpkg.xz")
        part = "%s.%d.part" % (target, os.getpid())
        with lzma.open(packed) as source, open(part, "wb") as out:
            shutil.copyfileobj(source, out)
        os.rename(part, target)
    return target


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("raw")
    parser.add_argument("--osm", default="/tmp/osm/osm_syria_2023.gpkg")
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), metavar="GROUP")
    return parser.parse_args()


def main():
    args = arguments()
    osm = unpack(args.raw, args.osm)
    faces, syria = units.build(args.raw, osm)
    makers = {
        "units": lambda: units.make(args.raw, args.out, faces, syria),
        "water": lambda: water.make(args.raw, osm, args.out, syria),
        "rivers": lambda: rivers.make(args.raw, osm, args.out, syria),
        "ground": lambda: ground.make(args.raw, osm, args.out, syria),
        "roads": lambda: roads.make(args.raw, osm, args.out, syria),
        "relief": lambda: relief.make(args.raw, args.out),
    }
    for group in args.only:
        start = time.time()
        print(group)
        makers[group]()
        print("  %.0f s" % (time.time() - start))


if __name__ == "__main__":
    main()
