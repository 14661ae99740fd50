#!/usr/bin/python3
"""Compile the raw sources into the gazetteer's place tables.

    merge.py DATA_DIR [--osm FILE.gpkg] [--only STEP,...]

DATA_DIR holds gazetteer/ and basemap/ as SOURCES.md describes them. Tables are written beside this folder,
each at once (temporary file, then rename). Hand-edited tables (merge/*.tsv, landmarks.tsv, abroad.tsv) are read,
never lost: of landmarks.tsv and abroad.tsv only empty cells (parent, radius_m) are filled and the rows sorted.
What each rule did is printed, and stands in README.md.
"""
import json, math, os, re, sys
from collections import Counter, defaultdict
from osgeo import gdal, ogr
from common import *

ogr.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)
COUNT = Counter()
CENTRAL = {"SY01": "C1001", "SY02": "C1007"}


def out(name):
    return os.path.join(OUT, name)


def here(name):
    return os.path.join(HERE, name)


class Units:
    """Administrative units, and which of them holds a point."""
    def __init__(self, data):
        self.unit, self.geom = {}, {}
        for level in (1, 2, 3):
            with open(f"{data}/gazetteer/derived/syr_adm{level}.geojson", encoding="utf-8") as f:
                for x in json.load(f)["features"]:
                    p = x["properties"]
                    code = p[f"ADM{level}_PCODE"]
                    self.unit[code] = {"id": code, "level": level, "ar": p[f"ADM{level}_AR"], "en": p[f"ADM{level}_EN"],
                                       "lon": p["label_lon"], "lat": p["label_lat"],
                                       "parent": p.get(f"ADM{level - 1}_PCODE") if level > 1 else "SY"}
                    if level == 3:
                        g = ogr.CreateGeometryFromJson(json.dumps(x["geometry"]))
                        self.geom[code] = (g.GetEnvelope(), g.MakeValid() if not g.IsValid() else g)

    def at(self, lon, lat, slack=0.0):
        pt = ogr.Geometry(ogr.wkbPoint)
        pt.AddPoint_2D(lon, lat)
        best = None
        for code, ((w, e, s, n), g) in self.geom.items():
            if w - slack <= lon <= e + slack and s - slack <= lat <= n + slack:
                if g.Contains(pt):
                    return code
                if slack:
                    d = g.Distance(pt)
                    if d <= slack and (best is None or d < best[0]):
                        best = (d, code)
        return best[1] if best else ""


def split_name(ar, en, adm_words):
    """OCHA writes two names in one cell (first_second, first - second). Returns the names, plainest first."""
    parts = [re.sub(r"\s+", " ", p).strip(" ()") for p in re.split(r"[_/()\\]+|\s*-\s*", ar)]
    parts = [p for p in parts if p]
    kept = [p for p in parts if not (key(p) in adm_words and len(parts) > 1 and p != parts[0])]
    COUNT["OCHA cells with two names split"] += len(kept) > 1
    COUNT["OCHA cells with a district added, dropped"] += len(kept) < len(parts)
    names = []
    for p in kept or parts:
        words = p.split()
        if len(kept) > 1 and len(words) > 1 and key(words[-1]) in adm_words and p == kept[0]:
            names.append(" ".join(words[:-1]))      # "قاطمة منبج_قطمة": the district stands inside the first name
            COUNT["district word inside the first of two names, dropped"] += 1
        else:
            names.append(p)
    ens = [p.strip() for p in re.split(r"\s+-\s+|/|_", en) if p.strip()]
    return list(dict.fromkeys(names)), ens


GENERIC = {key(w) for w in "تل عين باب قلعة جسر معرة دير حاضر مزرعة كفر خربة رسم بئر بير جب قصر وادي راس رأس خان برج بيت شيخ الشيخ أبو ابو ام أم قرية مدينة نبع ضهر جبل "
           "مجمع مساكن ضاحية منطقة محطة غوطة صوامع سهل حي مرج سد مخيم جديدة حاوي غرب شرق شمال جنوب ريف حلب ناحية مطار طريق بني سكة".split()}


class Book:
    """Places and their names while they grow."""
    def __init__(self):
        self.place, self.names, self.osm_names = {}, defaultdict(dict), defaultdict(dict)
        self.grid, self.by_key = Grid(), defaultdict(set)

    def add(self, row):
        assert row["id"] not in self.place, row
        self.place[row["id"]] = row
        self.by_key[key(row["name_ar"])].add(row["id"])
        self.grid.add(row)
        return row

    def name(self, place, name, kind, source, lang=None):
        name = re.sub(r"\s+", " ", (name or "")).strip(" -,،")
        if not name:
            return
        lang = lang or ("ar" if is_arabic(name) else "en")
        row = self.place[place]
        if lang == "ar":
            name = plain_arabic(name)
            if not name or not key(name) or key(name) == key(row["name_ar"]):
                return
            k = key(name)
        else:
            if is_arabic(name) or not re.search("[A-Za-z]", name):
                return
            k = re.sub(r"[^a-z0-9]", "", name.lower())
            if not k or k == re.sub(r"[^a-z0-9]", "", row["name_en"].lower()):
                return
        book = self.osm_names if source == "osm" else self.names
        if source == "osm" and (lang, k) in self.names[place]:
            return
        if lang == "ar":
            self.by_key[k].add(place)
        book[place].setdefault((lang, k), {"place": place, "name": name, "lang": lang, "kind": kind, "source": source})

    def claimed(self, name, place, km=30, at=None):
        """Is the name already that of a town or unit anywhere, or of another place within km?"""
        k = key(name)
        lon, lat = at or (float(self.place[place]["lon"]), float(self.place[place]["lat"]))
        if len(k) < 3:
            return True
        for i in self.by_key.get(k, ()):
            q = self.place.get(i)
            if not q or i == place:
                continue
            if q["kind"] in ("city", "town", "governorate", "district", "subdistrict") and key(q["name_ar"]) == k:
                return True
            if metres(float(q["lon"]), float(q["lat"]), lon, lat) < km * 1000:
                return True
        return False

    def all_ar(self, place):
        r = self.place[place]
        return [r["name_ar"]] + [v["name"] for (l, _), v in self.names[place].items() if l == "ar"] + \
               [v["name"] for (l, _), v in self.osm_names[place].items() if l == "ar"]


