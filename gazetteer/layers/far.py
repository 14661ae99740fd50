#!/usr/bin/python3
"""Land and borders beyond the region, for frames wider than it: far_land-0.fgb, far_borders-0.fgb.

    far.py COUNTRIES [--out FOLDER]

COUNTRIES is countries-10m.json of the npm package world-atlas 2.0.2: Natural Earth 1:10m, public domain, kept
apart from what comes from OpenStreetMap. The land reaches a little into the region, under the region's own, so
that no seam shows; the borders end at its edge. Needs python3-gdal and python3-shapely.
"""
import argparse
import os
import sys

from shapely.ops import linemerge, unary_union

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import geo

REGION = (33.0, 30.0, 46.0, 39.5)   # what the other layers fill
WORLD = (24.0, 24.0, 56.0, 43.0)
OVERLAP = 2000.0                    # metres into the region
TOLERANCE = 700.0
CYPRUS = ("Cyprus", "N. Cyprus", "Cyprus U.N. Buffer Zone", "Dhekelia", "Akrotiri")
LEAST = 2e7                         # square metres of an island


def shapes(path):
    """The countries' land, cut to the wide frame; Cyprus whole: the region's own layers have its dividing line."""
    frame = geo.plane_box(*WORLD)
    out, cyprus = [], []
    for geom, row in geo.read(path, "countries", fields=("name",), bounds=WORLD):
        cut = geo.valid(geom).intersection(frame)
        if not cut.is_empty:
            (cyprus if row["name"] in CYPRUS else out).append(cut)
    return out + [unary_union([part.buffer(1) for part in cyprus])]


def land(countries, inner):
    whole = unary_union([c.buffer(1) for c in countries]).simplify(TOLERANCE).buffer(0)
    beyond = whole.difference(inner.buffer(-OVERLAP, join_style=2))
    return [p for p in geo.polygons_of(beyond) if p.area >= LEAST]


def borders(countries, inner):
    """What two countries share."""
    shared = []
    for i, one in enumerate(countries):
        for other in countries[i + 1:]:
            if one.envelope.intersects(other.envelope):
                shared += geo.lines_of(one.boundary.intersection(other.boundary))
    lines = linemerge(geo.lines_of(unary_union(shared)))
    beyond = lines.difference(inner)
    return [l.simplify(TOLERANCE) for l in geo.lines_of(beyond) if l.length > 2 * TOLERANCE]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("countries")
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    args = parser.parse_args()
    countries, inner = shapes(args.countries), geo.plane_box(*REGION)
    geo.write(args.out, "far_land", 0, [(p, {"kind": "land"}) for p in land(countries, inner)], 3)
    geo.write(args.out, "far_borders", 0, [(l, {"class": "international"}) for l in borders(countries, inner)], 3)


if __name__ == "__main__":
    main()
