"""Polygons: administrative units (simplified, shared edges kept), quarters, the regions of regions-authored.tsv."""
import json, math, os, re
from collections import defaultdict
from osgeo import ogr
from book import *

TOLERANCE = 0.0014      # degrees, about 150 m


def rdp(pts, tol):
    """Douglas-Peucker, ends kept; longitudes shrunk to the latitude."""
    if len(pts) < 3:
        return pts
    c = math.cos(math.radians(pts[0][1]))
    keep = [False] * len(pts)
    keep[0] = keep[-1] = True
    stack = [(0, len(pts) - 1)]
    while stack:
        a, b = stack.pop()
        ax, ay, bx, by = pts[a][0] * c, pts[a][1], pts[b][0] * c, pts[b][1]
        dx, dy = bx - ax, by - ay
        n = dx * dx + dy * dy
        far, at = tol * tol, -1
        for i in range(a + 1, b):
            px, py = pts[i][0] * c, pts[i][1]
            t = max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / n)) if n else 0
            d = (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2
            if d > far:
                far, at = d, i
        if at >= 0:
            keep[at] = True
            stack += [(a, at), (at, b)]
    return [p for p, k in zip(pts, keep) if k]


def directed_edges(feats):
    """Directed edge -> subdistricts on its left (two only where rounding made a splinter)."""
    right = defaultdict(list)
    for x in feats:
        g, code = x["geometry"], x["properties"]["ADM3_PCODE"]
        for poly in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
            for ring in poly:
                pts = [tuple(p[:2]) for p in ring]
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(pts, pts[1:]))
                inner = ring is not poly[0]
                if (area < 0) != inner:          # outer rings counter-clockwise, holes clockwise
                    pts.reverse()
                for a, b in zip(pts, pts[1:]):
                    if a == b:
                        continue
                    if code in right.get((b, a), ()):
                        right[(b, a)].remove(code)     # a spike, there and back
                    else:
                        right[(a, b)].append(code)
    return {e: tuple(sorted(c)) for e, c in right.items() if c}


class Arcs:
    """The border network cut at its nodes: (points, (units on the left, units on the right))."""
    def __init__(self, right):
        self.right, self.links, self.node, self.done, self.arcs = right, defaultdict(set), set(), set(), []
        for a, b in right:
            self.links[a].add(b)
            self.links[b].add(a)
        for v, ns in self.links.items():
            a, b = (list(ns) + [None, None])[:2]
            if len(ns) != 2 or self.side(a, v) != self.side(v, b):
                self.node.add(v)
        for v in sorted(self.node):
            self.leave(v)
        for v in sorted(self.links):             # rings without a node: an island, or a unit inside one other
            self.leave(v)

    def side(self, a, b):
        return self.right.get((a, b), ()), self.right.get((b, a), ())

    def leave(self, v):
        for w in sorted(self.links[v]):
            if (v, w) not in self.done:
                p = self.walk(v, w)
                if v not in self.node and p[0] != p[-1]:
                    p.append(p[0])
                self.arcs.append((p, self.side(p[0], p[1])))

    def walk(self, v, w):
        path = [v, w]
        self.done |= {(v, w), (w, v)}
        while path[-1] not in self.node and path[-1] != path[0]:
            a, b = self.links[path[-1]]
            n = a if b == path[-2] else b
            if (path[-1], n) in self.done:
                break
            self.done |= {(path[-1], n), (n, path[-1])}
            path.append(n)
        return path


def simpler(p):
    if p[0] != p[-1]:
        return rdp(p, TOLERANCE)
    far = max(range(len(p)), key=lambda i: (p[i][0] - p[0][0]) ** 2 + (p[i][1] - p[0][1]) ** 2)
    q = rdp(p[:far + 1], TOLERANCE)[:-1] + rdp(p[far:], TOLERANCE)
    return q if len(q) >= 4 else p


