"""Roads, rivers and railways from OpenStreetMap (lines-osm.geojson); the bank of the Euphrates a place lies on."""
import heapq, json, math, re
from collections import defaultdict
from osgeo import ogr
from book import *
from areas import rdp

MAIN = {"motorway": 1.0, "trunk": 1.0, "primary": 1.05, "secondary": 1.25, "tertiary": 1.6}


def parts(g):
    if g.GetGeometryCount():
        for i in range(g.GetGeometryCount()):
            yield from parts(g.GetGeometryRef(i))
    else:
        yield [(round(g.GetX(i), 5), round(g.GetY(i), 5)) for i in range(g.GetPointCount())]


def thin(pts, tol=0.0009):
    return [[round(x, 4), round(y, 4)] for x, y in rdp(pts, tol)]


def near_cells(grid, cell):
    return (x for u in (-1, 0, 1) for v in (-1, 0, 1) for x in grid.get((cell[0] + u, cell[1] + v), ()))


def cell_of(p, size):
    return int(p[0] // size), int(p[1] // size)


def foot(e, a, b):
    """Distance in metres from a point to a segment, and where on it (0 to 1) the foot lies."""
    c = math.cos(math.radians(e[1]))
    ax, ay, bx, by = (a[0] - e[0]) * c, a[1] - e[1], (b[0] - e[0]) * c, b[1] - e[1]
    dx, dy = bx - ax, by - ay
    n = dx * dx + dy * dy
    t = max(0, min(1, -(ax * dx + ay * dy) / n)) if n else 0
    return math.hypot(ax + t * dx, ay + t * dy) * 111200, t


def cosine(a, b):
    return (a[0] * b[0] + a[1] * b[1]) / (math.hypot(*a) * math.hypot(*b) or 1)


class Net:
    """The main-road network as a graph of its vertices. An end that stops within 60 m of another road is joined to it
    (the extract keeps no shared vertex there)."""
    def __init__(self, ds):
        self.edges, self.kind, self.cut = defaultdict(dict), {}, set()
        self.grid, ends = {}, []
        for x in ds.GetLayer("roads"):
            k = x.GetField("kind")
            if k not in MAIN:
                continue
            for p in parts(x.geometry()):
                for a, b in zip(p, p[1:]):
                    self.put(a, b, k)
                ends += [p[0], p[-1]]
        self.join(ends)
        self.bridge(ends)
        for v in self.edges:
            self.grid.setdefault(cell_of(v, .002), []).append(v)

    def segments(self):
        """Segments by the cells that they pass."""
        segs = defaultdict(list)
        for e in list(self.kind):
            a, b = tuple(e)
            n = max(1, int(max(abs(a[0] - b[0]), abs(a[1] - b[1])) / .001))
            for i in range(n + 1):
                c = cell_of((a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n), .002)
                if not segs[c] or segs[c][-1] != (a, b):
                    segs[c].append((a, b))
        return segs

    def join(self, ends):
        segs = self.segments()
        for e in ends:
            if len(self.edges[e]) != 1:
                continue
            best = None
            for a, b in near_cells(segs, cell_of(e, .002)):
                if e in (a, b):
                    continue
                d, t = foot(e, a, b)
                if d < 60 and (best is None or d < best[0]):
                    best = (d, a, b, t)
            if best:
                self.split(e, *best[1:])
                COUNT["road ends joined to a road within 60 m"] += 1

    def split(self, e, a, b, t):
        """Joins the end e to the segment a-b at its foot."""
        (inner,) = self.edges[e]
        k = self.kind.get(frozenset((a, b)))
        m = (round(a[0] + (b[0] - a[0]) * t, 5), round(a[1] + (b[1] - a[1]) * t, 5))
        if m not in (a, b) and k:
            self.put(a, m, k)
            self.put(m, b, k)
            if b in self.edges[a]:
                self.cut.add(frozenset((a, b)))
        if m != e:
            self.put(e, m, self.kind[frozenset((e, inner))])

    def bridge(self, ends):
        """What still ends in the open: the gap to the next open end, up to 2.5 km (coarser tiles in the desert)."""
        open_ends = sorted({e for e in ends if len(self.edges[e]) == 1})
        near = defaultdict(list)
        for e in open_ends:
            near[cell_of(e, .03)].append(e)
        for e in open_ends:
            if len(self.edges[e]) != 1:
                continue
            (inner,) = self.edges[e]
            best = None
            for f in near_cells(near, cell_of(e, .03)):
                d = metres(*e, *f)
                if f == e or f == inner or d > 2500 or len(self.edges[f]) != 1:
                    continue
                (beyond,) = self.edges[f]
                go, gap, on = ((q[0] - p[0], q[1] - p[1]) for p, q in ((inner, e), (e, f), (f, beyond)))
                if cosine(go, gap) > .7 and cosine(gap, on) > .7 and (best is None or d < best[0]):
                    best = (d, f)
            if best:
                self.put(e, best[1], self.kind[frozenset((e, inner))])
                COUNT["gaps of up to 2.5 km between road ends that point at each other, closed"] += 1

    def put(self, a, b, k):
        d = metres(*a, *b)
        if a != b and d:
            self.edges[a][b] = self.edges[b][a] = d * MAIN[k]
            self.kind[frozenset((a, b))] = k

    def snap(self, lon, lat):
        best = None
        n = 1
        while best is None and n < 12:
            i, j = int(lon // .002), int(lat // .002)
            for a in range(i - n, i + n + 1):
                for b in range(j - n, j + n + 1):
                    for v in self.grid.get((a, b), ()):
                        d = metres(lon, lat, *v)
                        if best is None or d < best[0]:
                            best = (d, v)
            n += 2
        return best[1] if best else None

    def route(self, a, b):
        c = math.cos(math.radians(35))
        h = lambda v: metres(*v, *b)
        dist, back, queue = {a: 0}, {}, [(h(a), a)]
        done = set()
        while queue:
            _, v = heapq.heappop(queue)
            if v == b:
                path = [b]
                while path[-1] in back:
                    path.append(back[path[-1]])
                return path[::-1]
            if v in done:
                continue
            done.add(v)
            for w, d in self.edges[v].items():
                n = dist[v] + d
                if n < dist.get(w, 1e18):
                    dist[w], back[w] = n, v
                    heapq.heappush(queue, (n + h(w), w))
        return None


def network(ds, net):
    """Motorway to secondary, cut at the vertices where more than two lines meet, thinned to about 100 m."""
    link = defaultdict(set)
    kind = {}
    for e, k in net.kind.items():
        if k in ("motorway", "trunk", "primary", "secondary") and e not in net.cut:
            a, b = tuple(e)
            link[a].add(b)
            link[b].add(a)
            kind[e] = k
    refs = defaultdict(list)
    for x in ds.GetLayer("road_label"):
        n, r = x.GetField("name") or "", x.GetField("ref") or ""
        if not (n or r) or x.GetField("kind") not in ("motorway", "trunk", "primary", "secondary"):
            continue
        for p in parts(x.geometry()):
            for q in p:
                known = (n if is_arabic(n) else "", x.GetField("name_en") or "", r)
                refs[(round(q[0], 3), round(q[1], 3))].append(known)
    ways, done = [], set()

    def walk(v, w):
        path, k = [v, w], kind[frozenset((v, w))]
        done.update(((v, w), (w, v)))
        while len(link[path[-1]]) == 2 and path[-1] != v:
            a, b = link[path[-1]]
            n = a if b == path[-2] else b
            if (path[-1], n) in done or kind[frozenset((path[-1], n))] != k:
                break
            done.update(((path[-1], n), (n, path[-1])))
            path.append(n)
        return path, k

    nodes = [v for v in link if len(link[v]) != 2] + list(link)
    for v in nodes:
        for w in list(link[v]):
            if (v, w) not in done:
                ways.append(walk(v, w))
    out = []
    for p, k in ways:
        length = sum(metres(*a, *b) for a, b in zip(p, p[1:]))
        dead = len(link[p[0]]) == 1 or len(link[p[-1]]) == 1
        if length < 250 and dead:
            continue
        votes = defaultdict(int)
        for x, y in p[::max(1, len(p) // 40)]:
            for dx in (-.001, 0, .001):
                for dy in (-.001, 0, .001):
                    for t in refs.get((round(x + dx, 3), round(y + dy, 3)), ())[:3]:
                        votes[t] += 1
        ref = max(votes, key=votes.get) if votes else ("", "", "")
        out.append((p, k, ref))
    return out


RIVERS = {"river-euphrates": ("نهر الفرات", "Euphrates", r"الفرات|Euphrates"),
          "river-khabur": ("نهر الخابور", "Khabur", r"الخابور|Khabur|Khabour"),
          "river-orontes": ("نهر العاصي", "Orontes", r"العاصي|Orontes"),
          "river-balikh": ("نهر البليخ", "Balikh", r"البليخ|Balikh"),
          "river-tigris": ("نهر دجلة", "Tigris", r"دجلة|Tigris"),
          "river-afrin": ("نهر عفرين", "Afrin", r"نهر عفرين|Afrin"),
          "river-barada": ("نهر بردى", "Barada", r"بردى|Barada"),
          "river-yarmouk": ("نهر اليرموك", "Yarmouk", r"اليرموك|Yarm"),
          "river-sajur": ("نهر الساجور", "Sajur", r"الساجور|Saj"),
          "river-jaghjagh": ("نهر جغجغ", "Jaghjagh", r"جغجغ|Jag|Jagh"),
          "river-kabir-north": ("النهر الكبير الشمالي", "Nahr al-Kabir al-Shamali", r"الكبير الشمالي"),
          "river-kabir-south": ("النهر الكبير الجنوبي", "Nahr al-Kabir al-Janubi", r"الكبير الجنوبي"),
          "river-quwayq": ("نهر قويق", "Quwayq", r"قويق|Queiq|Quw")}
NOTE = "(c) OpenStreetMap contributors, Open Database License 1.0; thinned to about 100 m"
ON_THE_EUPHRATES = ("SY09", "SY11", "SY02")


def length(line):
    return sum(metres(*a, *b) for a, b in zip(line, line[1:]))


def named_roads(net, book):
    """The roads of roads-authored.tsv, traced along the network from stop to stop."""
    feats = []
    for r in read(here("roads-authored.tsv")):
        stops = [x.strip() for x in r["via"].split(",")]
        at = lambda x: map(float, x.split()) if " " in x else (float(book.place[x]["lon"]), float(book.place[x]["lat"]))
        pts = [net.snap(*at(x)) for x in stops]
        line = []
        for a, b in zip(pts, pts[1:]):
            p = net.route(a, b) if a and b else None
            if not p:
                print("  no road found:", r["id"], a, b)
                continue
            line += p if not line else p[1:]
        if line:
            about = {"kind": "road", "name_ar": r["name_ar"], "name_en": r["name_en"], "ref": r["ref"]}
            feats.append((r["id"], about, thin(line)))
            if length(line) > 1.45 * length(pts):
                print(f"  long way round: {r['id']} {length(line) / 1000:.0f} km for {length(pts) / 1000:.0f}")
    COUNT["named roads traced along the network"] = len(feats)
    return feats


def main_roads(ds, net):
    feats = [(f"n{p[0][0] * 1e4:.0f}-{p[0][1] * 1e4:.0f}-{len(p)}",
              {"kind": "road", "class": k, "name_ar": ar, "name_en": en, "ref": ref}, thin(p))
             for p, k, (ar, en, ref) in network(ds, net)]
    COUNT["pieces of the main-road network"] = len(feats)
    return feats


def river_pieces(ds):
    """The river lines of the waterway layer by our id, as their labels name them."""
    labels = defaultdict(list)
    for x in ds.GetLayer("waterway_label"):
        if x.GetField("kind") != "river":
            continue
        t = f"{x.GetField('name')} {x.GetField('name_en')}"
        for i, (_, _, rx) in RIVERS.items():
            if re.search(rx, t):
                labels[i] += list(parts(x.geometry()))
                break
    return labels


def rivers(labels):
    feats = []
    for i, ls in labels.items():
        ar, en, _ = RIVERS[i]
        for m, p in enumerate(chain(ls)):
            if length(p) > 1500:
                feats.append((i if m == 0 else f"{i}-{m + 1}",
                              {"kind": "river", "name_ar": ar, "name_en": en, "ref": ""}, thin(p)))
    return feats


def railways(ds):
    feats = []
    for x in ds.GetLayer("rail"):
        if x.GetField("kind") not in ("rail", "narrow_gauge") or x.GetField("service"):
            continue
        for p in parts(x.geometry()):
            if length(p) > 2000:
                feats.append((f"rail-{p[0][0]:.3f}-{p[0][1]:.3f}-{len(p)}",
                              {"kind": "railway", "name_ar": "سكة الحديد", "name_en": "railway", "ref": ""}, thin(p)))
    return feats


def save_lines(feats):
    seen, text = set(), []
    for i, pr, c in sorted(feats, key=lambda f: f[0]):
        while i in seen:
            i += "b"
        seen.add(i)
        if len(c) < 2:
            continue
        text.append(json.dumps({"type": "Feature", "id": i, "properties": {k: v for k, v in pr.items() if v},
                                "geometry": {"type": "LineString", "coordinates": c}},
                               ensure_ascii=False, separators=(",", ":")))
    save(out("lines-osm.geojson"),
         '{"type":"FeatureCollection","note":"' + NOTE + '","features":[\n' + ",\n".join(text) + "\n]}\n")


def banks(book, pieces):
    """Places within 15 km of the Euphrates and the bank on which they lie."""
    grid = defaultdict(list)
    for p in pieces:
        q = rdp(p, 0.0004)
        for a, b in zip(q, q[1:]):
            grid[cell_of(a, .1)].append((a, b))
    rel = []
    for p in book.place.values():
        if p["kind"] not in SETTLED + ("quarter", "camp"):
            continue
        if str(p.get("parent", ""))[:4] not in ON_THE_EUPHRATES and p["kind"] != "quarter":
            continue
        km = river_distance((float(p["lon"]), float(p["lat"])), grid) / 1000
        side = bank(float(p["lon"]), float(p["lat"]), pieces) if km <= 15 else ""
        if side:
            rel.append({"place": p["id"], "relation": f"bank-{side}", "other": "river-euphrates",
                        "note": f"{km:.1f} km"})
    COUNT["places given a bank of the Euphrates"] = len(rel)
    return rel


def river_distance(at, grid):
    i, j = cell_of(at, .1)
    c, best = math.cos(math.radians(35.3)), 1e9
    for u in range(i - 2, i + 3):
        for v in range(j - 2, j + 3):
            for a, b in grid.get((u, v), ()):
                ax, ay, bx, by = (a[0] - at[0]) * c, a[1] - at[1], (b[0] - at[0]) * c, b[1] - at[1]
                dx, dy = bx - ax, by - ay
                n = dx * dx + dy * dy
                t = max(0, min(1, -(ax * dx + ay * dy) / n)) if n else 0
                d = math.hypot(ax + t * dx, ay + t * dy) * 111200
                best = d if d < best - 1 else best
    return best


def relations(units, book):
    rel = [{"place": p, "relation": "capital-of", "other": c, "note": ""} for c, p in sorted(units.centre.items())]
    rel += [{"place": a, "relation": "badia-of", "other": b, "note": ""} for a, b in book.badia_of]
    return rel + read(here("relations-authored.tsv"))


def build(gpkg, book, units):
    rel = relations(units, book)
    if gpkg:
        ds = ogr.Open(gpkg)
        net = Net(ds)
        labels = river_pieces(ds)
        save_lines(named_roads(net, book) + main_roads(ds, net) + rivers(labels) + railways(ds))
        rel += banks(book, labels["river-euphrates"])
    write(out("relations.tsv"), ["place", "relation", "other", "note"], rel,
          "# Relations between places. Written by merge/merge.py; hand-authored ones stand in "
          "merge/relations-authored.tsv.\n"
          "# The bank is computed with OpenStreetMap's river line: one word a place, no geometry taken.\n"
          "# place: id\n# relation: same-as, near, bank-left, bank-right, capital-of, countryside-in, badia-of, border-with, serves\n"
          "# other: id, or the id of a line\n# note: what it rests on\n",
          order=lambda r: (r["place"], r["relation"], r["other"]))


_chain = {}


def chain(ls):
    """Join pieces end to end (gaps up to 3 km), longest first."""
    ls = [list(p) for p in ls if len(p) > 1]
    ls.sort(key=len, reverse=True)
    out = []
    while ls:
        cur = ls.pop(0)
        grown = True
        while grown:
            grown = False
            best = None
            for k, p in enumerate(ls):
                gaps = ((cur[-1], p[0]), (cur[-1], p[-1]), (cur[0], p[-1]), (cur[0], p[0]))
                for mode, d in enumerate(metres(*a, *b) for a, b in gaps):
                    if d < 3000 and (best is None or d < best[0]):
                        best = (d, k, mode)
            if best:
                _, k, mode = best
                p = ls.pop(k)
                cur = cur + p if mode == 0 else cur + p[::-1] if mode == 1 else p + cur if mode == 2 else p[::-1] + cur
                grown = True
        out.append(cur)
    return out


def bank(lon, lat, pieces):
    """Left or right of the river as it flows: crossings of a ray to a point that is surely on the left (north-east)."""
    if "line" not in _chain:
        line = max(chain(pieces), key=lambda p: sum(metres(*a, *b) for a, b in zip(p, p[1:])))
        if line[0][1] < line[-1][1]:                 # flow: from the north to the south-east
            line.reverse()
        # close it far away on the left side: along the north-east of the country
        _chain["line"] = line
        ring = [(line[0][0], 40.0)] + [tuple(p) for p in rdp(line, 0.0003)] + [(46.0, line[-1][1] - .6), (46.0, 40.0)]
        _chain["ring"] = ring
        _chain["span"] = line
    ring = _chain["ring"]
    if lat > _chain["line"][0][1] + .05:
        return ""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return "left" if inside else "right"
