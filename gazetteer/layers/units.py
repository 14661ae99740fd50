"""Countries, their land, borders, governorates and districts: one coverage, one set of arcs.

All outlines are noded together, cut to arcs between junctions, simplified arc by arc with
both ends fixed, noded again and polygonised: neighbours share each border to the last digit.
"""
import os

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.ops import linemerge, nearest_points, polygonize, unary_union
from shapely.prepared import prep

import geo

COUNTRIES = {  # iso3: (iso2, Arabic, English)
    "SYR": ("SY", "سوريا", "Syria"), "TUR": ("TR", "تركيا", "Turkey"), "IRQ": ("IQ", "العراق", "Iraq"),
    "JOR": ("JO", "الأردن", "Jordan"), "LBN": ("LB", "لبنان", "Lebanon"), "ISR": ("IL", "إسرائيل", "Israel"),
    "PSE": ("PS", "فلسطين", "Palestine"), "CYP": ("CY", "قبرص", "Cyprus"), "EGY": ("EG", "مصر", "Egypt"),
    "SAU": ("SA", "السعودية", "Saudi Arabia"), "IRN": ("IR", "إيران", "Iran"),
}
ORDER = ("SYR", "LBN", "PSE", "JOR", "IRQ", "TUR", "EGY", "SAU", "IRN", "CYP", "ISR")
MIN_ISLAND = (4e6, 4e5, 3e4, 3e3)              # square metres


class Face:
    """One cell of the coverage: a country, and inside Syria a governorate and a district."""

    def __init__(self, poly, country, unit=None, golan=False):
        self.poly, self.country, self.unit, self.golan = poly, country, unit, golan

    def key(self):
        return (self.country, self.unit, self.golan)


def load_countries(raw):
    path = os.path.join(raw, "basemap/osm_country_polygons_geomaps/countries_exterior_1m.gpkg")
    return {row["a3"]: geo.valid(geom) for geom, row in geo.read(path, fields=("a3",))}


def load_ocha(raw, level):
    base = os.path.join(raw, "gazetteer/ocha_cod/syr_admbnda_uncs_unocha_20201217")
    path = os.path.join(base, "syr_admbnda_adm%d_uncs_unocha_20201217.shp" % level)
    fields = ("ADM%d_PCODE" % level, "ADM%d_AR" % level, "ADM%d_EN" % level)
    out = {}
    for geom, row in geo.read(path, fields=fields):
        out[row[fields[0]]] = (geo.valid(geom), row[fields[1]], row[fields[2]])
    return out


def owner(point, shapes):
    """The country that a point lies in, the first in ORDER where two claim it."""
    for code in ORDER:
        if code in shapes and shapes[code].contains(point):
            return code
    return None


def golan_line(countries, districts):
    """OCHA's western line of the Golan, lengthened to meet the neighbours' borders."""
    ocha = unary_union([d[0] for d in districts.values()]).buffer(0)
    outline = MultiLineString([p.exterior for p in geo.polygons_of(ocha)])
    inside = countries["ISR"].buffer(-200)
    pieces = linemerge([l for l in geo.lines_of(outline.intersection(inside))])
    line = max(geo.lines_of(pieces), key=lambda l: l.length)
    rim = countries["ISR"].boundary
    ends = [nearest_points(Point(p), rim)[1].coords[0] for p in (line.coords[0], line.coords[-1])]
    stretch = [_beyond(line.coords[0], ends[0]), _beyond(line.coords[-1], ends[1])]
    return LineString([stretch[0]] + list(line.coords) + [stretch[1]])