def admin(data):
    """Arcs of the subdistrict network, simplified once; units of every level are put together from them."""
    feats = json.load(open(f"{data}/gazetteer/derived/syr_adm3.geojson", encoding="utf-8"))["features"]
    simple = [([(round(x, 4), round(y, 4)) for x, y in simpler(p)], s) for p, s in Arcs(directed_edges(feats)).arcs]
    made = {}
    for n in (2, 4, 6, 8):                       # the length of a code: country to subdistrict
        sides = defaultdict(list)
        for pts, (l, r) in simple:
            net = defaultdict(int)
            for c in l:
                net[c[:n]] += 1
            for c in r:
                net[c[:n]] -= 1
            for c, k in net.items():
                for _ in range(abs(k)):
                    sides[c].append(pts if k > 0 else pts[::-1])
        for code, parts in sides.items():
            made[code] = rings(parts)
    return made


def rings(parts):
    """Directed arcs (inside on the left) to polygons with holes."""
    start = defaultdict(list)
    for p in parts:
        start[p[0]].append(p)
    loops = []
    while start:
        v = next(iter(start))
        loop = list(start[v].pop())
        if not start[v]:
            del start[v]
        while loop[-1] != loop[0]:
            if loop[-1] not in start:
                break
            nxt = start[loop[-1]].pop()
            if not start[loop[-1]]:
                del start[loop[-1]]
            loop += nxt[1:]
        if len(loop) > 3 and loop[0] == loop[-1]:
            loops.append(loop)
    mp = ogr.Geometry(ogr.wkbMultiPolygon)
    area = lambda l: sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(l, l[1:])) / 2
    outer = sorted((l for l in loops if area(l) > 0), key=area, reverse=True)
    g = None
    for l in outer:
        q = polygon(l)
        g = q if g is None else g.Union(q)
    for l in loops:
        if area(l) < 0:
            g = g.Difference(polygon(l[::-1]))
    return clean(g)


def polygon(pts):
    r = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in pts:
        r.AddPoint_2D(x, y)
    if pts[0] != pts[-1]:
        r.AddPoint_2D(*pts[0])
    p = ogr.Geometry(ogr.wkbPolygon)
    p.AddGeometry(r)
    return p if p.IsValid() else p.MakeValid()


def clean(g, least=0.0):
    """Polygons only, small splinters off."""
    if g is None:
        return g
    g = g if g.IsValid() else g.MakeValid()
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    def take(h):
        if h.GetGeometryType() == ogr.wkbPolygon:
            if h.GetArea() > least:
                out.AddGeometry(h)
        else:
            for i in range(h.GetGeometryCount()):
                take(h.GetGeometryRef(i))
    take(g)
    out.FlattenTo2D()
    if not out.IsValid():
        out = out.MakeValid()
    return out


def as_json(g, digits=4):
    def ring(r):
        pts = []
        for i in range(r.GetPointCount()):
            p = [round(r.GetX(i), digits), round(r.GetY(i), digits)]
            if not pts or pts[-1] != p:
                pts.append(p)
        return pts if len(pts) > 3 else None
    polys = []
    for i in range(g.GetGeometryCount()):
        p = g.GetGeometryRef(i)
        rs = [ring(p.GetGeometryRef(j)) for j in range(p.GetGeometryCount())]
        if rs and rs[0]:
            polys.append([r for r in rs if r])
    def order(p):
        return -sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(p[0], p[0][1:]))
    polys.sort(key=lambda p: -abs(order(p)))
    if len(polys) == 1:
        return {"type": "Polygon", "coordinates": polys[0]}
    return {"type": "MultiPolygon", "coordinates": polys}


def save_areas(path, feats, note):
    lines = [json.dumps({"type": "Feature", "id": i, "properties": p, "geometry": as_json(g)},
                        ensure_ascii=False, separators=(",", ":"))
             for i, p, g in sorted(feats, key=lambda f: f[0])]
    save(path, '{"type":"FeatureCollection","note":%s,"features":[\n' % json.dumps(note) + ",\n".join(lines) + "\n]}\n")


def samples(g, n=700):
    w, e, s, t = g.GetEnvelope()
    share = max(g.GetArea() / max((e - w) * (t - s), 1e-12), .02)
    step = math.sqrt((e - w) * (t - s) * share / n) or 1e-4
    pts = []
    pt = ogr.Geometry(ogr.wkbPoint)
    y = s + step / 2
    while y < t:
        x = w + step / 2
        while x < e:
            pt.SetPoint_2D(0, x, y)
            if g.Intersects(pt):
                pts.append((x, y))
            x += step
        y += step
    return pts


