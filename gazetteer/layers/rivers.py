"""Rivers, wadis and canals as lines; the great rivers as one line each, running downstream."""
import heapq
import os

from shapely.geometry import LineString, Point
from shapely.ops import unary_union
from shapely.prepared import prep

import geo
import strokes
from water import ARABIC

# id, Arabic, English, rank, the river that it runs into, points (lon, lat) from the source downstream
MAIN = (
    ("euphrates", "الفرات", "Euphrates", 1, "", ((39.07, 38.35), (38.98, 37.9), (38.33, 37.49), (38.03, 36.83), (38.25, 36.1), (39.0, 35.93), (40.15, 35.33),
                                                  (40.95, 34.44), (42.3, 34.31), (44.47, 31.95), (45.24, 31.33))),
    ("tigris", "دجلة", "Tigris", 1, "", ((40.2, 37.95), (41.9, 37.6), (42.36, 37.1), (43.1, 36.35), (44.4, 33.3), (45.4, 32.6))),
    ("khabur", "الخابور", "Khabur", 2, "euphrates", ((40.07, 36.84), (40.75, 36.5), (40.75, 36.0), (40.43, 35.14))),
    ("orontes", "العاصي", "Orontes", 2, "", ((36.38, 34.25), (36.73, 34.75), (36.75, 35.13), (36.3, 35.75), (36.39, 35.99), (36.21, 36.2525), (35.955, 36.038))),
    ("balikh", "البليخ", "Balikh", 3, "euphrates", ((38.94, 36.68), (39.05, 36.2), (39.08, 35.92))),
    ("jaghjagh", "جغجغ", "Jaghjagh", 4, "khabur", ((41.22, 37.06), (40.76, 36.5))),
    ("afrin", "عفرين", "Afrin", 4, "orontes", ((37.0, 36.68), (36.85, 36.5), (36.35, 36.25))),
    ("quwayq", "قويق", "Quwayq", 4, "", ((37.15, 36.6), (37.14, 36.2), (37.0, 35.87))),
    ("sajur", "الساجور", "Sajur", 4, "euphrates", ((37.55, 36.85), (38.08, 36.65))),
    ("jordan", "الأردن", "Jordan", 3, "", ((35.61, 33.2), (35.62, 32.9), (35.57, 32.7), (35.56, 31.76))),
    ("yarmuk", "اليرموك", "Yarmuk", 4, "jordan", ((36.05, 32.72), (35.58, 32.64))),
    ("barada", "بردى", "Barada", 4, "", ((36.05, 33.68), (36.29, 33.51), (36.5, 33.52))),
    ("kabir-north", "الكبير الشمالي", "Northern Kabir", 4, "", ((36.1, 35.8), (35.8, 35.49))),
    ("kabir-south", "الكبير الجنوبي", "Southern Kabir", 4, "", ((36.45, 34.65), (35.98, 34.635))),
    ("ceyhan", "جيحان", "Ceyhan", 4, "", ((36.9, 38.0), (35.6, 36.75))),
)
# Where no source of ours has a line: the Orontes below Antakya, read off the CIA's World Data Bank (public domain).
TRACED = (
    ((36.2109, 36.2525), (36.196, 36.248), (36.187, 36.236), (36.168, 36.224), (36.161, 36.206), (36.149, 36.192),
     (36.137, 36.184), (36.129, 36.171), (36.119, 36.16), (36.106, 36.151), (36.105, 36.141), (36.112, 36.124), (36.102, 36.118),
     (36.094, 36.106), (36.077, 36.099), (36.059, 36.086), (36.043, 36.081), (36.034, 36.07), (36.017, 36.076), (36.0, 36.074),
     (35.987, 36.067), (35.971, 36.057), (35.961, 36.041), (35.955, 36.038)),
)
ALONG = 25.0                                   # a line nearer than this to a main river is that river
MOUTH = 6000.0                                 # a river is led on so far to the one that it runs into
CLASSES = {"river": "minor", "stream": "wadi", "canal": "canal", "drain": "canal", "ditch": "canal"}
MAX_RANK = (3, 4, 4, 4)
# least length in metres of what is no main river, by class, at each level
LEAST = {"minor": (None, 25000, 4000, 600), "wadi": (None, None, 8000, 1500), "canal": (None, None, 8000, 1500)}
FIXED = {
    "Wadi Akfan": "وادي أكفان", "Nahr Jaghjagh": "نهر جغجغ", "Wādī Jarrāḩ": "وادي الجراح", "Sajur": "نهر الساجور",
    "Kouwaik River": "نهر قويق", "Wadi al-Qubur": "وادي القبور", "Asi Nehri": "نهر العاصي", "Xabûr خابور": "نهر الخابور",
    "Dicle Nehri / نهر دجلة": "نهر دجلة", "Dicle Nehri": "نهر دجلة", "Fırat": "الفرات", "Afrin": "نهر عفرين",
    "Afrin Çayı نهر عفرين": "نهر عفرين", "Euphrates": "الفرات", "Karasu": "", "وادي روكاد": "وادي الرقاد", "واد الرقاد": "وادي الرقاد",
}
NOT_NAMES = ("Joana", "Noah", "الإسم")


