#!/usr/bin/perl
# Kills `ingest` and `map` with SIGKILL at random moments over an existing file: the file must hold the old state or the
# new one, whole, and the next run must finish. Then several ingests at once into one store: nothing is lost.
#
#   tests/kill.t [KILLS [SEED]]     KILLS of each command (default 20), at moments that SEED chooses (default 1)
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use File::Copy;
use File::Temp qw(tempdir);
use Time::HiRes qw(time usleep);

@ARGV = grep { /^\d+$/ } @ARGV; # the test runner has options for others
my ($kills, $seed) = (shift // 20, shift // 1);
my $top = abs_path(dirname(__FILE__) . "/..");
my $out = $ENV{OUT} // "out";
$out = "$top/$out" unless $out =~ m{^/};
my $kharita = "$out/kharita";
my $folder = tempdir(CLEANUP => 1);
my $store = "$folder/store.gpkg";
my @old = ("$top/tests/merging");
my @new = ("$top/tests/articles");
srand $seed;

my $n = 0;
my $failed = 0;
sub ok { my ($good, $what) = @_; $failed++ unless $good; print(($good ? "ok " : "not ok ") . ++$n . " - $what\n"); }
sub slurp { my ($path) = @_; local $/; open my $f, "<:raw", $path or return ""; return scalar(<$f>) // ""; }
sub quietly { my (@command) = @_; open STDOUT, ">", "/dev/null"; open STDERR, ">", "/dev/null"; exec @command; exit 127; }
sub start { my (@command) = @_; my $pid = fork // die "fork: $!"; quietly(@command) if $pid == 0; return $pid; }
sub run { waitpid start(@_), 0; return $? >> 8; }
sub dump_of { my ($store) = @_; my $text = `'$kharita' extract '$store' --quiet --format jsonl 2>&1`; return $text; }

# How long a command takes at the least: on a busy machine it takes longer, and most kills meet it running.
sub duration {
    my ($prepare, @command) = @_;
    my $least;
    for (1 .. 4) { $prepare->(); my $begin = time; run(@command); my $took = time - $begin; $least = $took if !$least || $took < $least; }
    return $least;
}

# Runs the command and kills it at a moment of its usual time, every second one in the last half, where it writes.
sub kill_once {
    my ($usual, $i, @command) = @_;
    my $share = $i % 2 ? rand(1.05) : 0.5 + rand(0.55);
    my $pid = start(@command);
    usleep(1e6 * $usual * $share);
    kill KILL => $pid;
    waitpid $pid, 0;
    return $? & 127;
}

# Kills `command` many times; `state` names the file's state (old, new, or what is wrong with it).
sub kill_often {
    my ($what, $prepare, $state, @command) = @_;
    my $usual = duration($prepare, @command);
    my %seen = (old => 0, new => 0);
    my ($bad, $unfinished, $killed, $halfway) = ("", "", 0, 0);
    for my $i (1 .. $kills) {
        $prepare->();
        $killed++ if kill_once($usual, $i, @command);
        $halfway++ if -e "$store-journal"; # it was writing: the next reader rolls that back
        my $found = $state->();
        $seen{$found}++;
        $bad ||= "kill $i: $found" unless $found eq "old" || $found eq "new";
        my $code = run(@command);
        my $end = $state->();
        $unfinished ||= "kill $i: exit $code, $end" if $code != 0 || $end ne "new";
    }
    print "# $what: $killed of $kills killed, $seen{old} left the old state, $seen{new} the new one",
        $halfway ? ", $halfway in the middle of writing\n" : "\n";
    ok(!$bad, "$what: after each kill the old or the new state is whole" . ($bad ? " ($bad)" : ""));
    ok(!$unfinished, "$what: after each kill the next run finishes" . ($unfinished ? " ($unfinished)" : ""));
}

# ---- ingest ----

my $before = "$folder/before.gpkg";
run($kharita, "ingest", $before, @old) == 0 or die "cannot make a store";
my $after = "$folder/after.gpkg";
copy($before, $after);
run($kharita, "ingest", $after, @new);
my ($old_dump, $new_dump) = (dump_of($before), dump_of($after));
ok($old_dump ne "" && $old_dump ne $new_dump, "two states that differ");

my $has_sqlite = system("command -v sqlite3 >/dev/null 2>&1") == 0;
sub store_state {
    my $dump = dump_of($store);
    return "broken" if $has_sqlite && `sqlite3 '$store' 'PRAGMA integrity_check' 2>&1` ne "ok\n";
    return $dump eq $old_dump ? "old" : $dump eq $new_dump ? "new" : "neither";
}
kill_often("ingest", sub { unlink glob("$store*"); copy($before, $store) }, \&store_state,
           $kharita, "ingest", $store, @new);

# ---- map ----

my $map = "$folder/map.png";
if (run($kharita, "map", "-o", $map, @old) == 0) {
    my $old_map = slurp($map);
    run($kharita, "map", "-o", $map, @new);
    my $new_map = slurp($map);
    my $write_old = sub { open my $f, ">:raw", $map; print $f $old_map; close $f; };
    kill_often("map", $write_old, sub { my $now = slurp($map); $now eq $old_map ? "old" : $now eq $new_map ? "new" : "neither" },
               $kharita, "map", "-o", $map, @new);
} else {
    ok(0, "map: cannot draw the first map");
    ok(0, "map: not tried");
}

# ---- many at once ----

# An ingest whose words are kept: a failure says why.
sub start_writer {
    my ($words, $store, @articles) = @_;
    my $pid = fork // die "fork: $!";
    return $pid if $pid;
    open STDOUT, ">", "/dev/null";
    open STDERR, ">", $words;
    exec $kharita, "ingest", $store, @articles;
    exit 127;
}

my @parts = sort glob("$top/tests/articles/*.txt $top/tests/merging/*.txt");
my $rounds = $kills < 20 ? 1 : int($kills / 20) * 5;
my ($lost, $refused) = (0, "");
my $whole = "$folder/whole.gpkg";
run($kharita, "ingest", $whole, @parts);
my $whole_dump = dump_of($whole);
for my $round (1 .. $rounds) {
    my $shared = "$folder/shared-$round.gpkg";
    my @writers = map { my $part = $_; start_writer("$folder/words-$part", $shared, @parts[grep { $_ % 4 == $part } 0 .. $#parts]) } 0 .. 3;
    for my $part (0 .. 3) { waitpid $writers[$part], 0; $refused ||= "round $round: " . slurp("$folder/words-$part") if $? }
    $lost++ if dump_of($shared) ne $whole_dump;
}
$refused =~ s/\s+/ /g;
ok(!$refused, "four ingests at once into one store: each finishes" . ($refused && " ($refused)"));
ok(!$lost, "four ingests at once into one store: nothing is lost, nothing doubled");

# ---- many readers beside a writer ----

my ($reads, $torn, $turned_away) = (0, 0, 0);
for my $round (1 .. ($kills < 20 ? 2 : 5)) {
    unlink glob("$store*");
    copy($before, $store);
    my $writer = start($kharita, "ingest", $store, @new);
    while (waitpid($writer, 1) == 0) { # WNOHANG
        my $dump = dump_of($store);
        $reads++;
        $turned_away++ if $?;
        $torn++ unless $dump eq $old_dump || $dump eq $new_dump;
    }
}
print "# $reads reads while another program was writing\n";
ok(!$turned_away && !$torn, "readers beside a writer see the old state or the new one");

print "1..$n\n";
exit($failed ? 1 : 0);