def circle(g, lon=None, lat=None):
    """A point inside near the middle, and the radius that covers 90 % of the area."""
    pts = samples(g)
    if not pts:
        c = g.PointOnSurface()
        return c.GetX(), c.GetY(), 500
    if lon is None:
        c = g.Centroid()
        lon, lat = c.GetX(), c.GetY()
        if not g.Contains(c):
            lon, lat = min(pts, key=lambda p: metres(lon, lat, *p))
    d = sorted(metres(lon, lat, *p) for p in pts)
    r = d[min(len(d) - 1, int(.9 * len(d)))]
    r = math.ceil(r / 100) * 100 if r < 10000 else math.ceil(r / 1000) * 1000
    return round(lon, 4), round(lat, 4), int(r)


def disc(lon, lat, km, n=48):
    c = math.cos(math.radians(lat))
    turns = [2 * math.pi * i / n for i in range(n)]
    return polygon([(lon + km / 111.2 / c * math.cos(t), lat + km / 111.2 * math.sin(t)) for t in turns])


def rivers(data):
    """Natural Earth's rivers (public domain) by name."""
    ds = ogr.Open(f"{data}/basemap/natural_earth_10m/ne_10m_clip.gpkg")
    got = defaultdict(lambda: ogr.Geometry(ogr.wkbMultiLineString))
    for i in range(ds.GetLayerCount()):
        L = ds.GetLayer(i)
        if "river" not in L.GetName().lower():
            continue
        for x in L:
            n = (x.GetField("name") or "").lower()
            g = x.geometry()
            if g is None:
                continue
            for k in range(max(1, g.GetGeometryCount())):
                got[n].AddGeometry(g if g.GetGeometryCount() == 0 else g.GetGeometryRef(k))
    return got