def settlement_radius(kind, pop):
    if kind == "city":
        return 9000 if pop > 1000000 else 5000 if pop > 200000 else 4000 if pop > 60000 else 3000
    if kind == "town":
        return 3000 if pop > 40000 else 2500 if pop > 15000 else 2000
    return 1500 if pop > 4000 else 1200


def ocha(data, units, book):
    rows = raw(f"{data}/gazetteer/derived/ocha_communities.tsv")
    fix = defaultdict(dict)
    for r in read(here("corrections.tsv")):
        fix[r["id"]][r["field"]] = (r["value"], r["why"])
    show = {r["id"]: r for r in read(here("display.tsv"))}
    adm_words = {key(re.sub("^مركز ?", "", u["ar"])) for u in units.unit.values() if u["level"] <= 3} | {"عفرين", "باب", "منبج", "حفه"}
    centre = {r["unit"]: r["place"] for r in read(here("centres.tsv"))}
    by_unit = defaultdict(list)
    for r in rows:
        by_unit[r["adm3"]].append(r)
    for code, u in units.unit.items():           # the centre of a unit bears its name
        if code in centre:
            continue
        want = key(re.sub("^مركز ?", "", u["ar"]))
        pool = by_unit[code] if u["level"] == 3 else [r for r in rows if r[f"adm{u['level']}"] == code]
        hit = [r for r in pool if key(r["name_ar"]) == want]
        if u["level"] < 3:                        # of several, the one that is also a subdistrict centre
            hit = sorted(hit, key=lambda r: not r["adm3"].endswith("00"))
        if hit:
            centre[code] = hit[0]["pcode"]
    rank = {}
    for code, p in centre.items():
        rank[p] = min(rank.get(p, 9), units.unit[code]["level"])
    for code in sorted(set(units.unit) - set(centre)):
        COUNT["units without a centre in OCHA's list"] += 1
    units.centre, units.rank = centre, rank
    seen = Counter(r["name_ar"] for r in rows)
    COUNT["OCHA rows"] = len(rows)
    COUNT["OCHA rows that share a name (LocationName not used, parent tells them apart)"] = sum(1 for r in rows if seen[r["name_ar"]] > 1)
    for r in rows:
        code, note = r["pcode"], []
        if "drop" in fix.get(code, {}):
            COUNT["OCHA rows dropped by corrections.tsv"] += 1
            continue
        lon, lat = float(r["lon"]), float(r["lat"])
        ar, en = r["name_ar"], r["name_en"]
        f, d = fix.get(code, {}), show.get(code, {})
        if "name_ar" in f:
            ar = f["name_ar"][0]
            COUNT["OCHA names corrected by corrections.tsv"] += 1
        if "lonlat" in f:
            lon, lat = map(float, f["lonlat"][0].split())
            note.append("point: " + f["lonlat"][1])
            COUNT["OCHA points corrected by corrections.tsv"] += 1
        clean = plain_arabic(re.sub(r"[_/()\\-]", "", ar))
        if clean and not re.search(r"[_/()\\-]", ar) and clean != ar:
            ar = clean
            COUNT["OCHA names freed of filling strokes and Persian letters"] += 1
        names, ens = split_name(ar, en, adm_words)
        if re.search(r"ى$", names[0]) and re.search(r"[iy]$", ens[0] if ens else ""):
            names[0] = names[0][:-1] + "ي"
            COUNT["final alef maqsura read as ya where the Latin name ends in i or y"] += 1
        level = rank.get(code, 9)
        words = names[0].split()
        own = {key(re.sub("^مركز ?", "", units.unit[r[a]]["ar"])) for a in ("adm2", "adm3")} | \
              {key(next(x["name_ar"] for x in rows if x["pcode"] == centre[r[a]])) for a in ("adm2", "adm3") if r[a] in centre}
        for cut in (2, 1):
            rest = " ".join(words[:-cut])
            if level == 9 and len(words) > cut and key(" ".join(words[-cut:])) in own and key(rest) not in GENERIC and len(key(rest)) >= 3 and "name_ar" not in f:
                COUNT["own district written behind the name, taken off"] += 1
                names = [rest] + names[1:] + [names[0]]
                break
        kind = "city" if level == 1 else "town" if level in (2, 3) else "village"
        parent = r["adm3"]
        row = book.add({"id": code, "kind": kind, "name_ar": d.get("name_ar") or names[0],
                        "name_en": d.get("name_en") or (ens[0] if ens else en), "lon": round(lon, 5), "lat": round(lat, 5),
                        "radius_m": 0, "population": 0, "parent": parent, "pcode": code,
                        "sources": ["ocha"], "note": note, "en_parts": ens})
        row["level"] = level
        for n in names:
            book.name(code, n, "formal" if n.startswith(names[0] + " ") else "second", "ocha")
        if ar != names[0]:
            book.name(code, ar if not re.search("[_/()-]", ar) else "", "spelling", "ocha")
        if r["name_ar"] != ar:
            book.name(code, r["name_ar"], "misspelling", "ocha")
        for n in [r["name_en"]] + ens:
            book.name(code, n.replace("_", " "), "transliteration", "ocha", "en")
        for field in ("more_ar", "more_en"):
            for n in filter(None, d.get(field, "").split("|")):
                book.name(code, n.lstrip("~"), "second" if n.startswith("~") else "spelling" if field == "more_ar" else "transliteration",
                          "authored", "ar" if field == "more_ar" else "en")
    for r in read(here("places-authored.tsv")):
        book.add({"id": r["id"], "kind": r["kind"], "name_ar": r["name_ar"], "name_en": r["name_en"], "lon": float(r["lon"]),
                  "lat": float(r["lat"]), "radius_m": int(r["radius_m"] or 0), "population": int(r["population"] or 0),
                  "parent": r["parent"] or units.at(float(r["lon"]), float(r["lat"]), .05), "pcode": "", "sources": ["authored"],
                  "note": [r["note"]], "level": 9})
        for n in filter(None, r["more"].split("|")):
            book.name(r["id"], n.lstrip("~"), "second" if n.startswith("~") else "spelling", "authored")
        COUNT["settlements added by hand"] += 1