def _beyond(start, end, extra=30.0):
    """The point a little beyond the end, so that the two lines do cross."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    return (end[0] + dx / size * extra, end[1] + dy / size * extra)


def gaps_between(countries):
    """Closed holes between the country polygons."""
    covered = unary_union(list(countries.values()))
    return [Polygon(hole) for p in geo.polygons_of(covered) for hole in p.interiors]


def base_faces(countries, line, osm):
    """Faces of all countries; closed gaps between them go to the neighbour with the longest side.

    A gap (a lake cut out of two countries) is first divided along OpenStreetMap's border."""
    rims = [ring for c in countries.values() for p in geo.polygons_of(c) for ring in [p.exterior] + list(p.interiors)]
    holes = unary_union([g.buffer(60) for g in gaps_between(countries) if g.area > 1e4])
    cuts = [g.intersection(holes) for g, _ in geo.read(osm, "boundary_z10", "admin_level = 2 and maritime = 0")]
    noded = unary_union([LineString(r.coords) for r in rims] + [line] + [c for c in cuts if not c.is_empty])
    golan_zone = geo.plane_box(35.5, 32.6, 36.1, 33.5)
    west = prep(_west_side(line))
    faces, gaps = [], []
    for poly in polygonize(noded):
        point = poly.representative_point()
        code = owner(point, countries)
        if code is None:
            gaps.append(poly)
            continue
        golan = code == "ISR" and golan_zone.contains(point) and not west.contains(point)
        faces.append(Face(poly, "SYR" if golan else code, golan=golan))
    for gap in gaps:
        near = max(faces, key=lambda f: f.poly.boundary.intersection(gap.boundary).length
                   if f.poly.distance(gap) < 1 else -1)
        faces.append(Face(gap, near.country, golan=near.golan))
    return faces


def _west_side(line):
    """A polygon west of the Golan line, for a test of side."""
    points = list(line.coords)
    far = points[0][0] - 150000
    return Polygon(points + [(far, points[-1][1]), (far, points[0][1])]).buffer(0)


def district_lines(syria, districts):
    """OCHA's inner district lines, cut at Syria's outline or lengthened to it."""
    shapes = [d[0] for d in districts.values()]
    rim = unary_union(shapes).buffer(1.0).boundary
    noded = unary_union([s.boundary for s in shapes])
    inner = linemerge(geo.lines_of(noded.difference(rim.buffer(40.0))))
    border = syria.boundary
    ends = {}
    for line in geo.lines_of(inner):
        for end in (line.coords[0], line.coords[-1]):
            ends[end] = ends.get(end, 0) + 1
    out = []
    for line in geo.lines_of(inner):
        points = list(line.coords)
        for at, index in ((0, points[0]), (-1, points[-1])):
            if ends[index] == 1 and rim.distance(Point(index)) < 80:
                stop = nearest_points(Point(index), border)[1].coords[0]
                extra = _beyond(index, stop)
                points = [extra] + points if at == 0 else points + [extra]
        out.append(LineString(points))
    return out


def admin_faces(faces, districts):
    """Cut Syria's faces by the district lines; each piece belongs to the district that covers most of it."""
    mine = [f for f in faces if f.country == "SYR"]
    syria = unary_union([f.poly for f in mine]).buffer(0)
    lines = district_lines(syria, districts)
    rims = [LineString(r.coords) for f in mine for r in [f.poly.exterior] + list(f.poly.interiors)]
    golan = unary_union([f.poly for f in mine if f.golan]).buffer(0)
    out = [f for f in faces if f.country != "SYR"]
    for poly in polygonize(unary_union(rims + lines)):
        point = poly.representative_point()
        if not syria.contains(point):
            continue
        out.append(Face(poly, "SYR", _best_unit(poly, districts), golan.contains(point)))
    return out


def _best_unit(poly, districts):
    best, size = None, 0.0
    for code, (shape, _, _) in districts.items():
        if shape.intersects(poly):
            area = shape.intersection(poly).area
            if area > size:
                best, size = code, area
    if best is None:
        best = min(districts, key=lambda code: districts[code][0].distance(poly))
    return best


