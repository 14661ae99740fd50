"""OCHA's settlements, quarters and administrative units become the backbone of the book."""
import json, re
from collections import Counter, defaultdict
from book import *

CENTRE_WORD = re.compile("^مركز ?")
# Words that are no name by themselves: what remains when a district is taken off must be more than one of them.
GENERIC = {key(w) for w in "تل عين باب قلعة جسر معرة دير حاضر مزرعة كفر خربة رسم بئر بير جب قصر وادي راس رأس خان برج "
           "بيت شيخ "
           "الشيخ أبو ابو ام أم قرية مدينة نبع ضهر جبل مجمع مساكن ضاحية منطقة محطة غوطة صوامع سهل حي مرج سد "
           "مخيم جديدة حاوي "
           "غرب شرق شمال جنوب ريف حلب ناحية مطار طريق بني سكة".split()}
OTHER_DISTRICTS = {"عفرين", "باب", "منبج", "حفه"}


def plain_unit(u):
    return CENTRE_WORD.sub("", u["ar"])


def split_name(ar, en, adm_words):
    """OCHA writes two names in one cell (first_second, first - second). Returns the names, plainest first."""
    parts = [re.sub(r"\s+", " ", p).strip(" ()") for p in re.split(r"[_/()\\]+|\s*-\s*", ar)]
    parts = [p for p in parts if p]
    kept = [p for p in parts if not (key(p) in adm_words and len(parts) > 1 and p != parts[0])]
    COUNT["OCHA cells with two names split"] += len(kept) > 1
    COUNT["OCHA cells with a district added, dropped"] += len(kept) < len(parts)
    names = []
    for p in kept or parts:
        words = p.split()
        if len(kept) > 1 and len(words) > 1 and key(words[-1]) in adm_words and p == kept[0]:
            names.append(" ".join(words[:-1]))      # "قاطمة منبج_قطمة": the district stands inside the first name
            COUNT["district word inside the first of two names, dropped"] += 1
        else:
            names.append(p)
    ens = [p.strip() for p in re.split(r"\s+-\s+|/|_", en) if p.strip()]
    return list(dict.fromkeys(names)), ens


def settlement_radius(kind, pop):
    if kind == "city":
        return 9000 if pop > 1000000 else 5000 if pop > 200000 else 4000 if pop > 60000 else 3000
    if kind == "town":
        return 3000 if pop > 40000 else 2500 if pop > 15000 else 2000
    return 1500 if pop > 4000 else 1200


def find_centres(rows, units):
    """The centre of a unit bears its name, or stands in centres.tsv."""
    centre = {r["unit"]: r["place"] for r in read(here("centres.tsv"))}
    by_unit = defaultdict(list)
    for r in rows:
        by_unit[r["adm3"]].append(r)
    for code, u in units.unit.items():
        if code in centre:
            continue
        want = key(plain_unit(u))
        pool = by_unit[code] if u["level"] == 3 else [r for r in rows if r[f"adm{u['level']}"] == code]
        hit = [r for r in pool if key(r["name_ar"]) == want]
        if u["level"] < 3:                        # of several, the one that is also a subdistrict centre
            hit = sorted(hit, key=lambda r: not r["adm3"].endswith("00"))
        if hit:
            centre[code] = hit[0]["pcode"]
    rank = {}
    for code, p in centre.items():
        rank[p] = min(rank.get(p, 9), units.unit[code]["level"])
    COUNT["units without a centre in OCHA's list"] = len(set(units.unit) - set(centre))
    units.centre, units.rank = centre, rank


def own_district_off(names, r, units, ar_of):
    """The place's own district, written behind its name, is taken off (the full form stays as a name)."""
    words = names[0].split()
    own = {key(plain_unit(units.unit[r[a]])) for a in ("adm2", "adm3")} | \
          {key(ar_of[units.centre[r[a]]]) for a in ("adm2", "adm3") if r[a] in units.centre}
    for cut in (2, 1):
        rest = " ".join(words[:-cut])
        if len(words) > cut and key(" ".join(words[-cut:])) in own and key(rest) not in GENERIC and len(key(rest)) >= 3:
            COUNT["own district written behind the name, taken off"] += 1
            return [rest] + names[1:] + [names[0]]
    return names


def corrected(r, fix, adm_words):
    """Name and point of an OCHA row after corrections.tsv: (whole Arabic cell, names, Latin names, lon, lat, note)."""
    lon, lat, note = float(r["lon"]), float(r["lat"]), []
    ar = r["name_ar"]
    if "name_ar" in fix:
        ar = fix["name_ar"][0]
        COUNT["OCHA names corrected by corrections.tsv"] += 1
    if "lonlat" in fix:
        lon, lat = map(float, fix["lonlat"][0].split())
        note.append("point: " + fix["lonlat"][1])
        COUNT["OCHA points corrected by corrections.tsv"] += 1
    clean = plain_arabic(re.sub(r"[_/()\\-]", "", ar))
    if clean and not re.search(r"[_/()\\-]", ar) and clean != ar:
        ar = clean
        COUNT["OCHA names freed of filling strokes and Persian letters"] += 1
    names, ens = split_name(ar, r["name_en"], adm_words)
    if re.search(r"ى$", names[0]) and re.search(r"[iy]$", ens[0] if ens else ""):
        names[0] = names[0][:-1] + "ي"
        COUNT["final alef maqsura read as ya where the Latin name ends in i or y"] += 1
    return ar, names, ens, lon, lat, note


