#!/bin/sh
# The same map by kharita, Mapnik and MapServer: the same ground (gazetteer/layers), incidents, towns, colours, size
# and projection. Writes the three pictures and times.txt into docs/peers/ (or the folder named).
# Installs nothing: needs Debian's python3-mapnik, mapserver-bin and gdal-bin, and says so where one is not there.
#
#   tests/bench/peers.sh [FOLDER]
set -eu
cd "$(dirname "$0")/../.."
out=${OUT:-out}
folder=${1:-docs/peers}
python=/usr/bin/python3
missing=
"$python" -c 'import mapnik' 2>/dev/null || missing="$missing python3-mapnik"
command -v map2img >/dev/null || missing="$missing mapserver-bin"
command -v ogr2ogr >/dev/null || missing="$missing gdal-bin"
if [ -n "$missing" ]; then
    echo "peers: not installed:$missing" >&2
    exit 1
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd) # MapServer takes a relative name from the folder of its map
work=${PEERS_WORK:-$(mktemp -d)} # the bench keeps the maps that are made there, and measures them itself
mkdir -p "$work"
[ -n "${PEERS_WORK:-}" ] || trap 'rm -rf "$work"' EXIT

# The frame of all three, in degrees; 1200 by 675 pixels of EPSG:3857.
focus=38.2,34.06,41.55,35.61
region=$(echo "$focus" | awk -F, '{ print $1 "/" $3 "/" $2 "/" $4 }') # as GMT wants it
west=4252405 south=4036500 east=4625325 north=4246268
layers=$PWD/gazetteer/layers
fonts=/usr/share/fonts/truetype/noto

# ---- kharita, and what it draws as data for the others ----
"$out/kharita" extract tests/articles --format geojson --geometry area --quiet -o "$work/incidents.geojson"
"$out/kharita" map tests/articles --lang both --crs EPSG:3857 --focus "$focus" --quiet \
    -o "$folder/kharita.png" --layout-report "$work/layout.json"

# Symbols, and every name on kharita's map with its place: towns from the gazetteer, the story's from the incidents.
perl - "$work" <<'PERL'
use strict; use warnings; use JSON::PP;
my $work = shift;
sub slurp { local $/; open my $f, "<", $_[0] or die "$_[0]: $!"; <$f> }
my $json = JSON::PP->new->utf8->canonical;
my ($incidents, $layout) = map { $json->decode(slurp("$work/$_")) } qw(incidents.geojson layout.json);
my %type_color = (attack => "#D55E00", airstrike => "#0072B2", clash => "#E69F00", ied => "#8C2D04", ambush => "#CC79A7");
my (@symbols, %names);
for my $feature (@{$incidents->{features}}) {
    my $p = $feature->{properties};
    next unless defined $p->{lon} && $p->{method} ne "unresolved" && defined $type_color{$p->{type}};
    my $point = {type => "Point", coordinates => [$p->{lon}, $p->{lat}]};
    push @symbols, {type => "Feature", geometry => $point, properties => {color => $type_color{$p->{type}}}};
    $names{$p->{place_ar}} //= {type => "Feature", geometry => $point,
        properties => {ar => $p->{place_ar}, en => $p->{place_en}, both => "$p->{place_ar}\n$p->{place_en}", story => 1}};
}
my %wanted = map { $_->{id} =~ /^label-(C\d+|[a-z].*)$/ ? ($1 => 1) : () } @{$layout->{labels}};
open my $places, "<:encoding(UTF-8)", "gazetteer/places.tsv" or die $!;
my @columns;
while (<$places>) {
    next if /^#/;
    chomp;
    my @cells = split /\t/;
    if (!@columns) { @columns = @cells; next }
    my %place; @place{@columns} = @cells;
    next unless $wanted{$place{id}};
    $names{$place{name_ar}} //= {type => "Feature", geometry => {type => "Point", coordinates => [0 + $place{lon}, 0 + $place{lat}]},
        properties => {ar => $place{name_ar}, en => $place{name_en}, both => "$place{name_ar}\n$place{name_en}", story => 0}};
}
for my $set (["symbols", @symbols], ["names", map { $names{$_} } sort keys %names]) {
    my $name = shift @$set;
    open my $file, ">", "$work/$name.geojson" or die $!;
    print $file $json->encode({type => "FeatureCollection", features => $set});
}
PERL

