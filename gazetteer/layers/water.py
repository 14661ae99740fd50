"""Lakes, reservoirs, salt pans and wide rivers as areas."""
import os
import re

from shapely.geometry import MultiPolygon, Point
from shapely.ops import unary_union

import geo

MIN_AREA = (8e6, 1e6, 1e5, 1e4)
OPEN = (280.0, 90.0, 18.0, 5.0)                # parts narrower than twice this are left to the river lines
ARM = (0.0, 0.0, 26.0, 9.0)                    # the same for rivers: arms narrower than twice this
ISLAND = 70.0                                  # square pixels: smaller islands of a river only fray it
CUT_ZONE = (41.0, 34.6, 41.45, 35.75)          # OpenStreetMap's extract cuts lakes here
ARABIC = re.compile("[\u0621-\u064a]")

# Names where OpenStreetMap has none, or none in one of the two languages: (lon, lat, Arabic, English, kind)
NAMES = (
    (38.25, 36.05, "بحيرة الأسد", "Lake Assad", "reservoir"),
    (38.12, 36.55, "بحيرة تشرين", "Tishrin Reservoir", "reservoir"),
    (38.55, 35.885, "بحيرة البعث", "Baath Reservoir", "reservoir"),
    (37.53, 36.06, "سبخة الجبول", "Jabbul Salt Lake", "sabkha"),
    (36.58, 34.64, "بحيرة قطينة", "Lake Qattinah", "lake"),
    (36.86, 36.63, "بحيرة ميدانكي", "Maydanki Reservoir", "reservoir"),
    (35.59, 32.83, "بحيرة طبريا", "Sea of Galilee", "lake"),
    (35.48, 31.55, "البحر الميت", "Dead Sea", "lake"),
    (38.55, 37.55, "بحيرة سد أتاتورك", "Atatürk Reservoir", "reservoir"),
    (42.80, 36.70, "بحيرة سد الموصل", "Mosul Reservoir", "reservoir"),
    (42.30, 34.25, "بحيرة حديثة", "Haditha Reservoir", "reservoir"),
    (43.25, 34.00, "بحيرة الثرثار", "Lake Tharthar", "lake"),
    (43.45, 33.28, "بحيرة الحبانية", "Lake Habbaniyah", "lake"),
    (43.75, 32.75, "بحيرة الرزازة", "Lake Razazah", "lake"),
    (42.95, 38.60, "بحيرة وان", "Lake Van", "lake"),
    (40.75, 36.38, "بحيرة السد الجنوبي", "Hasakah South Reservoir", "reservoir"),
)
FIXED = {
    "Sabkhat al Burghuth": "سبخة البرغوث", "Sabkhat Mallah": "سبخة ملاح", "Sabkhat Albu Ghars": "سبخة البو غرس",
    "Sabkah Fayḑat al-Jubb": "سبخة فيضة الجب", "Çemê Meydankê": "بحيرة ميدانكي", "روضة": "سبخة الروضة",
    "خزان مياه تشرين": "بحيرة تشرين", "ملحة البحرة": "ملاحة البحرة",
}


def labels(osm):
    """Names of water areas as (point on the plane, Arabic, English, salt pan)."""
    from osgeo import ogr
    source = ogr.Open(osm)
    out = []
    for row in source.GetLayerByName("water_area_label"):
        name = FIXED.get(row["name"], row["name"])
        english = row["name_en"] if not ARABIC.search(row["name_en"] or "") else ""
        if not ARABIC.search(name or ""):
            continue
        centre = row.GetGeometryRef().Centroid()
        salt = "سبخة" in name or "ملاحة" in name or "salt" in (english or "").lower()
        out.append((Point(centre.GetX() * geo.M_LON, centre.GetY() * geo.M_LAT), name, english, salt))
    return out


def seamless(polys, gap=120.0):
    """Pieces of tiles joined again."""
    joined = unary_union([geo.valid(p).buffer(gap / 2, join_style=2) for p in polys]).buffer(-gap / 2, join_style=2)
    return geo.polygons_of(joined)