def country(iso):
    """A neighbour's land, of our own basemap, whose borders are better than OCHA's."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "layers", "countries-1.fgb")
    ds = ogr.Open(path)
    for x in ds.GetLayer(0):
        if x.GetField("id") == iso:
            return x.geometry().Clone()
    raise SystemExit(f"regions-authored.tsv: no country {iso} in layers/countries-1.fgb")


def buffer_km(g, km):
    """Buffer in a plane where one unit is a degree of latitude (34.9 N)."""
    c = math.cos(math.radians(34.9))
    def scale(h, f):
        h = h.Clone()
        def go(k):
            if k.GetGeometryCount():
                for i in range(k.GetGeometryCount()):
                    go(k.GetGeometryRef(i))
            else:
                for i in range(k.GetPointCount()):
                    k.SetPoint_2D(i, k.GetX(i) * f, k.GetY(i))
        go(h)
        return h
    return scale(scale(g, c).Buffer(km / 111.2, 12), 1 / c)


class Recipes:
    """The small language of regions-authored.tsv, evaluated from left to right:
    TERM { + TERM (union) | - TERM (difference) | & TERM (intersection) }
    TERM: a unit or region id · beside(country, km) within so many km of a neighbour · poly(lon lat, lon lat, ...) · disc(place, km) · box(w, s, e, n) · river(name, km) ·
    strip(place, place, ..., km) · sector(place, from, to, km) bearings clockwise · steppe(place, km, rank[, bearing])"""
    def __init__(self, area, book, data, rows):
        self.area, self.book, self.data, self.rows = area, book, data, rows
        self.river = rivers(data)
        self.towns = []
        for r in rows:
            m = re.search(r"steppe\((\S+?), *[\d.]+, *(\d)(?:, *(\d+))?\)", r["recipe"])
            if m:
                self.towns.append((m[1], int(m[2]), float(m[3]) if m[3] else None))

    def at(self, pid):
        p = self.book.place[pid]
        return float(p["lon"]), float(p["lat"])

    def term(self, t):
        t = t.strip()
        m = re.fullmatch(r"(\w+)\((.*)\)", t)
        if not m:
            if t not in self.area:
                raise SystemExit(f"regions-authored.tsv: no area {t}")
            return self.area[t].Clone()
        f, a = m[1], [x.strip() for x in m[2].split(",")]
        if f == "poly":
            return polygon([tuple(map(float, x.split())) for x in a])
        if f == "box":
            w, s, e, n = map(float, a)
            return polygon([(w, s), (e, s), (e, n), (w, n)])
        if f == "disc":
            return disc(*self.at(a[0]), float(a[1]))
        if f == "beside":
            return clean(buffer_km(country(a[0]), float(a[1])))
        if f == "river":
            g = None
            for n, l in self.river.items():
                if n == a[0].lower():
                    g = buffer_km(l, float(a[1])) if g is None else g.Union(buffer_km(l, float(a[1])))
            if g is None:
                raise SystemExit(f"no river {a[0]}: {sorted(self.river)}")
            return clean(g)
        if f == "strip":
            l = ogr.Geometry(ogr.wkbLineString)
            for p in a[:-1]:
                l.AddPoint_2D(*(self.at(p) if " " not in p else tuple(map(float, p.split()))))
            return clean(buffer_km(l, float(a[-1])))
        if f == "sector":
            lon, lat = self.at(a[0])
            b0, b1, km = map(float, a[1:4])
            if b1 < b0:
                b1 += 360
            c = math.cos(math.radians(lat))
            pts = [(lon, lat)]
            for i in range(25):
                b = math.radians(b0 + (b1 - b0) * i / 24)
                pts.append((lon + km / 111.2 / c * math.sin(b), lat + km / 111.2 * math.cos(b)))
            return polygon(pts)
        if f == "steppe":
            return self.steppe(a[0], float(a[1]), int(a[2]), float(a[3]) if len(a) > 3 else None)
        raise SystemExit(f"unknown recipe {f}")

    def steppe(self, pid, km, rank, bearing=None):
        """The Badia round a town, as far as it is nearer to it than to another town of its rank. With bearings, the
        border of two towns runs through the middle between them, in the mean of their directions: along a river whose towns
        lie close together each then has a fan that reaches as far as its neighbours', where nearness alone leaves slivers."""
        lon, lat = self.at(pid)
        g = self.area["badia-syria"].Intersection(disc(lon, lat, km))
        c = math.cos(math.radians(35))
        for other, r, other_bearing in self.towns:
            if other == pid or r > rank:
                continue
            ox, oy = self.at(other)
            dx, dy = (ox - lon) * c, oy - lat
            n = math.hypot(dx, dy)
            if n * 111.2 > 2 * km or n == 0:
                continue
            ux, uy = dx / n, dy / n
            if bearing is not None:
                b = math.radians((bearing + (bearing if other_bearing is None else other_bearing)) / 2)
                ux, uy = math.cos(b), -math.sin(b)
                if ux * dx + uy * dy < 0:
                    ux, uy = -ux, -uy
            g = g.Intersection(self.half_plane((lon * c + ox * c) / 2, (lat + oy) / 2, ux, uy, c))
        return clean(g)

    @staticmethod
    def half_plane(mx, my, ux, uy, c, far=6):
        """All that lies behind the point (mx, my), seen in the direction (ux, uy); x is scaled by c."""
        ux, uy = ux * far, uy * far
        side = [(mx - uy, my + ux), (mx + uy, my - ux), (mx + uy - ux, my - ux - uy), (mx - uy - ux, my + ux - uy)]
        return polygon([(x / c, y) for x, y in side])

    def make(self, text):
        parts = re.split(r"\s([+&-])\s", text)
        g = self.term(parts[0])
        for op, t in zip(parts[1::2], parts[2::2]):
            h = self.term(t)
            g = clean(g.Union(h) if op == "+" else g.Intersection(h) if op == "&" else g.Difference(h))
        return clean(g, 1e-5)


