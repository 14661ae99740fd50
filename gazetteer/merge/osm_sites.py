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
          "bridge": 500, "building": 400}
REACH = {"airport": 4000, "castle": 4000, "street": 3000, "bridge": 3000}
SWAP = (("مشفى ", "مستشفى "), ("مستشفى ", "مشفى "), ("جامع ", "مسجد "), ("مسجد ", "جامع "), ("مقام ", "مزار "))
OF_ITS_KIND = ("hospital", "mosque", "church", "shrine", "street")


# Names that say what a thing is and not which one: they are no names of places.
NAMELESS = {key(n) for n in (
    "مستشفى", "مشفى", "مشفى المدينة", "المدينة", "المشفى الميداني", "مشفى ميداني", "المستشفى الميداني", "المشفى الوطني", "المستشفى الوطني", "المشفى العسكري",
    "مركز صحي", "المركز الصحي", "مركز طبي", "المركز الطبي", "مستوصف صحي", "مشفى الأطفال", "مستشفى الأطفال", "مشفى الولادة",
    "مشفى التوليد", "بنك الدم", "كلية الطب", "كلية الحقوق", "كلية التربية", "كلية العلوم", "كلية الآداب", "كلية الصيدلة",
    "كلية الاقتصاد", "كلية الهندسة", "كلية الآداب والعلوم الإنسانية", "كلية طب الأسنان", "كلية الطب البشري", "كلية الهندسة المدنية",
    "كلية الهندسة المعمارية", "كلية الهندسة الكهربائية", "كلية الهندسة الميكانيكية", "كلية التمريض", "كلية الزراعة", "كلية السياحة",
    "كلية الشريعة", "كلية الفنون الجميلة", "كلية الهندسة الزراعية", "المدينة الجامعية", "السجن المدني", "السجن المركزي", "مخيم للنازحين",
    "مخيم نازحين", "مخيم اللاجئين", "محطة القطار", "محطة قطار", "سوق الهال", "سوق الخضرة", "سوق شعبي", "الجامع الكبير",
    "جامع الكبير", "مسجد الكبير", "دوار البلدية", "ساحة البلدية", "ساحة الجامع", "شارع السوق", "شارع المدارس", "شارع البلدية",
    "القلعة الأثرية", "مقام الشيخ", "مزار الشيخ", "ساحة عامة", "موقف باص", "كراج انطلاق", "مفرق الطريق", "القاعدة الأمريكية")}


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


PALACE = re.compile("القصر (الجمهوري|الرئاسي)|قصر (تشرين|الشعب|الضيافة|المهاجرين)")
SAME_SITE = {"airport": 3000, "castle": 250, "prison": 250, "station": 400}


def same_site(kind, n, lon, lat, add):
    """There is but one airfield within 3 km: another name is a second name of it, kept with it."""
    near = [p for _, p in add.all.near(lon, lat, SAME_SITE.get(kind, 0)) if p["kind"] == kind] if kind in SAME_SITE else []
    if not near:
        return False
    if not add.book.claimed(n, near[0]["id"]):
        add.book.name(near[0]["id"], n, "second", "osm")
    COUNT["OSM sites within reach of one of their kind: names kept with it"] += 1
    return True


def unfit(kind, n):
    """Shops, clinics and parts of sites, names of one word, bus lines, names that do not say which one."""
    if not kind or len(n.split()) < 2 and kind in FIRST.values():
        return True
    if key(n) in NAMELESS or n.split()[0] in ("الى", "إلى"):
        COUNT["OSM sites whose name does not say which one, left out"] += 1
        return True
    if kind == "university" and not re.match("جامعة|كلية|معهد|المعهد|الجامعة|المدينة الجامعية", n):
        return True
    if kind == "castle" and not re.match("(ال)?(قلعة|حصن|قصر|برج|تل|بناء القلعة)", n):
        return True                                     # baths, farms and houses bear the tag as well
    if kind == "airport" and not re.match("(ال)?(مطار|قاعدة|مهبط)", n):
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


def landmarks_at_osm(path, book, units):
    """landmarks-at-osm.tsv: names by hand, the point of the nearest OpenStreetMap feature of the given name."""
    rows, found = read(here("landmarks-at-osm.tsv")), {}
    ds = ogr.Open(path)
    for layer in ("place", "poi", "transport_point", "road_label", "water_area_label"):
        for x in ds.GetLayer(layer):
            for r in rows:
                if (x.GetField("name") or "") != r["osm_name"]:
                    continue
                g = x.geometry().Centroid()
                d = metres(g.GetX(), g.GetY(), float(r["lon"]), float(r["lat"]))
                found[r["id"]] = min(found.get(r["id"], (20000, 0, 0)), (d, round(g.GetX(), 4), round(g.GetY(), 4)))
    for r in rows:
        if r["id"] not in found:
            raise SystemExit(f"landmarks-at-osm.tsv: {r['id']}: OpenStreetMap has no {r['osm_name']} within 20 km")
        _, lon, lat = found[r["id"]]
        book.add({"id": r["id"], "kind": r["kind"], "name_ar": r["name_ar"], "name_en": r["name_en"], "lon": lon, "lat": lat,
                  "radius_m": int(r["radius_m"]), "population": "", "parent": units.at(lon, lat, .02), "pcode": "",
                  "sources": ["osm"], "note": ["names by hand, point of OpenStreetMap"]})
        COUNT["landmarks named by hand at OpenStreetMap's point"] += 1


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
    if kind == "castle" and PALACE.match(n):
        kind = "building"
    heads = HEADS.get(kind, ())
    head = next((h for h in sorted(heads, key=len, reverse=True) if n.startswith(h + " ")), "")
    bare = n[len(head) + 1:] if head else n
    if known(kind, {key(n), key(bare)}, lon, lat, add):
        COUNT["OSM sites that another table has, left out"] += 1
        return
    if same_site(kind, n, lon, lat, add):
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
