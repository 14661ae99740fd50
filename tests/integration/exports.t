#!/usr/bin/env node
/* Every format is read by a program that is not ours, and says what JSON lines say. Prints TAP. */
"use strict";
const fs = require("node:fs");
const { call, kharita, at, samples, columnsOf, incidentsOf } = require("./lib/program.js");
const { ok, none, same, run } = require("./lib/tap.js");
const { check } = require("@placemarkio/check-geojson");
const { parse: parseCsv } = require("csv-parse/sync");
const { DOMParser } = require("@xmldom/xmldom");
const { kml: readKml } = require("@tmcw/togeojson");
const readExcel = require("read-excel-file/node");

const records = incidentsOf(samples);
const rows = records.map(columnsOf);

/* ---- values as tables have them ---- */

const anchorCell = (anchor) => [anchor.place, anchor.distance_km ?? "", anchor.bearing ?? ""].join(":");
const listCell = (list) => list.map((item) => (typeof item === "object" ? anchorCell(item) : item)).join("|");
const isNothing = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
/* The day that counts: of an incident known by its publication alone that day, though its span is the week before. */
const dayOf = (record) => (record.date_basis === "published" && record.date_end ? record.date_end : record.date_start);
const isDate = (key) => key === "date_start" || key === "date_end";

/* Do a value of JSON and what another program read say the same? Formats know fewer kinds of values. */
function agree(key, wanted, found) {
    if (isNothing(wanted)) return isNothing(found);
    if (isNothing(found)) return false;
    if (isDate(key)) return (found instanceof Date ? found.toISOString() : String(found)).replaceAll("/", "-").startsWith(wanted);
    if (typeof wanted === "boolean") return ["1", "true"].includes(String(found)) === wanted;
    if (typeof wanted === "number") return Math.abs(Number(found) - wanted) < 1e-9;
    if (Array.isArray(wanted)) return listCell(wanted) === (Array.isArray(found) ? listCell(found) : String(found));
    return String(wanted) === String(found);
}

/* What differs between our rows and those that were read, in the same order. */
function differences(wanted, found, keys = Object.keys(wanted[0])) {
    const wrong = [];
    if (wanted.length !== found.length) wrong.push(`${found.length} rows, not ${wanted.length}`);
    for (let i = 0; i < Math.min(wanted.length, found.length); i++)
        for (const key of keys)
            if (!agree(key, wanted[i][key], found[i][key]))
                wrong.push(`row ${i + 1}, ${key}: ${JSON.stringify(found[i][key])}, not ${JSON.stringify(wanted[i][key])}`);
    return wrong;
}

const pointOf = (row) => (row.lon === null ? null : { type: "Point", coordinates: [row.lon, row.lat] });
const roundedGeometry = (geometry) => geometry && JSON.parse(JSON.stringify(geometry, (_, v) => (typeof v === "number" ? Math.round(v * 1e5) / 1e5 : v)));

function misplaced(wanted, found) {
    return found.flatMap((geometry, i) =>
        JSON.stringify(roundedGeometry(geometry)) === JSON.stringify(wanted[i]) ? [] : [`row ${i + 1}: ${JSON.stringify(geometry)}`.slice(0, 200)]);
}

/* What GDAL's own program reads, as GeoJSON. */
const asGdalReads = (file, ...options) =>
    JSON.parse(call("ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=NO", "/vsistdout/", file, ...options)).features;

/* ---- the formats ---- */

function testGeojson() {
    for (const kind of ["point", "area"]) {
        const file = at(`${kind}.geojson`);
        kharita("extract", samples, "--quiet", "--geometry", kind, "-o", file);
        let complaint = null, collection = null;
        try {
            collection = check(fs.readFileSync(file, "utf8"));
        } catch (error) {
            complaint = [error.message, JSON.stringify(error.issues)];
        }
        if (!ok(collection, `GeoJSON (${kind}): a validator of RFC 7946 finds nothing`, complaint)) continue;
        none(differences(rows, collection.features.map((f) => columnsOf(f.properties))), `GeoJSON (${kind}): the same records`);
        same(collection.features.map((f) => f.id), rows.map((r) => r.id), `GeoJSON (${kind}): ids of features`);
        none(differences(rows, asGdalReads(file).map((f) => columnsOf(parsedProperties(f)))), `GeoJSON (${kind}): GDAL reads the same records`);
        none(wrongRings(collection), `GeoJSON (${kind}): outer rings run against the clock, holes with it`);
    }
    const { features } = JSON.parse(fs.readFileSync(at("point.geojson"), "utf8"));
    none(misplaced(rows.map(pointOf), features.map((f) => f.geometry)), "GeoJSON: points where they belong");
}

