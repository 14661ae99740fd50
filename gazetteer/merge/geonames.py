"""GeoNames (by way of Who's On First, and cities1000): matched to OCHA's places, then what OCHA lacks is added."""
import re
from book import *

LATIN_ARTICLE = re.compile("^(al|el|ar|as|ad|ash|at|az|an)[ -]")


def tidy_ar(a):
    a = plain_arabic(a)
    return re.sub(r"^ال (?=\S{3})", "", a) if a.startswith("ال ") else a


def load(data):
    best = {}
    for l in open(f"{data}/gazetteer/geonames_cities1000/cities1000_sy_border.txt", encoding="utf-8"):
        c = l.rstrip("\n").split("\t")
        if c[8] != "SY":
            continue
        best[c[0]] = {"gn": c[0], "en": [c[2] or c[1], c[1]],
                      "ar": [a for a in map(plain_arabic, c[3].split(",")) if a],
                      "latin": [a for a in c[3].split(",") if re.fullmatch(r"[A-Za-z' `’ʼ-]{3,}", a)],
                      "lat": float(c[4]), "lon": float(c[5]), "pop": int(c[14] or 0)}
    for r in raw(f"{data}/gazetteer/derived/wof_localities_sy.tsv"):
        if r["placetype"] != "locality" or not r["gn_id"]:
            COUNT["WOF rows without a GeoNames number or not a locality, left out"] += 1
            continue
        ars = [a for a in map(tidy_ar, r["name_ar"].split("|")) if a]
        g = best.get(r["gn_id"])
        if g:
            g["ar"] += [a for a in ars if a not in g["ar"]]
            g["latin"] += [n for n in r["name_en"].split("|") if n.isascii()]
            continue
        best[r["gn_id"]] = {"gn": r["gn_id"], "en": [n for n in r["name_en"].split("|") if n], "ar": ars, "latin": [],
                            "lat": float(r["lat"]), "lon": float(r["lon"]), "pop": int(r["population"] or 0)}
    COUNT["GeoNames localities"] = len(best)
    return best


def latin_core(name):
    return re.sub("[^a-z]", "", LATIN_ARTICLE.sub("", name.lower()))


def match(best, book):
    """One to one, nearest first: a place's id -> the GeoNames row."""
    cand = []
    for g in best.values():
        if not g["ar"]:
            COUNT["GeoNames localities without an Arabic name, used only for Latin spellings"] += 1
        for d, p in book.grid.near(g["lon"], g["lat"], 6000):
            score = book.likeness(p["id"], g["ar"])
            if not g["ar"] and g["en"]:
                e = [latin_core(n) for n in g["en"]]
                o = [latin_core(n) for n in [p["name_en"]] + p.get("en_parts", [])]
                score = 1 if any(edits(a, b, 1) <= 1 for a in e for b in o if len(a) > 3) else 0
            if p.get("level", 9) <= 3 and score == 2:
                cand.append((d / 3, d, g, p, score))
            elif score == 2 or score == 1 and d <= 3500:
                cand.append((d * (1 if score == 2 else 2.5), d, g, p, score))
    cand.sort(key=lambda c: c[0])
    of_place, used = {}, set()
    for _, d, g, p, score in cand:
        if g["gn"] in used or p["id"] in of_place:
            continue
        used.add(g["gn"])
        of_place[p["id"]] = g
        COUNT["GeoNames matched to a place: same name" if score == 2 else
              "GeoNames matched to a place: like name within 3.5 km"] += 1
    return of_place, used


def weigh_points(p, g, book, units, osmgrid):
    """OCHA's point against GeoNames': OpenStreetMap decides; where nothing does, the radius grows."""
    off = metres(p["lon"], p["lat"], g["lon"], g["lat"])
    if off <= 1200 or p["note"] or p["sources"][0] != "ocha":
        return
    same = lambda o: o["name"] and any(alike(o["name"], n) for n in book.all_ar(p["id"]))
    near = any(same(o) for _, o in osmgrid.near(g["lon"], g["lat"], 700))
    at_ocha = any(same(o) for _, o in osmgrid.near(p["lon"], p["lat"], 900))
    if near and not at_ocha and (units.at(g["lon"], g["lat"], .003) or "")[:6] == p["parent"][:6]:
        p["note"].append(f"point: GeoNames; OCHA stands {off / 1000:.1f} km away and OpenStreetMap agrees "
                         "with GeoNames")
        p["lon"], p["lat"] = round(g["lon"], 5), round(g["lat"], 5)
        COUNT["OCHA points over 1.2 km from GeoNames where OSM sides with GeoNames: GeoNames taken"] += 1
    else:
        COUNT["OCHA points over 1.2 km from GeoNames, kept"] += 1
        if not at_ocha:
            p["wide"] = min(off, 4000)


