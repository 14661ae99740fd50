"""Cultivated valleys, built-up areas, railways, runways and dams."""
import os

import numpy
from osgeo import gdal, ogr
from shapely import wkb
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
VALLEYS = {"euphrates": (9000, 1300), "khabur": (3500, 1100), "balikh": (5000, 800), "orontes": (6000, 500)}
VALLEY_CELL = 150.0
VALLEY_BLUR = (1400.0, 900.0, 550.0, 400.0)
VALLEY_MIN = (3e7, 8e6, 1e6, 2e5)
BUILT_CLOSE = (450.0, 170.0, 65.0, 30.0)
BUILT_OPEN = (380.0, 120.0, 35.0, 12.0)
BUILT_MIN = (4.5e6, 7e5, 2.2e5, 4e4)
RAIL = ("rail", "narrow_gauge")


def kinds_where(kinds):
    return "kind in (%s)" % ", ".join("'%s'" % k for k in kinds)


class Grid:
    """A raster over the plane, for what is soft: shapes burnt in, distances, blur, contours."""

    def __init__(self, bounds, cell):
        self.cell = cell
        self.west, self.north = bounds[0], bounds[3]
        self.width = int((bounds[2] - bounds[0]) / cell) + 1
        self.height = int((bounds[3] - bounds[1]) / cell) + 1

    def _raster(self, kind):
        raster = gdal.GetDriverByName("MEM").Create("", self.width, self.height, 1, kind)
        raster.SetGeoTransform((self.west, self.cell, 0, self.north, 0, -self.cell))
        return raster

    def burn(self, shapes):
        """1 where a shape is, else 0, as a raster."""
        raster = self._raster(gdal.GDT_Byte)
        source = ogr.GetDriverByName("Memory").CreateDataSource("")
        table = source.CreateLayer("shapes")
        for shape in shapes:
            feature = ogr.Feature(table.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkb(shape.wkb))
            table.CreateFeature(feature)
        gdal.RasterizeLayer(raster, [1], table, burn_values=[1])
        return raster

    def distance(self, line):
        """Metres from a line."""
        burnt, out = self.burn([line]), self._raster(gdal.GDT_Float32)
        gdal.ComputeProximity(burnt.GetRasterBand(1), out.GetRasterBand(1), ["VALUES=1"])
        return out.ReadAsArray() * self.cell

    def blur(self, values, radius):
        """Three running means each way, which come near to Gauss's curve."""
        n = max(1, int(round(radius / self.cell)))
        for _ in range(3):
            for axis in (0, 1):
                sums = numpy.cumsum(numpy.pad(values, [(n + 1, n) if axis == i else (0, 0) for i in (0, 1)], mode="edge"),
                                    axis=axis, dtype=numpy.float64)
                ends = [slice(None), slice(None)]
                starts = [slice(None), slice(None)]
                ends[axis], starts[axis] = slice(2 * n + 1, None), slice(None, -(2 * n + 1))
                values = ((sums[tuple(ends)] - sums[tuple(starts)]) / (2 * n + 1)).astype(numpy.float32)
        return values

    def contour(self, values, level):
        """Polygons of all that is above a level."""
        raster = self._raster(gdal.GDT_Float32)
        raster.GetRasterBand(1).WriteArray(values)
        source = ogr.GetDriverByName("Memory").CreateDataSource("")
        table = source.CreateLayer("contours")
        table.CreateField(ogr.FieldDefn("least", ogr.OFTReal))
        gdal.ContourGenerateEx(raster.GetRasterBand(1), table, options=[
            "FIXED_LEVELS=%g" % level, "POLYGONIZE=YES", "ELEV_FIELD_MIN=least"])
        out = []
        for feature in table:
            if feature.GetField("least") is not None and feature.GetField("least") >= level * 0.999:
                out += geo.polygons_of(geo.valid(wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))))
        return out


def green_of(raw, osm, corridor):
    """All cultivated or settled land that meets a corridor."""
    z7 = os.path.join(raw, "basemap/osm_region_z7/omt_z7_region.gpkg")
    west, south, east, north = corridor.bounds
    bounds = (west / geo.M_LON, south / geo.M_LAT, east / geo.M_LON, north / geo.M_LAT)
    inside = prep(corridor)
    parts = [g for g, _ in geo.read(osm, "land", kinds_where(GREEN + ("residential",)), bounds=bounds)]
    parts += [g for g, _ in geo.read(z7, "landcover", "class = 'farmland'", bounds=bounds)]
    return [geo.valid(g.simplify(40)) for g in parts if "Polygon" in g.geom_type and inside.intersects(g)]


def smooth_step(values, one, zero):
    """1 up to `one`, falling to 0 at `zero`."""
    t = numpy.clip((zero - values) / (zero - one), 0, 1)
    return t * t * (3 - 2 * t)


class Valleys:
    """How green the land along the rivers is, as a field whose edge is soft."""

    def __init__(self, raw, osm, syria):
        region = syria.buffer(25000, resolution=4)
        self.lines = []
        for line, row in rivers.main_rivers(raw, osm, syria):
            if row["id"] in VALLEYS:
                inside = max(geo.lines_of(line.intersection(region)), key=lambda l: l.length)
                self.lines.append((inside.simplify(60), VALLEYS[row["id"]]))
        corridor = unary_union([line.simplify(300).buffer(reach, resolution=4) for line, (reach, _) in self.lines])
        bounds = corridor.buffer(5000).bounds
        self.grid = Grid(bounds, VALLEY_CELL)
        self.green = self.grid.burn(green_of(raw, osm, corridor)).ReadAsArray().astype(numpy.float32)
        self.near = numpy.zeros_like(self.green)
        self.banks = numpy.zeros_like(self.green)
        for line, (reach, least) in self.lines:
            away = self.grid.distance(line)
            self.near = numpy.maximum(self.near, smooth_step(away, reach * 0.65, reach * 1.1))
            self.banks = numpy.maximum(self.banks, smooth_step(away, least * 0.5, least * 1.5))

    def rows(self, level):
        """The valley at a level: what hangs together with the rivers, its outline without a corner."""
        field = self.grid.blur(self.green, VALLEY_BLUR[level]) * self.near
        field = self.grid.blur(numpy.maximum(field, self.banks), VALLEY_BLUR[level] * 0.6)
        rows = []
        for poly in self.grid.contour(field, 0.45):
            if poly.area < VALLEY_MIN[level] or all(poly.distance(line) > least for line, (_, least) in self.lines):
                continue
            poly = geo.drop_holes(poly, VALLEY_MIN[level]).simplify(geo.TOLERANCE[level] * 0.7)
            rows.append((poly, {"kind": "valley"}))
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
    valleys = Valleys(raw, osm, syria)
    built = built_of(raw, osm, syria)
    rail = rail_lines(raw, osm, syria)
    near = prep(syria.buffer(120000))
    for level in geo.LEVELS:
        geo.write(folder, "valley", level, valleys.rows(level))
        geo.write(folder, "builtup", level, built_rows(built, level, near))
        geo.write(folder, "rail", level, rail_rows(rail, level))
        if level >= 2:
            geo.write(folder, "runways", level, runway_rows(osm, level))
            geo.write(folder, "dams", level, dam_rows(osm, level))