def osm_places(path):
    ds = ogr.Open(path)
    rows = []
    for i, x in enumerate(ds.GetLayer("place")):
        g = x.geometry()
        n = x.GetField("name") or ""
        rows.append({"fid": i, "kind": x.GetField("kind"), "name": n, "en": x.GetField("name_en") or "",
                     "pop": int(x.GetField("population") or 0), "lon": g.GetX(), "lat": g.GetY()})
    return rows


def geonames(data, units, book, osm):
    """GeoNames (by way of Who's On First, and cities1000): match, then add what OCHA lacks."""
    best = {}
    def tidy_ar(a):
        a = plain_arabic(a)
        return re.sub(r"^ال (?=\S{3})", "", a) if a.startswith("ال ") else a
    for l in open(f"{data}/gazetteer/geonames_cities1000/cities1000_sy_border.txt", encoding="utf-8"):
        c = l.rstrip("\n").split("\t")
        if c[8] != "SY":
            continue
        best[c[0]] = {"gn": c[0], "en": [c[2] or c[1], c[1]], "ar": [a for a in map(plain_arabic, c[3].split(",")) if a],
                      "latin": [a for a in c[3].split(",") if re.fullmatch(r"[A-Za-z' `’ʼ-]{3,}", a)],
                      "lat": float(c[4]), "lon": float(c[5]), "pop": int(c[14] or 0), "src": "geonames", "code": c[7]}
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
                            "lat": float(r["lat"]), "lon": float(r["lon"]), "pop": int(r["population"] or 0), "src": "wof", "code": ""}
    COUNT["GeoNames localities"] = len(best)
    osmgrid = Grid(osm)
    cand = []
    for g in best.values():
        if not g["ar"]:
            COUNT["GeoNames localities without an Arabic name, used only for Latin spellings"] += 1
        for d, p in book.grid.near(g["lon"], g["lat"], 6000):
            score = max((alike(a, b) for a in g["ar"] for b in book.all_ar(p["id"])), default=0)
            if not g["ar"] and g["en"]:
                e = [re.sub("[^a-z]", "", re.sub("^(al|el|ar|as|ad|ash|at|az|an)[ -]", "", n.lower())) for n in g["en"]]
                o = [re.sub("[^a-z]", "", re.sub("^(al|el|ar|as|ad|ash|at|az|an)[ -]", "", n.lower())) for n in [p["name_en"]] + p.get("en_parts", [])]
                score = 1 if any(edits(a, b, 1) <= 1 for a in e for b in o if len(a) > 3) else 0
            if p.get("level", 9) <= 3 and score == 2:
                cand.append((d / 3, d, g, p, score))
            elif score == 2 or score == 1 and d <= 3500:
                cand.append((d * (1 if score == 2 else 2.5), d, g, p, score))
    cand.sort(key=lambda c: c[0])
    gn_of, of_gn = {}, {}
    for _, d, g, p, score in cand:
        if g["gn"] in of_gn or p["id"] in gn_of:
            continue
        of_gn[g["gn"]], gn_of[p["id"]] = p["id"], g
        COUNT["GeoNames matched to a place: same name" if score == 2 else "GeoNames matched to a place: like name within 3.5 km"] += 1
    for pid, g in gn_of.items():
        p = book.place[pid]
        p["sources"].append("geonames")
        p["population"] = max(p["population"], g["pop"])
        p["gn"] = g
        off = metres(p["lon"], p["lat"], g["lon"], g["lat"])
        if off > 1200 and not p["note"] and p["sources"][0] == "ocha":
            near = [o for o_d, o in osmgrid.near(g["lon"], g["lat"], 700) if o["name"] and any(alike(o["name"], n) for n in book.all_ar(pid))]
            at_ocha = [o for o_d, o in osmgrid.near(p["lon"], p["lat"], 900) if o["name"] and any(alike(o["name"], n) for n in book.all_ar(pid))]
            if near and not at_ocha and (units.at(g["lon"], g["lat"], .003) or "")[:6] == p["parent"][:6]:
                p["note"].append(f"point: GeoNames; OCHA stands {off / 1000:.1f} km away and OpenStreetMap agrees with GeoNames")
                p["lon"], p["lat"] = round(g["lon"], 5), round(g["lat"], 5)
                COUNT["OCHA points over 1.2 km from GeoNames where OSM sides with GeoNames: GeoNames taken"] += 1
            else:
                COUNT["OCHA points over 1.2 km from GeoNames, kept"] += 1
                if not at_ocha:
                    p["wide"] = min(off, 4000)
        for a in g["ar"]:
            like = alike(a, p["name_ar"])
            if like or p.get("level", 9) <= 3 or not book.claimed(a, pid):
                book.name(pid, a, "spelling" if like else "second", "geonames")
        for n in list(dict.fromkeys(g["en"] + g["latin"]))[:12]:
            book.name(pid, n, "transliteration", "geonames", "en")
    book.grid = Grid(book.place.values())            # points have moved
    taken = set(gn_of)
    for g in sorted(best.values(), key=lambda g: -g["pop"]):
        if g["gn"] in of_gn or not g["ar"]:
            continue
        parent = units.at(g["lon"], g["lat"])
        if not parent:
            COUNT["GeoNames localities outside Syria's polygons, left out"] += 1
            continue
        twin = [(d, p) for d, p in book.grid.near(g["lon"], g["lat"], 6000)
                if any(alike(a, b) == 2 and d <= 6000 or alike(a, b) == 1 and d <= 2000 for a in g["ar"] for b in book.all_ar(p["id"]))]
        if twin:
            COUNT["GeoNames localities left out as a second point of a place already matched"] += 1
            continue
        close = [(d, p) for d, p in book.grid.near(g["lon"], g["lat"], 600) if p["sources"][0] == "ocha"]
        if close and close[0][1]["id"] not in taken:
            taken.add(close[0][1]["id"])
            good = [a for a in g["ar"] if not book.claimed(a, close[0][1]["id"])]
            COUNT["second names by closeness refused: they are another place's"] += len(g["ar"]) - len(good)
            for a in good:
                book.name(close[0][1]["id"], a, "second", "geonames")
            if not good:
                continue
            COUNT["GeoNames names taken as second names of the OCHA village within 600 m that had no other match"] += 1
            continue
        if close:
            COUNT["GeoNames localities within 600 m of a matched place under another name, left out"] += 1
            continue
        coarse = all(abs(round(v * 60) - v * 60) < .02 for v in (g["lon"], g["lat"]))
        en = next((n for n in g["en"] if n.isascii()), g["en"][0])
        row = book.add({"id": "gn" + g["gn"], "kind": "hamlet" if not g["pop"] else "village", "name_ar": g["ar"][0], "name_en": en,
                        "lon": round(g["lon"], 5), "lat": round(g["lat"], 5), "radius_m": 2500 if coarse else 1500,
                        "population": g["pop"], "parent": parent, "pcode": "", "sources": ["geonames"],
                        "note": ["point given to the minute"] if coarse else [], "level": 9})
        for a in g["ar"][1:]:
            book.name(row["id"], a, "spelling" if alike(a, row["name_ar"]) else "second", "geonames")
        for n in g["en"][:6]:
            book.name(row["id"], n, "transliteration", "geonames", "en")
        COUNT["GeoNames localities added as places of their own"] += 1