class Network:
    """Noded lines with gaps bridged, for the shortest way along water."""

    def __init__(self, groups, names, bridge=4000.0):
        """groups: (lines, dearness); named lines are cheaper, so that side arms and canals are no short cut."""
        self.edges = {}
        for lines, dear in groups:
            for line in geo.lines_of(unary_union(lines)):
                for points in _pieces(list(line.coords), 1500.0):
                    half = len(points) // 2
                    price = dear * (0.5 if names.of(points[half - 1], points[half]) else 1.0)
                    self._add(points[0], points[-1], LineString(points).length * price, points)
        self._bridge(bridge)

    def _add(self, a, b, cost, points):
        self.edges.setdefault(a, []).append((b, cost, points))
        self.edges.setdefault(b, []).append((a, cost, points[::-1]))

    def _bridge(self, reach):
        cells = {}
        for node in self.edges:
            cells.setdefault((int(node[0] // reach), int(node[1] // reach)), []).append(node)
        loose = [n for n in self.edges if len(self.edges[n]) == 1]
        for node in loose:
            i, j = int(node[0] // reach), int(node[1] // reach)
            near = sorted((_gap(node, o), o) for di in (-1, 0, 1) for dj in (-1, 0, 1)
                          for o in cells.get((i + di, j + dj), ()) if o != node)
            for gap, other in near[:6]:
                if gap < reach:
                    self._add(node, other, gap * 10 + 500, [node, other])
        self._leap(loose)

    def _leap(self, loose, reach=60000.0):
        """Join loose ends over wide gaps (lakes without a middle line), dearly."""
        for node in loose:
            near = sorted((_gap(node, o), o) for o in loose if o != node and _gap(node, o) < reach)
            for gap, other in near[:4]:
                self._add(node, other, gap * 12 + 2000, [node, other])

    def nearest(self, point):
        return min(self.edges, key=lambda n: _gap(n, point))

    def path(self, start, goals):
        """The cheapest way to any of the goals, or None."""
        best, queue, came, end = {start: 0.0}, [(0.0, start)], {}, None
        while queue:
            cost, node = heapq.heappop(queue)
            if node in goals:
                end = node
                break
            if cost > best[node]:
                continue
            for other, length, points in self.edges[node]:
                if cost + length < best.get(other, 1e18):
                    best[other] = cost + length
                    came[other] = (node, points)
                    heapq.heappush(queue, (cost + length, other))
        if end is None:
            return None
        out, node = [], end
        while node != start:
            node, points = came[node]
            out = points[:-1] + out
        return out + [end]

    def route(self, stops):
        nodes = [self.nearest((lon * geo.M_LON, lat * geo.M_LAT)) for lon, lat in stops]
        out = []
        for a, b in zip(nodes, nodes[1:]):
            part = self.path(a, {b}) if a != b else []
            if part is None:
                print("  no way from", [round(v / 111195, 2) for v in a], "to", [round(v / 111195, 2) for v in b])
                return None
            out += part if not out else part[1:]
        return LineString(_no_backtrack(out)) if len(out) > 1 else None

    def led_on(self, line, other):
        """The line as far as its mouth in the other line: both share that point."""
        goals = set(other.coords)
        points = list(line.coords)
        met = next((i for i, p in enumerate(points) if p in goals), None)
        if met:
            return LineString(points[:met + 1])
        rest = self.path(points[-1], goals & self.edges.keys())
        if not rest or LineString(rest).length > MOUTH:
            print("  no mouth within", MOUTH)
            return line
        return LineString(_no_backtrack(points + rest[1:]))


def _gap(a, b):
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def _pieces(points, step):
    """A line cut at vertices into pieces of about a length, so that gaps find a near node."""
    piece, size = [points[0]], 0.0
    for a, b in zip(points, points[1:]):
        piece.append(b)
        size += _gap(a, b)
        if size > step:
            yield piece
            piece, size = [b], 0.0
    if len(piece) > 1:
        yield piece


def _no_backtrack(points):
    """Take out spurs: the way to a stop beside the river and back."""
    out = []
    for point in points:
        out.append(point)
        while len(out) > 2 and out[-1] == out[-3]:
            out.pop()
            out.pop()
    return out


def outer_lines(raw, syria):
    z7 = os.path.join(raw, "basemap/osm_region_z7/omt_z7_region.gpkg")
    earth = os.path.join(raw, "basemap/natural_earth_10m/ne_10m_clip.gpkg")
    lines = [l for g, _ in geo.read(z7, "waterway") for l in geo.lines_of(g)]
    lines += [geo.to_plane(LineString(points)) for points in TRACED]
    lines += [l for g, _ in geo.read(earth, "ne_10m_rivers_lake_centerlines", "featurecla = 'Lake Centerline'")
              for l in geo.lines_of(g)]
    return [p for l in lines for p in geo.lines_of(l.difference(syria.buffer(2000)))]


def main_rivers(raw, osm, syria):
    natural = [g for g, _ in geo.read(osm, "waterway", "kind = 'river'")]
    other = [g for g, _ in geo.read(osm, "waterway", "kind in ('stream', 'canal', 'drain')")]
    names = strokes.Labels(geo.read(osm, "waterway_label", "kind <> 'canal'", ("name",)), ("name",))
    network = Network([(natural + outer_lines(raw, syria), 1.0), (other, 4.0)], names)
    out, done = [], {}
    for code, name_ar, name_en, rank, into, stops in MAIN:
        line = network.route(stops)
        if line is None:
            print("  no way along", code)
            continue
        if into in done:
            line = network.led_on(line, done[into])
        done[code] = line
        print("  %-12s %5.0f km" % (code, line.length / 1000))
        out.append((line, {"class": "major" if rank < 4 else "minor", "id": code, "name_ar": name_ar,
                           "name_en": name_en, "rank": rank}))
    return out


def other_lines(osm, mains, syria):
    """Named strokes of all else, those that begin or end at a main river joined to it."""
    taken = unary_union([line for line, _ in mains])
    banks = taken.buffer(ALONG, resolution=2)
    near = prep(banks)
    names = strokes.Labels(geo.read(osm, "waterway_label", None, ("name", "name_en")), ("name", "name_en"))
    parts = []
    inside = prep(syria.buffer(3000))
    for geom, row in geo.read(osm, "waterway", None, ("kind",)):
        if not inside.intersects(geom):
            continue
        for line in _beside(geom, near, banks, taken):
            for points, name in names.split(line.coords):
                parts.append((points, (CLASSES[row["kind"]], name)))
    out = []
    for points, (kind, name) in strokes.merge(strokes.spread(parts)):
        out.append((LineString(points), kind, _clean(name)))
    return out


def _beside(line, near, banks, taken):
    """What of a line is no main river, led on to the main river where it was cut."""
    if not near.intersects(line):
        return [line]
    out = []
    for part in geo.lines_of(line.difference(banks)):
        if part.length < 2 * ALONG:
            continue
        points = list(part.coords)
        for at in (0, -1):
            if taken.distance(Point(points[at])) < ALONG * 1.1:
                foot = _vertex(taken, points[at])
                points = [foot] + points if at == 0 else points + [foot]
        out.append(LineString(points))
    return out


def _vertex(lines, point):
    """The vertex of the lines next to a point."""
    close = lines.intersection(Point(point).buffer(ALONG * 20, resolution=4))
    own = [p for l in geo.lines_of(close) for p in l.coords[1:-1]]
    return min(own, key=lambda p: _gap(p, point)) if own else point


def lasting(lines, least):
    """Lines long enough to be drawn, and the short ones that join two of these."""
    kept = [line for line in lines if line[0].length >= (least[line[1]] or 1e9)]
    ends = {strokes.key(p) for line, _, _ in kept for p in line.coords}
    rest = [line for line in lines if line[0].length < (least[line[1]] or 0)]
    return kept + [line for line in rest if all(strokes.key(line[0].coords[at]) in ends for at in (0, -1))]


def _clean(name):
    if not name:
        return "", ""
    arabic, english = FIXED.get(name[0], name[0]) or "", name[1] or ""
    if any(arabic.startswith(bad) for bad in NOT_NAMES):
        return "", ""
    return (arabic if ARABIC.search(arabic) else ""), (english if not ARABIC.search(english) else "")


def make(raw, osm, folder, syria):
    mains = main_rivers(raw, osm, syria)
    others = other_lines(osm, mains, syria)
    for level in geo.LEVELS:
        least = {kind: levels[level] for kind, levels in LEAST.items()}
        rows = [(list(line.coords), row) for line, row in mains if row["rank"] <= MAX_RANK[level]]
        for line, kind, (name_ar, name_en) in lasting(others, least):
            row = {"class": kind, "id": "", "name_ar": name_ar, "name_en": name_en, "rank": 5 if kind == "minor" else 6}
            rows.append((list(line.coords), row))
        simple = strokes.simplify(rows, geo.TOLERANCE[level])
        geo.write(folder, "rivers", level, [(LineString(points), row) for points, row in simple])