def settlement(r, fix, show, units, book, adm_words, ar_of):
    code = r["pcode"]
    ar, names, ens, lon, lat, note = corrected(r, fix, adm_words)
    level = units.rank.get(code, 9)
    if level == 9 and "name_ar" not in fix:
        names = own_district_off(names, r, units, ar_of)
    book.add({"id": code, "kind": "city" if level == 1 else "town" if level in (2, 3) else "village",
              "name_ar": show.get("name_ar") or names[0],
              "name_en": show.get("name_en") or (ens[0] if ens else r["name_en"]),
              "lon": round(lon, 5), "lat": round(lat, 5), "radius_m": 0, "population": 0,
              "parent": r["adm3"], "pcode": code,
              "sources": ["ocha"], "note": note, "en_parts": ens, "level": level})
    for n in names:
        book.name(code, n, "formal" if n.startswith(names[0] + " ") else "second", "ocha")
    if ar != names[0]:
        book.name(code, ar if not re.search("[_/()-]", ar) else "", "spelling", "ocha")
    if r["name_ar"] != ar:
        book.name(code, r["name_ar"], "misspelling", "ocha")
    for n in [r["name_en"]] + ens:
        book.name(code, n.replace("_", " "), "transliteration", "ocha", "en")
    for n, second in further(show.get("more_ar", "")):
        book.name(code, n, "second" if second else "spelling", "authored", "ar")
    for n, second in further(show.get("more_en", "")):
        book.name(code, n, "second" if second else "transliteration", "authored", "en")


def ocha(data, units, book):
    rows = raw(f"{data}/gazetteer/derived/ocha_communities.tsv")
    fix = defaultdict(dict)
    for r in read(here("corrections.tsv")):
        fix[r["id"]][r["field"]] = (r["value"], r["why"])
    show = {r["id"]: r for r in read(here("display.tsv"))}
    find_centres(rows, units)
    adm_words = {key(plain_unit(u)) for u in units.unit.values()} | OTHER_DISTRICTS
    ar_of = {r["pcode"]: r["name_ar"] for r in rows}
    seen = Counter(r["name_ar"] for r in rows)
    COUNT["OCHA rows"] = len(rows)
    COUNT["OCHA rows that share a name (LocationName not used, parent tells them apart)"] = \
        sum(1 for r in rows if seen[r["name_ar"]] > 1)
    for r in rows:
        code = r["pcode"]
        if "drop" in fix.get(code, {}):
            COUNT["OCHA rows dropped by corrections.tsv"] += 1
            continue
        settlement(r, fix.get(code, {}), show.get(code, {}), units, book, adm_words, ar_of)
    authored_settlements(units, book)


def authored_settlements(units, book):
    for r in read(here("places-authored.tsv")):
        lon, lat = float(r["lon"]), float(r["lat"])
        book.add({"id": r["id"], "kind": r["kind"], "name_ar": r["name_ar"], "name_en": r["name_en"],
                  "lon": lon, "lat": lat,
                  "radius_m": int(r["radius_m"] or 0), "population": int(r["population"] or 0),
                  "parent": r["parent"] or units.at(lon, lat, .05), "pcode": "", "sources": ["authored"],
                  "note": [r["note"]], "level": 9})
        book.more(r["id"], r["more"])
        COUNT["settlements added by hand"] += 1


def finish_settlements(book, units, data):
    """Kind, population and radius of settlements, once GeoNames has given its numbers."""
    pop3 = {}
    for x in json.load(open(f"{data}/gazetteer/opensyria_data_geography/subdistricts.json", encoding="utf-8")):
        pop3[x["externalIds"].get("ochaPcode")] = (x.get("population") or {}).get("value")
    for r in read(here("populations.tsv")):
        if not book.place[r["id"]]["population"]:
            book.place[r["id"]]["population"] = int(r["population"])
            COUNT["populations estimated by hand where no source has one"] += 1
    for p in book.place.values():
        if p["kind"] not in SETTLED:
            continue
        level = p.get("level", 9)
        if level == 9 and p["population"] >= 12000:
            p["kind"] = "town"
        elif level == 2 and p["population"] >= 50000:
            p["kind"] = "city"
        if not p["population"] and level <= 3:
            s = pop3.get(p["parent"]) or 0
            p["population"] = int(min(s * .35, 25000)) if s else 4000
        if not p["radius_m"]:
            p["radius_m"] = settlement_radius(p["kind"], p["population"])
        if p.get("wide"):
            p["radius_m"] = int(max(p["radius_m"], round(p["wide"], -2)))