def finish_settlements(book, units, data):
    pop3 = {}
    for x in json.load(open(f"{data}/gazetteer/opensyria_data_geography/subdistricts.json", encoding="utf-8")):
        pop3[x["externalIds"].get("ochaPcode")] = (x.get("population") or {}).get("value")
    for p in book.place.values():
        if p["kind"] in ("village", "hamlet", "town", "city"):
            if p.get("level", 9) == 9 and p["population"] >= 12000:
                p["kind"] = "town"
            elif p.get("level", 9) == 2 and p["population"] >= 50000:
                p["kind"] = "city"
            if not p["population"]:
                lv = p.get("level", 9)
                if lv <= 3:
                    s = pop3.get(p["parent"]) or 0
                    p["population"] = int(min(s * .35, 25000)) if s else 4000
            if not p["radius_m"]:
                p["radius_m"] = settlement_radius(p["kind"], p["population"])
            if p.get("wide"):
                p["radius_m"] = int(max(p["radius_m"], round(p["wide"], -2)))


def quarters(data, units, book, osm):
    show = {r["id"]: r for r in read(here("display.tsv"))}
    got = []
    for r in raw(f"{data}/gazetteer/derived/ocha_neighbourhoods.tsv"):
        if not r["pcode"].startswith("N") or not r["lat"]:
            continue
        names, ens = split_name(r["name_ar"], r["name_en"], set())
        d = show.get(r["pcode"], {})
        town = r["adm4_pcode"] or "C1007"
        row = book.add({"id": r["pcode"], "kind": "quarter", "name_ar": d.get("name_ar") or names[0], "name_en": d.get("name_en") or r["name_en"],
                        "lon": round(float(r["lon"]), 5), "lat": round(float(r["lat"]), 5), "radius_m": 900, "population": "",
                        "parent": town, "pcode": r["pcode"], "sources": ["ocha"], "note": []})
        got.append(row)
        for n in names:
            book.name(row["id"], n, "second" if n != names[0] else "spelling", "ocha")
        for n in filter(None, d.get("more_ar", "").split("|")):
            book.name(row["id"], n.lstrip("~"), "spelling", "authored")
        book.name(row["id"], r["name_en"], "transliteration", "ocha", "en")
        COUNT["OCHA quarters"] += 1
    used = defaultdict(int)
    for r in read(here("quarters-authored.tsv")):
        lon, lat = float(r["lon"]), float(r["lat"])
        names = [r["name_ar"]] + [n for n in r["more"].split("|") if n]
        km = float(r["km"])
        same = [q for q in got if q["parent"] == r["parent"] and any(key(a) == key(b) for a in names for b in book.all_ar(q["id"]))]
        if same:
            for n in names:
                book.name(same[0]["id"], n.lstrip("~"), "spelling", "authored")
            COUNT["authored quarters that OCHA has: only their spellings kept"] += 1
            continue
        row = book.add({"id": r["id"], "kind": r["kind"] or "quarter", "name_ar": r["name_ar"], "name_en": r["name_en"], "lon": lon, "lat": lat,
                        "radius_m": int(km * 1000), "population": "", "parent": r["parent"], "pcode": "", "sources": ["authored"], "note": [r["note"]] if r["note"] else []})
        got.append(row)
        for n in names[1:]:
            book.name(row["id"], n.lstrip("~"), "second" if n.startswith("~") else "spelling", "authored")
        COUNT["authored quarters added"] += 1
    # the quarter's polygon gives its radius
    path = f"{data}/gazetteer/ocha_cod/syr_admbnda_uncs_unocha_20201217/syr_neighbourhoods_unocha_20201217.shp"
    return got


