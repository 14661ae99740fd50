"""Roads: names carried over, doubled carriageways made one, chained, thinned by level."""
import math
import os

from osgeo import ogr
from shapely.geometry import LineString, MultiLineString, Point
from shapely.ops import linemerge, unary_union
from shapely.prepared import prep

import breaks
import geo
import strokes
from water import ARABIC

CLASS = {"motorway": 0, "trunk": 1, "primary": 2, "secondary": 3, "tertiary": 4, "unclassified": 5, "residential": 5,
         "living_street": 5}
NAMES = ("motorway", "trunk", "primary", "secondary", "tertiary", "minor")
WORST = (2, 2, 4, 5)                           # least important class at each level
APART = (1100.0, 330.0, 110.0, 42.0)           # parallel lines nearer than this become one
APART_MINOR = (1100.0, 330.0, 110.0, 170.0)    # the same for minor roads: a mesh that can still be read
STUB = (20000.0, 3000.0, 700.0, 300.0)         # loose ends shorter than this are dropped
BARE_STUB = (30000.0, 12000.0, 4000.0, 1500.0) # the same where nobody lives at the end
SETTLED = 1500.0                               # metres from a place's point
LONELY = (60000.0, 20000.0, 6000.0, 2000.0)    # what hangs together, and with nothing else, is dropped if shorter
SNAP = (2500.0, 800.0, 250.0, 60.0)            # loose ends are led on to a line this near
PRIMARY_LEAST = 30000.0                        # shorter primary roads are left out at level 0
CELL = 15000.0                                 # level 3: minor and tertiary ones without a name are one feature a cell


def load_own(osm, syria):
    """Parts (points, (class, link, ref, Arabic, English)) within Syria."""
    labels = strokes.Labels(geo.read(osm, "road_label", None, ("ref", "name", "name_en")), ("ref", "name", "name_en"))
    zone, deep = syria.buffer(50), prep(syria.buffer(-50))
    shallow = prep(zone)
    out = []
    kinds = "kind in (%s)" % ", ".join("'%s'" % k for k in CLASS)
    for geom, row in geo.read(osm, "roads", kinds, ("kind", "link")):
        if not shallow.intersects(geom):
            continue
        inside = [geom] if deep.contains(geom) else geo.lines_of(geom.intersection(zone))
        for line in inside:
            for points, name in labels.split(line.coords):
                out.append((points, (CLASS[row["kind"]], row["link"] or 0) + tidy(name)))
    return out


def tidy(name):
    """(ref, Arabic, English), each in its own script or empty."""
    ref, native, english = name or ("", "", "")
    arabic = native if ARABIC.search(native) else ""
    english = english if english and not ARABIC.search(english) else ""
    return (ref.replace(" ", ""), arabic, english)


def load_outer(raw, syria):
    """The neighbours' main roads, from the 62 m grid."""
    z7 = os.path.join(raw, "basemap/osm_region_z7/omt_z7_region.gpkg")
    lines = {0: [], 1: [], 2: []}
    for geom, row in geo.read(z7, "transportation", "class in ('motorway', 'trunk', 'primary')", ("class",)):
        lines[CLASS[row["class"]]] += geo.lines_of(geom)
    out = []
    for cls, group in lines.items():
        merged = linemerge(unary_union(group))
        for line in geo.lines_of(merged):
            for part in geo.lines_of(line.difference(syria.buffer(60))):
                out.append((list(part.coords), (cls, 0, "", "", "")))
    return out


def spread_refs(parts, rounds=4):
    """A nameless part between two of one number takes the number and, if they agree, the name."""
    parts = [list(p) for p in parts]
    for _ in range(rounds):
        ends = {}
        for points, value in parts:
            if value[2] or value[3]:
                for end in (points[0], points[-1]):
                    ends.setdefault((strokes.key(end), value[0]), set()).add(value[2:])
        changed = 0
        for part in parts:
            points, value = part
            if value[2] or value[3] or value[0] > 3:
                continue
            a = ends.get((strokes.key(points[0]), value[0]), set())
            b = ends.get((strokes.key(points[-1]), value[0]), set())
            both = [x for x in a if x[0] and any(y[0] == x[0] for y in b)]
            if both:
                part[1] = value[:2] + (both[0] if both[0] in b else (both[0][0], "", ""))
                changed += 1
        if not changed:
            break
    return [(p, v) for p, v in parts]