/* GDAL tells objects within properties as text, and does not repeat the feature's id. */
function parsedProperties(feature) {
    const properties = { id: feature.id, ...feature.properties };
    for (const key of ["trigger", "anchors", "weapons"])
        if (typeof properties[key] === "string" && /^[[{]/.test(properties[key])) properties[key] = JSON.parse(properties[key]);
    return properties;
}

function wrongRings({ features }) {
    const turn = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
    const wrong = [];
    for (const { id, geometry } of features) {
        const polygons = geometry?.type === "MultiPolygon" ? geometry.coordinates : geometry?.type === "Polygon" ? [geometry.coordinates] : [];
        for (const rings of polygons) rings.forEach((ring, i) => { if (turn(ring) > 0 !== (i === 0)) wrong.push(`${id}, ring ${i}`); });
    }
    return wrong;
}

function testCsv() {
    const plain = at("plain.csv"), marked = at("marked.csv");
    kharita("extract", samples, "--quiet", "-o", plain);
    kharita("extract", samples, "--quiet", "--bom", "-o", marked);
    const bytes = fs.readFileSync(plain), withMark = fs.readFileSync(marked);
    ok(withMark.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) && withMark.subarray(3).equals(bytes), "CSV: --bom adds a byte order mark and nothing else");
    ok(!bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])), "CSV: none without it");
    for (const [name, text] of [["plain", bytes], ["marked", withMark]])
        none(differences(rows, parseCsv(text, { columns: true, bom: true })), `CSV (${name}): a reader of RFC 4180 reads the same records`);
    none(differences(rows, asGdalReads(plain).map((f) => f.properties)), "CSV: GDAL reads the same records");
}

function testAcled() {
    const file = at("acled.csv");
    kharita("extract", samples, "--quiet", "--format", "acled-csv", "-o", file);
    const found = parseCsv(fs.readFileSync(file), { columns: true });
    const wanted = rows.map((r) => ({
        event_id_cnty: r.id, event_date: dayOf(r), year: dayOf(r)?.slice(0, 4), event_type: r.acled_event_type,
        sub_event_type: r.acled_sub_event_type, admin1: r.admin1, admin2: r.admin2, latitude: r.lat, longitude: r.lon,
        geo_precision: r.geo_precision, notes: r.quote, country: "Syria", iso: 760,
    }));
    none(differences(wanted, found), "ACLED CSV: the same events, places and days");
    none(found.filter((r) => r.fatalities && !/^[0-9]+$/.test(r.fatalities)).map((r) => r.event_id_cnty), "ACLED CSV: fatalities are numbers or nothing");
    const known = ["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"];
    none(found.filter((r) => !known.includes(r.event_type)).map((r) => r.event_type), "ACLED CSV: event types of their codebook");
}

function testTimemap() {
    const events = JSON.parse(kharita("extract", samples, "--quiet", "--format", "timemap"));
    const placed = rows.filter((r) => r.lon !== null || r.date_start);
    same(events.map((e) => e.id), placed.map((r) => r.id), "TimeMap: every event with a place or a day");
    none(events.filter((e, i) => e.latitude !== undefined && (typeof e.latitude !== "string" || Number(e.latitude) !== placed[i].lat)), "TimeMap: latitudes, as strings");
    none(events.filter((e, i) => placed[i].date_start && new Date(`${e.date} UTC`).toISOString().slice(0, 10) !== dayOf(placed[i])).map((e) => e.date), "TimeMap: dates with the month first");
    none(events.filter((e) => ![e.associations, e.sources].every((list) => Array.isArray(list) && list.every((x) => typeof x === "string"))), "TimeMap: lists of strings");
}

function testGeopackage() {
    const file = at("incidents.gpkg");
    kharita("extract", samples, "--quiet", "-o", file);
    const features = asGdalReads(file, "incidents");
    none(differences(rows, features.map((f) => f.properties)), "GeoPackage: GDAL reads the same records");
    none(misplaced(rows.map(pointOf), features.map((f) => f.geometry)), "GeoPackage: points where they belong");
    same(call("sqlite3", file, "PRAGMA integrity_check; PRAGMA application_id; SELECT count(*), count(DISTINCT id) FROM incidents").trim().split("\n"),
        ["ok", String(0x47504b47), `${rows.length}|${rows.length}`], "GeoPackage: SQLite finds it sound, of the right kind, with all rows");
    const store = at("store.gpkg");
    kharita("ingest", store, samples, "--quiet");
    const merged = incidentsOf(store).map(columnsOf);
    none(differences(merged, asGdalReads(store, "-sql", "SELECT * FROM incidents ORDER BY fid").map((f) => f.properties).sort(byOrderOf(merged))), "the store: GDAL reads the records that the program reads");
}

