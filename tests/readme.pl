#!/usr/bin/perl
# Writes the measured tables of the README anew, between its <!-- begin NAME --> and <!-- end NAME --> lines:
# places (from `kharita gazetteer info`) and, where the development data lie beside the checkout, accuracy.
use strict;
use warnings;
use JSON::PP qw(decode_json);

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

sub evaluate { # the totals of `kharita evaluate`, undef where the gold is not here
    my (@words) = @_;
    return undef if grep { /^\Q$shared/ && !-e $_ } @words;
    my @files = map { glob } @words;
    my $json = `$out/kharita evaluate @files --format json --quiet`;
    die "kharita evaluate @words failed\n" if $?;
    return decode_json($json);
}

sub prf { my ($f) = @_; return sprintf "**%.3f** (%.3f, %.3f)", @$f{qw(f1 precision recall)} }
sub share { my ($f) = @_; return $f && $f->{n} ? sprintf "%d/%d", @$f{qw(right n)} : "" }
sub percent { return sprintf "%.1f %%", 100 * $_[0] }

# name, whether rules were mended on it, and what `kharita evaluate` takes
my @annotated = (
    ["two real articles, in full", "yes", "$shared/gold", "$shared/articles"],
    ["14 real excerpts of other outlets", "yes", "$shared/gold/excerpts-dev.jsonl"],
    ["8 own articles", "yes", "tests/gold/b-dev", "--places", "tests/gold/b-places.json", "tests/gold/b-dev/*.txt"],
    ["23 own excerpts, first author", "yes", "tests/gold/excerpts-seen.jsonl"],
    ["40 own excerpts, second author", "yes", "tests/gold/a-excerpts-dev.jsonl"],
    ["30 own excerpts, second author, read since", "yes", "tests/gold/a-excerpts-later.jsonl"],
    ["30 own excerpts, third author", "yes", "tests/gold/c-excerpts-dev.jsonl"],
    ["8 own articles, held out", "no", "tests/gold/b-unseen", "--places", "tests/gold/b-places.json", "tests/gold/b-unseen/*.txt"],
    ["22 own excerpts, first author, held out", "no", "tests/gold/excerpts-unseen.jsonl"],
    ["30 own excerpts, third author, held out", "no", "tests/gold/c-excerpts-unseen.jsonl"],
);

sub annotated_texts {
    my $text = row("texts", "tuned on", "places found: F1 (P, R)", "right place", "incidents: F1 (P, R)", "actor", "target", "killed", "injured")
        . row(map { "---" } 1 .. 9);
    for my $set (@annotated) {
        my ($name, $tuned, @files) = @$set;
        my $f = evaluate(@files) // next;
        $text .= row($name, $tuned, prf($f->{recognition}), share($f->{resolution}), prf($f->{incidents}),
            map { share($f->{$_}) } qw(actor target killed injured));
    }
    return $text;
}

my @titles = (
    ["929 real titles of 2015 and 2016", "yes", "$shared/gold/titles-dev.jsonl"],
    ["40 own titles, second author", "yes", "tests/gold/a-titles-dev.jsonl"],
    ["60 own titles, second author, read since", "yes", "tests/gold/a-titles-later.jsonl"],
    ["50 own titles, third author", "yes", "tests/gold/c-titles-dev.jsonl"],
    ["60 own titles, first author, held out", "no", "tests/gold/titles.jsonl"],
    ["50 own titles, third author, held out", "no", "tests/gold/c-titles-unseen.jsonl"],
);

sub title_texts {
    my $text = row("titles with a known place", "tuned on", "a place within 5 km", "inside its own radius", "an incident within 5 km", "no place at all")
        . row(map { "---" } 1 .. 6);
    for my $set (@titles) {
        my ($name, $tuned, @files) = @$set;
        my $f = evaluate(@files) // next;
        my ($half) = values %{$f->{texts}};
        $text .= row($name, $tuned, percent($half->{any_place}{within_km}{5}), percent($half->{any_place}{inside_radius}),
            percent($half->{any_incident}{within_km}{5}), percent($half->{any_place}{none}));
    }
    return $text;
}

my @negatives = (
    ["300 real texts of other countries", "yes", "$shared/gold/negatives-dev.jsonl"],
    ["40 own texts of other countries", "no", "tests/gold/negatives.jsonl"],
    ["30 own texts with dangerous words, third author", "yes", "tests/gold/c-negatives-dev.jsonl"],
    ["30 own texts with dangerous words, third author, held out", "no", "tests/gold/c-negatives-unseen.jsonl"],
);

sub negative_texts {
    my $text = row("texts without a Syrian place", "tuned on", "false places in 100", "false incidents in 100") . row(map { "---" } 1 .. 4);
    for my $set (@negatives) {
        my ($name, $tuned, @files) = @$set;
        my $f = evaluate(@files) // next;
        $text .= row($name, $tuned, map { sprintf "%.2f", 100 * $f->{negatives}{$_} / $f->{negatives}{n} } qw(false_places false_incidents));
    }
    return $text;
}

sub accuracy {
    return undef unless -d "$shared/gold";
    return join "\n", annotated_texts(), title_texts(), negative_texts();
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