# ---- Mapnik ----
cat > "$work/draw.py" <<PYTHON
import mapnik
mapnik.register_fonts('$fonts')
m = mapnik.Map(1200, 675)
mapnik.load_map_from_string(m, open('$work/map.xml', encoding='utf-8').read())
m.zoom_to_box(mapnik.Box2d($west, $south, $east, $north))
mapnik.render_to_file(m, '$folder/mapnik.png', 'png8')
PYTHON
{
    echo '<Map srs="epsg:3857" background-color="#D3EAF7">'
    echo '<FontSet name="both"><Font face-name="Noto Sans Arabic Regular"/><Font face-name="Noto Sans Regular"/></FontSet>'
    echo '<FontSet name="bold"><Font face-name="Noto Sans Arabic Bold"/><Font face-name="Noto Sans Bold"/></FontSet>'
    layer() { # NAME FILE RULE
        echo "<Style name=\"$1\">$3</Style><Layer name=\"$1\" srs=\"epsg:4326\"><StyleName>$1</StyleName>"
        echo "<Datasource><Parameter name=\"type\">ogr</Parameter><Parameter name=\"file\">$2</Parameter>"
        echo '<Parameter name="layer_by_index">0</Parameter></Datasource></Layer>'
    }
    area() { echo "<Rule>${2:+<Filter>$2</Filter>}<PolygonSymbolizer fill=\"$1\"/></Rule>"; }
    line() { echo "<Rule>${3:+<Filter>$3</Filter>}<LineSymbolizer stroke=\"$1\" stroke-width=\"$2\" stroke-linejoin=\"round\"/></Rule>"; }
    layer land "$layers/land-1.fgb" "$(area '#EFEFED')"
    layer country "$layers/countries-1.fgb" "$(area '#FAFAF8' "[id] = 'SY'")"
    layer valley "$layers/valley-1.fgb" "$(area '#EEF3E4')"
    layer water "$layers/water-1.fgb" "$(area '#D3EAF7')"
    layer rivers "$layers/rivers-1.fgb" "$(line '#9CC6DF' 1.8 "[class] = 'major'")"
    layer roads "$layers/roads-1.fgb" "$(line '#DCD7CE' 1.6 "[class] = 'motorway' or [class] = 'trunk'")$(line '#E3E0DA' 0.9 "[class] = 'primary'")"
    layer admin1 "$layers/admin1-1.fgb" "$(line '#C4BFC6' 0.8)"
    layer borders "$layers/borders-1.fgb" "$(line '#8F8A90' 1.2)"
    layer symbols "$work/symbols.geojson" '<Rule><MarkersSymbolizer fill="[color]" stroke="#202020" stroke-width="1" width="12" height="12" allow-overlap="true"/></Rule>'
    placement='placement-type="simple" placements="E,W,N,S,NE,NW,SE,SW" dx="9" dy="9" halo-fill="#FAFAF8" halo-radius="1.8"'
    layer names "$work/names.geojson" "<Rule><Filter>[story] = 1</Filter><TextSymbolizer fontset-name=\"bold\" size=\"14\" fill=\"#1A1A1A\" $placement>[both]</TextSymbolizer></Rule><Rule><ElseFilter/><TextSymbolizer fontset-name=\"both\" size=\"12\" fill=\"#595959\" $placement>[both]</TextSymbolizer></Rule>"
    echo '</Map>'
} > "$work/map.xml"