def enrich(of_place, book, units, osmgrid):
    for pid, g in of_place.items():
        p = book.place[pid]
        p["sources"].append("geonames")
        p["population"] = max(p["population"], g["pop"])
        weigh_points(p, g, book, units, osmgrid)
        for a in g["ar"]:
            like = alike(a, p["name_ar"])
            if like or p.get("level", 9) <= 3 or not book.claimed(a, pid):
                book.name(pid, a, "spelling" if like else "second", "geonames")
        for n in list(dict.fromkeys(g["en"] + g["latin"]))[:12]:
            book.name(pid, n, "transliteration", "geonames", "en")


def second_names(g, close, book, taken):
    """The locality is the OCHA village close by under its second name. True where that took it."""
    pid = close[0][1]["id"]
    if pid in taken:
        COUNT["GeoNames localities within 600 m of a matched place under another name, left out"] += 1
        return
    taken.add(pid)
    good = [a for a in g["ar"] if not book.claimed(a, pid)]
    COUNT["second names by closeness refused: they are another place's"] += len(g["ar"]) - len(good)
    for a in good:
        book.name(pid, a, "second", "geonames")
    COUNT["GeoNames names taken as second names of the OCHA village within 600 m that had no other match"] += bool(good)


def add_new(g, parent, book):
    coarse = all(abs(round(v * 60) - v * 60) < .02 for v in (g["lon"], g["lat"]))
    en = next((n for n in g["en"] if n.isascii()), g["en"][0])
    row = book.add({"id": "gn" + g["gn"], "kind": "hamlet" if not g["pop"] else "village",
                    "name_ar": g["ar"][0], "name_en": en, "lon": round(g["lon"], 5), "lat": round(g["lat"], 5),
                    "radius_m": 2500 if coarse else 1500,
                    "population": g["pop"], "parent": parent, "pcode": "", "sources": ["geonames"],
                    "note": ["point given to the minute"] if coarse else [], "level": 9})
    for a in g["ar"][1:]:
        book.name(row["id"], a, "spelling" if alike(a, row["name_ar"]) else "second", "geonames")
    for n in g["en"][:6]:
        book.name(row["id"], n, "transliteration", "geonames", "en")
    COUNT["GeoNames localities added as places of their own"] += 1


def far_twin(g, parent, of_place, book, osmgrid):
    """One name in one district within 12 km, OCHA's without a partner, and OSM has none at GeoNames' point."""
    if any(o["name"] and any(alike(o["name"], a) for a in g["ar"]) for _, o in osmgrid.near(g["lon"], g["lat"], 1500)):
        return False
    return any(p["id"] not in of_place and p["sources"][0] == "ocha" and p["parent"][:6] == parent[:6] and
               book.likeness(p["id"], g["ar"]) == 2 for _, p in book.grid.near(g["lon"], g["lat"], 12000))


def geonames(data, units, book, osm):
    best, osmgrid = load(data), Grid(osm)
    of_place, used = match(best, book)
    enrich(of_place, book, units, osmgrid)
    book.grid = Grid(book.place.values())            # points have moved
    taken = set(of_place)
    for g in sorted(best.values(), key=lambda g: -g["pop"]):
        if g["gn"] in used or not g["ar"]:
            continue
        parent = units.at(g["lon"], g["lat"])
        if not parent:
            COUNT["GeoNames localities outside Syria's polygons, left out"] += 1
            continue
        if any(book.likeness(p["id"], g["ar"]) == 2 or d <= 2000 and book.likeness(p["id"], g["ar"]) == 1
               for d, p in book.grid.near(g["lon"], g["lat"], 6000)):
            COUNT["GeoNames localities left out as a second point of a place already matched"] += 1
            continue
        if far_twin(g, parent, of_place, book, osmgrid):
            COUNT["GeoNames localities left out: one name in one district within 12 km of an OCHA place "
                  "without a partner, and OSM has none at their point"] += 1
            continue
        close = [(d, p) for d, p in book.grid.near(g["lon"], g["lat"], 600) if p["sources"][0] == "ocha"]
        if close:
            second_names(g, close, book, taken)
        else:
            add_new(g, parent, book)
