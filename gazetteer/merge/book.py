"""What the merge works on: administrative units that hold points, and the book of places and names while it grows."""
import json, os, re
from collections import Counter, defaultdict
from osgeo import ogr
from common import *

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.dirname(HERE)
COUNT = Counter()
SETTLED = ("city", "town", "village", "hamlet")


def out(name):
    return os.path.join(OUT, name)


def here(name):
    return os.path.join(HERE, name)


def further(cell):
    """The names of a cell of further names: (name, is it a second name rather than a spelling)."""
    return [(n.lstrip("~"), n.startswith("~")) for n in cell.split("|") if n]


class Units:
    """Administrative units, and which of them holds a point."""
    def __init__(self, data):
        self.unit, self.geom = {}, {}
        for level in (1, 2, 3):
            with open(f"{data}/gazetteer/derived/syr_adm{level}.geojson", encoding="utf-8") as f:
                for x in json.load(f)["features"]:
                    self.put(level, x)

    def put(self, level, x):
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

    def name(self, place, name, kind, source, lang=None, as_written=False):
        """One more name of a place, unless it has it: compared by its key, or `as_written` by a key in which
        the gap between two words counts (حرب نفسه beside حربنفسه)."""
        name = re.sub(r"\s+", " ", (name or "")).strip(" -,،")
        if not name:
            return
        lang = lang or ("ar" if is_arabic(name) else "en")
        row = self.place[place]
        if lang == "ar":
            name = plain_arabic(name) or (mixed_arabic(name) if source == "authored" else "")
            same = spaced_key if as_written else key
            if not name or not key(name) or same(name) == same(row["name_ar"]):
                return
            k = same(name)
        else:
            if is_arabic(name) or not re.search("[A-Za-z]", name):
                return
            k = latin_key(name)
            if not k or k == latin_key(row["name_en"]):
                return
        book = self.osm_names if source == "osm" else self.names
        if source == "osm" and (lang, k) in self.names[place]:
            return
        if lang == "ar":
            self.by_key[key(name)].add(place)
            if as_written and any(of == "ar" and spaced_key(v["name"]) == k for (of, _), v in book[place].items()):
                return
        book[place].setdefault((lang, k), {"place": place, "name": name, "lang": lang, "kind": kind, "source": source})

    def more(self, place, cell, source="authored"):
        for n, second in further(cell):
            self.name(place, n, "second" if second else "spelling", source)

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

    def likeness(self, place, names):
        return max((alike(a, b) for a in names for b in self.all_ar(place)), default=0)