def slug(s):
    s = re.sub(r"[^a-z0-9]+", "-", s.lower()).strip("-")
    return re.sub(r"-+", "-", s)[:40]


OSM_KIND = {"village": "village", "hamlet": "hamlet", "isolated_dwelling": "hamlet", "town": "town", "city": "city", "locality": "locality",
            "suburb": "quarter", "neighbourhood": "quarter", "quarter": "quarter", "island": "island", "farm": "farm"}


def romanise(ar):
    t = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء",
                 ["a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "gh", "f", "q", "k", "l", "m",
                  "n", "h", "u", "i", "a", "ah", "a", "i", "a", "u", "i", ""]))
    ws = []
    for w in ar.split():
        pre = ""
        if w.startswith("ال") and len(w) > 4:
            pre, w = "Al-", w[2:]
        w = w.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
        x = "".join(t.get(c, c if c.isdigit() else "") for c in w)
        ws.append(pre + x[:1].upper() + x[1:])
    return " ".join(ws)


def add_osm(book, units, osm, path):
    rows = []
    settled = [p for p in book.place.values() if p["kind"] in ("city", "town", "village", "hamlet")]
    sgrid = Grid(settled)
    quart = [p for p in book.place.values() if p["kind"] in ("quarter", "street")]
    qgrid = Grid(quart)
    agrid = Grid(book.place.values())
    matched_now = defaultdict(list)
    slugs = Counter()

    def new(kind, ar, en, lon, lat, radius, parent, note):
        en = en if en and en.isascii() and not is_arabic(en) else romanise(ar)
        base = "osm-" + (slug(en) or "place")
        pid = base
        if pid in book.place or slugs[base]:
            pid = f"{base}-{round(lon * 100)}-{round(lat * 100)}"
            n = 2
            while pid in book.place:
                pid, n = f"{base}-{round(lon * 100)}-{round(lat * 100)}-{n}", n + 1
        slugs[base] += 1
        row = book.add({"id": pid, "kind": kind, "name_ar": ar, "name_en": en, "lon": round(lon, 5), "lat": round(lat, 5), "radius_m": radius,
                        "population": "", "parent": parent, "pcode": "", "sources": ["osm"], "note": note})
        agrid.add(row)
        return row

    todo = []
    pairs = []
    for o in osm:
        kind = OSM_KIND.get(o["kind"])
        if not kind or o["kind"] in ("capital", "state_capital"):
            continue
        o["ars"] = [a for a in (plain_arabic(x) for x in re.split(r"[-/;,()،]", o["name"])) if a]
        o["k"] = kind
        if kind == "quarter":
            o["ars"] = [re.sub(r"^(حي|حارة|منطقة) (?=\S{3})", "", a) for a in o["ars"]]
        if kind == "locality" and o["ars"]:
            first = o["ars"][0].split()[0]
            if first in ("أرض", "ارض", "نهر", "حقل", "مزارع", "ضهر", "ظهر", "ضهرة", "حرش", "بساتين", "كروم"):
                COUNT["OSM localities that are fields, brooks or slopes, left out"] += 1
                continue
            o["k"] = {"وادي": "wadi", "جبل": "mountain", "جبال": "mountain", "تل": "hill", "تلول": "hill", "سد": "dam", "مفرق": "junction", "مملحة": "lake", "سبخة": "lake"}.get(first, "locality")
        grid = qgrid if kind == "quarter" else sgrid
        for d, p in agrid.near(o["lon"], o["lat"], 5000):
            if o["k"] in ("wadi", "mountain", "hill", "dam", "junction", "lake") and p["kind"] in ("city", "town", "village", "hamlet", "quarter"):
                continue
            s = max((alike(a, b) for a in o["ars"] for b in book.all_ar(p["id"])), default=0)
            if p["kind"] in ("quarter", "street") and kind != "quarter" and d > 1500:
                continue
            if s == 2 or s == 1 and d < 3000:
                pairs.append((d * (1 if s == 2 else 2.5), d, o, p, s))
        todo.append(o)
    pairs.sort(key=lambda x: x[0])
    done, has = {}, {}
    for _, d, o, p, s in pairs:
        if o["fid"] in done:
            continue
        if p["id"] in has and d > 1500:
            continue
        done[o["fid"]] = p["id"]
        has.setdefault(p["id"], o)
        if p["sources"] == ["authored"] and p["kind"] == "quarter" == o["k"] and s == 2 and d < 3000:
            p.update(lon=round(o["lon"], 5), lat=round(o["lat"], 5), radius_m=900, sources=["osm"], note=["names by hand, point of OpenStreetMap"])
            COUNT["authored quarters whose point OSM gives: moved to places-osm.tsv"] += 1
            continue
        COUNT["OSM places that OCHA or GeoNames has (their point kept)"] += 1
        for a in o["ars"]:
            book.name(p["id"], a, "spelling" if alike(a, p["name_ar"]) else "second", "osm")
        book.name(p["id"], o["en"], "transliteration", "osm", "en")
    for o in todo:
        if o["fid"] in done:
            continue
        lon, lat, k = o["lon"], o["lat"], o["k"]
        if k in ("village", "hamlet", "town", "city"):
            near = [(d, p) for d, p in sgrid.near(lon, lat, 600) if p["id"] not in has]
            if near:
                p = near[0][1]
                has[p["id"]] = o
                good = [a for a in o["ars"] if not book.claimed(a, p["id"])]
                COUNT["second names by closeness refused: they are another place's"] += len(o["ars"]) - len(good)
                for a in good:
                    book.name(p["id"], a, "second", "osm")
                book.name(p["id"], o["en"] if not is_arabic(o["en"]) else "", "second" if not o["ars"] else "transliteration", "osm", "en")
                COUNT["OSM names taken as second names of the village within 600 m that had no other match"] += 1
                continue
        if not o["ars"]:
            COUNT["OSM places without an Arabic name and without a partner, left out"] += 1
            continue
        ar = o["ars"][0]
        if len(key(ar)) < 3 or re.fullmatch(r"[0-9٠-٩ ]+", ar):
            COUNT["OSM names too short, left out"] += 1
            continue
        parent = units.at(lon, lat)
        if not parent:
            COUNT["OSM places outside Syria, left out"] += 1
            continue
        twin = [p for d, p in agrid.near(lon, lat, 3000) if any(alike(a, b) == 2 for a in o["ars"] for b in book.all_ar(p["id"]))]
        if k == "quarter" and twin and twin[0]["sources"] == ["authored"] and twin[0]["kind"] == "quarter":
            q = twin[0]                       # the authored point was a guess: OSM's takes its place, under the same id
            q.update(lon=round(lon, 5), lat=round(lat, 5), radius_m=900, sources=["osm"], note=["names by hand, point of OpenStreetMap"])
            COUNT["authored quarters whose point OSM gives: moved to places-osm.tsv"] += 1
            continue
        if k == "locality" and book.claimed(ar, "", 40, (lon, lat)):
            COUNT["OSM localities that bear the name of a place within 40 km or of a town, left out"] += 1
            continue
        if twin:
            COUNT["OSM places left out as a second point of one already there"] += 1
            continue
        radius = {"wadi": 6000, "mountain": 4000, "hill": 1500, "dam": 1200, "junction": 1200, "lake": 4000, "village": 1200, "hamlet": 1200, "town": 2000, "city": 3500, "locality": 2000, "quarter": 900, "island": 1500, "farm": 1200}[k]
        if k == "quarter":
            towns = [(d / (p["radius_m"] or 1), p) for d, p in sgrid.near(lon, lat, 12000) if p["kind"] in ("city", "town") and str(p["parent"]).startswith("SY") and d < 1.6 * p["radius_m"] + 1500]
            if towns:
                parent = min(towns, key=lambda t: t[0])[1]["id"]
        row = new(k, ar, o["en"], lon, lat, radius, parent, [])
        for a in o["ars"][1:]:
            book.name(row["id"], a, "second", "osm")
        sgrid.add(row) if k in ("village", "hamlet", "town", "city") else None
        COUNT[f"OSM places added: {k}"] += 1
    poi(book, units, path, new, agrid)