def arcs_of(faces):
    """The coverage's arcs between junctions."""
    rims = [LineString(r.coords) for f in faces for r in [f.poly.exterior] + list(f.poly.interiors)]
    return geo.lines_of(linemerge(unary_union(rims)))


def simplified(faces, level, near, keep_box):
    """The coverage at a level; every cell keeps its labels by greatest overlap."""
    arcs = []
    for arc in arcs_of(faces):
        fine = level < 2 or near.intersects(arc)
        arcs.append(simple_arc(arc, geo.TOLERANCE[level] if fine else geo.TOLERANCE[1]))
    rounded = [_round(a, geo.DECIMALS[level]) for a in arcs if a is not None]
    cells = polygonize(unary_union([a for a in rounded if a is not None]))
    index = GridIndex([(f.poly, f) for f in faces])
    out = []
    for poly in cells:
        best = index.best(poly)
        if best is not None:
            out.append(Face(poly, best.country, best.unit, best.golan))
    return _drop_islands(out, MIN_ISLAND[level])


def simple_arc(arc, tolerance):
    """Douglas-Peucker with fixed ends; a ring is cut at its farthest point first."""
    points = list(arc.coords)
    if points[0] != points[-1]:
        return arc.simplify(tolerance, preserve_topology=False)
    first = points[0]
    far = max(range(len(points)), key=lambda i: (points[i][0] - first[0]) ** 2 + (points[i][1] - first[1]) ** 2)
    if far in (0, len(points) - 1):
        return None
    a = LineString(points[:far + 1]).simplify(tolerance, preserve_topology=False)
    b = LineString(points[far:]).simplify(tolerance, preserve_topology=False)
    merged = list(a.coords) + list(b.coords)[1:]
    return LineString(merged) if len(merged) >= 4 else None


def _round(line, decimals):
    """Snap a plane line to the level's degree grid."""
    unit = 10.0 ** -decimals
    points = []
    for x, y in line.coords:
        point = (round(x / geo.M_LON / unit) * unit * geo.M_LON, round(y / geo.M_LAT / unit) * unit * geo.M_LAT)
        if not points or points[-1] != point:
            points.append(point)
    return LineString(points) if len(points) > 1 else None


def _drop_islands(faces, least):
    """Drop cells under an area that touch no other cell (small islands); Syria's stay twice as long."""
    whole = geo.polygons_of(unary_union([f.poly for f in faces]))
    small = [p for p in whole if p.area < least]
    gone = prep(unary_union(small)) if small else None
    return [f for f in faces if gone is None or not gone.contains(f.poly.representative_point())
            or (f.country == "SYR" and f.poly.area > least / 4)]


class GridIndex:
    """Shapes by bounding box; the best is the one with the greatest common area."""

    def __init__(self, items):
        self.items = [(shape.bounds, shape, value) for shape, value in items]

    def best(self, poly):
        point = poly.representative_point()
        x, y = point.x, point.y
        x0, y0, x1, y1 = poly.bounds
        found, size = None, 0.0
        for (a, b, c, d), shape, value in self.items:
            if a > x1 or c < x0 or b > y1 or d < y0:
                continue
            if poly.area < 1e8 or not (a <= x <= c and b <= y <= d):
                area = shape.intersection(poly).area if shape.intersects(poly) else 0.0
            else:
                area = shape.intersection(poly).area
            if area > size:
                found, size = value, area
        return found


def dissolve(faces, test):
    parts = [f.poly for f in faces if test(f)]
    shape = unary_union(parts) if parts else None
    if shape is None or shape.is_empty:
        return None
    polys = geo.polygons_of(shape)
    return polys[0] if len(polys) == 1 else MultiPolygon(polys)


