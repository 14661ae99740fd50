"""Lines: names carried over from label lines, chaining to strokes, doubled lines made one."""
import math

from shapely.geometry import LineString

UNIT = 1.0                                     # plane metres that make two vertices one


def key(point):
    return (round(point[0] / UNIT), round(point[1] / UNIT))


def _segment(a, b):
    a, b = key(a), key(b)
    return (a, b) if a < b else (b, a)


class Labels:
    """Attributes of label lines, found again by the very same segments, else by nearness."""

    def __init__(self, rows, fields, reach=25.0):
        self.exact, self.near, self.reach = {}, {}, reach
        for geom, row in rows:
            value = tuple(row[f] or "" for f in fields)
            if not any(value) or geom.geom_type != "LineString":
                continue
            points = list(geom.coords)
            for a, b in zip(points, points[1:]):
                self.exact[_segment(a, b)] = value
                self._spread(a, b, value)

    def _spread(self, a, b, value):
        length = math.hypot(b[0] - a[0], b[1] - a[1])
        steps = max(1, int(length / self.reach))
        turn = math.atan2(b[1] - a[1], b[0] - a[0]) % math.pi
        for i in range(steps + 1):
            x, y = a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps
            self.near[(int(x // self.reach), int(y // self.reach))] = (turn, value)

    def of(self, a, b):
        found = self.exact.get(_segment(a, b))
        if found is not None:
            return found
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        turn = math.atan2(b[1] - a[1], b[0] - a[0]) % math.pi
        i, j = int(x // self.reach), int(y // self.reach)
        for di, dj in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
            other = self.near.get((i + di, j + dj))
            if other and abs(math.sin(other[0] - turn)) < 0.2:
                return other[1]
        return None

    def split(self, coords):
        """The line's runs of one attribute as (points, value or None)."""
        points = list(coords)
        out, run, value = [], [points[0]], None
        for i, (a, b) in enumerate(zip(points, points[1:])):
            here = self.of(a, b)
            if i and here != value:
                out.append((run, value))
                run = [a]
            value = here
            run.append(b)
        out.append((run, value))
        return out


def _heading(points, at_end):
    a, b = (points[-2], points[-1]) if at_end else (points[1], points[0])
    return math.atan2(b[1] - a[1], b[0] - a[0])


def merge(parts, bend=math.radians(60)):
    """Chain parts (points, value) of one value where they go on most straightly."""
    lines = [list(p) for p, _ in parts]
    values = [v for _, v in parts]
    ends = {}
    for i, line in enumerate(lines):
        ends.setdefault((key(line[0]), values[i]), []).append((i, False))
        ends.setdefault((key(line[-1]), values[i]), []).append((i, True))
    partner = {}
    for (_, value), group in ends.items():
        for (i, ei), (j, ej) in _pairs(lines, group, bend):
            partner[(i, ei)] = (j, ej)
            partner[(j, ej)] = (i, ei)
    return _chains(lines, values, partner)


def _pairs(lines, group, bend):
    if len(group) < 2:
        return []
    tries = []
    for n, one in enumerate(group):
        for two in group[n + 1:]:
            if one[0] == two[0]:
                continue
            turn = _heading(lines[one[0]], one[1]) - _heading(lines[two[0]], two[1]) - math.pi
            turn = abs((turn + math.pi) % (2 * math.pi) - math.pi)
            if turn < bend or len(group) == 2 and turn < math.radians(120):
                tries.append((turn, one, two))
    out, used = [], set()
    for _, one, two in sorted(tries):
        if one not in used and two not in used:
            used.update((one, two))
            out.append((one, two))
    return out


def _chains(lines, values, partner):
    done, out = set(), []
    starts = [(i, e) for i in range(len(lines)) for e in (False, True) if (i, e) not in partner]
    for start in starts + [(i, False) for i in range(len(lines))]:
        if start[0] in done:
            continue
        points, (i, entry) = [], start
        while i not in done:
            done.add(i)
            part = lines[i] if not entry else lines[i][::-1]
            points += part if not points else part[1:]
            follow = partner.get((i, not entry))
            if follow is None:
                break
            i, entry = follow
        if len(points) > 1:
            out.append((points, values[start[0]]))
    return out


def spread(parts, rounds=3):
    """A nameless part (points, (kind, name)) that alone goes on from a named one of its kind belongs to it."""
    parts = [list(part) for part in parts]
    for _ in range(rounds):
        ends = {}
        for n, (points, (kind, _)) in enumerate(parts):
            for end in (points[0], points[-1]):
                ends.setdefault((key(end), kind), []).append(n)
        for group in ends.values():
            if len(group) != 2:
                continue
            one, two = (parts[n][1] for n in group)
            if bool(one[1]) != bool(two[1]):
                parts[group[0]][1] = parts[group[1]][1] = one if one[1] else two
    return [(points, value) for points, value in parts]


def simplify(lines, tolerance, factor=lambda value: 1.0):
    """Douglas-Peucker between junctions, so that crossings stay joined."""
    count = {}
    for points, _ in lines:
        for p in {key(p) for p in points}:
            count[p] = count.get(p, 0) + 1
    out = []
    for points, value in lines:
        whole, run = [], [points[0]]
        for i, p in enumerate(points[1:], 1):
            run.append(p)
            if i == len(points) - 1 or count[key(p)] > 1:
                part = list(LineString(run).simplify(tolerance * factor(value), False).coords)
                whole += part if not whole else part[1:]
                run = [p]
        if len(whole) > 1:
            out.append((whole, value))
    return out