POI_HEAD = {"hospital": ("المستشفى", "المشفى", "مستشفى", "مشفى"), "castle": ("قلعة", "حصن", "قصر", "برج"), "university": ("جامعة", "كلية"),
            "prison": ("سجن",), "airport": ("مطار",)}
FIRST = {"دوار": "roundabout", "ساحة": "square", "مخيم": "camp", "معبر": "crossing", "سد": "dam", "سجن": "prison", "جامع": "mosque", "مسجد": "mosque",
         "كنيسة": "church", "دير": "church", "مقام": "shrine", "مزار": "shrine", "صوامع": "silo", "مفرق": "junction", "سوق": "market", "معسكر": "base",
         "ثكنة": "barracks", "قلعة": "castle", "شارع": "street", "جسر": "bridge", "كورنيش": "street"}
SITE_RADIUS = {"airport": 2000, "castle": 500, "ruin": 700, "hospital": 500, "university": 800, "prison": 600, "station": 600, "roundabout": 300, "square": 300,
               "camp": 800, "crossing": 800, "dam": 800, "mosque": 300, "church": 300, "shrine": 400, "silo": 600, "junction": 600, "market": 400, "base": 800,
               "barracks": 800, "street": 800, "bridge": 500}


def poi(book, units, path, new, agrid):
    """Named sites of OSM: castles, ruins, hospitals, universities, prisons, airfields, camps, roundabouts, mosques, streets."""
    ds = ogr.Open(path)
    cand = []
    for lay in ("transport_point", "poi", "road_label"):
        for x in ds.GetLayer(lay):
            raw_name = re.sub(r"\(.*?\)", "", x.GetField("name") or "")
            n = plain_arabic(re.split(r"[-/;,()،:]", raw_name)[0])
            if not n or len(key(n)) < 4 or len(n.split()) > 5:
                continue
            first = n.split()[0]
            if lay == "transport_point":
                kind = {"aerodrome": "airport", "station": "station"}.get(x.GetField("kind"))
            elif lay == "road_label":
                kind = FIRST.get(first)
                if kind not in ("street", "square", "roundabout", "bridge"):
                    continue
            else:
                a, h = x.GetField("amenity"), x.GetField("historic")
                kind = {"castle": "castle", "fort": "castle", "ruins": "ruin"}.get(h) or \
                       {"hospital": "hospital", "university": "university", "college": "university", "prison": "prison"}.get(a)
                if a == "place_of_worship":
                    kind = FIRST.get(first) if FIRST.get(first) in ("mosque", "church", "shrine") else None
                elif not kind and a in (None, "marketplace") and not x.GetField("shop"):
                    kind = FIRST.get(first)
                    if kind in ("street", "mosque", "church", "shrine"):
                        kind = None
            if not kind or len(n.split()) < 2 and kind in FIRST.values():
                continue
            if kind == "university" and not re.match("جامعة|كلية|معهد|المعهد|الجامعة|المدينة الجامعية", n):
                continue
            if kind == "hospital" and re.search("صيدلية|عيادة|الأسنان|مخبر|عيادات|مستوصف|نقطة", n):
                continue
            if re.search("مدرسة|مطعم|صيدلية|سوبر|مكتبة|رئيسي|الرئيسي|العام$|بئر|مدخل", n):
                continue
            g = x.geometry()
            if g.GetGeometryType() == ogr.wkbPoint:
                lon, lat = g.GetX(), g.GetY()
            else:
                c = g.Centroid()
                lon, lat = c.GetX(), c.GetY()
            cand.append((kind, n, x.GetField("name_en") or "", lon, lat))
    for kind, n, en, lon, lat in cand:
        parent = units.at(lon, lat)
        if not parent:
            continue
        heads = POI_HEAD.get(kind, ())
        bare = n
        for hd in sorted(heads, key=len, reverse=True):
            if n.startswith(hd + " "):
                bare = n[len(hd) + 1:]
                break
        wanted = {key(n), key(bare)}
        reach = 4000 if kind in ("airport", "castle") else 3000 if kind in ("street", "bridge") else 1500
        if any(d <= reach and (wanted & {key(b) for b in book.all_ar(p["id"])}) for d, p in agrid.near(lon, lat, reach)
               if kind not in ("hospital", "mosque", "church", "shrine", "street") or p["kind"] == kind or kind == "street" and p["kind"] == "quarter"):
            COUNT["OSM sites that another table has, left out"] += 1
            continue
        if bare == n and kind in ("hospital", "prison") and not re.search("مشفى|مستشفى|مركز|مجمع|بنك|سجن|السجن|حكيم|هيئة", n):
            n = heads[-1] + " " + n
        towns = [(d / (p["radius_m"] or 1), p) for d, p in agrid.near(lon, lat, 9000)
                 if p["kind"] in ("city", "town") and str(p["parent"]).startswith("SY") and d < 1.5 * p["radius_m"] + 500]
        if towns:
            parent = min(towns, key=lambda t: t[0])[1]["id"]
        row = new(kind, n, en, lon, lat, SITE_RADIUS[kind], parent, [])
        for x, y in (("مشفى ", "مستشفى "), ("مستشفى ", "مشفى "), ("جامع ", "مسجد "), ("مسجد ", "جامع "), ("مقام ", "مزار ")):
            if n.startswith(x):
                book.name(row["id"], y + n[len(x):], "spelling", "osm")
        COUNT[f"OSM sites added: {kind}"] += 1


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
        b = dict(r, lon=float(r["lon"]), lat=float(r["lat"]), radius_m=int(r["radius_m"]), sources=r["sources"].split("|"), note=[r["note"]])
        book.add(b)
    write(path, PLACE, rows, head(path))
    return rows


