"""What is put right once all sources are in the book: parents that do not hold their place, English display names."""
import math, re
from collections import Counter, defaultdict
from osgeo import ogr
import english
from book import *
from osm import romanise

FAR_KM = 2.0


def outside_km(units, code, lon, lat):
    """How far a point lies outside a subdistrict's polygon (0 inside, or where the unit has none)."""
    if code not in units.geom:
        return 0.0
    pt = ogr.Geometry(ogr.wkbPoint)
    pt.AddPoint_2D(lon, lat)
    return units.geom[code][1].Distance(pt) * 105


def mend_parents(book, units):
    """A settlement over 2 km outside the unit that its source gives belongs to the unit that holds its point.
    Where none does, since the point lies abroad, the point moves to the edge of its unit, with a radius to match."""
    for p in book.place.values():
        if p["kind"] not in SETTLED:
            continue
        km = outside_km(units, p["parent"], p["lon"], p["lat"])
        if km <= FAR_KM:
            continue
        holder = units.at(p["lon"], p["lat"]) or units.at(p["lon"], p["lat"], .01)
        if holder and holder != p["parent"]:
            p["note"].append(f"parent: {holder} holds the point; the source says {p['parent']}")
            p["parent"] = holder
            COUNT["settlements over 2 km outside their unit: the unit that holds the point taken"] += 1
        else:
            p["note"].append(f"point: moved {km:.1f} km to the edge of its unit; the source's lies abroad")
            p["lon"], p["lat"] = edge(units, p["parent"], p["lon"], p["lat"])
            p["radius_m"] = int(max(p["radius_m"], math.ceil(km) * 1000 + 1000))
            COUNT["settlements over 2 km outside their unit and in no other: moved to its edge"] += 1


def edge(units, code, lon, lat):
    """The vertex of a unit's outline that lies nearest to a point."""
    outline = units.geom[code][1].Boundary()
    found = []

    def walk(g):
        for i in range(g.GetGeometryCount()):
            walk(g.GetGeometryRef(i))
        for i in range(g.GetPointCount() if not g.GetGeometryCount() else 0):
            found.append((metres(lon, lat, g.GetX(i), g.GetY(i)), g.GetX(i), g.GetY(i)))

    walk(outline)
    _, x, y = min(found)
    return round(x, 5), round(y, 5)


# ---- short names ---------------------------------------------------------------------------------------------------

SIDE = {"كبير", "كبيره", "صغير", "صغيره", "شرقي", "شرقيه", "غربي", "غربيه", "شمالي", "شماليه", "جنوبي", "جنوبيه", "قبلي", "قبليه",
        "فوقاني", "فوقانيه", "تحتاني", "تحتانيه", "وسطاني", "وسطي", "كبري", "صغري", "عليا", "سفلي"}
HEAD_NOUNS = {"تل", "خربه", "مزرعه", "قريه", "بئر", "بير", "عين", "جبل", "وادي", "مشيرفه", "حاره", "زور", "حويجه", "مفرق", "بستان", "حوش",
              "خراب", "مدينه", "تلول", "قصر", "رسم", "ضهر", "شعب", "نهر", "حي", "شارع", "حاوي", "مخيم", "مزارع", "ابار", "سبخه"}
FIRST_OF_PAIR = ("كبير", "كبيره", "كبري", "فوقاني", "فوقانيه", "عليا")


def without_side(name):
    """عوسجلي كبير: its name without the word for its size or side, and that word; nothing where too little is left."""
    words = name.split()
    last = re.sub("^ال", "", fold(words[-1]))
    rest = " ".join(words[:-1])
    if len(words) < 2 or last not in SIDE or len(key(rest)) < 5 or len(words) == 2 and fold(rest) in HEAD_NOUNS:
        return "", ""
    return rest, last


def village_word_off(book):
    """قرية عب الشوك is called عب الشوك where no other place close by bears that name."""
    for p in book.place.values():
        if p["kind"] not in SETTLED or not str(p["parent"]).startswith("SY"):
            continue
        for n in book.all_ar(p["id"]):
            rest = n[5:] if n.startswith("قرية ") else ""
            if len(key(rest)) > 3 and not book.claimed(rest, p["id"]):
                source = "osm" if p["sources"] == ["osm"] or n not in names_apart(book, p) else p["sources"][0]
                book.name(p["id"], rest, "short", source)
                COUNT["short names: the word for village left off"] += 1


def names_apart(book, p):
    """The names of a place that do not come from OpenStreetMap."""
    return {p["name_ar"]} | {v["name"] for v in book.names[p["id"]].values()}


def short_names(book):
    """The press says Awsajli for Awsajli Kabir and Awsajli Saghir. The bare name goes to one of a group of such
    villages within 6 km, the large or the upper one, and only where no other place of the country bears it."""
    groups = defaultdict(list)
    for p in book.place.values():
        if p["kind"] in ("village", "hamlet", "town") and str(p["parent"]).startswith("SY"):
            rest, side = without_side(p["name_ar"])
            if rest:
                groups[key(rest)].append((0 if side in FIRST_OF_PAIR else 1, -int(p["population"] or 0), p["id"], rest))
    refused = {key(r["name"]) for r in read(here("no-short-names.tsv"))} | \
        {key(r["form"]) for r in read(out("ordinary-words.tsv"))}
    borne = defaultdict(set)
    for p in book.place.values():
        for n in book.all_ar(p["id"]):
            borne[key(n)].add(p["id"])
    for k, got in sorted(groups.items()):
        places = [book.place[i] for _, _, i, _ in got]
        first = book.place[min(got)[2]]
        near = all(metres(float(first["lon"]), float(first["lat"]), float(p["lon"]), float(p["lat"])) < 6000 for p in places)
        if not near or k in refused or borne[k] - {p["id"] for p in places}:
            COUNT["bare names without size or side refused: another place's, a word, or the villages lie apart"] += 1
            continue
        source = "osm" if first["sources"] == ["osm"] else first["sources"][0]
        book.name(first["id"], min(got)[3], "short", source)
        COUNT["short names: the word of size or side left off"] += 1


