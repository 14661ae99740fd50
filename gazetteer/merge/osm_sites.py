"""Named sites of OpenStreetMap: castles, ruins, hospitals, prisons, airfields, camps, roundabouts, mosques, streets."""
import re
from osgeo import ogr
from book import *

HEADS = {"hospital": ("المستشفى", "المشفى", "مستشفى", "مشفى"), "castle": ("قلعة", "حصن", "قصر", "برج"),
         "university": ("جامعة", "كلية"), "prison": ("سجن",), "airport": ("مطار",)}
FIRST = {"دوار": "roundabout", "ساحة": "square", "مخيم": "camp", "معبر": "crossing", "سد": "dam", "سجن": "prison",
         "جامع": "mosque", "مسجد": "mosque", "كنيسة": "church", "دير": "church", "مقام": "shrine", "مزار": "shrine",
         "صوامع": "silo", "مفرق": "junction", "سوق": "market", "معسكر": "base", "ثكنة": "barracks", "قلعة": "castle",
         "شارع": "street", "جسر": "bridge", "كورنيش": "street"}
RADIUS = {"airport": 2000, "castle": 500, "ruin": 700, "hospital": 500, "university": 800, "prison": 600,
          "station": 600,
          "roundabout": 300, "square": 300, "camp": 800, "crossing": 800, "dam": 800, "mosque": 300, "church": 300,
          "shrine": 400, "silo": 600, "junction": 600, "market": 400, "base": 800, "barracks": 800, "street": 800,
          "bridge": 500}
REACH = {"airport": 4000, "castle": 4000, "street": 3000, "bridge": 3000}
SWAP = (("مشفى ", "مستشفى "), ("مستشفى ", "مشفى "), ("جامع ", "مسجد "), ("مسجد ", "جامع "), ("مقام ", "مزار "))
OF_ITS_KIND = ("hospital", "mosque", "church", "shrine", "street")


def tagged_kind(layer, x, first):
    """The kind that tags and head noun give; None: no site that reports name."""
    by_name = FIRST.get(first)
    if layer == "transport_point":
        return {"aerodrome": "airport", "station": "station"}.get(x.GetField("kind"))
    if layer == "road_label":
        return by_name if by_name in ("street", "square", "roundabout", "bridge") else None
    amenity, historic = x.GetField("amenity"), x.GetField("historic")
    if amenity == "place_of_worship":
        return by_name if by_name in ("mosque", "church", "shrine") else None
    kind = {"castle": "castle", "fort": "castle", "ruins": "ruin"}.get(historic) or \
        {"hospital": "hospital", "university": "university", "college": "university", "prison": "prison"}.get(amenity)
    if not kind and amenity in (None, "marketplace") and not x.GetField("shop"):
        kind = by_name if by_name not in ("street", "mosque", "church", "shrine") else None
    return kind


def unfit(kind, n):
    """Shops, clinics and parts of sites, names of one word."""
    if not kind or len(n.split()) < 2 and kind in FIRST.values():
        return True
    if kind == "university" and not re.match("جامعة|كلية|معهد|المعهد|الجامعة|المدينة الجامعية", n):
        return True
    if kind == "hospital" and re.search("صيدلية|عيادة|الأسنان|مخبر|عيادات|مستوصف|نقطة", n):
        return True
    return bool(re.search("مدرسة|مطعم|صيدلية|سوبر|مكتبة|رئيسي|الرئيسي|العام$|بئر|مدخل", n))


def candidates(path):
    ds = ogr.Open(path)
    for layer in ("transport_point", "poi", "road_label"):
        for x in ds.GetLayer(layer):
            name = re.sub(r"\(.*?\)", "", x.GetField("name") or "")
            n = plain_arabic(re.split(r"[-/;,()،:]", name)[0])
            if not n or len(key(n)) < 4 or len(n.split()) > 5:
                continue
            kind = tagged_kind(layer, x, n.split()[0])
            if unfit(kind, n):
                continue
            g = x.geometry()
            g = g if g.GetGeometryType() == ogr.wkbPoint else g.Centroid()
            yield kind, n, x.GetField("name_en") or "", g.GetX(), g.GetY()


def known(kind, wanted, lon, lat, add):
    """Has the book a site of this name close by?"""
    for _, p in add.all.near(lon, lat, REACH.get(kind, 1500)):
        if wanted & {key(b) for b in add.book.all_ar(p["id"])} and \
                (kind not in OF_ITS_KIND or p["kind"] == kind or kind == "street" and p["kind"] == "quarter"):
            return True
    return False


def add_site(kind, n, en, lon, lat, add):
    parent = add.units.at(lon, lat)
    if not parent:
        return
    heads = HEADS.get(kind, ())
    head = next((h for h in sorted(heads, key=len, reverse=True) if n.startswith(h + " ")), "")
    bare = n[len(head) + 1:] if head else n
    if known(kind, {key(n), key(bare)}, lon, lat, add):
        COUNT["OSM sites that another table has, left out"] += 1
        return
    if bare == n and kind in ("hospital", "prison") and not re.search(
            "مشفى|مستشفى|مركز|مجمع|بنك|سجن|السجن|حكيم|هيئة", n):
        n = heads[-1] + " " + n
    row = add.new(kind, n, en, lon, lat, RADIUS[kind], add.town_at(add.all, lon, lat, 9000, 1.5, 500) or parent)
    for x, y in SWAP:
        if n.startswith(x):
            add.book.name(row["id"], y + n[len(x):], "spelling", "osm")
    COUNT[f"OSM sites added: {kind}"] += 1


def add_sites(path, add):
    for c in list(candidates(path)):
        add_site(*c, add)