def edges(faces):
    """Merged lines between two unlike cells: {(key, key): [line]}."""
    sides = {}
    for face in faces:
        for ring in [face.poly.exterior] + list(face.poly.interiors):
            points = list(ring.coords)
            for a, b in zip(points, points[1:]):
                sides.setdefault((min(a, b), max(a, b)), []).append(face.key())
    pairs = {}
    for (a, b), keys in sides.items():
        if len(keys) == 2 and keys[0] != keys[1]:
            pairs.setdefault(tuple(sorted(keys, key=str)), []).append(LineString([a, b]))
    return {pair: geo.lines_of(linemerge(parts)) for pair, parts in pairs.items()}


def country_rows(faces):
    rows = []
    for code in ORDER:
        shape = dissolve(faces, lambda f: f.country == code)
        if shape is not None:
            iso2, name_ar, name_en = COUNTRIES[code]
            rows.append((shape, {"id": iso2, "iso3": code, "name_ar": name_ar, "name_en": name_en}))
    return rows


def border_rows(pairs):
    groups = {}
    for (one, two), lines in pairs.items():
        if one[0] != two[0]:
            a, b = sorted((one[0], two[0]))
            kind = "disputed" if (a, b) in (("ISR", "SYR"), ("ISR", "PSE")) else "international"
            line = "golan-west" if (a, b) == ("ISR", "SYR") else "green-line" if (a, b) == ("ISR", "PSE") else ""
            groups.setdefault((kind, line, COUNTRIES[a][0], COUNTRIES[b][0]), []).extend(lines)
        elif one[2] != two[2]:
            groups.setdefault(("disputed", "ceasefire-1974", "IL", "SY"), []).extend(lines)
    rows = []
    for (kind, line, a, b), lines in sorted(groups.items()):
        for part in geo.lines_of(linemerge(lines)):
            rows.append((part, {"class": kind, "line": line, "a": a, "b": b}))
    return rows


def admin_line_rows(pairs, level):
    """Inner lines of governorates (level 1) or of districts that are not governorate lines (level 2)."""
    lines = []
    for (one, two), parts in pairs.items():
        if one[0] == two[0] == "SYR" and one[1] != two[1]:
            same = one[1][:4] == two[1][:4]
            if same == (level == 2):
                lines.extend(parts)
    return [(line, {"level": level}) for line in geo.lines_of(linemerge(lines))] if lines else []


def governorate_rows(faces, governorates):
    rows = []
    for code in sorted(governorates):
        shape = dissolve(faces, lambda f: f.unit is not None and f.unit[:4] == code)
        rows.append((shape, {"id": code, "name_ar": governorates[code][1], "name_en": governorates[code][2]}))
    return rows


def build(raw, osm):
    """The full coverage, and Syria's outline."""
    countries = load_countries(raw)
    districts = load_ocha(raw, 2)
    faces = base_faces(countries, golan_line(countries, districts), osm)
    faces = admin_faces(faces, districts)
    syria = dissolve(faces, lambda f: f.country == "SYR")
    return faces, syria


def make(raw, folder, faces, syria):
    governorates = load_ocha(raw, 1)
    near = prep(syria.buffer(geo.MARGIN))
    for level in geo.LEVELS:
        cells = simplified(faces, level, near, None)
        pairs = edges(cells)
        geo.write(folder, "countries", level, country_rows(cells))
        land = geo.polygons_of(unary_union([c.poly for c in cells]))
        land = sorted((geo.drop_holes(p, 0.01) for p in land), key=lambda p: -p.area)
        geo.write(folder, "land", level, [(p, {"kind": "land"}) for p in land])
        geo.write(folder, "borders", level, border_rows(pairs))
        geo.write(folder, "admin1", level, admin_line_rows(pairs, 1))
        geo.write(folder, "admin2", level, admin_line_rows(pairs, 2))
        geo.write(folder, "governorates", level, governorate_rows(cells, governorates))
        golan = dissolve(cells, lambda f: f.golan)
        geo.write(folder, "disputed", level, [(golan, {"id": "golan", "name_ar": "الجولان", "name_en": "Golan",
                                                       "default": "SY", "defacto": "IL"})])
