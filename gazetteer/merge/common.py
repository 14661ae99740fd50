"""Shared helpers of the gazetteer's merge: spelling keys, tables, distances, a point grid."""
import csv, math, os, re

AR = re.compile(r"[\u0600-\u06ff]")
_DROP = re.compile("[\u064b-\u0655\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MAP = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك",
                      "گ": "ك", "ؤ": "و", "ئ": "ي", "ء": None, "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز"})


def fold(s):
    """The search form: no marks, one alef, one ya, ha for ta marbuta; words kept apart."""
    s = _DROP.sub("", s or "").translate(_MAP)
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", " ", s)).strip()


def spaced_key(s):
    """The comparing form with its words apart: folded, articles off."""
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(s).split())


def key(s):
    """The comparing form: folded, articles off, words joined."""
    return spaced_key(s).replace(" ", "")


def skeleton(s):
    """Coarser: long vowels and doubled letters off. Only compares names of points that lie close together."""
    k = key(s)
    k = k[:1] + re.sub("[اوي]", "", k[1:])
    return re.sub(r"(.)\1+", r"\1", k.rstrip("ه") or k)


def edits(a, b, most=2):
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def alike(a, b):
    """Two spellings of what may be one name (the points must be close as well)."""
    ka, kb = key(a), key(b)
    if ka == kb:
        return 2
    if min(len(ka), len(kb)) >= 4 and (skeleton(a) == skeleton(b) and len(skeleton(a)) > 1 or edits(ka, kb, 1) <= 1):
        return 1
    return 0


def is_arabic(s):
    return bool(AR.search(s or "")) and not re.search(r"[A-Za-z]", s)


def plain_arabic(s):
    """Arabic letters only; Persian forms of ya and kaf made Arabic; anything else refused."""
    s = _DROP.sub("", s).replace("ی", "ي").replace("ک", "ك").replace("ھ", "ه").replace("ہ", "ه")
    s = re.sub(r"\s+", " ", s).strip()
    return s if re.fullmatch(r"[ء-غف-ي0-9٠-٩ ]+", s) and re.search("[ء-ي]", s) else ""


def mixed_arabic(s):
    """An Arabic name with a Latin sign in it, as the press writes «محطة T2»; "" where it is none."""
    s = re.sub(r"\s+", " ", _DROP.sub("", s)).strip()
    return s if re.fullmatch(r"[ء-غف-ي]+( [ء-غف-ي]+)* [A-Z]-?[0-9]+", s) else ""


def metres(lon1, lat1, lon2, lat2):
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 6371000 * math.hypot(x, math.radians(lat2 - lat1))


def read(path):
    """Rows of one of this folder's tables (comments skipped), as dicts."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as f:
        lines = [l.rstrip("\n") for l in f if l.strip() and not l.startswith("#")]
    head = lines[0].split("\t")
    out = []
    for n, l in enumerate(lines[1:], 2):
        cells = l.split("\t")
        if len(cells) > len(head):
            raise SystemExit(f"{path}: too many columns: {l}")
        out.append(dict(zip(head, cells + [""] * (len(head) - len(cells)))))
    return out


def raw(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def save(path, text):
    tmp = path + ".tmp"
    with open(tmp, "w", encoding="utf-8") as f:
        f.write(text)
    os.replace(tmp, path)


def head(path):
    """The comment lines at the head of a hand-edited table, kept when it is tidied."""
    with open(path, encoding="utf-8") as f:
        return "".join(l for l in f if l.startswith("#"))


def write(path, columns, rows, comments, order=None):
    """columns: names; comments: text before the per-column comments or a ready head."""
    body = ["\t".join(columns)]
    for r in sorted(rows, key=order or (lambda r: str(r[columns[0]]))):
        cells = [str(r.get(c, "") if r.get(c) is not None else "") for c in columns]
        assert not any("\t" in c or "\n" in c for c in cells), r
        body.append("\t".join(cells))
    save(path, comments + "\n".join(body) + "\n")


class Grid:
    """Points by cells of 0.05 degree."""
    def __init__(self, rows=(), lon=lambda r: r["lon"], lat=lambda r: r["lat"]):
        self.lon, self.lat, self.cells = lon, lat, {}
        for r in rows:
            self.add(r)

    def add(self, r):
        self.cells.setdefault((int(float(self.lon(r)) // .05), int(float(self.lat(r)) // .05)), []).append(r)

    def near(self, lon, lat, m):
        n = int(m / 4400) + 1
        i, j = int(lon // .05), int(lat // .05)
        found = []
        for a in range(i - n - 1, i + n + 2):
            for b in range(j - n, j + n + 1):
                for r in self.cells.get((a, b), ()):
                    d = metres(lon, lat, float(self.lon(r)), float(self.lat(r)))
                    if d <= m:
                        found.append((d, r))
        return sorted(found, key=lambda x: x[0])


PLACE = ["id", "kind", "name_ar", "name_en", "lon", "lat", "radius_m", "population", "parent", "pcode", "sources",
         "note"]
PLACE_HEAD = """# id: P-code, gn + GeoNames number, osm- + slug, or a speaking slug
# kind: one of kinds.tsv
# name_ar: what a map prints in Arabic
# name_en: what a map prints in English
# lon: degrees WGS 84
# lat: degrees WGS 84
# radius_m: the true place lies within it with 90 % probability, as text uses the name
# population: may be an estimate or an old census; it only ranks
# parent: id of the smallest administrative unit, or of the town for a quarter
# pcode: OCHA's P-code
# sources: ocha, geonames, wof, osm, pleiades, gem, airports, authored, separated by |
# note: evidence or what the merge changed
"""
NAME = ["place", "name", "lang", "kind", "source"]
NAME_HEAD = """# place: id of the place
# name: the further spelling
# lang: ar, or en for any Latin form
# kind: short, spelling, second, transliteration, joined, misspelling, formal or historic
# source: where it is from
"""


def latin_key(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())
