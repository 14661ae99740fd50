#!/bin/sh
# Draws the README's pictures into out/sample/: the five articles and the events of the development data where these lie beside
# the checkout (else those pictures stay as they are), and the bundled samples.
set -eu
cd "$(dirname "$0")/.."
kharita=${OUT:-out}/kharita
mkdir -p out/sample

"$kharita" compare tests/articles --before 2022-01 --after 2022-02 --lang ar --timeline --quiet -o out/sample/compare-months-ar.png

if [ -d ../shared/articles ]; then
    for language in ar en; do
        "$kharita" map ../shared/articles --lang "$language" --quiet -o "out/sample/euphrates-$language.png"
    done
fi

events=../shared/data/events/ucdp_ged_syria.csv
years() { # NAME OPTION...: 2016 against 2017
    name=$1
    shift
    "$kharita" compare "$events" --before 2016 --after 2017 --quiet -o "out/sample/$name.png" \
        --columns lon=longitude,lat=latitude,date_start=date_start,date_end=date_end,where_prec=where_prec,place_en=where_coordinates,killed=best,id=id \
        --credit 'UCDP GED 19.1 (CC BY 4.0) · © OpenStreetMap contributors, OpenMapTiles · OCHA' "$@"
}
if [ -f "$events" ]; then
    years compare-difference-en --layout difference --areas district --lang en
    years compare-density-ar --layout density --lang ar
    years compare-euphrates-en --layout profile --lang en
fi
