"""Reading, writing and the working plane of the basemap layers.

Everything is computed on a plain metric plane (equirectangular at 35 N: true to 5 %
over the region) and written back as EPSG:4326.
"""
import math
import os

from osgeo import gdal, ogr, osr
from shapely import wkb
from shapely.geometry import box
from shapely.geometry.polygon import orient
from shapely.ops import transform, unary_union

gdal.UseExceptions()
ogr.UseExceptions()

M_LAT = 111195.0
M_LON = M_LAT * math.cos(math.radians(35.0))

LEVELS = (0, 1, 2, 3)
PIXEL = (700.0, 250.0, 80.0, 25.0)            # metres on the ground per screen pixel
TOLERANCE = (300.0, 100.0, 35.0, 11.0)        # 0.40-0.45 px
DECIMALS = (4, 4, 4, 5)
REGION = (33.5, 30.5, 45.5, 39.0)
MARGIN = 40000.0                              # detail kept this far outside Syria

_TYPES = {"str": ogr.OFTString, "int": ogr.OFTInteger}


def to_plane(geom):
    return transform(lambda x, y, z=None: (_mul(x, M_LON), _mul(y, M_LAT)), geom)


def _mul(values, factor):
    return values * factor if isinstance(values, float) else [v * factor for v in values]


def to_degrees(geom, decimals):
    """Back to degrees, rounded."""
    def back(x, y, z=None):
        if isinstance(x, float):
            return round(x / M_LON, decimals), round(y / M_LAT, decimals)
        return [round(v / M_LON, decimals) for v in x], [round(v / M_LAT, decimals) for v in y]
    return transform(back, geom)


def plane_box(lon0, lat0, lon1, lat1):
    return box(lon0 * M_LON, lat0 * M_LAT, lon1 * M_LON, lat1 * M_LAT)


def read(path, layer=None, where=None, fields=(), bounds=None):
    """Features of a layer as (geometry on the plane, attribute dict)."""
    source = ogr.Open(path)
    table = source.GetLayerByName(layer) if layer else source.GetLayer(0)
    if where:
        table.SetAttributeFilter(where)
    if bounds:
        table.SetSpatialFilterRect(*bounds)
    for feature in table:
        raw = feature.GetGeometryRef()
        if raw is None:
            continue
        raw.FlattenTo2D()
        geom = wkb.loads(bytes(raw.ExportToWkb()))
        if geom.is_empty or "Point" in geom.geom_type:
            continue
        yield to_plane(geom), {name: feature.GetField(name) for name in fields}


def lines_of(geom):
    """The plain lines inside any geometry."""
    if geom.is_empty:
        return []
    if geom.geom_type in ("LineString", "LinearRing"):
        return [geom]
    if hasattr(geom, "geoms"):
        return [line for part in geom.geoms for line in lines_of(part)]
    return []


def polygons_of(geom):
    """The plain polygons inside any geometry."""
    if geom.is_empty:
        return []
    if geom.geom_type == "Polygon":
        return [geom]
    if hasattr(geom, "geoms"):
        return [poly for part in geom.geoms for poly in polygons_of(part)]
    return []


def valid(geom):
    return geom if geom.is_valid else geom.buffer(0)


def union(geoms):
    return unary_union([valid(g) for g in geoms])


def drop_holes(poly, area):
    """The polygon without its holes under an area."""
    from shapely.geometry import Polygon
    keep = [r for r in poly.interiors if Polygon(r).area >= area]
    return Polygon(poly.exterior, keep)


def _schema(rows):
    names, kinds = [], {}
    for _, row in rows:
        for key, value in row.items():
            if key not in kinds:
                names.append(key)
                kinds[key] = "str"
            if isinstance(value, int):
                kinds[key] = "int"
    return [(name, kinds[name]) for name in names]


def write(folder, name, level, rows, decimals=None):
    """Write rows of (geometry on the plane, attributes) to NAME-LEVEL.fgb; returns its path."""
    decimals = DECIMALS[level] if decimals is None else decimals
    path = os.path.join(folder, "%s-%d.fgb" % (name, level))
    if os.path.exists(path):
        os.remove(path)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    out = ogr.GetDriverByName("FlatGeobuf").CreateDataSource(path)
    done = [(_finish(geom, decimals), row) for geom, row in rows]
    done = [(geom, row) for geom, row in done if geom is not None]
    kinds = {g.geom_type for g, _ in done}
    one = getattr(ogr, "wkb" + kinds.pop()) if len(kinds) == 1 else ogr.wkbUnknown
    table = out.CreateLayer("%s-%d" % (name, level), srs, one, ["SPATIAL_INDEX=NO"])
    for field, kind in _schema(rows):
        table.CreateField(ogr.FieldDefn(field, _TYPES[kind]))
    for geom, row in done:
        feature = ogr.Feature(table.GetLayerDefn())
        for key, value in row.items():
            if value not in (None, ""):
                feature.SetField(key, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkb(geom.wkb))
        table.CreateFeature(feature)
    out = None
    print("  %-12s %6d features %8d bytes" % (os.path.basename(path), len(done), os.path.getsize(path)))
    return path


def _finish(geom, decimals):
    """Round, then keep only what is still valid and not empty, rings the same way round."""
    out = to_degrees(geom, decimals)
    if "Polygon" in geom.geom_type:
        parts = [orient(p) for p in polygons_of(valid(out)) if p.area > 0]
        if not parts:
            return None
        if geom.geom_type == "Polygon" and len(parts) == 1:
            return parts[0]
        from shapely.geometry import MultiPolygon
        return MultiPolygon(parts) if len(parts) > 1 else parts[0]
    out = _no_repeats(out)
    return None if out is None or out.is_empty or out.length == 0 else out


def _no_repeats(geom):
    from shapely.geometry import LineString, MultiLineString
    lines = []
    for line in lines_of(geom):
        points = list(line.coords)
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(points) > 1:
            lines.append(LineString(points))
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else MultiLineString(lines)
