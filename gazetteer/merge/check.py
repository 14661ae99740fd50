#!/usr/bin/python3
"""Check the compiled place tables against development material.

    check.py SHARED_DIR

Prints: names of gold/titles-dev.jsonl that have a record within 5 km; place strings of gold/excerpts-dev.jsonl and
gold mentions that some record bears (whole, or after a head noun); points of score/places.json against the record
of that name; pairs within 500 m that bear one name and are of one group; parents and polygons that are missing."""
import glob, json, os, re, sys
from collections import Counter, defaultdict
from common import *

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)
HEADS = ["مدينة", "بلدة", "قرية", "محافظة", "منطقة", "حي", "نهر", "مخيم", "ناحية", "ريف", "بادية", "قضاء"]


def load():
    places, names = {}, defaultdict(list)
    for t in ("places", "quarters", "landmarks", "places-osm", "abroad", "regions"):
        for r in read(os.path.join(OUT, t + ".tsv")):
            if r["id"] in places:
                print("id twice:", r["id"], t, places[r["id"]]["table"])
            r["table"] = t
            places[r["id"]] = r
    for t in ("names", "names-osm"):
        for r in read(os.path.join(OUT, t + ".tsv")):
            if r["place"] not in places:
                print("name of no place:", r["place"], r["name"])
            elif r["lang"] == "ar":
                names[key(r["name"])].append((r["place"], r["kind"]))
    for r in places.values():
        names[key(r["name_ar"])].append((r["id"], "display"))
        whole = fold(r["name_ar"]).replace(" ", "")          # run together with its articles, as the press writes it
        if whole != key(r["name_ar"]):
            names[whole].append((r["id"], "joined"))
    return places, names


def known(s, names):
    for k in (key(s), fold(s).replace(" ", ""), key(s.replace("ديرالزور", "دير الزور"))):
        if k in names:
            return names[k]
    w = s.split()
    if len(w) > 1 and w[0] in HEADS:
        return known(" ".join(w[1:]), names)
    return []


def nearest(at, ids, places):
    return min((metres(*at, float(places[i]["lon"]), float(places[i]["lat"])) for i in ids), default=None)


def titles(shared, places, names):
    rows = [json.loads(l) for l in open(f"{shared}/gold/titles-dev.jsonl", encoding="utf-8")]
    bad, n = Counter(), Counter()
    for r in rows:
        d = nearest((r["lon"], r["lat"]), [i for i, _ in known(r["place_ar"], names)], places)
        verdict = "unknown" if d is None else "far" if d > 5000 else "hit"
        n[verdict] += 1
        if verdict != "hit":
            bad[r["place_ar"], "no record" if d is None else f"nearest {d / 1000:.1f} km"] += 1
    print(f"titles-dev: {n['hit']}/{len(rows)} = {n['hit'] / len(rows):.3f} within 5 km; "
          f"{n['far']} farther, {n['unknown']} unknown")
    for k, v in bad.most_common():
        print("  ", v, *k)


def excerpts(shared, names):
    n = m = 0
    for l in open(f"{shared}/gold/excerpts-dev.jsonl", encoding="utf-8"):
        for s in json.loads(l)["places"]:
            n += 1
            m += bool(known(s, names))
            if not known(s, names):
                print("   excerpt:", s)
    print(f"excerpts-dev: {m}/{n}")


def fits(place, gold):
    """Is the record where the gold place is, and no finer than it may be?"""
    return metres(*gold["at"], float(place["lon"]), float(place["lat"])) < gold["km"] * 1000 and \
        int(place["radius_m"]) >= 800 * gold.get("min_radius_km", 0)


def mentions(shared, places, names):
    gold = json.load(open(f"{shared}/score/places.json", encoding="utf-8"))
    n = m = 0
    for f in sorted(glob.glob(f"{shared}/gold/*.mentions.json")):
        for x in json.load(open(f, encoding="utf-8"))["mentions"]:
            n += 1
            got = [i for i, _ in known(x["text"], names)]
            g = gold.get(x["place"])
            if not got:
                print("   mention:", x["text"], x["place"])
            elif g and "at" in g and not any(fits(places[i], g) for i in got):
                print("   mention off:", x["text"], x["place"], [(i, places[i]["radius_m"]) for i in got])
            else:
                m += 1
    print(f"gold mentions: {m}/{n}")
    for i, g in gold.items():
        if i in places and "at" in g and not fits(places[i], g):
            print("   places.json:", i, "stands off, allowed", g["km"], places[i]["radius_m"])


def twins(places, names, verbose):
    kinds = {r["kind"]: r["group"] for r in read(os.path.join(OUT, "kinds.tsv"))}
    own = defaultdict(set)
    for k, v in names.items():
        for i, _ in v:
            own[i].add(k)
    points = [r for r in places.values() if r["table"] != "regions"]
    grid, n = Grid(points), 0
    for r in points:
        for d, q in grid.near(float(r["lon"]), float(r["lat"]), 500):
            if q["id"] <= r["id"] or kinds[q["kind"]] != kinds[r["kind"]]:
                continue
            if key(q["name_ar"]) == key(r["name_ar"]) or verbose and own[q["id"]] & own[r["id"]]:
                n += 1
                print("   twins:", r["id"], r["name_ar"], q["id"], q["name_ar"], round(d))
    print("pairs within 500 m with one name and group:", n)


def links(places):
    miss = [r["id"] for r in places.values() if r["parent"] and r["parent"] not in places]
    print("parents that do not exist:", len(miss), miss[:10])
    print("no parent:", Counter(r["table"] for r in places.values() if not r["parent"]))
    have = set()
    for f in glob.glob(os.path.join(OUT, "areas*.geojson")):
        have |= {x["id"] for x in json.load(open(f, encoding="utf-8"))["features"]}
    bare = [r["id"] for r in places.values() if r["table"] == "regions" and r["id"] not in have]
    print("regions without a polygon:", bare[:10])
    print("kinds:", Counter(r["kind"] for r in places.values()).most_common())


def main():
    shared = sys.argv[1]
    places, names = load()
    titles(shared, places, names)
    excerpts(shared, names)
    mentions(shared, places, names)
    twins(places, names, "-v" in sys.argv)
    links(places)


if __name__ == "__main__":
    main()