def region_water(raw):
    """Lakes and river areas of the neighbours; lakes cut by the extract's edge come from Natural Earth."""
    z7 = os.path.join(raw, "basemap/osm_region_z7/omt_z7_region.gpkg")
    earth = os.path.join(raw, "basemap/natural_earth_10m/ne_10m_clip.gpkg")
    rows = list(geo.read(z7, "water", "class <> 'ocean'", ("class",)))
    lakes = seamless([g for g, r in rows if r["class"] == "lake" and "Polygon" in g.geom_type])
    rivers = seamless([g for g, r in rows if r["class"] == "river" and "Polygon" in g.geom_type])
    top = 38.77 * geo.M_LAT
    for lake, _ in geo.read(earth, "ne_10m_lakes"):
        if lake.bounds[3] > top > lake.bounds[1] and lake.bounds[0] > 38 * geo.M_LON:
            lakes = [l for l in lakes if not l.intersects(lake)] + geo.polygons_of(lake)
    return lakes, rivers


def own_water(osm):
    lakes, rivers = [], []
    for geom, row in geo.read(osm, "water_area", None, ("kind",)):
        (rivers if row["kind"] in ("river", "canal") else lakes).append(geo.valid(geom))
    return lakes, rivers


def assemble(raw, osm, syria):
    """(lakes, rivers): OpenStreetMap's within Syria, the coarser ones outside, the cut lakes whole."""
    out_lakes, out_rivers = region_water(raw)
    lakes, rivers = own_water(osm)
    zone = geo.plane_box(*CUT_ZONE)
    cut = [l for l in out_lakes if l.intersects(zone) and l.intersects(syria.boundary)]
    whole = unary_union(cut).buffer(400) if cut else None
    lakes = [l for l in lakes if not (l.intersects(zone) and whole is not None and l.intersects(whole))]
    inner = syria.buffer(150)
    outside = [l for l in out_lakes if l not in cut]
    kept = [l.difference(inner) if l.intersects(inner) and _mapped(l, lakes) else l
            for l in outside if not inner.contains(l)]
    lakes = unary_union([geo.valid(l) for l in lakes + kept + cut])
    rivers = [r.intersection(syria.buffer(300)) for r in rivers] + [r.difference(syria) for r in out_rivers]
    return lakes, unary_union([geo.valid(r) for r in rivers if not r.is_empty])


def _mapped(lake, finer):
    return any(f.intersects(lake) for f in finer)


def generalise(shape, level, least, opened, closed=0.3, hole=None):
    """Close, open, simplify, drop what is small; polygons largest first. `closed` is in pixels."""
    shape = geo.valid(shape.simplify(geo.TOLERANCE[level] * 0.2))
    gap = geo.PIXEL[level] * closed
    hole = least / 2 if hole is None else hole
    shape = shape.buffer(gap, resolution=4).buffer(-gap - opened, resolution=4).buffer(opened * 1.02, resolution=4)
    out = []
    for poly in geo.polygons_of(shape):
        if poly.area < least:
            continue
        poly = geo.drop_holes(poly, hole).simplify(geo.TOLERANCE[level])
        out += [p for p in geo.polygons_of(geo.valid(poly)) if p.area >= least / 2]
    return sorted(out, key=lambda p: -p.area)


def named(poly, points, kind):
    row = {"kind": kind, "name_ar": "", "name_en": ""}
    for lon, lat, name_ar, name_en, what in NAMES:
        if poly.distance(Point(lon * geo.M_LON, lat * geo.M_LAT)) < 1500 and poly.area > 2e6:
            return {"kind": what, "name_ar": name_ar, "name_en": name_en}
    for point, name_ar, name_en, salt in points:
        if poly.distance(point) < 60:
            row.update(name_ar=name_ar, name_en=name_en)
            if salt:
                row["kind"] = "sabkha"
            elif "سد" in name_ar or "خزان" in name_ar:
                row["kind"] = "reservoir"
            break
    return row


def make(raw, osm, folder, syria):
    lakes, rivers = assemble(raw, osm, syria)
    points = labels(osm)
    margin = syria.buffer(120000)
    for level in geo.LEVELS:
        rows = []
        for poly in generalise(lakes, level, MIN_AREA[level], OPEN[level] * 0.6):
            if level < 2 or poly.intersects(margin):
                rows.append((poly, named(poly, points, "lake")))
        if level >= 2:
            near = rivers.intersection(margin).buffer(geo.PIXEL[level] * 0.3)
            island = ISLAND * geo.PIXEL[level] ** 2
            for poly in generalise(near, level, MIN_AREA[level] * 3, ARM[level], 0.9, island):
                rows.append((poly, named(poly, [], "river")))
        geo.write(folder, "water", level, rows)
