#!/usr/bin/perl
# Writes the measured tables of the README anew, between its <!-- begin NAME --> and <!-- end NAME --> lines:
# places (from `kharita gazetteer info`) and, where the development data lie beside the checkout, accuracy.
use strict;
use warnings;

my $out = $ENV{OUT} // "out";
my $shared = "../shared";

sub slurp { my ($path) = @_; local $/; open my $f, "<", $path or die "$path: $!"; return scalar <$f> }
sub row { return "| " . join(" | ", @_) . " |\n" }

sub places {
    my @lines = map { [split /\t/] } grep { /\t/ } split /\n/, `$out/kharita gazetteer info 2>/dev/null`;
    my $head = shift @lines;
    my $text = row(@$head) . row("---", map { "---:" } 2 .. @$head);
    $text .= row(map { $_ eq "0" ? "" : $_ } @$_) for @lines;
    return $text;
}

sub score { # the lines of a scorer's output that hold its totals
    my ($what, @files) = @_;
    my @lines = split /\n/, `KHARITA=$out/kharita python3 $shared/score/score.py $what @files 2>&1`;
    return grep { !/^  / } @lines;
}

sub accuracy {
    return undef unless -d "$shared/gold";
    my @sets = (
        ["two articles, read in full", "places", "$shared/gold $shared/articles"],
        ["", "incidents", "$shared/gold $shared/articles"],
        ["14 excerpts of other outlets", "excerpts", "$shared/gold/excerpts-dev.jsonl"],
        ["929 titles of 2015 and 2016", "texts", "$shared/gold/titles-dev.jsonl"],
        ["300 texts of other countries", "negatives", "$shared/gold/negatives-dev.jsonl"],
        ["22 own excerpts, on which no rule was tuned", "excerpts", "tests/gold/excerpts-unseen.jsonl"],
        ["60 own titles", "texts", "tests/gold/titles.jsonl"],
        ["40 own texts of other countries", "negatives", "tests/gold/negatives.jsonl"],
    );
    my $text = row("texts", "figures of `score.py`") . row("---", "---");
    for my $set (@sets) {
        my ($name, $what, $files) = @$set;
        $text .= row($name, join("<br>", score($what, $files)));
    }
    return $text;
}

my $readme = slurp("README.md");
my %make = (places => \&places, accuracy => \&accuracy);
for my $name (sort keys %make) {
    my $table = $make{$name}->() // next;
    $readme =~ s/(<!-- begin $name -->\n).*?(<!-- end $name -->)/$1\n$table\n$2/s or die "README.md: no section $name\n";
}
open my $f, ">", "README.md" or die "README.md: $!";
print $f $readme;
close $f or die "README.md: $!";