function byOrderOf(rowsInOrder) {
    const place = new Map(rowsInOrder.map((row, i) => [row.id, i]));
    return (a, b) => place.get(a.id) - place.get(b.id);
}

async function testFlatGeobuf() {
    const file = at("incidents.fgb"), placed = rows.filter((r) => r.lon !== null);
    kharita("extract", samples, "--quiet", "-o", file);
    const { deserialize } = await import(require.resolve("flatgeobuf/lib/mjs/geojson.js"));
    const { features } = deserialize(new Uint8Array(fs.readFileSync(file)));
    const order = byOrderOf(placed);
    features.sort((a, b) => order(a.properties, b.properties));
    none(differences(placed, features.map((f) => f.properties)), "FlatGeobuf: its own reader reads the same records");
    none(misplaced(placed.map(pointOf), features.map((f) => f.geometry)), "FlatGeobuf: points where they belong");
    const near = asGdalReads(file, "-spat", "40", "34.5", "41", "35.2").length;
    ok(near === placed.filter((r) => r.lon >= 40 && r.lon <= 41 && r.lat >= 34.5 && r.lat <= 35.2).length, "FlatGeobuf: its index finds what lies in a box");
}

async function testXlsx() {
    const file = at("incidents.xlsx");
    kharita("extract", samples, "--quiet", "-o", file);
    const [head, ...cells] = await readExcel(file, { sheet: "incidents" });
    const read = cells.map((line) => Object.fromEntries(head.map((key, i) => [key, line[i]])));
    none(differences(rows, read), "XLSX: a reader of spreadsheets reads the same records");
    ok(read.every((r) => r.lon === null || typeof r.lon === "number"), "XLSX: numbers are numbers");
    none(differences(rows, asGdalReads(file).map((f) => f.properties)), "XLSX: GDAL reads the same records");
}

function testKml() {
    const file = at("incidents.kml");
    kharita("extract", samples, "--quiet", "--geometry", "area", "-o", file);
    const problems = [], onError = (level, message) => problems.push(`${level}: ${message}`);
    const document = new DOMParser({ onError }).parseFromString(fs.readFileSync(file, "utf8"), "text/xml");
    none(problems, "KML: well-formed");
    const { features } = readKml(document), order = byOrderOf(rows);
    features.sort((a, b) => order(a.properties, b.properties));
    none(differences(rows, features.map((f) => f.properties), Object.keys(rows[0]).filter((key) => key !== "weapons" && key !== "anchors")), "KML: another reader reads the same records");
    const pointIn = (g) => (g?.type === "GeometryCollection" ? g.geometries.find((part) => part.type === "Point") : g);
    none(misplaced(rows.map(pointOf), features.map((f) => pointIn(f.geometry))), "KML: points where they belong");
    ok(features.filter((f) => f.geometry?.geometries?.some((part) => part.type === "Polygon" || part.type === "MultiPolygon")).length > 20, "KML: with areas around them");
    none(features.filter((f, i) => rows[i].date_start && f.properties.timespan?.begin !== rows[i].date_start).map((f) => JSON.stringify(f.properties.timespan)), "KML: days for the time slider");
    none(features.filter((f, i) => rows[i].quote && !String(f.properties.description?.value ?? f.properties.description).includes(rows[i].quote.slice(0, 30).replaceAll('"', "&quot;").split("&")[0])).map((f) => f.properties.id), "KML: balloons show the sentence");
    const styles = new Set([...document.getElementsByTagName("Style")].map((style) => `#${style.getAttribute("id")}`));
    none(features.filter((f) => !styles.has(f.properties.styleUrl)).map((f) => f.properties.styleUrl), "KML: every style is there");
    none([...document.getElementsByTagName("Style")].filter((style) => !style.getElementsByTagName("BalloonStyle").length).map(String), "KML: every style has a balloon");
    ok(document.getElementsByTagName("href").length === 0 && document.getElementsByTagName("NetworkLink").length === 0, "KML: it fetches nothing");
    const layers = call("ogrinfo", "-ro", "-al", "-so", file), sum = [...layers.matchAll(/Feature Count: ([0-9]+)/g)].reduce((n, [, count]) => n + Number(count), 0);
    same(sum, rows.length, "KML: GDAL, by Google's library, reads as many");
}

run(async () => {
    ok(rows.length > 50 && new Set(rows.map((r) => r.id)).size === rows.length, "there are incidents to compare, each with an id of its own");
    testGeojson();
    testCsv();
    testAcled();
    testTimemap();
    testGeopackage();
    await testFlatGeobuf();
    await testXlsx();
    testKml();
});
