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


def main():
    shared = sys.argv[1]
    verbose = "-v" in sys.argv
    places, names = load()
    kinds = {r["kind"]: r["group"] for r in read(os.path.join(OUT, "kinds.tsv"))}
    rows = [json.loads(l) for l in open(f"{shared}/gold/titles-dev.jsonl", encoding="utf-8")]
    hit = far = none = 0
    bad = Counter()
    ambiguous = Counter()
    for r in rows:
        got = known(r["place_ar"], names)
        d = min((metres(r["lon"], r["lat"], float(places[i]["lon"]), float(places[i]["lat"])) for i, _ in got), default=None)
        if d is None:
            none += 1
            bad[r["place_ar"], "no record"] += 1
        elif d > 5000:
            far += 1
            bad[r["place_ar"], f"nearest {d / 1000:.1f} km"] += 1
        else:
            hit += 1
    print(f"titles-dev: {hit}/{len(rows)} = {hit / len(rows):.3f} within 5 km; {far} farther, {none} unknown")
    for k, v in bad.most_common():
        print("  ", v, *k)
    n = m = 0
    for l in open(f"{shared}/gold/excerpts-dev.jsonl", encoding="utf-8"):
        for s in json.loads(l)["places"]:
            n += 1
            if known(s, names):
                m += 1
            else:
                print("   excerpt:", s)
    print(f"excerpts-dev: {m}/{n}")
    n = m = 0
    gold = json.load(open(f"{shared}/score/places.json", encoding="utf-8"))
    for f in sorted(glob.glob(f"{shared}/gold/*.mentions.json")):
        for x in json.load(open(f, encoding="utf-8"))["mentions"]:
            n += 1
            got = known(x["text"], names)
            if not got:
                print("   mention:", x["text"], x["place"])
                continue
            g = gold.get(x["place"])
            if g and "at" in g:
                d = min(metres(*g["at"], float(places[i]["lon"]), float(places[i]["lat"])) for i, _ in got)
                ok = [i for i, _ in got if metres(*g["at"], float(places[i]["lon"]), float(places[i]["lat"])) < g["km"] * 1000
                      and int(places[i]["radius_m"]) >= 800 * g.get("min_radius_km", 0)]
                if not ok:
                    print("   mention off:", x["text"], x["place"], round(d / 1000, 1), [(i, places[i]["radius_m"]) for i, _ in got])
                    continue
            m += 1
    print(f"gold mentions: {m}/{n}")
    for i, g in gold.items():
        if i in places and "at" in g:
            d = metres(*g["at"], float(places[i]["lon"]), float(places[i]["lat"])) / 1000
            if d > g["km"] or int(places[i]["radius_m"]) < 800 * g.get("min_radius_km", 0):
                print("   places.json:", i, f"{d:.1f} km off, allowed {g['km']}", places[i]["radius_m"])
    # twins
    grid = Grid(places.values())
    twins = 0
    own = defaultdict(set)
    for k, v in names.items():
        for i, _ in v:
            own[i].add(k)
    for r in places.values():
        if r["table"] in ("regions",):
            continue
        for d, q in grid.near(float(r["lon"]), float(r["lat"]), 500):
            if q["id"] > r["id"] and q["table"] != "regions" and kinds[q["kind"]] == kinds[r["kind"]]:
                if key(q["name_ar"]) == key(r["name_ar"]) or (own[q["id"]] & own[r["id"]] and verbose):
                    twins += 1
                    print("   twins:", r["id"], r["name_ar"], q["id"], q["name_ar"], round(d))
    print("pairs within 500 m with one name and group:", twins)
    miss = [r["id"] for r in places.values() if r["parent"] and r["parent"] not in places]
    print("parents that do not exist:", len(miss), miss[:10])
    print("no parent:", Counter(r["table"] for r in places.values() if not r["parent"]))
    have = set()
    for f in glob.glob(os.path.join(OUT, "areas*.geojson")):
        for x in json.load(open(f, encoding="utf-8"))["features"]:
            have.add(x["id"])
    print("regions without a polygon:", [r["id"] for r in places.values() if r["table"] == "regions" and r["id"] not in have][:10])
    print("kinds:", Counter(r["kind"] for r in places.values()).most_common())


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    main()
