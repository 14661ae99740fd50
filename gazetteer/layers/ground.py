"""Cultivated valleys, built-up areas, railways, runways and dams."""
import os

from shapely.geometry import LineString
from shapely.ops import linemerge, unary_union
from shapely.prepared import prep

import geo
import rivers
import strokes

GREEN = ("farmland", "orchard", "vineyard", "meadow", "allotments", "greenhouse_horticulture", "plant_nursery",
         "garden", "village_green", "grass", "farmyard", "forest", "scrub")
BUILT = ("residential", "industrial", "commercial", "retail", "garages")
# river: how far from its line the valley may reach at all, and how far it reaches at least (metres)
VALLEYS = {"euphrates": (9000, 1300), "khabur": (3500, 700), "balikh": (5000, 800), "orontes": (6000, 500)}
VALLEY_CLOSE = (1500.0, 900.0, 450.0, 250.0)
VALLEY_MIN = (3e7, 8e6, 1e6, 2e5)
BUILT_CLOSE = (450.0, 170.0, 65.0, 30.0)
BUILT_OPEN = (380.0, 120.0, 35.0, 12.0)
BUILT_MIN = (4.5e6, 7e5, 2.2e5, 4e4)
RAIL = ("rail", "narrow_gauge")


def kinds_where(kinds):
    return "kind in (%s)" % ", ".join("'%s'" % k for k in kinds)


def green_of(raw, osm, corridor):
    """All cultivated or settled land within a corridor."""
    z7 = os.path.join(raw, "basemap/osm_region_z7/omt_z7_region.gpkg")
    west, south, east, north = corridor.bounds
    bounds = (west / geo.M_LON, south / geo.M_LAT, east / geo.M_LON, north / geo.M_LAT)
    inside = prep(corridor)
    parts = [g for g, _ in geo.read(osm, "land", kinds_where(GREEN + ("residential",)), bounds=bounds)]
    parts += [g for g, _ in geo.read(z7, "landcover", "class = 'farmland'", bounds=bounds)]
    parts = [geo.valid(g.simplify(40)) for g in parts if "Polygon" in g.geom_type and inside.intersects(g)]
    return [g.intersection(corridor) for g in parts]


def valley(raw, osm, line, reach, least):
    """The green land along a river, as far as it hangs together with the river's banks."""
    corridor = line.simplify(200).buffer(reach, resolution=6)
    green = [g.buffer(200, resolution=2) for g in green_of(raw, osm, corridor)]
    banks = line.simplify(60).buffer(least, resolution=6)
    whole = unary_union(green + [banks]).buffer(150, resolution=4).buffer(-700, resolution=4).buffer(350, resolution=4)
    return unary_union([p for p in geo.polygons_of(whole) if p.distance(line) < least])


def valleys(raw, osm, syria):
    """All valleys as one shape."""
    out = []
    region = syria.buffer(25000, resolution=4)
    for line, row in rivers.main_rivers(raw, osm, syria):
        if row["id"] in VALLEYS:
            reach, least = VALLEYS[row["id"]]
            inside = max(geo.lines_of(line.intersection(region)), key=lambda l: l.length)
            out.append(valley(raw, osm, inside, reach, least))
    return unary_union(out)


def rounded(shape, size):
    """Closed, opened and with its corners rounded."""
    return shape.buffer(size, resolution=5).buffer(-2 * size, resolution=5).buffer(size, resolution=5)


def valley_rows(shape, level):
    size, rows = VALLEY_CLOSE[level] / 2, []
    smooth = rounded(shape, size).buffer(size / 2, resolution=5).simplify(geo.TOLERANCE[level] * 0.7)
    for poly in geo.polygons_of(geo.valid(smooth)):
        if poly.area >= VALLEY_MIN[level]:
            rows.append((geo.drop_holes(poly, VALLEY_MIN[level] / 2), {"kind": "valley"}))
    return rows