def regions(data, units, book):
    """Country, governorates, districts, subdistricts as rows; authored regions come from areas.py's recipes."""
    show = {r["id"]: r for r in read(here("display.tsv"))}
    alias = {}
    for f in ("governorates", "districts", "subdistricts"):
        for x in json.load(open(f"{data}/gazetteer/opensyria_data_geography/{f}.json", encoding="utf-8")):
            alias[x["externalIds"].get("ochaPcode")] = x
    rows = []
    for code, u in sorted(units.unit.items()):
        ar = re.sub(r"^مركز ?", "", u["ar"])
        c = units.centre.get(code)
        if c and key(book.place[c]["name_ar"]) == key(ar):
            ar = book.place[c]["name_ar"]
        x = alias.get(code, {})
        d = show.get(code, {})
        en = d.get("name_en") or (re.sub(r" \(.*", "", book.place[c]["name_en"]) if c and u["level"] != 1 or c and ar == book.place[c]["name_ar"] else u["en"])
        row = book.add({"id": code, "kind": {1: "governorate", 2: "district", 3: "subdistrict"}[u["level"]], "name_ar": d.get("name_ar") or ar,
                        "name_en": en, "lon": u["lon"], "lat": u["lat"], "radius_m": 0,
                        "population": (x.get("population") or {}).get("value") or "", "parent": u["parent"], "pcode": code,
                        "sources": ["ocha"], "note": []})
        rows.append(row)
        book.name(code, u["en"], "transliteration", "ocha", "en")
        if key(u["ar"]) != key(ar) and not u["ar"].startswith("مركز"):
            book.name(code, u["ar"], "spelling", "ocha")
        for a in x.get("aliases", []):
            v = a["value"]
            if a["language"] == "ar":
                v = re.sub(r"^(محافظة|منطقة|ناحية|قضاء) ", "", v)
                v = re.sub(r"^مركز ", "", v)
                if v.startswith("مركز") or not plain_arabic(v):
                    continue
                book.name(code, v, "spelling" if alike(v, ar) else "second", "opensyria")
            elif re.fullmatch(r"[A-Za-z' -]+", v) and not re.search("District|Subdistrict|Governorate|Province|Nahiyat|nahyt|mhafz|Muhafaz|mnt|Mintaq|Markaz", v):
                book.name(code, v, "transliteration", "opensyria", "en")
        for n in filter(None, d.get("more_ar", "").split("|")):
            book.name(code, n.lstrip("~"), "second" if n.startswith("~") else "spelling", "authored")
    return rows


