#!/usr/bin/perl
# The gallery: the samples, the five articles and 300 real events (where the development data lie beside the
# checkout) as maps of every size, style and language, into out/gallery/ with an index (index.tsv, index.html), and
# a judgement of their layout reports that does not use the program's own: labels over labels, over symbols, outside
# of the map, furniture over the story's areas and towns, labels that stand at another's mark or at the end of a leader
# that no eye follows, names that run together, furniture in one language of two, what no legend explains. Looser
# measures are counted: names nearer to another's mark than to their own, towns without a dot beside their name, marks
# without a name, names in one language of two, names across the edge of their own area. Exit status 1 where any is,
# where fewer than 98 % of the wished labels stand on the maps of 1200 pixels, or where the program warns of more than
# a name without room.
#
#   tests/gallery.pl [SOURCE…]      only these sources (five, article-1, samples, events, events-1 …)
use strict;
use warnings;
use utf8;
use File::Path qw(make_path);
use Encode qw(encode_utf8);
use JSON::PP;

my $out = $ENV{OUT} // "out";
my $shared = $ENV{SHARED} // "../shared";
my $gallery = "$out/gallery";
my @sizes = ("1200x675", "800x600", "400x560");
my @styles = qw(newsroom night print analyst high-contrast);
my @languages = qw(ar en both);
my %keyed = map { $_ => 1 } qw(samples five article-2 events-2); # also with --key
my $touch = 0.05; # pixels that a rounded report may be wrong by
my $most_covered = 0.15; # of an area of the story furniture may hide
my $at_leader = 15; # a label with a longer leader stands apart from its mark
my ($at_mark, $same_place) = (4, 25); # so near a label is a mark's; so near marks may be of one place
my ($near_mark, $by_larger) = (8, 1 / 3); # so near it seems to be one's, and farther by so much of what a mark is larger
my $halo = 2; # around a label's letters
my $in_line = 8; # names of one line stand so far apart
my $adrift = 8; # a town's name that is farther from its place has no dot
my $most_surface = 0.35; # of the map, where an area is too wide to be kept free
my $high_frame = 0.85; # of the map's height: an enlargement beside it all
my $least_height = 0.52; # of its width has a map on a phone's page
make_path("$gallery/reports");

# ---- sources ----

# Places of the table in words that `find` does not take for ours.
my $least_alike = 0.8;
my %known = (
    "Al Lajah area" => "lajat", "Al Omar oil fields" => "omar-field", "Atmeh IDP camp" => "atmah-camps",
    "Eastern Daraa Governorate" => "rif-daraa-east", "Eastern Deir ez Zor Governorate" => "rif-deir-ez-zor-east",
    "Hezzeh suburb" => "C2313", "Mintaqat Markaz Hamah district" => "SY0501", "Khuwayn al Kabir village (Tell al-Khuwaiyn)" => "C4091",
    "Northern Aleppo Governorate" => "rif-aleppo-north", "Northern Hamah Governorate" => "rif-hama-north",
    "Northern Latakia Governorate" => "rif-latakia-north", "Qalamoun mountain range" => "qalamun",
    "Qasr al Hayr Gharbi ruin" => "qasr-hayr-gharbi", "Qwaris Military Air Base" => "kuwayris-airport",
    "Rahbat Khattab Army Base" => "khattab-depot", "Shundakhiyat area" => "C7783",
    "Southern Aleppo Governorate" => "rif-aleppo-south", "Southern Ar Raqqah Governorate" => "rif-raqqa-south",
    "Southern Hamah Governorate" => "rif-hama-south", "Tall Bazzam hill" => "tal-bazzam",
    "Uqayribat sub-district" => "C3315", "Wadi Barada area" => "wadi-barada", "Western Qalamoun" => "qalamun-west",
    "Yarmouk Pocket" => "yarmouk-basin",
);
# In Arabic, and in the spelling of our English, what the gazetteer does not know.
my %english = ("Northeastern As Suwayda Governorate" => "Northeastern Suwayda governorate");
my %arabic = (
    "Northeastern As Suwayda Governorate" => "شمال شرق محافظة السويداء", "Sukkari Ruins" => "خربة السكري",
    "Sayqal/Sein Military Airbase" => "مطار السين العسكري", "Al Kharratah desert" => "صحراء الخراطة",
    "Al Fuqay" => "الفقيع",
);
# The kinds that are areas, and how their location is found.
my %area = (countryside => "countryside", region => "region", desert => "badia");