def quarters(data, book):
    show = {r["id"]: r for r in read(here("display.tsv"))}
    got = []
    for r in raw(f"{data}/gazetteer/derived/ocha_neighbourhoods.tsv"):
        if not r["pcode"].startswith("N") or not r["lat"]:
            continue
        names, _ = split_name(r["name_ar"], r["name_en"], set())
        d = show.get(r["pcode"], {})
        row = book.add({"id": r["pcode"], "kind": "quarter", "name_ar": d.get("name_ar") or names[0],
                        "name_en": d.get("name_en") or r["name_en"], "lon": round(float(r["lon"]), 5),
                        "lat": round(float(r["lat"]), 5), "radius_m": 900, "population": "",
                        "parent": r["adm4_pcode"] or "C1007", "pcode": r["pcode"], "sources": ["ocha"], "note": []})
        got.append(row)
        for n in names:
            book.name(row["id"], n, "second" if n != names[0] else "spelling", "ocha")
        for n, _ in further(d.get("more_ar", "")):
            book.name(row["id"], n, "spelling", "authored")
        book.name(row["id"], r["name_en"], "transliteration", "ocha", "en")
        COUNT["OCHA quarters"] += 1
    for r in read(here("quarters-authored.tsv")):
        authored_quarter(r, book, got)
    return got


def authored_quarter(r, book, got):
    names = [r["name_ar"]] + [n for n in r["more"].split("|") if n]
    same = [q for q in got if q["parent"] == r["parent"] and
            any(key(a) == key(b) for a in names for b in book.all_ar(q["id"]))]
    if same:
        for n in names:
            book.name(same[0]["id"], n.lstrip("~"), "spelling", "authored")
        COUNT["authored quarters that OCHA has: only their spellings kept"] += 1
        return
    row = book.add({"id": r["id"], "kind": r["kind"] or "quarter", "name_ar": r["name_ar"], "name_en": r["name_en"],
                    "lon": float(r["lon"]), "lat": float(r["lat"]), "radius_m": int(float(r["km"]) * 1000),
                    "population": "",
                    "parent": r["parent"], "pcode": "", "sources": ["authored"],
                    "note": [r["note"]] if r["note"] else []})
    got.append(row)
    book.more(row["id"], r["more"])
    COUNT["authored quarters added"] += 1


ENGLISH_UNIT = re.compile("District|Subdistrict|Governorate|Province|Nahiyat|nahyt|mhafz|Muhafaz|mnt|Mintaq|Markaz")


def unit_aliases(code, ar, x, book):
    """OpenSyria's other names of a unit, formal prefixes taken off."""
    for a in x.get("aliases", []):
        v = a["value"]
        if a["language"] == "ar":
            v = re.sub(r"^مركز ", "", re.sub(r"^(محافظة|منطقة|ناحية|قضاء) ", "", v))
            if v.startswith("مركز") or not plain_arabic(v):
                continue
            book.name(code, v, "spelling" if alike(v, ar) else "second", "opensyria")
        elif re.fullmatch(r"[A-Za-z' -]+", v) and not ENGLISH_UNIT.search(v):
            book.name(code, v, "transliteration", "opensyria", "en")


def unit_english(u, ar, centre, shown):
    """A unit that bears its centre's name is spelled as its centre; a governorate of another name keeps OCHA's."""
    if shown.get("name_en"):
        return shown["name_en"]
    if centre and (u["level"] != 1 or ar == centre["name_ar"]):
        return re.sub(r" \(.*", "", centre["name_en"])
    return u["en"]


def regions(data, units, book):
    """Country, governorates, districts, subdistricts as rows; authored regions come from areas.py's recipes."""
    show = {r["id"]: r for r in read(here("display.tsv"))}
    alias = {}
    for f in ("governorates", "districts", "subdistricts"):
        for x in json.load(open(f"{data}/gazetteer/opensyria_data_geography/{f}.json", encoding="utf-8")):
            alias[x["externalIds"].get("ochaPcode")] = x
    rows = []
    for code, u in sorted(units.unit.items()):
        ar = plain_unit(u)
        centre = book.place.get(units.centre.get(code))
        if centre and key(centre["name_ar"]) == key(ar):
            ar = centre["name_ar"]
        x, d = alias.get(code, {}), show.get(code, {})
        rows.append(book.add({"id": code, "kind": {1: "governorate", 2: "district", 3: "subdistrict"}[u["level"]],
                              "name_ar": d.get("name_ar") or ar, "name_en": unit_english(u, ar, centre, d),
                              "lon": u["lon"], "lat": u["lat"], "radius_m": 0,
                              "population": (x.get("population") or {}).get("value") or "", "parent": u["parent"],
                              "pcode": code, "sources": ["ocha"], "note": []}))
        book.name(code, u["en"], "transliteration", "ocha", "en")
        if key(u["ar"]) != key(ar) and not u["ar"].startswith("مركز"):
            book.name(code, u["ar"], "spelling", "ocha")
        unit_aliases(code, ar, x, book)
        book.more(code, d.get("more_ar", ""))
    return rows