def street_mesh(osm):
    """Dense street quarters, for old towns that have no land use mapped: streets at most 110 m apart, 0.15 km² or more."""
    cells = {}
    for line, _ in geo.read(osm, "roads", "kind in ('residential', 'living_street', 'tertiary', 'pedestrian')"):
        at = line.centroid
        cells.setdefault((int(at.x // 8000), int(at.y // 8000)), []).append(line.simplify(15).buffer(55, resolution=1))
    whole = unary_union([unary_union(group) for group in cells.values()])
    whole = geo.valid(whole.simplify(10)).buffer(-130, resolution=2).buffer(120, resolution=2)
    return [p for p in geo.polygons_of(whole) if p.area > 1.5e5]


def built_of(raw, osm, syria):
    """Built-up polygons by kind (town, industry): own ones in Syria, coarse ones outside."""
    z7 = os.path.join(raw, "basemap/osm_region_z7/omt_z7_region.gpkg")
    inside = syria.buffer(100)
    towns, industry = [], []
    for geom, row in geo.read(osm, "land", kinds_where(BUILT), ("kind",)):
        (industry if row["kind"] == "industrial" else towns).append(geo.valid(geom))
    for geom, row in geo.read(z7, "landuse", "class in ('residential', 'industrial')", ("class",)):
        if "Polygon" in geom.geom_type and not inside.contains(geom):
            part = geo.valid(geom).difference(inside)
            (industry if row["class"] == "industrial" else towns).append(part)
    zone = prep(syria)
    return {"town": towns + [p for p in street_mesh(osm) if zone.intersects(p)], "industry": industry}


def built_rows(groups, level, near):
    rows = []
    for kind, polys in groups.items():
        if kind == "industry" and level < 2:
            continue
        close, opened = BUILT_CLOSE[level], BUILT_OPEN[level]
        coarse = geo.TOLERANCE[level] * 0.25
        whole = unary_union([p.simplify(coarse).buffer(close, resolution=2) for p in polys])
        whole = geo.valid(whole.simplify(coarse)).buffer(-close - opened, resolution=4)
        whole = whole.buffer(opened, resolution=4)
        for poly in geo.polygons_of(whole):
            if poly.area < BUILT_MIN[level] or level >= 2 and not near.intersects(poly):
                continue
            poly = geo.drop_holes(poly.simplify(geo.TOLERANCE[level] * 1.3), BUILT_MIN[level])
            rows.append((poly, {"kind": kind, "km2": max(1, int(round(poly.area / 1e6)))}))
    return sorted(rows, key=lambda item: -item[0].area)


def rail_lines(raw, osm, syria):
    """Main lines in Syria (no yards or sidings) and Natural Earth's outside, led on at the border."""
    earth = os.path.join(raw, "basemap/natural_earth_10m/ne_10m_z7tiles_roads_rail_urban.gpkg")
    zone = syria.buffer(600)
    parts = []
    for geom, row in geo.read(osm, "rail", kinds_where(RAIL), ("service",)):
        if row["service"] in (None, "spur"):
            parts += [(list(l.coords), ("spur" if row["service"] else "rail",)) for l in geo.lines_of(geom.intersection(zone))]
    ours = unary_union([LineString(p).simplify(200) for p, _ in parts])
    covered = zone.simplify(100).union(ours.buffer(2500, resolution=4))
    lakes = os.path.join(raw, "basemap/natural_earth_10m/ne_10m_clip.gpkg")
    ferries = unary_union([g for g, _ in geo.read(lakes, "ne_10m_lakes")]).buffer(2000)
    outer = unary_union([g for g, _ in geo.read(earth, "ne_10m_railroads")]).difference(ferries)
    outer = geo.lines_of(linemerge(geo.lines_of(outer)))
    for line in outer:
        for part in geo.lines_of(line.difference(covered)):
            parts.append((list(part.coords), ("far",)))
    return parts


def rail_rows(parts, level):
    import roads
    own = strokes.merge([p for p in parts if p[1][0] != "far" and (level == 3 or p[1][0] == "rail")])
    own.sort(key=lambda item: (item[1][0] != "rail", -LineString(item[0]).length))
    own = roads.single([(p, (0, v[0])) for p, v in own], level)
    least = (15000, 5000, 1500, 300)[level]
    far = [p for p in parts if p[1][0] == "far"] if level < 3 else []
    rows = []
    for points, (*_, kind) in roads.connect(own + far, roads.SNAP[level] * (2 if level < 2 else 1)):
        line = LineString(points)
        if line.length >= least:
            rows.append((line.simplify(geo.TOLERANCE[level], False), {"class": "spur" if kind == "spur" else "rail"}))
    return rows


def runway_rows(osm, level):
    wanted = "kind = 'runway'" if level < 3 else None
    rows = []
    for line, row in geo.read(osm, "aeroway", wanted, ("kind",)):
        if level < 3 and line.length < 1000:
            continue
        tolerance = geo.TOLERANCE[level] / 2
        rows.append((line.simplify(tolerance, False), {"class": row["kind"], "length_m": int(round(line.length))}))
    return rows


def dam_rows(osm, level):
    least = 500 if level == 2 else 0
    rows = []
    for line, row in geo.read(osm, "dam", None, ("kind",)):
        if line.length >= least:
            rows.append((line.simplify(geo.TOLERANCE[level], False), {"class": "dam", "length_m": int(round(line.length))}))
    return rows


def make(raw, osm, folder, syria):
    shapes = valleys(raw, osm, syria)
    built = built_of(raw, osm, syria)
    rail = rail_lines(raw, osm, syria)
    near = prep(syria.buffer(120000))
    for level in geo.LEVELS:
        geo.write(folder, "valley", level, valley_rows(shapes, level))
        geo.write(folder, "builtup", level, built_rows(built, level, near))
        geo.write(folder, "rail", level, rail_rows(rail, level))
        if level >= 2:
            geo.write(folder, "runways", level, runway_rows(osm, level))
            geo.write(folder, "dams", level, dam_rows(osm, level))