# The place that the table's name means: what `find` says of it by the point, or what stands in %known.
my %found;
sub place_meant {
    my ($name, $lon, $lat, $most_km) = @_;
    $found{$name} //= decode_found($known{$name} // $name);
    for my $place (@{$found{$name}}) {
        next if $place->{score} < $least_alike && !$known{$name};
        my $km = 111 * sqrt((($place->{lon} - $lon) * 0.82) ** 2 + ($place->{lat} - $lat) ** 2);
        return $place if $km <= $most_km || $known{$name};
    }
    return undef;
}

sub decode_found {
    my ($name) = @_;
    open my $in, "-|", "$out/kharita", "find", "--quiet", "--format", "json", "-n", "12", encode_utf8($name) or return [];
    local $/;
    my $text = <$in>;
    close $in;
    return $text && $text =~ /^\s*\[/ ? JSON::PP->new->utf8->decode($text) : [];
}

# A row of UCDP's table as an incident: its precision codes become methods and radii, its types of violence types.
sub incident {
    my ($row) = @_;
    my %by_precision = (1 => ["exact", 800], 2 => ["near", 6000], 3 => ["admin", 18000], 4 => ["admin", 50000],
        5 => ["near", 12000], 6 => ["unresolved", undef]);
    my ($method, $radius) = @{$by_precision{$row->{where_prec}} // ["unresolved", undef]};
    (my $name = $row->{where_coordinates}) =~ s/ (village|town|city)$//;
    my $place = $method eq "unresolved" || $method eq "admin" ? undef
        : place_meant($name, $row->{longitude}, $row->{latitude}, 15);
    # What is known by its district or governorate.
    if ($method eq "admin") {
        (my $bare = $name) =~ s/ (Governorate|district)$//;
        my ($code) = grep { defined } map { $_->{pcode} } grep { $_->{kind} eq ($row->{where_prec} == 4 ? "governorate" : "district") }
            @{decode_found($known{$name} // $bare)};
        $place = {id => $code, kind => $row->{where_prec} == 4 ? "governorate" : "district"} if $code;
    }
    my $shape = $place && $area{$place->{kind}};
    ($method, $radius) = ($shape, $place->{radius_m}) if $shape;
    return {
        date_basis => "explicit", geo_precision => 1, where_prec => 0 + $row->{where_prec}, id => "ucdp-$row->{id}",
        status => "auto", modality => "stated", date_start => $row->{date_start}, date_end => $row->{date_end},
        type => $row->{type_of_violence} == 3 ? "attack" : "clash", method => $method,
        killed_min => 0 + $row->{best}, place => $place ? $place->{id} : undef,
        surface => $name, place_kind => $place ? $place->{kind} : $method eq "admin" ? "district" : "village",
        ($place ? () : (place_ar => $arabic{$name}, place_en => $english{$name} // $name)),
        lon => 0 + ($shape ? $place->{lon} : $row->{longitude}), lat => 0 + ($shape ? $place->{lat} : $row->{latitude}), radius_m => $radius,
        article => "ucdp-$row->{id}", source => "UCDP GED 19.1", reports => 1, confidence => 1,
    };
}

# 300 events: ten runs of thirty that follow each other, spread over the years.
sub event_files {
    my $table = "$shared/data/events/ucdp_ged_syria.csv";
    open my $in, "<:encoding(UTF-8)", $table or return ();
    chomp(my $head = <$in>);
    my @columns = split /,/, $head;
    my @rows;
    while (<$in>) {
        chomp;
        my @cells = map { s/^"|"$//gr } /("[^"]*"|[^,]*)(?:,|$)/g;
        my %row; @row{@columns} = @cells;
        push @rows, \%row if defined $row{best} && $row{longitude} =~ /^[\d.]+$/;
    }
    my ($json, @files, @all) = (JSON::PP->new->canonical->utf8);
    for my $set (1 .. 10) {
        my $first = int(@rows / 10) * ($set - 1);
        my @lines = map { $json->encode(incident($_)) . "\n" } @rows[$first .. $first + 29];
        push @all, @lines;
        push @files, ["events-$set", write_lines("$gallery/events-$set.jsonl", @lines)];
    }
    return (["events", write_lines("$gallery/events.jsonl", @all)], @files);
}

sub write_lines {
    my ($path, @lines) = @_;
    open my $file, ">", $path or die "$path: $!";
    print $file @lines;
    close $file or die "$path: $!";
    return $path;
}

sub sources {
    my @sources = (["samples", "tests/articles"]);
    my @articles = sort glob "$shared/articles/*.txt";
    push @sources, ["five", "$shared/articles"] if @articles;
    push @sources, ["article-" . $_, $articles[$_ - 1]] for 1 .. @articles;
    push @sources, event_files();
    warn "gallery: the development data are not here: the samples only\n" if @sources == 1;
    return @sources;
}

# ---- judgement ----

sub overlap {
    my ($a, $b) = @_;
    return $a->[0] + $touch < $b->[0] + $b->[2] && $b->[0] + $touch < $a->[0] + $a->[2]
        && $a->[1] + $touch < $b->[1] + $b->[3] && $b->[1] + $touch < $a->[1] + $a->[3];
}

sub inside {
    my ($a, $frame) = @_;
    return $a->[0] >= $frame->[0] - $touch && $a->[1] >= $frame->[1] - $touch
        && $a->[0] + $a->[2] <= $frame->[0] + $frame->[2] + $touch && $a->[1] + $a->[3] <= $frame->[1] + $frame->[3] + $touch;
}

# A circle that is under a box: marks are round, the corners of their boxes are free.
sub circle_meets {
    my ($symbol, $box) = @_;
    my ($x, $y) = @{$symbol->{at}};
    my $radius = $symbol->{box}[2] / 2 - $touch;
    my $dx = $x - ($x < $box->[0] ? $box->[0] : $x > $box->[0] + $box->[2] ? $box->[0] + $box->[2] : $x);
    my $dy = $y - ($y < $box->[1] ? $box->[1] : $y > $box->[1] + $box->[3] ? $box->[1] + $box->[3] : $y);
    return $dx ** 2 + $dy ** 2 < $radius ** 2;
}

# What is wrong with a picture, a line each.
sub faults {
    my ($report, $longest) = @_;
    my @faults = (map_faults($report), strangers($report, $longest));
    for my $detail (@{$report->{details}}) {
        push @faults, map { "detail: $_" } map_faults($detail), strangers($detail, $longest);
        push @faults, map { "label under the detail: $_->{name}" }
            grep { $_->{placed} && overlap($_->{box}, $detail->{map_frame}) } @{$report->{labels}};
        push @faults, map { "symbol under the detail: $_->{id}" }
            grep { $_->{part} eq "mark" && circle_meets($_, $detail->{map_frame}) } @{$report->{symbols}};
        push @faults, hidden_story($report, "detail", $detail->{map_frame});
        push @faults, map { "detail over detail" } grep { $_ != $detail && overlap($_->{map_frame}, $detail->{map_frame}) } @{$report->{details}};
    }
    # Names that found no room, or in one language only, are counted by themselves; where a key finds none, names stand on the map.
    return (@faults, map { "warning: $_" } grep { !/ was dropped| in one language of two|no room for a key/ } @{$report->{warnings}});
}

# Does a point lie inside of an area's rings?
sub holds {
    my ($rings, $x, $y) = @_;
    my $inside = 0;
    for my $ring (@$rings) {
        for my $i (1 .. $#$ring) {
            my ($ax, $ay, $bx, $by) = (@{$ring->[$i - 1]}, @{$ring->[$i]});
            next if ($ay > $y) == ($by > $y);
            $inside = !$inside if $x < $ax + ($y - $ay) * ($bx - $ax) / ($by - $ay);
        }
    }
    return $inside;
}

# How much of an area that is in view lies under a box; nothing of one that is most of the map.
sub covered {
    my ($symbol, $box, $frame) = @_;
    return 0 unless overlap($symbol->{box}, $box);
    my $grid = 16;
    my ($n, $under, $seen) = (0, 0, 0);
    my ($left, $top, $width, $height) = @{$symbol->{box}};
    for my $i (0 .. $grid - 1) {
        for my $j (0 .. $grid - 1) {
            my ($x, $y) = ($left + $width * ($i + 0.5) / $grid, $top + $height * ($j + 0.5) / $grid);
            next unless $x >= $frame->[0] && $x <= $frame->[0] + $frame->[2] && $y >= $frame->[1] && $y <= $frame->[1] + $frame->[3];
            next unless holds($symbol->{outline}, $x, $y);
            $n++;
            $under++ if $x >= $box->[0] && $x <= $box->[0] + $box->[2] && $y >= $box->[1] && $y <= $box->[1] + $box->[3];
        }
    }
    my $surface = $n / $grid ** 2 * $width * $height;
    return 0 if !$n || $surface > $most_surface * $frame->[2] * $frame->[3];
    return $under / $n;
}

# Furniture over what the story is about: its areas and roads, and the towns that a reader looks for.
sub hidden_story {
    my ($report, $id, $box) = @_;
    my @faults;
    for my $symbol (grep { $_->{outline} } @{$report->{symbols}}) {
        my $share = covered($symbol, $box, $report->{map_frame});
        push @faults, sprintf("furniture over story: %s, %s %.0f %%", $id, $symbol->{id}, 100 * $share) if $share > $most_covered;
    }
    push @faults, "furniture over a town: $id"
        for grep { $_->[0] > $box->[0] && $_->[0] < $box->[0] + $box->[2] && $_->[1] > $box->[1] && $_->[1] < $box->[1] + $box->[3] }
        @{$report->{landmarks}};
    return @faults;
}

# Between the edges of two boxes; 0 where they touch.
sub boxes_apart {
    my ($a, $b) = @_;
    my $dx = $a->[0] > $b->[0] + $b->[2] ? $a->[0] - $b->[0] - $b->[2] : $b->[0] > $a->[0] + $a->[2] ? $b->[0] - $a->[0] - $a->[2] : 0;
    my $dy = $a->[1] > $b->[1] + $b->[3] ? $a->[1] - $b->[1] - $b->[3] : $b->[1] > $a->[1] + $a->[3] ? $b->[1] - $a->[1] - $a->[3] : 0;
    return sqrt($dx ** 2 + $dy ** 2);
}

sub leader_length {
    my ($label) = @_;
    my $leader = $label->{leader};
    return 0 unless $leader && @$leader == 2;
    return sqrt(($leader->[0][0] - $leader->[1][0]) ** 2 + ($leader->[0][1] - $leader->[1][1]) ** 2);
}

# The marks and pills of each place, by its id.
sub places_of {
    my ($report) = @_;
    my %places;
    for my $symbol (@{$report->{symbols}}) {
        next unless $symbol->{id} =~ /^((?:detail-)?place-\d+)-/;
        my $place = $1;
        next unless $symbol->{id} =~ /-badge$/ || ($symbol->{part} eq "mark" && $symbol->{precision} ne "area");
        push @{$places{$place}}, $symbol;
    }
    return \%places;
}

# Names that a reader gives to another's mark: the label of a place at the far end of a leader, and of a town
# of the surroundings, that touch one. What bears the same name, or none and lies at the same place, is its own.
sub strangers {
    my ($report, $longest) = @_;
    my ($places, @faults) = (places_of($report));
    my %name = map { substr($_->{id}, 6) => $_->{name} } grep { $_->{voice} eq "story" } @{$report->{labels}};
    for my $label (grep { $_->{placed} && $_->{voice} =~ /^(story|context)$/ } @{$report->{labels}}) {
        my $own = substr($label->{id}, 6);
        my $length = leader_length($label);
        push @faults, sprintf("long leader: %s %.0f", $label->{name}, $length) if $length > $longest;
        next unless $label->{voice} eq "context" || $length > $at_leader;
        for my $place (sort keys %$places) {
            next if $place eq $own || index($name{$place} // "", $label->{name}) >= 0;
            my ($x, $y) = @{$label->{feature}};
            for my $mark (@{$places->{$place}}) {
                next if !$name{$place} && boxes_apart([$x, $y, 0, 0], $mark->{box}) < $same_place;
                push @faults, "label at another's mark: $label->{name}, $mark->{id}" if from_mark($label, $mark) < $at_mark;
            }
        }
    }
    return @faults;
}

# How far a label is from a mark or a pill: marks are round.
sub from_mark {
    my ($label, $mark) = @_;
    my $round = $mark->{part} eq "mark" ? $mark->{box}[2] / 2 : 0;
    my $apart = boxes_apart($label->{box}, $round ? [@{$mark->{at}}, 0, 0] : $mark->{box}) - $round;
    return $apart > 0 ? $apart : 0;
}

sub breadth {
    my ($width, $height) = @{$_[0]{box}}[2, 3];
    return $width < $height ? $width : $height;
}

# Names of the story that stand nearer to another's mark than to their own, though no mark touches them: a looser measure
# than that of strangers().
sub misread {
    my ($report) = @_;
    my ($places, $n) = (places_of($report), 0);
    my %name = map { substr($_->{id}, 6) => $_->{name} } grep { $_->{voice} eq "story" } @{$report->{labels}};
    for my $label (grep { $_->{placed} && $_->{voice} eq "story" } @{$report->{labels}}) {
        my $place = substr($label->{id}, 6);
        my ($own) = sort { from_mark($label, $a) <=> from_mark($label, $b) } @{$places->{$place} // []};
        next unless $own;
        my $from_own = from_mark($label, $own);
        my @others = grep { $_ ne $place && $name{$_} && index($name{$_}, $label->{name}) < 0 } sort keys %$places;
        # A name that ends at the next mark of its line is read as that mark's, wherever it began.
        my ($top, $height) = @{$label->{box}}[1, 3];
        if (grep { $_->{at}[1] > $top && $_->{at}[1] < $top + $height && from_mark($label, $_) < $at_mark && from_mark($label, $_) <= $from_own }
            map { @{$places->{$_}} } @others) {
            $n++;
            next;
        }
        next if leader_length($label) == 0 && $from_own < 5;
        $n++ if grep {
            my $apart = from_mark($label, $_);
            my $larger = breadth($_) > breadth($own) ? breadth($_) - breadth($own) : 0;
            $apart < $from_own && $apart < $near_mark + $by_larger * $larger;
        } map { @{$places->{$_}} } @others;
    }
    return $n;
}

# Names of towns of the surroundings that have no dot beside them.
sub adrift {
    my ($report) = @_;
    return scalar grep { $_->{placed} && $_->{voice} eq "context" && !leader_length($_) && boxes_apart($_->{box}, [@{$_->{feature}}, 0, 0]) > $adrift }
        @{$report->{labels}};
}

# Do two lines stand on one, without room between?
sub run_together {
    my ($a, $b) = map { $_->{box} } @_;
    my $top = $a->[1] > $b->[1] ? $a->[1] : $b->[1];
    my ($end_a, $end_b) = ($a->[1] + $a->[3], $b->[1] + $b->[3]);
    my $shared = ($end_a < $end_b ? $end_a : $end_b) - $top;
    my $gap = $a->[0] > $b->[0] ? $a->[0] - $b->[0] - $b->[2] : $b->[0] - $a->[0] - $a->[2];
    return $shared > 0.5 * ($a->[3] < $b->[3] ? $a->[3] : $b->[3]) && $gap < $in_line;
}

# Does a line from one point to another meet a box?
sub segment_meets {
    my ($from, $to, $box) = @_;
    my ($first, $last) = (0, 1);
    for my $axis (0, 1) {
        my ($way, $low, $high) = ($to->[$axis] - $from->[$axis], $box->[$axis], $box->[$axis] + $box->[$axis + 2]);
        if ($way == 0) {
            return 0 if $from->[$axis] < $low || $from->[$axis] > $high;
            next;
        }
        my ($in, $out) = sort { $a <=> $b } map { ($_ - $from->[$axis]) / $way } $low, $high;
        $first = $in if $in > $first;
        $last = $out if $out < $last;
    }
    return $first <= $last;
}

# Names of areas that lie across the area's own dashed edge, where the letters are hard to read.
sub across_edge {
    my ($report) = @_;
    my %outline;
    $outline{$_->{id} =~ s/-extent$//r} = $_->{outline} for grep { $_->{outline} && $_->{precision} eq "area" } @{$report->{symbols}};
    my $n = 0;
    for my $label (grep { $_->{placed} } @{$report->{labels}}) {
        my $rings = $outline{substr($label->{id}, 6)} or next;
        my ($x, $y, $width, $height) = @{$label->{box}};
        my $inner = [$x + $halo, $y + $halo, $width - 2 * $halo, $height - 2 * $halo];
        $n++ if grep { my $ring = $_; grep { segment_meets($ring->[$_ - 1], $ring->[$_], $inner) } 1 .. $#$ring } @$rings;
    }
    return $n;
}

# Marks without a name though one of fewer incidents has one: who is named must not be chance.
sub unnamed {
    my ($report) = @_;
    my $places = places_of($report);
    my %named = map { substr($_->{id}, 6) => 1 } grep { $_->{voice} eq "story" && $_->{placed} } @{$report->{labels}};
    my %n;
    for my $place (keys %$places) { $n{$place} += @{$_->{incidents}} for grep { $_->{part} eq "mark" } @{$places->{$place}} }
    my ($least) = sort { $a <=> $b } map { $n{$_} // 1 } grep { $named{$_} } keys %$places;
    return 0 unless defined $least;
    return scalar grep { !$named{$_} && ($n{$_} // 1) > $least } keys %$places;
}

# What is wrong inside of one map's frame.
sub map_faults {
    my ($report) = @_;
    my @faults;
    my @labels = grep { $_->{placed} } @{$report->{labels}};
    my @marks = grep { $_->{part} eq "mark" } @{$report->{symbols}};
    my @pills = grep { $_->{id} =~ /-badge$/ } @{$report->{symbols}};
    my @on_map = grep { $_->{id} =~ /^(legend|scale-bar|locator|unplaced|key|letters)$/ && overlap($_->{box}, $report->{map_frame}) }
        @{$report->{furniture}};
    for my $i (0 .. $#labels) {
        my $label = $labels[$i];
        my $name = "$label->{id} '$label->{name}'";
        my @boxes = map { $_->{box} } @{$label->{lines}};
        push @faults, "outside: $name" unless inside($label->{box}, $report->{map_frame});
        for my $other (@labels[$i + 1 .. $#labels]) {
            next unless overlap($label->{box}, $other->{box});
            push @faults, "label over label: $name, $other->{id} '$other->{name}'";
        }
        for my $other (grep { !$label->{curved} && !$_->{curved} } @labels[$i + 1 .. $#labels]) {
            push @faults, "names run together: $name, $other->{id} '$other->{name}'"
                if grep { my $line = $_; grep { run_together($line, $_) } @{$other->{lines}} } @{$label->{lines}};
        }
        for my $box (@boxes) {
            push @faults, "label over symbol: $name, $_->{id}" for grep { circle_meets($_, $box) } @marks;
            push @faults, "label over pill: $name, $_->{id}" for grep { overlap($_->{box}, $box) } @pills;
            push @faults, "label under furniture: $name, $_->{id}" for grep { overlap($_->{box}, $box) } @on_map;
        }
    }
    push @faults, hidden_story($report, $_->{id}, $_->{box}) for @on_map;
    for my $pill (@pills) {
        (my $own = $pill->{id}) =~ s/-badge$//;
        push @faults, "symbol over pill: $_->{id}, $pill->{id}"
            for grep { index($_->{id}, "$own-") != 0 && circle_meets($_, $pill->{box}) } @marks;
    }
    for my $i (0 .. $#marks) {
        for my $j ($i + 1 .. $#marks) {
            my ($a, $b) = @marks[$i, $j];
            my $least = ($a->{box}[2] + $b->{box}[2]) / 2 - 1;
            my $distance = sqrt(($a->{at}[0] - $b->{at}[0]) ** 2 + ($a->{at}[1] - $b->{at}[1]) ** 2);
            push @faults, "symbol over symbol: $a->{id}, $b->{id}" if $distance < $least;
        }
        for my $piece (@on_map) {
            push @faults, "furniture over symbol: $piece->{id}, $marks[$i]{id}" if circle_meets($marks[$i], $piece->{box});
        }
    }
    return @faults;
}

# Furniture that a page of two languages has in one only, and rings and precisions that no row of the legend explains.
sub page_faults {
    my ($report, $language) = @_;
    my (@faults, %says);
    $says{$_->{id}} = join " ", @{$_->{texts}} for @{$report->{furniture}};
    for my $id (grep { $language eq "both" && length($says{$_} // "") } qw(title subtitle legend count credit disclaimer)) {
        my $latin = $id eq "credit" ? qr/contributors/ : qr/[A-Za-z]{4}/;
        push @faults, "in one language: $id" unless $says{$id} =~ /\p{Arabic}{3}/ && $says{$id} =~ $latin;
    }
    my %row = (near => qr/near the place|قرب المكان|بالقرب من المكان/, line => qr/along (the|this) line|على (هذا )?الطريق/,
        area => qr/(inside|within) the area|داخل المنطقة/);
    my %drawn = map { $_->{precision} => 1 } map { @{$_->{symbols}} } $report, @{$report->{details}};
    push @faults, map { "no row in the legend: $_" } grep { $drawn{$_} && ($says{legend} // "") !~ $row{$_} } sort keys %row;
    my $rings = grep { $_->{id} =~ /-share-1$/ } map { @{$_->{symbols}} } $report, @{$report->{details}};
    push @faults, "rings without a row in the legend" if $rings && ($says{legend} // "") !~ /by type|النوع/;
    push @faults, sprintf("low map: %.0f x %.0f", @{$report->{map_frame}}[2, 3])
        if $report->{map_frame}[3] < $least_height * $report->{map_frame}[2] && $report->{width} < $report->{height};
    return @faults;
}

# The corners that the enlargements of a map stand in; one as high as the map stands at a side.
sub corners {
    my ($report) = @_;
    my ($left, $top, $width, $height) = @{$report->{map_frame}};
    return join " ", map {
        my ($x, $y, $wide, $high) = @{$_->{map_frame}};
        my $up = $high > $high_frame * $height ? "" : $y + $high / 2 < $top + $height / 2 ? "top " : "bottom ";
        $up . ($x + $wide / 2 < $left + $width / 2 ? "left" : "right")
    } @{$report->{details}};
}

# Do two lists of corners tell of the same, but for a frame that is as high as the map in one only?
sub same_corners {
    my ($one, $other) = map { [split / (?=top|bottom|left|right)/, s/(top|bottom) /$1-/gr] } @_;
    return 0 if @$one != @$other;
    for my $i (0 .. $#$one) {
        my ($a, $b) = ($one->[$i], $other->[$i]);
        return 0 unless $a eq $b || $a =~ /-\Q$b\E$/ || $b =~ /-\Q$a\E$/;
    }
    return 1;
}

# ---- the pictures ----

sub farthest { # how far the worst mark stands from its place
    my ($report) = @_;
    my $most = 0;
    my @symbols = (@{$report->{symbols}}, map { @{$_->{symbols}} } @{$report->{details}});
    for my $symbol (grep { $_->{part} eq "mark" && $_->{precision} ne "area" } @symbols) {
        my $moved = sqrt(($symbol->{at}[0] - $symbol->{anchor}[0]) ** 2 + ($symbol->{at}[1] - $symbol->{anchor}[1]) ** 2);
        $most = $moved if $moved > $most;
    }
    return $most;
}

# Story names of a bilingual map that lost a language.
sub lost_languages {
    my ($report) = @_;
    my @labels = map { @{$_->{labels}} } ($report, @{$report->{details}});
    my $n = 0;
    for my $label (grep { $_->{placed} && !$_->{letter} && $_->{voice} =~ /^(story|context)$/ } @labels) {
        my $text = join " ", map { $_->{text} } @{$label->{lines}};
        $n++ unless $text =~ /\p{Arabic}/ && $text =~ /\p{Latin}/;
    }
    return $n;
}

# A page to look at them all: small, each a link to the picture, with what is wrong below.
sub write_page {
    my @rows = map { [split /\t/, $_, -1] } @_;
    open my $page, ">:encoding(UTF-8)", "$gallery/index.html" or die "index: $!";
    print $page "<!doctype html><meta charset=utf-8><title>kharita: gallery</title>\n",
        "<style>body{font:13px sans-serif}figure{display:inline-block;margin:6px;vertical-align:top;max-width:400px}img{max-width:100%}</style>\n";
    for my $row (@rows) {
        my ($picture, $labels, $what) = map { s/&/&amp;/gr =~ s/</&lt;/gr } @$row[0, 2, -1];
        print $page "<figure><a href=\"$picture\"><img loading=lazy width=400 src=\"$picture\" alt=\"\"></a>",
            "<figcaption>$picture: $labels labels $what</figcaption></figure>\n";
    }
    close $page or die "index: $!";
}

# A ring of shares is a mark as wide as the shares, not as the disc in it that bears the number.
sub widen_rings {
    my ($part) = @_;
    for my $ring (grep { $_->{id} =~ /-cluster$/ } @{$part->{symbols}}) {
        my ($x, $y) = @{$ring->{at}};
        (my $shares = $ring->{id}) =~ s/-cluster$/-share-/;
        for my $box (map { $_->{box} } grep { index($_->{id}, $shares) == 0 } @{$part->{symbols}}) {
            for my $reach ($x - $box->[0], $box->[0] + $box->[2] - $x, $y - $box->[1], $box->[1] + $box->[3] - $y) {
                $ring->{box} = [$x - $reach, $y - $reach, 2 * $reach, 2 * $reach] if 2 * $reach > $ring->{box}[2];
            }
        }
    }
}

# Draws a map and returns its report.
sub draw {
    my ($name, @options) = @_;
    my @command = ("$out/kharita", "map", @options, "--quiet", "--layout-report", "$gallery/reports/$name.json", "-o", "$gallery/$name.png");
    system(@command) == 0 or die "gallery: $name: the program failed\n";
    open my $in, "<", "$gallery/reports/$name.json" or die "$name: $!";
    my $report = JSON::PP->new->utf8->decode(do { local $/; <$in> });
    widen_rings($_) for $report, @{$report->{details}};
    return $report;
}

my ($n, $n_faulty, $wished, $placed, $bytes, @index) = (0) x 5;
my @loose = ("nameless", "one language", "nearer to another", "no dot", "across its edge"); # columns of the index
my %sum_of = map { $_ => 0 } @loose;

# Judges a map and counts it.
sub take {
    my ($name, $report, $size, $language, @faults) = @_;
    push @faults, faults($report, $size =~ /^400/ ? 52 : 70), page_faults($report, $language);
    my $summary = $report->{summary};
    $n++;
    $n_faulty++ if @faults;
    if ($size =~ /^1200/) { $wished += $summary->{labels_wished}; $placed += $summary->{labels_placed} }
    # With a key marks bear numbers, and no names.
    my $has_key = grep { $_->{id} eq "key" } @{$report->{furniture}};
    my %loose = map { $_ => 0 } @loose;
    for my $part ($report, @{$report->{details}}) {
        $loose{nameless} += unnamed($part) unless $has_key;
        $loose{"nearer to another"} += misread($part);
        $loose{"no dot"} += adrift($part);
        $loose{"across its edge"} += across_edge($part);
    }
    $loose{"one language"} = lost_languages($report) if $language eq "both";
    $sum_of{$_} += $loose{$_} for @loose;
    my $size_of = -s "$gallery/$name.png";
    $bytes += $size_of;
    push @index, sprintf("%s\t%d\t%d/%d\t%d\t%.1f\t%s\t%s", "$name.png", $size_of, $summary->{labels_placed}, $summary->{labels_wished},
        scalar(@faults), farthest($report), join("\t", @loose{@loose}), join("; ", @faults));
}

my %asked = map { $_ => 1 } @ARGV;
for my $source (grep { !%asked || $asked{$_->[0]} } sources()) {
    for my $size (@sizes) {
        for my $style (@styles) {
            my $first;
            for my $language (@languages) {
                my $name = "$source->[0]-$size-$style-$language";
                my $report = draw($name, $source->[1], "--size", $size, "--style", $style, "--lang", $language);
                my $corners = corners($report);
                $first //= $corners;
                take($name, $report, $size, $language,
                    same_corners($corners, $first) ? () : "enlargements: $corners here, $first in another language");
            }
        }
        # With a numbered list below, in place of names on the map.
        next unless $keyed{$source->[0]};
        for my $language (@languages) {
            my $name = "$source->[0]-$size-key-$language";
            take($name, draw($name, $source->[1], "--size", $size, "--lang", $language, "--key"), $size, $language);
        }
    }
}
binmode STDOUT, ":encoding(UTF-8)";
open my $index, ">:encoding(UTF-8)", "$gallery/index.tsv" or die "index: $!";
print $index join("\t", "picture", "bytes", "labels", "faults", "farthest", @loose, "what"), "\n", map { "$_\n" } @index;
close $index or die "index: $!";
write_page(@index);
my $share = $wished ? $placed / $wished : 1;
printf "%d maps, %d with a fault; %d of %d wished labels at 1200 px (%.1f %%); %d marks nameless though a smaller one is named, %d names in one language of two; %d nearer to another's mark, %d of towns without a dot, %d of areas across their edge; %.0f KB a map; %s\n",
    $n, $n_faulty, $placed, $wished, 100 * $share, @sum_of{@loose}, $bytes / ($n || 1) / 1000, "$gallery/index.tsv";
exit($n_faulty == 0 && $share >= 0.98 ? 0 : 1);