class Taken:
    """Points of the lines already kept, with their direction, in a grid."""

    def __init__(self, reach):
        self.reach, self.cells = reach, {}

    def add(self, samples):
        for x, y, dx, dy in samples:
            self.cells.setdefault((int(x // self.reach), int(y // self.reach)), []).append((x, y, dx, dy))

    def twin(self, x, y, dx, dy, apart):
        """The nearest kept point that runs alongside, or None."""
        i, j, best, found = int(x // self.reach), int(y // self.reach), apart ** 2, None
        for di in (-1, 0, 1):
            for dj in (-1, 0, 1):
                for px, py, ex, ey in self.cells.get((i + di, j + dj), ()):
                    gap = (px - x) ** 2 + (py - y) ** 2
                    if gap < best and abs(dx * ex + dy * ey) > 0.8:
                        best, found = gap, (px, py)
        return found

    def near(self, x, y):
        i, j, best, found = int(x // self.reach), int(y // self.reach), self.reach ** 2, None
        for di in (-1, 0, 1):
            for dj in (-1, 0, 1):
                for px, py, _, _ in self.cells.get((i + di, j + dj), ()):
                    gap = (px - x) ** 2 + (py - y) ** 2
                    if gap < best:
                        best, found = gap, (px, py)
        return found


def sample(points, step):
    """Points every step along a line as (x, y, dx, dy, index of the segment)."""
    out = []
    for i, (a, b) in enumerate(zip(points, points[1:])):
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = math.hypot(dx, dy)
        if size == 0:
            continue
        count = max(1, int(math.ceil(size / step)))
        for n in range(count):
            t = n / count
            out.append((a[0] + dx * t, a[1] + dy * t, dx / size, dy / size, i))
    return out


def _runs(flags):
    """[(flag, start, end)] of equal neighbours."""
    out, start = [], 0
    for i in range(1, len(flags) + 1):
        if i == len(flags) or flags[i] != flags[start]:
            out.append((flags[start], start, i))
            start = i
    return out


def single(lines, level):
    """Of parallel lines keep the first; the rest of the others is led on to it."""
    taken, out = Taken(max(APART[level], APART_MINOR[level])), []
    for points, value in lines:
        apart = APART_MINOR[level] if value[0] == 5 else APART[level]
        step = apart * 0.4
        samples = sample(points, step)
        if not samples:
            continue
        twins = [taken.twin(x, y, dx, dy, apart) for x, y, dx, dy, _ in samples]
        flags = _smooth([t is not None for t in twins], int(2 * apart / step))
        kept = []
        for flag, a, b in _runs(flags):
            if flag:
                continue
            part = _part(points, samples, a, b)
            head = taken.near(*samples[a][:2]) if a > 0 else None
            tail = taken.near(*samples[b][:2]) if b < len(samples) else None
            part = ([head] if head else []) + part + ([tail] if tail else [])
            if len(part) > 1 and (LineString(part).length > 1.6 * apart or not any(flags)):
                kept.append(part)
        for part in kept:
            out.append((part, value))
            taken.add([s[:4] for s in sample(part, step)])
    return out


def _smooth(flags, least):
    """Covered runs that are short are crossings: keep them; then short rests between covered runs go."""
    flags = list(flags)
    for flag, a, b in _runs(flags):
        if flag and b - a < least and b - a < len(flags):
            flags[a:b] = [False] * (b - a)
    for flag, a, b in _runs(flags):
        if not flag and b - a < least * 2 and a > 0 and b < len(flags):
            flags[a:b] = [True] * (b - a)
    return flags


def _part(points, samples, a, b):
    first, last = samples[a], samples[b - 1]
    inner = points[first[4] + 1:last[4] + 1]
    end = points[-1] if b == len(samples) else samples[b][:2]
    out = [tuple(first[:2])] + [tuple(p) for p in inner] + [tuple(end)]
    return [p for i, p in enumerate(out) if i == 0 or p != out[i - 1]]


def chosen(parts, level):
    """The parts of a level, chained, the important and long ones first."""
    rows = [(p, v) for p, v in parts if v[0] <= WORST[level] and not (v[1] and level < 3)]
    chained = strokes.merge([(p, (v[0],)) for p, v in rows])
    if level == 0:
        chained = [c for c in chained if c[1][0] < 2 or LineString(c[0]).length > PRIMARY_LEAST]
    chained.sort(key=lambda item: (item[1][0], -LineString(item[0]).length))
    return chained


class Segments:
    """The segments of numbered lines in a grid, for the nearest point on another line."""

    def __init__(self, lines, reach):
        self.reach, self.size, self.cells = reach, max(reach, 150.0), {}
        for n, (points, _) in enumerate(lines):
            for a, b in zip(points, points[1:]):
                self._add(a, b, n)

    def _add(self, a, b, n):
        steps = int(math.hypot(b[0] - a[0], b[1] - a[1]) / (self.size * 0.5)) + 1
        seen = set()
        for i in range(steps + 1):
            x, y = a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps
            seen.add((int(x // self.size), int(y // self.size)))
        for cell in seen:
            self.cells.setdefault(cell, []).append((a, b, n))

    def other(self, point, own):
        """The nearest point on a line of another number within reach, and that number; or None."""
        i, j, best, found = int(point[0] // self.size), int(point[1] // self.size), self.reach, None
        for di in (-1, 0, 1):
            for dj in (-1, 0, 1):
                for a, b, n in self.cells.get((i + di, j + dj), ()):
                    if n != own:
                        foot = _foot(point, a, b)
                        gap = math.hypot(point[0] - foot[0], point[1] - foot[1])
                        if gap < best:
                            best, found = gap, (foot, n)
        return found


def _foot(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy
    t = 0.0 if size == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / size))
    return (a[0] + dx * t, a[1] + dy * t)


def connect(lines, reach):
    """Lead loose ends to the nearest other line within reach."""
    index, out = Segments(lines, reach), []
    for n, (points, value) in enumerate(lines):
        points = list(points)
        for at in (0, -1):
            met = index.other(points[at], n)
            if met and met[0] != tuple(points[at]):
                points = [met[0]] + points if at == 0 else points + [met[0]]
        out.append((points, value))
    return out


def settlements(osm):
    """Where somebody lives, as cells of SETTLED metres."""
    source = ogr.Open(osm)
    cells = set()
    for row in source.GetLayerByName("place"):
        at = row.GetGeometryRef().Centroid()
        i, j = int(at.GetX() * geo.M_LON // SETTLED), int(at.GetY() * geo.M_LAT // SETTLED)
        cells.update((i + di, j + dj) for di in (-1, 0, 1) for dj in (-1, 0, 1))
    return cells


def pruned(lines, level, settled):
    """Drop loose stubs, the longer ones too where they end in the open, then what is joined to nothing."""
    for _ in range(4):
        index, kept = Segments(lines, min(APART[level] * 0.5, 60.0)), []
        for n, (points, value) in enumerate(lines):
            loose = [points[at] for at in (0, -1) if index.other(points[at], n) is None]
            bare = any((int(x // SETTLED), int(y // SETTLED)) not in settled for x, y in loose)
            limit = BARE_STUB[level] if bare and value[0] > 1 else STUB[level]
            length = LineString(points).length
            if loose and length < limit and (value[0] > 1 or length < STUB[level] / 3):
                continue
            kept.append((points, value))
        if len(kept) == len(lines):
            break
        lines = kept
    return joined_only(lines, level)


def joined_only(lines, level):
    """Without the pieces that hang together with less than LONELY metres."""
    index, root = Segments(lines, min(APART[level] * 0.5, 60.0)), list(range(len(lines)))

    def find(n):
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for n, (points, _) in enumerate(lines):
        for at in (0, -1):
            met = index.other(points[at], n)
            if met:
                root[find(n)] = find(met[1])
    total = {}
    for n, (points, _) in enumerate(lines):
        total[find(n)] = total.get(find(n), 0.0) + LineString(points).length
    return [line for n, line in enumerate(lines) if total[find(n)] >= LONELY[level]]


def rename(lines, names):
    """Split the single lines by the names of the roads that they stand for."""
    out = []
    for points, (cls,) in lines:
        for run, name in names.split(points):
            ref, arabic, english = name or ("", "", "")
            out.append((run, (cls, ref, arabic, english)))
    return strokes.merge(out)


def rows_of(lines, level):
    """Features; of level 3 the nameless minor roads as one MultiLineString a cell."""
    rows, cells = [], {}
    for points, (cls, ref, arabic, english) in lines:
        line = LineString(points)
        if level == 3 and cls > 3 and not (ref or arabic or english):
            at = line.centroid
            cells.setdefault((-cls, int(at.x // CELL), int(at.y // CELL)), []).append(line)
            continue
        rows.append((line, {"class": NAMES[cls], "ref": ref, "name_ar": arabic, "name_en": english, "rank": cls + 1}))
    for cell in sorted(cells):
        cls = -cell[0]
        rows.append((MultiLineString(cells[cell]), {"class": NAMES[cls], "ref": "", "name_ar": "", "name_en": "", "rank": cls + 1}))
    return sorted(rows, key=lambda item: -item[1]["rank"])


def make(raw, osm, folder, syria):
    own = load_own(osm, syria)
    outer = load_outer(raw, syria)
    wet = [g for g, _ in geo.read(osm, "water_area", "kind = 'river' or area_m2 > 100000")]
    closed = breaks.close(own + outer, prep(unary_union([geo.valid(g) for g in wet])))
    print("  %d breaks closed" % len(closed))
    own = spread_refs(own + closed)
    near, settled = prep(syria.buffer(120000)), settlements(osm)
    named = [(LineString(p), {"ref": v[2], "ar": v[3], "en": v[4]}) for p, v in own if any(v[2:]) and len(p) > 1]
    for level in geo.LEVELS:
        far = [o for o in outer if level or o[1][0] < 2]
        parts = own + [o for o in far if level < 3 or near.intersects(LineString(o[0]))]
        lines = chosen(parts, level)
        lines = single(lines, level)
        lines = connect(lines, SNAP[level])
        lines = pruned(lines, level, settled)
        names = strokes.Labels(named, ("ref", "ar", "en"), max(25.0, APART[level] / 4))
        lines = rename(lines, names)
        lines = strokes.simplify(lines, geo.TOLERANCE[level], lambda value: 2.0 if value[0] > 4 else 1.0)
        rows = rows_of(lines, level)
        geo.write(folder, "roads", level, [r for r in rows if r[1]["rank"] <= 5])
        if level == 3:
            geo.write(folder, "streets", level, [r for r in rows if r[1]["rank"] > 5])
