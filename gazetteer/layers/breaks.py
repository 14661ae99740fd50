"""Breaks in main roads closed: the stretch of a lesser class between two loose ends is raised to theirs.

Where the data have nothing in between, a short gap is bridged by a straight line."""
import heapq
import math

from shapely.geometry import LineString

import strokes

REACH = (25000.0, 25000.0, 9000.0, 5000.0, 3000.0)     # widest break, by class
STRAIGHT = 4500.0                      # widest break bridged by a straight line
BEND = math.cos(math.radians(50))


def close(parts, water, worst=4):
    """What closes the breaks, as (points, value); no straight line is drawn across water (fallen bridges)."""
    graph = _graph([p for p in parts if p[1][0] <= 5])
    added = []
    for cls in range(worst + 1):
        group = [p for p in parts if p[1][0] <= cls] + added
        own = [p for p in parts if p[1][0] == cls and not p[1][1]] + [a for a in added if a[1][0] == cls]
        added += _bridges(_loose(own, group), graph, cls, water)
    return added


def _graph(parts):
    """Nodes are vertices that two parts share, and ends: {node: [(node, length, points)]}."""
    use = {}
    for points, _ in parts:
        for n, p in enumerate(points):
            k = strokes.key(p)
            use[k] = use.get(k, 0) + (2 if n in (0, len(points) - 1) else 1)
    graph = {}
    for points, _ in parts:
        run, size = [points[0]], 0.0
        for a, b in zip(points, points[1:]):
            run.append(b)
            size += math.hypot(b[0] - a[0], b[1] - a[1])
            if use[strokes.key(b)] > 1:
                one, two = strokes.key(run[0]), strokes.key(b)
                graph.setdefault(one, []).append((two, size, run))
                graph.setdefault(two, []).append((one, size, run[::-1]))
                run, size = [b], 0.0
    return graph


def _loose(own, group):
    """Ends of a class that meet nothing as important: (point, direction outwards)."""
    use = {}
    for points, _ in group:
        for k in {strokes.key(p) for p in points}:
            use[k] = use.get(k, 0) + 1
    out = []
    for points, _ in own:
        for end, before in ((points[0], points[min(3, len(points) - 1)]), (points[-1], points[max(-4, -len(points))])):
            size = math.hypot(end[0] - before[0], end[1] - before[1])
            if use[strokes.key(end)] == 1 and size > 0:
                out.append((end, ((end[0] - before[0]) / size, (end[1] - before[1]) / size)))
    return out


def _bridges(loose, graph, cls, water):
    tries = []
    for i, (a, u) in enumerate(loose):
        for j in range(i + 1, len(loose)):
            b, v = loose[j]
            dx, dy = b[0] - a[0], b[1] - a[1]
            gap = math.hypot(dx, dy)
            if 1 < gap < REACH[cls] and (u[0] * dx + u[1] * dy) / gap > BEND and -(v[0] * dx + v[1] * dy) / gap > BEND:
                tries.append((gap, i, j))
    used, out = set(), []
    for gap, i, j in sorted(tries):
        if i in used or j in used:
            continue
        points = _way(graph, loose[i][0], loose[j][0], gap * 1.4 + 150)
        if points is None and gap < STRAIGHT:
            points = [loose[i][0], loose[j][0]]
            points = None if water.intersects(LineString(points)) else points
        if points:
            used.update((i, j))
            out.append((points, (cls, 0, "", "", "")))
    return out


def _way(graph, start, end, limit):
    """The shortest way in the graph, if it is no longer than the limit."""
    start, end = strokes.key(start), strokes.key(end)
    best, came, queue = {start: 0.0}, {}, [(0.0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node == end:
            break
        for other, length, points in graph.get(node, ()):
            total = cost + length
            if total <= limit and total < best.get(other, 1e18):
                best[other] = total
                came[other] = (node, points)
                heapq.heappush(queue, (total, other))
    if end not in came:
        return None
    out, node = [], end
    while node != start:
        node, points = came[node]
        out = points[:-1] + out if out else list(points)
    return out
