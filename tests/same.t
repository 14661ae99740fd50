#!/usr/bin/perl
# The same inputs give the same bytes: on another run, with other numbers of jobs, in another locale, time zone and
# working folder, with another environment, from an installed copy, and with the articles in another order where order
# has no meaning. Every command's output is made once and then again in each of these ways. Prints TAP.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use File::Path qw(make_path);
use File::Temp qw(tempdir);

my $top = abs_path(dirname(__FILE__) . "/..");
my $out = $ENV{OUT} // "out";
$out = "$top/$out" unless $out =~ m{^/};
my $folder = tempdir(CLEANUP => 1);
my @articles = sort glob("$top/tests/articles/*.txt");

# What is made: a file each. %P is the program, %A the articles, %J the option --jobs.
my %made = (
    "places.jsonl" => "%P places %A %J -q -o %F",
    "explain.txt" => "%P explain %A %J > %F",
    "map.png" => "%P map %A %J -q -o %F",
    "map.svg" => "%P map %A %J -q --lang both -o %F",
    "map.pdf" => "%P map %A %J -q --lang en -o %F",
    "night.svg" => "%P map %A %J -q --style night --size story --svg-text outline -o %F",
    "phone.png" => "%P map %A %J -q --size phone --key -o %F",
    "report.html" => "%P report %A %J -q -o %F",
    "compare.svg" => "%P compare %A %J -q --by month -o %F",
    "difference.png" => "%P compare %A %J -q --before 2022-01 --after 2022-02 --layout difference -o %F",
    "change.json" => "%P compare %A %J -q --by month --table %F -o %F.svg && rm %F.svg",
    "gazetteer.bin" => "%P gazetteer build -q -o %F %T",
    "find.json" => "%P find --format json 'Deir Ezzor' > %F",
    "store.jsonl" => "%P ingest %F.gpkg %A %J -q && %P extract %F.gpkg -q -o %F && rm %F.gpkg",
    map { ("incidents.$_" => "%P extract %A %J -q -o %F --format $_") } qw(jsonl geojson csv acled-csv timemap kml fgb gpkg xlsx),
);

sub make_all {
    my ($name, %how) = @_;
    my $to = "$folder/$name";
    make_path($to);
    my $program = $how{program} // "$out/kharita";
    my $articles = join " ", map { "'$_'" } @{$how{articles} // \@articles};
    for my $file (sort keys %made) {
        next if $how{only} && $file !~ $how{only};
        my $command = $made{$file};
        my %word = (T => "'$top/tests/cases/gazetteer/tables'", P => "'$program'", A => $articles, J => $how{jobs} // "", F => "'$to/$file'");
        $command =~ s/%([PAJFT])/$word{$1}/g;
        my $environment = $how{environment} // "";
        my $place = $how{place} // $folder;
        system("sh", "-c", "cd '$place' && export KHARITA_NOTHING=1 $environment; $command") == 0
            or print "# failed: $command\n";
    }
    return $to;
}

# A copy as an installation has it.
sub install {
    my $prefix = "$folder/prefix";
    system("make -s -C '$top' OUT='$out' PREFIX='$prefix' install >/dev/null") == 0 or print "# make install failed\n";
    return "$prefix/bin/kharita";
}

my @ways = (
    ["on another run"],
    ["with one job", jobs => "--jobs 1"],
    ["with eight jobs", jobs => "--jobs 8"],
    ["in a locale without UTF-8", environment => "LC_ALL=C LANG=C"],
    ["in an Arabic locale", environment => "LC_ALL=ar_SY.UTF-8 LANGUAGE=ar"],
    ["in a German locale", environment => "LC_ALL=de_DE.UTF-8 LANGUAGE=de"],
    ["in a time zone far in the east", environment => "TZ=Pacific/Kiritimati"],
    ["in another working folder", place => "/"],
    ["with other folders of the user", environment => "HOME=/no/such XDG_CONFIG_HOME=/no/such XDG_CACHE_HOME=/no/such"],
    ["with memory filled with other bytes", environment => "MALLOC_PERTURB_=165 G_SLICE=always-malloc"],
    ["from an installed copy", program => install(), environment => "KHARITA_DATA="],
    # Maps, tables of events and stores do not depend on the order; lists of mentions and incidents keep it.
    ["with the articles in another order", articles => [reverse @articles], only => qr/^(map|phone|night|store|compare|difference|change)/],
);

print "1.." . (1 + @ways) . "\n";
my $base = make_all("base");
my @files = sort map { basename($_) } glob("$base/*");
my @empty = grep { -z "$base/$_" } @files;
my $whole = @files == keys(%made) && !@empty;
print(($whole ? "ok" : "not ok") . " 1 - everything is made: @files\n");
my ($n, $failed) = (1, !$whole);
for my $way (@ways) {
    my ($name, %how) = @$way;
    my $to = make_all("way", %how);
    my @other = grep { (!$how{only} || /$how{only}/) && system("cmp", "-s", "$base/$_", "$to/$_") != 0 } @files;
    print((@other ? "not ok " : "ok ") . ++$n . " - the same bytes $name\n");
    print "# differs: $_\n" for @other;
    $failed ||= @other;
    system("rm", "-rf", $to);
}
exit($failed ? 1 : 0);
