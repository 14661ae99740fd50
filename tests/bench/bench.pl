#!/usr/bin/perl
# How fast kharita is, as whole processes, against yardsticks that do a part of the same work on the same bytes in the
# same run: medians of processor time after a warm-up (what does not hang on who else uses the machine; two jobs against
# one by the clock). Prints the machine, a table, and what was checked; exit status 1 where a target is
# missed or a check fails. docs/performance.md says what each row and column means.
#
#   tests/bench/bench.pl                  all measures, held against their targets
#   tests/bench/bench.pl --compare REV    this tree and revision REV side by side, without targets
#   tests/bench/bench.pl --count          instructions instead of time, by valgrind: for a machine that others use too
#
# BENCH_MB (100): size of the archive · BENCH_RUNS (7) · BENCH_LONG (BENCH_RUNS): runs of what takes more than ten
# seconds · BENCH_EVENTS (100000) · BENCH_STORE (1000000): incidents of the large store · BENCH_ONLY: a pattern of
# names. `make bench RUNS=7 LONG=1` measures every row in some seven minutes. Yardsticks come from Debian (icu-devtools, mapserver-bin,
# python3-mapnik, gdal-bin); rows whose yardstick is not installed are said and left out.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use File::Compare qw(compare);
use File::Path qw(make_path remove_tree);

