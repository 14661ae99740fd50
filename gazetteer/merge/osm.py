"""OpenStreetMap: places matched to what the book has, then what only OpenStreetMap has (files of their own, ODbL)."""
import re
from collections import Counter, defaultdict
from osgeo import ogr
from book import *

OSM_KIND = {"village": "village", "hamlet": "hamlet", "isolated_dwelling": "hamlet", "town": "town", "city": "city",
            "locality": "locality", "suburb": "quarter", "neighbourhood": "quarter", "quarter": "quarter", 
            "island": "island", "farm": "farm"}
LOCALITY_KIND = {"وادي": "wadi", "جبل": "mountain", "جبال": "mountain", "تل": "hill", "تلول": "hill", "سد": "dam",
                 "مفرق": "junction", "مملحة": "lake", "سبخة": "lake"}
NO_LOCALITY = ("أرض", "ارض", "نهر", "حقل", "مزارع", "ضهر", "ظهر", "ضهرة", "حرش", "بساتين", "كروم")
NATURAL = ("wadi", "mountain", "hill", "dam", "junction", "lake")
RADIUS = {"wadi": 6000, "mountain": 4000, "hill": 1500, "dam": 1200, "junction": 1200, "lake": 4000, "village": 1200,
          "hamlet": 1200, "town": 2000, "city": 3500, "locality": 2000, "quarter": 900, "island": 1500, "farm": 1200}
LETTERS = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء",
                   ["a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "gh",
                    "f",
                    "q", "k", "l", "m", "n", "h", "u", "i", "a", "ah", "a", "i", "a", "u", "i", ""]))


def osm_places(path):
    ds, rows = ogr.Open(path), []             # the layer lives as long as its data set
    for i, x in enumerate(ds.GetLayer("place")):
        g = x.geometry()
        rows.append({"fid": i, "kind": x.GetField("kind"), "name": x.GetField("name") or "",
                     "en": x.GetField("name_en") or "",
                     "pop": int(x.GetField("population") or 0), "lon": g.GetX(), "lat": g.GetY()})
    return rows


def slug(s):
    s = re.sub(r"[^a-z0-9]+", "-", s.lower()).strip("-")
    return re.sub(r"-+", "-", s)[:40]


def romanise(ar):
    """Letter by letter: for ids, and where no better Latin form is known."""
    ws = []
    for w in ar.split():
        pre = ""
        if w.startswith("ال") and len(w) > 4:
            pre, w = "Al-", w[2:]
        w = w.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
        x = "".join(LETTERS.get(c, c if c.isdigit() else "") for c in w)
        ws.append(pre + x[:1].upper() + x[1:])
    return " ".join(ws)


class Adder:
    """Adds OpenStreetMap's places and sites under ids that do not collide."""
    def __init__(self, book, units):
        self.book, self.units, self.slugs = book, units, Counter()
        self.settled = Grid(p for p in book.place.values() if p["kind"] in SETTLED)
        self.all = Grid(book.place.values())
        self.has = {}

    def new(self, kind, ar, en, lon, lat, radius, parent):
        given = bool(en and en.isascii() and not is_arabic(en))
        en = en if given else romanise(ar)
        base = pid = "osm-" + (slug(en) or "place")
        if pid in self.book.place or self.slugs[base]:
            pid = base = f"{base}-{round(lon * 100)}-{round(lat * 100)}"
            n = 2
            while pid in self.book.place:
                pid, n = f"{base}-{n}", n + 1
        self.slugs["osm-" + (slug(en) or "place")] += 1
        row = self.book.add({"id": pid, "kind": kind, "name_ar": ar, "name_en": en, "lon": round(lon, 5),
                             "lat": round(lat, 5), "radius_m": radius, "population": "",
                             "parent": parent, "pcode": "", "sources": ["osm"],
                             "note": [], "romanised": not given})
        self.all.add(row)
        return row

    def town_at(self, grid, lon, lat, reach, times, more):
        """The town in whose reach the point lies, or nothing."""
        towns = [(d / (p["radius_m"] or 1), p["id"]) for d, p in grid.near(lon, lat, reach)
                 if p["kind"] in ("city", "town") and str(p["parent"]).startswith("SY")
                 and d < times * p["radius_m"] + more]
        return min(towns, key=lambda t: t[0])[1] if towns else ""


def prepare(o):
    """Arabic names and kind of an OSM place; False where it is none that reports name."""
    kind = OSM_KIND.get(o["kind"])
    if not kind:
        return False
    o["ars"] = [a for a in (plain_arabic(x) for x in re.split(r"[-/;,()،]", o["name"])) if a]
    o["k"] = o["base"] = kind
    if kind == "quarter":
        o["ars"] = [re.sub(r"^(حي|حارة|منطقة) (?=\S{3})", "", a) for a in o["ars"]]
    if kind == "locality" and o["ars"]:
        first = o["ars"][0].split()[0]
        if first in NO_LOCALITY:
            COUNT["OSM localities that are fields, brooks or slopes, left out"] += 1
            return False
        o["k"] = LOCALITY_KIND.get(first, "locality")
    return True


