#!/usr/bin/env python3
"""Is radius_m the radius that holds the true place nine times of ten? Against points of others, by class.

  tests/radii.py SHARED   prints a row a class: titles inside, distinct places of them inside, places of UCDP's events inside

Titles: one text with one known place each; the nearest mention counts. Events: what UCDP's dataset puts exactly at a town or
village; its English name leads to ours within 8 km, and a sentence made of the Arabic name tells the radius. Last line: the
share of titles and of UCDP's places.
"""
import collections, csv, json, math, os, re, subprocess, sys, tempfile, unicodedata

PROGRAM = os.environ.get("KHARITA", "out/kharita")
NEAR_KM = 8


def km(a, b):
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def rows_of(table):
    lines = (line for line in open(table, encoding="utf-8") if not line.startswith("#"))
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def key(name):
    """Consonants of a Latin spelling, those that writers confuse made one."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower().replace("-", " ")) if c in "abcdefghijklmnopqrstuvwxyz ")
    plain = re.sub(r"\b(al|as|ash|ad|ar|an|at|az|el)\b", "", plain)
    for written, said in (("q", "k"), ("gh", "g"), ("kh", "k"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("z", "s")):
        plain = plain.replace(written, said)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouywh ]", "", plain))


def mentions(texts):
    """The mentions of each text, by its number."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as stream:
        for i, text in enumerate(texts):
            stream.write(json.dumps({"id": f"t{i}", "text": text}, ensure_ascii=False) + "\n")
        stream.flush()
        out = subprocess.run([PROGRAM, "places", "--quiet", stream.name], capture_output=True, check=True).stdout.decode("utf-8")
    found = collections.defaultdict(list)
    for line in out.splitlines():
        mention = json.loads(line)
        if mention["lon"] is not None:
            found[int(mention["article"].rpartition("t")[2])].append(mention)
    return found


def class_of(place):
    if place["kind"] != "village":
        return place["kind"]
    if int(place["radius_m"]) not in (1200, 1500):
        return "village, sources differ"
    return "village, counted" if place["population"] else "village, not counted"


def measure_titles(path, places):
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    found, measured, beside = mentions([r["text"] for r in rows]), [], {}
    for i, r in enumerate(rows):
        for one, area in zip(found[i], found[i][1:]):
            if one["method"] == "exact" and area["method"] == "countryside" and area["start"] - one["end"] < 14:
                away = km((one["lon"], one["lat"]), (area["lon"], area["lat"]))
                beside[one["place"], area["name_ar"]] = 1000 * away <= area["radius_m"]
        away = lambda m: km((m["lon"], m["lat"]), (r["lon"], r["lat"]))
        if found[i]:
            m = min(found[i], key=away)
            kind = class_of(places[m["place"]]) if m["method"] == "exact" and m["place"] in places else m["method"]
            measured.append((kind, m["place"] or r["text"], 1000 * away(m) <= m["radius_m"]))
    return measured, list(beside.values())


def measure_events(path, places, names):
    by_key = collections.defaultdict(set)
    for i, p in places.items():
        by_key[key(p["name_en"])].add(i)
    for n in names:
        if n["lang"] == "en" and n["place"] in places:
            by_key[key(n["name"])].add(n["place"])
    points = collections.defaultdict(list)
    for event in csv.DictReader(open(path, encoding="utf-8")):
        name = re.fullmatch(r"(.*) (?:village|town|city)", event["where_coordinates"].strip())
        if event["where_prec"] != "1" or not name or len(key(name[1])) < 2:
            continue
        at = float(event["longitude"]), float(event["latitude"])
        own = lambda i: km(at, (float(places[i]["lon"]), float(places[i]["lat"])))
        best = min(sorted(by_key[key(name[1])]), key=own, default=None)
        if best and own(best) < NEAR_KM:
            points[best].append(at)
    heads = {"city": "مدينة", "town": "بلدة"}
    ids = sorted(points)
    found = mentions([f"انفجار في {heads.get(places[i]['kind'], 'قرية')} {places[i]['name_ar']}" for i in ids])
    measured = []
    for n, i in enumerate(ids):
        middle = [sum(c) / len(points[i]) for c in zip(*points[i])]
        radius = next((m["radius_m"] for m in found[n] if m["place"] == i and m["method"] == "exact"), None)
        if radius:
            measured.append((class_of(places[i]), i, 1000 * km(middle, (float(places[i]["lon"]), float(places[i]["lat"]))) <= radius))
    return measured


def share(found):
    return f"{sum(found) / len(found):.3f}" if found else ""


def main(shared):
    places = {p["id"]: p for p in rows_of("gazetteer/places.tsv")}
    titles, beside = measure_titles(f"{shared}/gold/titles-dev.jsonl", places)
    events = measure_events(f"{shared}/data/events/ucdp_ged_syria.csv", places, rows_of("gazetteer/names.tsv"))
    print("| what | titles | inside | distinct places | inside | UCDP's places | inside |")
    classes = collections.Counter(kind for kind, _, _ in titles + events)
    for kind in sorted(classes, key=lambda k: (-classes[k], k)):
        own, distinct = [x for k, _, x in titles if k == kind], collections.defaultdict(list)
        for k, place, inside in titles:
            if k == kind:
                distinct[place].append(inside)
        told = [x for k, _, x in events if k == kind]
        means = [sum(v) / len(v) for v in distinct.values()]
        print(f"| {kind} | {len(own)} | {share(own)} | {len(means)} | {share(means)} | {len(told)} | {share(told)} |")
    print(f"named beside a countryside: {len(beside)}, inside {share(beside)}")
    print(f"titles inside {share([x for _, _, x in titles])}, UCDP's places inside {share([x for _, _, x in events])}")


main(sys.argv[1])