my $top = abs_path(dirname(__FILE__) . "/../..");
chdir $top or die "$top: $!\n";
my $out = abs_path($ENV{OUT} // "out");
my $work = "$out/bench";
my ($mb, $runs, $most_events, $store) =
    map { $ENV{$_->[0]} // $_->[1] } ["BENCH_MB", 100], ["BENCH_RUNS", 7], ["BENCH_EVENTS", 100000], ["BENCH_STORE", 1000000];
my $long_runs = $ENV{BENCH_LONG} // $runs;
my $only = $ENV{BENCH_ONLY} // ".";
my $columns = "lon=lon,lat=lat,date=date,type=type,place_en=place,killed=killed";
my $failed = 0;
$ENV{LC_ALL} = "C.UTF-8";
make_path($work);

sub made { # the file of this name, made by a command where it is not there
    my ($name, $command) = @_;
    my $path = "$work/$name";
    if (!-s $path) {
        system("$command > '$path.part'") == 0 or die "bench: cannot make $name\n";
        rename "$path.part", $path or die "bench: $name: $!\n";
    }
    return $path;
}
sub median { my @sorted = sort { $a <=> $b } @_; return $sorted[@sorted / 2] }
sub measured { # {ms, cpu_ms, kb} of the command: medians, and the highest memory; nothing where it fails
    my ($n, @command) = @_;
    my @lines;
    for my $time (1, 2) { # a warm-up, whose figures nobody takes
        my $count = $time == 1 ? 1 : $lines[0][0] > 10000 && $long_runs < $n ? $long_runs : $n;
        open my $pipe, "-|", "$work/measure", $count, @command or die "bench: $!\n";
        @lines = map { [split] } <$pipe>;
        close $pipe;
        return undef if !@lines || grep { $_->[3] != 0 } @lines;
    }
    return {ms => median(map { $_->[0] } @lines), cpu_ms => median(map { $_->[1] } @lines),
        kb => (sort { $b <=> $a } map { $_->[2] } @lines)[0]};
}
sub stage_ms { # median processor time of a stage, as --timings says it
    my ($stage, @command) = @_;
    my @found;
    for (1 .. $runs) {
        my $said = join "", map { qx($_) } join(" ", map { "'$_'" } @command, "--timings") . " 2>&1 >/dev/null";
        push @found, $1 if $said =~ /([\d.]+) ms  \Q$stage\E/;
    }
    return @found ? median(@found) : undef;
}

# ---- the programs and the inputs ----

system($ENV{CC} // "cc", "-O2", "-o", "$work/measure", "tests/bench/measure.c") == 0 or die "bench: no C compiler\n";
my ($archive, $tenth) = map { "$work/archive-$_.jsonl" } $mb, 10;
my $article = "tests/articles/2022-01-24-coalition-mayadin.txt";

sub of_program { # the measures of one build: name => {ms, cpu_ms, kb}
    my ($kharita) = @_;
    made("archive-$_.jsonl", "tests/bench/archive.pl ${_}000000") for $mb, 10;
    my %got;
    my $take = sub {
        my ($name, $n, @command) = @_;
        return if $name !~ /$only/;
        return if $got{$name} = measured($n, @command);
        print STDERR "bench: $name failed: @command\n"; # its rows are left out, and that is no pass
        $failed = 1;
    };
    $take->("extract-$mb", $runs, $kharita, "extract", $archive, "--jobs=1", "-q", "-o", "$work/one.jsonl");
    $take->("extract-$mb-jobs2", $runs, $kharita, "extract", $archive, "--jobs=2", "-q", "-o", "$work/two.jsonl");
    $take->("extract-10", $runs, $kharita, "extract", $tenth, "--jobs=1", "-q", "-o", "$work/ten.jsonl");
    my @map = ($kharita, "map", $article, "--jobs=1", "-q", "-o", "$work/one.png");
    $take->("map", $runs, @map);
    $take->("map-again", $runs, @map, "-o", "$work/again.png");
    $take->("map-three", $runs, @map, "-o", "$work/one.svg", "-o", "$work/one.pdf");
    $take->("map-embed", $runs, @map, "--embed");
    $take->("find", 3 * $runs, $kharita, "find", "Deir Ezzor", "-n", "1");
    for my $n (30, 16566, $most_events) {
        my $events = made("events-$n.csv", "tests/bench/events.pl $n");
        $take->("symbols-$n", $n > 20000 ? 3 : $runs, $kharita, "map", $events, "--columns", $columns, "-q", "-o", "$work/events.png");
    }
    my $events = "$work/events-16566.csv";
    $take->("density-16566", $runs, $kharita, "compare", $events, "--columns", $columns, "--before", "2016", "--after", "2017",
        "--layout", "density", "-q", "-o", "$work/density.png");
    return %got;
}

sub names { # the names of the places, as patterns
    return made("names.txt", "for table in gazetteer/places*.tsv gazetteer/names*.tsv; do grep -v '^#' \$table | tail -n +2; done"
        . " | awk -F'\t' '\$3 == \"ar\" { print \$2 } \$5 ~ /^[0-9.]+\$/ { print \$3 }' | grep . | sort -u");
}
sub million { # instructions of the command
    my @command = map { "'$_'" } @_;
    my $said = qx(valgrind --tool=callgrind --callgrind-out-file=/dev/null @command 2>&1 >'$work/unread');
    return $said =~ /Collected : (\d+)/ ? $1 / 1e6 : die "bench: valgrind cannot run @command\n";
}

# Instructions, in millions. What further text costs is told from two archives of one seed: what is made once a process
# is in both.
sub say_counts {
    my ($kharita) = "$out/kharita";
    my ($one, $two) = map { made("archive-$_.jsonl", "tests/bench/archive.pl ${_}000000") } 1, 2;
    my @uconv = ("uconv", "-x", "any-nfkc");
    my @grep = ("grep", "-o", "-F", "-f", names());
    my @extract = ($kharita, "extract", "--jobs=1", "-q", "-o", "$work/one.jsonl");
    my @map = ($kharita, "map", $article, "--jobs=1", "-q", "-o", "$work/one.png");
    my $map = million(@map);
    my @counts = (["extract, the first MB", million(@extract, $one)], ["extract, the second MB", million(@extract, $two)],
        ["`uconv -x any-nfkc`, a MB", million(@uconv, $two) - million(@uconv, $one)],
        ["`grep -o -F -f` names, a MB", million(@grep, $two) - million(@grep, $one)],
        ["`wc -m`, a MB", million("wc", "-m", $two) - million("wc", "-m", $one)],
        ["one article to a picture", $map], ["a further picture of it", million(@map, "-o", "$work/again.png") - $map],
        ["PNG, SVG, PDF", million(@map, "-o", "$work/one.svg", "-o", "$work/one.pdf")],
        ["the same with --embed", million(@map, "-o", "$work/one.svg", "-o", "$work/one.pdf", "--embed")],
        ["`find`", million($kharita, "find", "Deir Ezzor", "-n", "1")]);
    $counts[1][1] -= $counts[0][1];
    print "| measure | million instructions |\n| --- | ---: |\n", map { sprintf "| %s | %.0f |\n", @$_ } @counts;
}

sub say_machine {
    my ($revision) = map { chomp; $_ } qx(git log -1 --format='%h of %cs' 2>/dev/null);
    my ($compiler) = split /\n/, qx(cc --version);
    my ($cpu) = qx(cat /proc/cpuinfo) =~ /^model name\s*:\s*(.*)$/m;
    my ($load) = qx(cat /proc/loadavg) =~ /^(\S+)/;
    my $changed = qx(git status --porcelain src 2>/dev/null) ? ", changed" : "";
    printf "%s, %d processors, load %s; %s; revision %s%s; medians of %d runs%s\n\n", $cpu // "unknown processor", qx(nproc), $load,
        $compiler, $revision // "unknown", $changed, $runs, $long_runs < $runs ? ", $long_runs where one takes more than ten seconds" : "";
}

if (@ARGV && $ARGV[0] eq "--count") {
    say_machine();
    say_counts();
    exit 0;
}
if (@ARGV && $ARGV[0] eq "--compare") {
    my $rev = $ARGV[1] or die "bench: --compare needs a revision\n";
    my $tree = "$work/tree";
    remove_tree($tree);
    system("git worktree prune && git worktree add -q --detach '$tree' '$rev' && make -s -C '$tree' -j2 all >&2") == 0
        or die "bench: cannot build '$rev'\n";
    say_machine();
    my %here = of_program("$out/kharita");
    my %there = of_program("$tree/out/kharita");
    print "| measure | $rev, ms | here, ms | ratio | $rev, MB | here, MB |\n| --- | ---: | ---: | ---: | ---: | ---: |\n";
    for my $name (sort grep { $here{$_} && $there{$_} } keys %here) {
        my ($new, $old) = ($here{$name}, $there{$name});
        printf "| %s | %.1f | %.1f | %.2f | %.0f | %.0f |\n", $name, $old->{cpu_ms}, $new->{cpu_ms}, $new->{cpu_ms} / $old->{cpu_ms},
            $old->{kb} / 1024, $new->{kb} / 1024;
    }
    system("git worktree remove --force '$tree'");
    exit 0;
}

# ---- rows ----

my @rows;
sub row { # a measure, what it is held against, and the most that it may be
    my ($name, $value, $against, $target, $unit) = @_;
    my $met = !defined $value ? "not measured" : $value <= $target ? "yes" : "**no**";
    $failed = 1 if $met ne "yes";
    push @rows, sprintf "| %s | %s | %s | ≤ %s | %s |", $name, defined $value ? sprintf("%.2f%s", $value, $unit) : "", $against, "$target$unit", $met;
}
sub ratio { my ($a, $b, $key) = (@_, "cpu_ms"); return $a && $b && $b->{$key} ? $a->{$key} / $b->{$key} : undef }
sub in_ms { # both sides of a ratio
    my ($a, $b, $key) = (@_, "cpu_ms");
    return $a ? sprintf("%.1f ms / %s", $a->{$key}, $b ? sprintf("%.1f ms", $b->{$key}) : "not installed") : "";
}

say_machine();
my %got = of_program("$out/kharita");

# The other outputs of a scene; the phone's drawing alone (no option asks for it beside the others) by its stages.
sub say_outputs {
    my @phone = ("$out/kharita", "map", $article, "--jobs=1", "-q", "--size", "phone", "-o", "$work/phone.png");
    my $phone = (stage_ms("scene laid out", @phone) // 0) + (stage_ms("pictures and pages written", @phone) // 0);
    my $all = {cpu_ms => $got{"map-three"}{cpu_ms} + $phone};
    row("PNG, SVG, PDF and the phone's drawing, to the first", ratio($all, $got{map}), in_ms($all, $got{map}), 2.2, "");
    push @rows, sprintf "| `--embed`: eight pictures, half of them WebP, to one | %.1f | %s | | |", ratio($got{"map-embed"}, $got{map}),
        in_ms($got{"map-embed"}, $got{map});
}

# Text, and the passes of others over the same bytes.
my $large = $got{"extract-$mb"};
if ($large) {
    my %other = (uconv => measured($runs, "uconv", "-x", "any-nfkc", $archive), grep => measured($runs, "grep", "-o", "-F", "-f", names(), $archive),
        wc => measured($runs, "wc", "-m", $archive));
    row("extract $mb MB, one job, to `uconv -x any-nfkc`", ratio($large, $other{uconv}), in_ms($large, $other{uconv}), 1, "");
    row("… to `grep -o -F -f` the names", ratio($large, $other{grep}), in_ms($large, $other{grep}), 3, "");
    push @rows, sprintf "| … to `wc -m` | %.1f | %s | | |", ratio($large, $other{wc}) // 0, in_ms($large, $other{wc});
    row("two jobs, to one, by the clock", ratio($got{"extract-$mb-jobs2"}, $large, "ms"), in_ms($got{"extract-$mb-jobs2"}, $large, "ms"), 0.556, "");
    row("memory, $mb MB", $large->{kb} / 1024, "", 200, " MB");
    row("memory, $mb MB to 10 MB", ratio($large, $got{"extract-10"}, "kb"), "", 1.25, "");
    row("one job and two jobs write the same (0: yes)", compare("$work/one.jsonl", "$work/two.jsonl"), "", 0, "");
}

# Maps: the same map by MapServer and Mapnik (peers.sh makes it for them).
if ($got{map}) {
    $ENV{PEERS_WORK} = "$work/peers";
    my $have = system("OUT='$out' tests/bench/peers.sh '$work/peers-pictures' >&2") == 0;
    my ($focus) = `cat tests/bench/peers.sh` =~ /^focus=(\S+)/m;
    my @same = ($out . "/kharita", "map", "$work/peers/incidents.geojson", "--lang", "both", "--crs", "EPSG:3857", "--focus",
        $focus, "-q", "-o", "$work/same.png");
    my ($ours, $mapserver, $mapnik) = $have ? (measured($runs, @same), measured($runs, "map2img", "-m", "$work/peers/peers.map", "-i", "png",
        "-o", "$work/mapserver.png"), measured($runs, "/usr/bin/python3", "$work/peers/draw.py")) : ();
    row("the map of the peers, to MapServer's", ratio($ours, $mapserver), in_ms($ours, $mapserver), 0.7, "");
    push @rows, sprintf "| … to Mapnik's | %.2f | %s | | |", ratio($ours, $mapnik) // 0, in_ms($ours, $mapnik);
    my $gmt = -s "$work/peers/gmt.sh" ? measured(1, "sh", "$work/peers/gmt.sh") : undef;
    push @rows, sprintf "| … to GMT's, without labels in Arabic and their places | %.2f | %s | | |", ratio($ours, $gmt) // 0, in_ms($ours, $gmt);
    push @rows, sprintf "| one article to a picture | %.1f ms | | | |", $got{map}{cpu_ms};
    row("a further picture of it in the process", $got{"map-again"}{cpu_ms} - $got{map}{cpu_ms}, "", 30, " ms") if $got{"map-again"};
    say_outputs() if $got{"map-three"} && $got{"map-embed"};
    row("memory of a map", $got{map}{kb} / 1024, "", 60, " MB");
    row("two pictures of one scene are the same (0: yes)", compare("$work/one.png", "$work/again.png"), "", 0, "");
}
row("`find`", $got{find}{cpu_ms}, "", 20, " ms") if $got{find};

# How the layout grows with the number of events.
if ($got{"symbols-$most_events"}) {
    my @draw = map { ["$out/kharita", "map", "$work/events-$_.csv", "--columns", $columns, "-q", "-o", "$work/events.png"] } 16566, $most_events;
    my ($some, $many) = map { stage_ms("scene laid out", @$_) } @draw;
    my $allowed = $most_events * log($most_events) / (16566 * log 16566);
    row("layout of $most_events events to that of 16,566", $some && $many ? $many / $some : undef,
        sprintf("%.0f ms / %.0f ms", $many // 0, $some // 0), sprintf("%.1f", $allowed), "");
    row("16,566 events as symbols, to 30", ratio($got{"symbols-16566"}, $got{"symbols-30"}), in_ms($got{"symbols-16566"}, $got{"symbols-30"}), 2, "");
    row("16,566 events as density, to 30 as symbols", ratio($got{"density-16566"}, $got{"symbols-30"}), in_ms($got{"density-16566"}, $got{"symbols-30"}), 2, "");
}

# A store, asked by place and day: a large one, and one of 10,000 that gives the same answer.
sub same_answer { # the first 10,000 events: those in the box since the day, then others
    my ($events) = @_;
    my (@in, @out);
    open my $lines, "<", $events or die "bench: $events: $!\n";
    my $head = <$lines>;
    while (<$lines>) {
        my (undef, $day, $lon, $lat) = split /,/;
        my $is_in = $day ge "2022-12-01" && $lon >= 40.1 && $lon <= 40.2 && $lat >= 35.3 && $lat <= 35.4;
        push @{$is_in ? \@in : \@out}, $_ if $is_in || @out < 10000;
    }
    return join "", $head, @in, @out[0 .. 9999 - @in];
}
if ($store > 10000 && "store" =~ /$only/) {
    my %events = (all => made("events-$store.csv", "tests/bench/events.pl $store"));
    $events{some} = "$work/events-some-of-$store.csv";
    open my $some, ">", $events{some} or die "bench: $events{some}: $!\n";
    print $some same_answer($events{all});
    close $some or die "bench: $events{some}: $!\n";
    my %asked;
    for my $of (sort keys %events) {
        my $path = "$work/store-$store-$of.gpkg";
        -s $path or system("$out/kharita", "ingest", $path, $events{$of}, "--columns", $columns, "--no-merge", "-q") == 0 or next;
        $asked{$of} = measured($runs, "$out/kharita", "map", $path, "--bbox", "40.1,35.3,40.2,35.4", "--since", "2022-12-01", "-q",
            "-o", "$work/store-$of.png");
    }
    row("a map out of a store of $store incidents, to one of 10,000", ratio($asked{all}, $asked{some}), in_ms($asked{all}, $asked{some}), 2, "");
    push @rows, sprintf "| memory of it | %.0f MB | %.0f MB | | |", map { ($_->{kb} // 0) / 1024 } @asked{qw(all some)};
    row("both draw the same (0: yes)", compare("$work/store-all.png", "$work/store-some.png"), "", 0, "");
}

print "| measure | value | from | target | met |\n| --- | ---: | --- | ---: | --- |\n", map { "$_\n" } @rows;
exit $failed;