def save_units(area, reg):
    feats = []
    for r in reg:
        g = area[r["id"]]
        lon, lat, rad = circle(g, r["lon"], r["lat"])
        least = 0 if r["id"] == "SY01" else 17000 if r["kind"] == "governorate" else 1000
        r["lon"], r["lat"], r["radius_m"] = lon, lat, max(rad, least)
        feats.append((r["id"], {"kind": r["kind"]}, g))
    feats.append(("SY", {"kind": "country"}, area["SY"]))
    save_areas(out("areas-admin.geojson"), feats,
               "OCHA COD-AB 2020, CC BY 3.0 IGO; simplified to about 150 m with shared edges kept")
    COUNT["administrative polygons put together from shared arcs"] = len(area)


def add_country(area, book):
    row = book.add({"id": "SY", "kind": "country", "name_ar": "سوريا", "name_en": "Syria", "lon": 38.5, "lat": 35.0,
                    "radius_m": circle(area["SY"], 38.5, 35.0)[2], "population": 22000000, "parent": "", "pcode": "SY",
                    "sources": ["ocha"], "note": []})
    for n, k in (("سورية", "spelling"), ("الجمهورية العربية السورية", "formal"), ("القطر السوري", "second"),
                 ("Syrian Arab Republic", "formal")):
        book.name("SY", n, k, "authored")
    return row


def code_field(layer, known):
    """The field of the quarters' shapefile that holds their P-code."""
    names = [f.GetName() for f in layer.schema]
    for n in names:
        if "PCODE" in n.upper() and ("NEIGH" in n.upper() or "ADM5" in n.upper()):
            return n
    for n in names:
        found = any(str(x.GetField(n)) in known for x in layer)
        layer.ResetReading()
        if found:
            return n
    raise SystemExit("no P-codes in the quarters' shapefile")


def save_quarters(data, quart):
    """The quarter's polygon gives its point and radius."""
    folder = f"{data}/gazetteer/ocha_cod/syr_admbnda_uncs_unocha_20201217"
    ds = ogr.Open(f"{folder}/syr_neighbourhoods_unocha_20201217.shp")
    layer = ds.GetLayer(0)
    known = {q["id"]: q for q in quart}
    field = code_field(layer, known)
    feats = []
    for x in layer:
        code = x.GetField(field)
        if code not in known or not x.geometry():
            continue
        g = clean(x.geometry().Clone().SimplifyPreserveTopology(0.0003))
        if g.IsEmpty():
            continue
        q = known[code]
        q["lon"], q["lat"], rad = circle(g)
        q["radius_m"] = max(300, rad)
        feats.append((code, {"kind": "quarter"}, g))
    save_areas(out("areas-quarters.geojson"), feats, "OCHA COD-AB 2020, CC BY 3.0 IGO; simplified to about 30 m")
    COUNT["quarter polygons"] = len(feats)


def authored_regions(area, book, data):
    """Rows of regions-authored.tsv with the polygons of their recipes."""
    rows = read(here("regions-authored.tsv"))
    recipes = Recipes(area, book, data, rows)
    feats, made, book.badia_of = [], {}, []
    for r in rows:
        g = recipes.make(r["recipe"])
        if g is None or g.IsEmpty():
            print("  empty area:", r["id"])
            continue
        g = clean(clean(g.SimplifyPreserveTopology(0.002), 1e-5))
        area[r["id"]] = g
        lon, lat, rad = circle(g, *map(float, r["point"].split())) if r["point"] else circle(g)
        made[r["id"]] = book.add({"id": r["id"], "kind": r["kind"], "name_ar": r["name_ar"], "name_en": r["name_en"],
                                  "lon": lon, "lat": lat, "radius_m": rad, "population": "",
                                  "parent": r["parent"] or "SY", "pcode": "",
                                  "sources": ["authored"], "note": [r["note"]]})
        book.more(r["id"], r["more"])
        feats.append((r["id"], {"kind": r["kind"]}, g))
        m = re.search(r"steppe\((\S+?),", r["recipe"])
        if m:
            book.badia_of.append((r["id"], m[1]))
    save_areas(out("areas.geojson"), feats,
               "Authored regions; clipped to OCHA's country polygon; valley from Natural Earth's rivers")
    COUNT["authored regions"] = len(feats)
    return made


def build(data, book, reg, quart):
    area = admin(data)
    save_units(area, reg)
    country = add_country(area, book)
    save_quarters(data, quart)
    return {"SY": country, **authored_regions(area, book, data)}