# ---- English names ------------------------------------------------------------------------------------------------

SITE_WORDS = {"جامع": "mosque", "مسجد": "mosque", "مصلى": "mosque", "مشفى": "hospital", "مستشفى": "hospital",
              "دوار": "roundabout",
              "شارع": "street", "مقام": "shrine", "مزار": "shrine", "كنيسة": "church", "ساحة": "square",
              "جسر": "bridge",
              "سوق": "market", "مخيم": "camp", "محطة": "station", "قلعة": "castle", "كورنيش": "corniche",
              "مفرق": "junction",
              "معبر": "crossing", "سجن": "prison", "سد": "dam", "مركز": "centre", "معهد": "institute",
              "كلية": "faculty",
              "جامعة": "university", "مطار": "airport", "صوامع": "silos", "معسكر": "camp", "مجمع": "complex"}


SITES = set(SITE_WORDS.values()) | {"street", "base", "barracks", "camp", "ruin", "hospital", "university", "mosque", "silo"}


def prints_source_name(p, by_hand):
    """Names by hand are left as they are, so is that of a unit that took its centre's."""
    return p["id"] not in by_hand and p["name_en"] not in by_hand.values() and "authored" not in p["sources"] and \
        bool(re.match(r"(C|N|SY|gn|osm-)", p["id"]))


def learn(book):
    """The usual Latin spelling of each Arabic word, from pairs of names with as many words in both scripts."""
    votes = defaultdict(Counter)
    for p in book.place.values():
        if not re.match(r"(C|N|gn)\d", p["id"]):
            continue
        ar, en = fold(p["name_ar"]).split(), p["name_en"].split()
        if len(ar) != len(en):
            continue
        for a, e in zip(ar, en):
            core = re.sub("^al-", "", e, flags=re.I)
            if a.startswith("ال") and len(a) > 4:
                a = a[2:]
            if core.isalpha() and a[:1].isalpha() and sounds_alike(a, core):
                votes[a][core] += 1
    return {a: min(v, key=lambda e: (-v[e], e)) for a, v in votes.items()}


def consonants(latin):
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouwyh]", "", latin.lower().replace("th", "t").replace("dh", "d")))


def sounds_alike(ar, latin):
    return consonants(romanise(ar)) == consonants(latin)


def spoken(word, word_of, by_hand):
    """One Arabic word in Latin letters: as the table says, as OCHA's and GeoNames' names spell it, else letter by letter."""
    f = fold(word)
    article = f.startswith("ال") and len(f) > 4
    core = f[2:] if article else f
    en = by_hand.get(f) or by_hand.get(core)
    if en and (en.startswith("=") or f in by_hand):
        return en.lstrip("=")
    en = en or word_of.get(core) or re.sub("^Al-", "", romanise(word))
    return ("al-" if article else "") + en


def speak(ar, word_of, by_hand):
    """Latin form of an OpenStreetMap name that has none: word by word, the kind's word behind."""
    words = ar.split()
    kind = SITE_WORDS.get(words[0], "") if len(words) > 1 else ""
    parts = [spoken(w, word_of, by_hand) for w in (words[1:] if kind else words)]
    text = " ".join(parts + ([kind] if kind and kind != parts[-1].lower() else []))
    return text[:1].upper() + text[1:]


def tidy_english(book, by_hand):
    """One style for the names that sources write in Latin; what they wrote stays as a further name."""
    known, behind = english.table(HERE), english.districts(HERE)
    for p in book.place.values():
        if not prints_source_name(p, by_hand):
            continue
        name = english.english(p["name_en"], p["name_ar"], known)
        bare = english.district_off(name, p["name_ar"], behind) if p["id"].startswith("C") else name
        COUNT["districts taken off English names that the Arabic name does not bear"] += bare != name
        rename(book, p, bare, "English names of sources set in one style")
    word_of = learn(book)
    by_ear = {fold(r["ar"]): r["en"] for r in read(here("spoken-words.tsv"))}
    sounds = {ar: en for ar, en in by_ear.items() if not en.startswith("=")}   # a village's name is not translated
    for p in book.place.values():
        if p.get("romanised"):
            rename(book, p, speak(p["name_ar"], word_of, by_ear if p["kind"] in SITES else sounds),
                   "English names of OSM places said with words learnt from OCHA and GeoNames")


def rename(book, p, name, rule):
    old = p["name_en"]
    if not name or name == old:
        return
    p["name_en"] = name
    COUNT[rule] += 1
    for names in (book.names, book.osm_names):
        names[p["id"]].pop(("en", latin_key(name)), None)
    if not p.get("romanised"):
        book.name(p["id"], old, "transliteration", p["sources"][0], "en")