def save_places(name, rows, text):
    for r in rows:
        if isinstance(r["sources"], list):
            r["sources"] = "|".join(dict.fromkeys(r["sources"]))
        if isinstance(r["note"], list):
            r["note"] = "; ".join(n for n in r["note"] if n)
        if r["population"] == 0:
            r["population"] = ""
    write(out(name), PLACE, rows, f"# {text}\n# Written by merge/merge.py; mend its hand tables (merge/*.tsv), not this file.\n" + PLACE_HEAD)
    return len(rows)


def main():
    args = sys.argv[1:]
    if not args:
        raise SystemExit(__doc__)
    data = args[0]
    gpkg = args[args.index("--osm") + 1] if "--osm" in args else None
    units = Units(data)
    osm = osm_places(gpkg) if gpkg else []
    book = Book()
    ocha(data, units, book)
    geonames(data, units, book, osm)
    finish_settlements(book, units, data)
    places = list(book.place.values())
    quart = quarters(data, units, book, osm)
    reg = regions(data, units, book)
    land = tidy("landmarks.tsv", book, units)
    abroad = tidy("abroad.tsv", book, units)
    for r in read(here("names-authored.tsv")):
        if r["place"] in book.place:
            book.name(r["place"], r["name"], r["kind"] or "spelling", "authored", r["lang"] or None)
        elif not r["place"].startswith("osm-"):
            COUNT["authored names whose place does not exist"] += 1
            print("  no such place:", r["place"], r["name"])
    for r in read(here("near-notes.tsv")):
        pass
    if gpkg:
        add_osm(book, units, osm, gpkg)
    for r in read(here("names-authored.tsv")):
        if r["place"].startswith("osm-"):
            if r["place"] in book.place:
                book.name(r["place"], r["name"], r["kind"] or "spelling", "osm", r["lang"] or None)
            else:
                print("  no such place:", r["place"], r["name"])
    import areas
    extra = areas.build(data, units, book, reg, quart, OUT, HERE, COUNT, gpkg)
    for r in read(here("names-authored.tsv")):
        if r["place"] in extra:
            book.name(r["place"], r["name"], r["kind"] or "spelling", "authored", r["lang"] or None)
    # a spelling taken from a source may not be the name of a town elsewhere
    towns = defaultdict(list)
    for p in book.place.values():
        if p["kind"] in ("city", "town", "governorate", "country"):
            towns[key(p["name_ar"])].append(p)
    for names_of in (book.names, book.osm_names):
        for pid, got in names_of.items():
            r = book.place[pid]
            for (lang, k), v in list(got.items()):
                if lang == "ar" and v["source"] in ("geonames", "osm", "ocha", "opensyria") and r["kind"] not in ("governorate", "district", "subdistrict", "country") and \
                        any(t["id"] != pid and metres(float(t["lon"]), float(t["lat"]), float(r["lon"]), float(r["lat"])) > 3000 for t in towns.get(k, ())):
                    del got[lang, k]
                    COUNT["spellings refused: the name of a town elsewhere"] += 1
    n = {}
    n["places.tsv"] = save_places("places.tsv", places, "Settlements: OCHA's communities merged with GeoNames localities, one record a place.")
    n["quarters.tsv"] = save_places("quarters.tsv", [q for q in quart if q["sources"] != ["osm"]], "City quarters: OCHA's neighbourhoods and authored ones.")
    n["regions.tsv"] = save_places("regions.tsv", reg + list(extra.values()), "Administrative units and regions; each has a polygon of the same id.")
    osm_rows = [p for p in book.place.values() if p["sources"] == ["osm"]]
    if gpkg:
        n["places-osm.tsv"] = save_places("places-osm.tsv", osm_rows,
                                          "What only OpenStreetMap has. (c) OpenStreetMap contributors, Open Database License 1.0.")
    names = [v for p in book.names.values() for v in p.values()]
    write(out("names.tsv"), NAME, names, "# Further spellings of places.\n# Written by merge/merge.py; hand-authored ones stand in merge/names-authored.tsv and merge/display.tsv.\n" + NAME_HEAD,
          order=lambda r: (r["place"], r["lang"], r["name"]))
    n["names.tsv"] = len(names)
    if gpkg:
        names = [v for p in book.osm_names.values() for v in p.values()]
        write(out("names-osm.tsv"), NAME, names, "# Further spellings that come from OpenStreetMap. (c) OpenStreetMap contributors, Open Database License 1.0.\n# Written by merge/merge.py.\n" + NAME_HEAD,
              order=lambda r: (r["place"], r["lang"], r["name"]))
        n["names-osm.tsv"] = len(names)
    import lines
    lines.build(data, gpkg, book, units, OUT, HERE, COUNT)
    n["landmarks.tsv"], n["abroad.tsv"] = len(land), len(abroad)
    print("\nWhat the rules did")
    for k, v in COUNT.items():
        print(f"{v:7d}  {k}")
    print("\nRows")
    for k, v in n.items():
        print(f"{v:7d}  {k}")


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    main()
