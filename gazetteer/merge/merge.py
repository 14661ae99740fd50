#!/usr/bin/python3
"""Compile the raw sources into the gazetteer's place tables.

    merge.py DATA_DIR [--osm FILE.gpkg]

DATA_DIR holds gazetteer/ and basemap/ as SOURCES.md describes them. Tables are written beside this folder,
each at once (temporary file, then rename). Hand-edited tables (merge/*.tsv, landmarks.tsv, abroad.tsv) are read,
never lost: of landmarks.tsv and abroad.tsv only empty cells (parent, radius_m) are filled and the rows sorted.
What each rule did is printed and written into README.md.
"""
import os, sys
from collections import defaultdict
from osgeo import gdal, ogr

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import areas
import lines
from book import *
from finish import mend_parents, short_names, tidy_english, village_word_off
from geonames import geonames
from ocha import finish_settlements, ocha, quarters, regions
from osm import add_osm, osm_places
from osm_sites import add_sites, landmarks_at_osm

ogr.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
BY_HAND = "# Written by merge/merge.py; mend its hand tables (merge/*.tsv), not this file.\n"
ODBL = "(c) OpenStreetMap contributors, Open Database License 1.0."


def tidy(name, book, units):
    """A hand-edited place table: fill empty parent and radius, sort, add its rows to the book."""
    kinds = {r["kind"]: r for r in read(out("kinds.tsv"))}
    path = out(name)
    if not os.path.exists(path):
        return []
    rows = read(path)
    for r in rows:
        if r["kind"] not in kinds:
            raise SystemExit(f"{name}: {r['id']}: unknown kind {r['kind']}")
        if not r["radius_m"]:
            r["radius_m"] = kinds[r["kind"]]["radius_m"]
        if not r["parent"]:
            r["parent"] = units.at(float(r["lon"]), float(r["lat"]), .02)
        book.add(dict(r, lon=float(r["lon"]), lat=float(r["lat"]), radius_m=int(r["radius_m"]),
                      sources=r["sources"].split("|"), note=[r["note"]]))
    write(path, PLACE, rows, head(path))
    return rows


def name_by_hand(book, fits, source):
    """Rows of names-authored.tsv whose place fits. Names of places of OpenStreetMap go to its files."""
    for r in read(here("names-authored.tsv")):
        if not fits(r["place"]):
            continue
        if r["place"] in book.place:
            book.name(r["place"], r["name"], r["kind"] or "spelling", source, r["lang"] or None, as_written=True)
        else:
            COUNT["authored names whose place does not exist"] += 1
            print("  no such place:", r["place"], r["name"])


def refuse_towns(book, extra):
    """A spelling taken from a source may not be the name of a town elsewhere, nor of a region (extra)."""
    towns = defaultdict(list)
    for p in book.place.values():
        if p["kind"] in ("city", "town", "governorate", "country"):
            towns[key(p["name_ar"])].append(p)
    regions = {key(p["name_ar"]) for p in extra.values() if p["kind"] in ("region", "desert", "river", "countryside")}

    def elsewhere(k, r):
        return any(t["id"] != r["id"] and
                   metres(float(t["lon"]), float(t["lat"]), float(r["lon"]), float(r["lat"])) > 3000
                   for t in towns.get(k, ()))

    for names_of in (book.names, book.osm_names):
        for pid, got in names_of.items():
            r = book.place[pid]
            if pid in extra:
                continue
            unit = r["kind"] in ("governorate", "district", "subdistrict", "country")
            for (lang, k), v in list(got.items()):
                if lang != "ar" or v["source"] not in ("geonames", "osm", "ocha", "opensyria"):
                    continue
                if v["name"].startswith("محافظة ") and not unit:
                    rule = "spellings refused: a governorate's formal name on a settlement"
                elif elsewhere(k, r) and not unit:
                    rule = "spellings refused: the name of a town elsewhere"
                elif k in regions:
                    rule = "spellings refused: the name of a region"
                else:
                    continue
                del got[lang, k]
                COUNT[rule] += 1


def drop_by_hand(book):
    """Places of GeoNames and OpenStreetMap that corrections.tsv drops (OCHA's are dropped before anything is matched)."""
    for r in read(here("corrections.tsv")):
        if r["field"] == "drop" and r["id"] in book.place:
            del book.place[r["id"]]
            book.names.pop(r["id"], None)
            book.osm_names.pop(r["id"], None)
            COUNT["GeoNames and OSM places dropped by corrections.tsv"] += 1