def pairs(todo, add):
    """Pairs of an OSM place and one of the book that may be the same, best first."""
    found = []
    for o in todo:
        for d, p in add.all.near(o["lon"], o["lat"], 5000):
            if o["k"] in NATURAL and p["kind"] in SETTLED + ("quarter",):
                continue
            if p["kind"] in ("quarter", "street") and o["base"] != "quarter" and d > 1500:
                continue
            s = add.book.likeness(p["id"], o["ars"])
            if s == 2 or s == 1 and d < 3000:
                found.append((d * (1 if s == 2 else 2.5), d, o, p, s))
    return sorted(found, key=lambda x: x[0])


def take_point(q, o):
    """The authored point of a quarter was a guess: OSM's takes its place, under the same id."""
    q.update(lon=round(o["lon"], 5), lat=round(o["lat"], 5), radius_m=900, sources=["osm"],
             note=["names by hand, point of OpenStreetMap"])
    COUNT["authored quarters whose point OSM gives: moved to places-osm.tsv"] += 1


def match(todo, add):
    """Gives the book's places OSM's spellings. Returns the numbers of the OSM places that are done."""
    book, done = add.book, set()
    for _, d, o, p, s in pairs(todo, add):
        if o["fid"] in done or p["id"] in add.has and d > 1500:
            continue
        done.add(o["fid"])
        add.has.setdefault(p["id"], o)
        if p["sources"] == ["authored"] and p["kind"] == "quarter" == o["k"] and s == 2 and d < 3000:
            take_point(p, o)
            continue
        COUNT["OSM places that OCHA or GeoNames has (their point kept)"] += 1
        for a in o["ars"]:
            book.name(p["id"], a, "spelling" if alike(a, p["name_ar"]) else "second", "osm")
        book.name(p["id"], o["en"], "transliteration", "osm", "en")
    return done


def second_name(o, add):
    """A village within 600 m without an OSM partner is that village under another name."""
    near = [p for _, p in add.settled.near(o["lon"], o["lat"], 600) if p["id"] not in add.has]
    if o["k"] not in SETTLED or not near:
        return False
    book, p = add.book, near[0]
    add.has[p["id"]] = o
    good = [a for a in o["ars"] if not book.claimed(a, p["id"])]
    COUNT["second names by closeness refused: they are another place's"] += len(o["ars"]) - len(good)
    for a in good:
        book.name(p["id"], a, "second", "osm")
    book.name(p["id"], o["en"] if not is_arabic(o["en"]) else "",
              "second" if not o["ars"] else "transliteration", "osm", "en")
    COUNT["OSM names taken as second names of the village within 600 m that had no other match"] += 1
    return True


def beside_partner(o, add):
    """A second OSM village within 500 m of one that has its partner: too close to tell apart, a further name of it."""
    near = [p for _, p in add.settled.near(o["lon"], o["lat"], 500)]
    if o["k"] not in SETTLED or not near:
        return False
    for a in o["ars"]:
        if not add.book.claimed(a, near[0]["id"]):
            add.book.name(near[0]["id"], a, "second", "osm")
    COUNT["OSM villages within 500 m of another that has its OSM partner: names kept with it"] += 1
    return True


def far_twin(o, parent, add):
    """A village of OCHA's in the same district within 8 km that has no OSM partner and is called exactly so."""
    if o["k"] not in ("village", "town"):
        return False
    return any(p["id"] not in add.has and p["id"].startswith("C") and str(p["parent"])[:6] == parent[:6] and
               key(p["name_ar"]) in {key(a) for a in o["ars"]} for _, p in add.settled.near(o["lon"], o["lat"], 8000))


def add_place(o, add):
    book, lon, lat, k = add.book, o["lon"], o["lat"], o["k"]
    if not o["ars"]:
        COUNT["OSM places without an Arabic name and without a partner, left out"] += 1
        return
    ar = o["ars"][0]
    if len(key(ar)) < 3 or re.fullmatch(r"[0-9٠-٩ ]+", ar):
        COUNT["OSM names too short, left out"] += 1
        return
    parent = add.units.at(lon, lat)
    if not parent:
        COUNT["OSM places outside Syria, left out"] += 1
        return
    twin = [p for _, p in add.all.near(lon, lat, 3000) if book.likeness(p["id"], o["ars"]) == 2]
    if k == "quarter" and twin and twin[0]["sources"] == ["authored"] and twin[0]["kind"] == "quarter":
        take_point(twin[0], o)
        return
    if k == "locality" and book.claimed(ar, "", 40, (lon, lat)):
        COUNT["OSM localities that bear the name of a place within 40 km or of a town, left out"] += 1
        return
    if twin:
        COUNT["OSM places left out as a second point of one already there"] += 1
        return
    if far_twin(o, parent, add):
        COUNT["OSM villages left out: an OCHA village of that name in the district, within 8 km, has no other partner"] += 1
        return
    if k == "quarter":
        parent = add.town_at(add.settled, lon, lat, 12000, 1.6, 1500) or parent
    row = add.new(k, ar, o["en"], lon, lat, RADIUS[k], parent)
    for a in o["ars"][1:]:
        book.name(row["id"], a, "second", "osm")
    if k in SETTLED:
        add.settled.add(row)
    COUNT[f"OSM places added: {k}"] += 1


def add_osm(book, units, osm):
    add = Adder(book, units)
    todo = [o for o in osm if prepare(o)]
    done = match(todo, add)
    for o in todo:
        if o["fid"] not in done and not second_name(o, add) and not beside_partner(o, add):
            add_place(o, add)
    return add
