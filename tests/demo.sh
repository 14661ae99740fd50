#!/bin/sh
# The main job on the bundled samples: maps in Arabic and English, and the incidents as data, into out/demo/.
set -eu
cd "$(dirname "$0")/.."
out=${OUT:-out}
mkdir -p "$out/demo"
"$out/kharita" map tests/articles --lang ar -o "$out/demo/map-ar.png" -o "$out/demo/map-ar.svg"
"$out/kharita" map tests/articles --lang en -o "$out/demo/map-en.png" -o "$out/demo/map-en.svg"
"$out/kharita" extract tests/articles --format geojson -o "$out/demo/incidents.geojson"
"$out/kharita" report tests/articles --lang ar --quiet -o "$out/demo/report.html"
cat <<TEXT

The main job is done, on sample articles that were written for tests:
  $out/demo/map-ar.png   the map in Arabic     (open it with any picture viewer)
  $out/demo/map-ar.svg   the same for the web  (open it in a browser)
  $out/demo/map-en.png   the map in English
  $out/demo/map-en.svg
  $out/demo/incidents.geojson   the incidents  (open it in QGIS, or paste it into a GeoJSON viewer)
  $out/demo/report.html         map, table and the articles with their evidence marked (open it in a browser)
Now try your own:  $out/kharita map article.txt -o map.png
TEXT