def refuse_by_hand(book):
    """names-refused.tsv: names of sources that are everyday words or mislead."""
    for r in read(here("names-refused.tsv")):
        k = ("ar", key(r["name"])) if is_arabic(r["name"]) else ("en", latin_key(r["name"]))
        if book.names[r["place"]].pop(k, None) or book.osm_names[r["place"]].pop(k, None):
            COUNT["names refused by names-refused.tsv"] += 1
        else:
            COUNT["rows of names-refused.tsv that meet no name"] += 1


def save_places(name, rows, text):
    for r in rows:
        if isinstance(r["sources"], list):
            r["sources"] = "|".join(dict.fromkeys(r["sources"]))
        if isinstance(r["note"], list):
            r["note"] = "; ".join(n for n in r["note"] if n)
        if r["population"] == 0:
            r["population"] = ""
    write(out(name), PLACE, rows, f"# {text}\n" + BY_HAND + PLACE_HEAD)
    return len(rows)


def save_names(name, names_of, text):
    names = [v for p in names_of.values() for v in p.values()]
    write(out(name), NAME, names, text + NAME_HEAD, order=lambda r: (r["place"], r["lang"], r["name"]))
    return len(names)


def save_tables(book, places, quart, reg, has_osm):
    osm_rows = [p for p in book.place.values() if p["sources"] == ["osm"]]
    n = {}
    n["places.tsv"] = save_places("places.tsv", places,
                                  "Settlements: OCHA's communities merged with GeoNames localities, "
                                  "one record a place.")
    n["quarters.tsv"] = save_places("quarters.tsv", [q for q in quart if q["sources"] != ["osm"]],
                                    "City quarters: OCHA's neighbourhoods and authored ones.")
    n["regions.tsv"] = save_places("regions.tsv", reg,
                                   "Administrative units and regions; each has a polygon of the same id.")
    if has_osm:
        n["places-osm.tsv"] = save_places("places-osm.tsv", osm_rows, "What only OpenStreetMap has. " + ODBL)
    n["names.tsv"] = save_names("names.tsv", book.names,
                                "# Further spellings of places.\n# Written by merge/merge.py; hand-authored "
                                "ones stand in merge/names-authored.tsv and merge/display.tsv.\n")
    if has_osm:
        n["names-osm.tsv"] = save_names("names-osm.tsv", book.osm_names,
                                        "# Further spellings that come from OpenStreetMap. "
                                        + ODBL + "\n# Written by merge/merge.py.\n")
    return n


def save_counts(rows):
    """What each rule did and how many rows there are: into README.md, between its two marks."""
    lines = ["| count | rule |", "|---:|---|"] + [f"| {v:,} | {k} |" for k, v in COUNT.items()]
    lines += ["", "| rows | file |", "|---:|---|"] + [f"| {v:,} | `{k}` |" for k, v in rows.items()]
    with open(here("README.md"), encoding="utf-8") as f:
        before, rest = f.read().split("<!-- begin counts -->")
    after = rest.split("<!-- end counts -->")[1]
    save(here("README.md"), before + "<!-- begin counts -->\n\n" + "\n".join(lines) + "\n\n<!-- end counts -->" + after)
    print("\n".join(lines))


def main():
    args = sys.argv[1:]
    if not args:
        raise SystemExit(__doc__)
    data = args[0]
    gpkg = args[args.index("--osm") + 1] if "--osm" in args else None
    units, book = Units(data), Book()
    osm = osm_places(gpkg) if gpkg else []
    ocha(data, units, book)
    geonames(data, units, book, osm)
    finish_settlements(book, units, data)
    mend_parents(book, units)
    places = list(book.place.values())
    quart = quarters(data, book)
    reg = regions(data, units, book)
    by_hand = {n: len(tidy(n, book, units)) for n in ("landmarks.tsv", "abroad.tsv")}
    if gpkg:
        landmarks_at_osm(gpkg, book, units)
    extra_ids = {r["id"] for r in read(here("regions-authored.tsv"))} | {"SY"}
    name_by_hand(book, lambda p: not p.startswith("osm-") and p not in extra_ids, "authored")
    if gpkg:
        add_sites(gpkg, add_osm(book, units, osm))
        name_by_hand(book, lambda p: p.startswith("osm-"), "osm")
    drop_by_hand(book)
    places = [p for p in places if p["id"] in book.place]
    extra = areas.build(data, book, reg, quart)
    name_by_hand(book, lambda p: p in extra, "authored")
    refuse_towns(book, extra)
    refuse_by_hand(book)
    village_word_off(book)
    short_names(book)
    tidy_english(book, {r["id"]: r["name_en"] for r in read(here("display.tsv")) if r["name_en"]})
    count = save_tables(book, places, quart, reg + list(extra.values()), bool(gpkg))
    lines.build(gpkg, book, units)
    save_counts({**count, **by_hand})


if __name__ == "__main__":
    main()