# ---- MapServer ----
printf 'regular %s/NotoSans-Regular.ttf\nregular-ar %s/NotoSansArabic-Regular.ttf\nbold %s/NotoSans-Bold.ttf\nbold-ar %s/NotoSansArabic-Bold.ttf\n' \
    "$fonts" "$fonts" "$fonts" "$fonts" > "$work/fonts.txt"
{
    echo "MAP SIZE 1200 675 EXTENT $west $south $east $north UNITS METERS IMAGECOLOR '#D3EAF7' FONTSET '$work/fonts.txt'"
    echo "PROJECTION 'init=epsg:3857' END OUTPUTFORMAT NAME 'png' DRIVER AGG/PNG IMAGEMODE RGB FORMATOPTION 'QUANTIZE_FORCE=on' FORMATOPTION 'QUANTIZE_COLORS=256' END"
    echo "SYMBOL NAME 'circle' TYPE ELLIPSE FILLED TRUE POINTS 1 1 END END"
    ms() { # NAME TYPE FILE CLASSES
        echo "LAYER NAME '$1' TYPE $2 STATUS ON CONNECTIONTYPE OGR CONNECTION '$3' PROJECTION 'init=epsg:4326' END PROCESSING 'LABEL_NO_CLIP=True' $4 END"
    }
    ms land POLYGON "$layers/land-1.fgb" "CLASS STYLE COLOR '#EFEFED' END END"
    ms country POLYGON "$layers/countries-1.fgb" "CLASSITEM 'id' CLASS EXPRESSION 'SY' STYLE COLOR '#FAFAF8' END END"
    ms valley POLYGON "$layers/valley-1.fgb" "CLASS STYLE COLOR '#EEF3E4' END END"
    ms water POLYGON "$layers/water-1.fgb" "CLASS STYLE COLOR '#D3EAF7' END END"
    ms rivers LINE "$layers/rivers-1.fgb" "CLASSITEM 'class' CLASS EXPRESSION 'major' STYLE COLOR '#9CC6DF' WIDTH 1.8 LINEJOIN ROUND END END"
    ms roads LINE "$layers/roads-1.fgb" "CLASSITEM 'class' CLASS EXPRESSION /motorway|trunk/ STYLE COLOR '#DCD7CE' WIDTH 1.6 END END CLASS EXPRESSION 'primary' STYLE COLOR '#E3E0DA' WIDTH 0.9 END END"
    ms admin1 LINE "$layers/admin1-1.fgb" "CLASS STYLE COLOR '#C4BFC6' WIDTH 0.8 END END"
    ms borders LINE "$layers/borders-1.fgb" "CLASS STYLE COLOR '#8F8A90' WIDTH 1.2 END END"
    ms symbols POINT "$work/symbols.geojson" "CLASS STYLE SYMBOL 'circle' SIZE 12 COLOR [color] OUTLINECOLOR '#202020' END END"
    label="OUTLINECOLOR '#FAFAF8' OUTLINEWIDTH 3 POSITION AUTO OFFSET 8 8 MINDISTANCE 1 PARTIALS FALSE"
    ms names POINT "$work/names.geojson" "CLASSITEM 'story' CLASS EXPRESSION '1' LABEL TEXT '[both]' TYPE TRUETYPE FONT 'bold,bold-ar' SIZE 10.5 COLOR '#1A1A1A' $label END END CLASS LABEL TEXT '[both]' TYPE TRUETYPE FONT 'regular,regular-ar' SIZE 9 COLOR '#595959' $label END END"
    echo END
} > "$work/peers.map"

# ---- GMT, where it is there, for its time alone: the same ground and marks, and the English names wherever they fall; it
# shapes no Arabic and places no labels ----
if command -v gmt >/dev/null; then
    for layer in land countries valley water rivers roads admin1 borders; do
        rm -f "$work/$layer.gmt"
        ogr2ogr -f OGR_GMT "$work/$layer.gmt" "$layers/$layer-1.fgb"
    done
    perl - "$work" <<'PERL'
use strict; use warnings; use JSON::PP;
my $work = shift;
for my $set (qw(symbols names)) {
    open my $in, "<", "$work/$set.geojson" or die $!;
    open my $out, ">:encoding(UTF-8)", "$work/$set.txt" or die $!;
    my $features = JSON::PP->new->utf8->decode(do { local $/; <$in> })->{features};
    print $out join(" ", @{$_->{geometry}{coordinates}}, $_->{properties}{en} // ""), "\n" for @$features;
}
PERL
    cat > "$work/gmt.sh" <<GMT
cd "$work"
gmt begin "$folder/gmt" png E100 >&2
gmt basemap -R$region -JM12i -B0
gmt plot land.gmt -G#EFEFED
gmt plot countries.gmt -G#FAFAF8
gmt plot valley.gmt -G#EEF3E4
gmt plot water.gmt -G#D3EAF7
gmt plot rivers.gmt -W1.3p,#9CC6DF
gmt plot roads.gmt -W1.1p,#DCD7CE
gmt plot admin1.gmt -W0.6p,#C4BFC6
gmt plot borders.gmt -W0.9p,#8F8A90
gmt plot symbols.txt -Sc9p -G#D55E00 -W0.7p,#202020
gmt text names.txt -F+f9p -D6p/6p
gmt end
GMT
fi

# ---- pictures and times: the least of five runs of the whole process, in ms of processor time ----
least() {
    perl -e 'my $best; for (1 .. 5) { my $before = (times)[2] + (times)[3];
        open my $keep, ">&", \*STDOUT; open STDOUT, ">", "/dev/null"; my $failed = system(@ARGV); open STDOUT, ">&", $keep;
        exit 1 if $failed; my $ms = 1000 * ((times)[2] + (times)[3] - $before); $best = $ms if !defined $best || $ms < $best }
        printf "%.0f\n", $best' "$@"
}
{
    echo "kharita   $(least "$out/kharita" map "$work/incidents.geojson" --lang both --crs EPSG:3857 --focus "$focus" --quiet -o "$folder/kharita.png") ms"
    echo "Mapnik    $(least "$python" "$work/draw.py") ms"
    echo "MapServer $(least map2img -m "$work/peers.map" -i png -o "$folder/mapserver.png") ms"
} > "$folder/times.txt"
cat "$folder/times.txt"
