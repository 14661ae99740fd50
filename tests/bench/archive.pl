#!/usr/bin/perl
# An archive of articles for the bench, as JSON lines on standard output: the paragraphs of the bundled samples
# (tests/articles) in any order, the settlements that they name changed for others of the gazetteer, mostly of one
# governorate an article, a few of them often. Lengths lie between 1 KB and 100 KB, most of them short; the seed decides everything.
#
#   tests/bench/archive.pl BYTES [SEED]
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__) . "/..";
use Tables qw(table_rows);
use JSON::PP;

my ($bytes, $seed) = (@ARGV, 1);
die "archive.pl BYTES [SEED]\n" unless $bytes && $bytes =~ /^\d+$/;
my $top = dirname(__FILE__) . "/../..";

# A generator of its own: Perl's rand is not the same everywhere.
my $state = $seed * 2654435761 % 4294967296 || 1;
sub draw { # a number from 0 to below N
    $state ^= $state << 13 & 0xFFFFFFFF;
    $state ^= $state >> 17;
    $state ^= $state << 5 & 0xFFFFFFFF;
    return $state / 4294967296 * shift;
}
sub one_of { $_[0][int draw(scalar @{$_[0]})] }
# Reports name a few places often and most of them hardly ever.
sub often_of { $_[0][int @{$_[0]} * draw(1)**3] }

# ---- names: the settlements by governorate, and which words of the samples are one ----
my (%names, %kind_of, %governorates);
for my $place (table_rows("$top/gazetteer/places.tsv", ":encoding(UTF-8)")) {
    my $kind = $place->{kind} =~ /^(city|town)$/ ? "town" : $place->{kind} =~ /^(village|hamlet)$/ ? "village" : next;
    my ($governorate) = $place->{parent} =~ /^SY(\d\d)/ or next;
    push @{$names{$governorate}{$kind}}, $place->{name_ar};
    $kind_of{$place->{name_ar}} //= $kind;
    $governorates{$governorate} = 1;
}
my @governorates = sort grep { $names{$_}{town} && $names{$_}{village} } keys %governorates;
my $known = join "|", map { quotemeta } sort { length $b <=> length $a || $a cmp $b } grep { length > 3 } keys %kind_of;
$known = qr/(?<![\p{L}\p{M}])(?:$known)(?![\p{L}\p{M}])/;

# ---- the samples, as pieces of text and names ----
my (@titles, @paragraphs);
for my $file (sort glob "$top/tests/articles/*.txt") {
    open my $in, "<:encoding(UTF-8)", $file or die "$file: $!\n";
    my @lines = grep { /\S/ } <$in>;
    chomp @lines;
    pop @lines; # the mark of a sample
    for (@lines) {
        push @titles, [pieces($1)] if /^Title: (.*)/;
        push @paragraphs, [pieces($_)] unless /^[A-Z][a-z]+: /;
    }
}
sub pieces { # text and names by turns
    my ($text) = @_;
    return split /($known)/, $text;
}
sub written {
    my ($pieces, $home) = @_;
    my $text = "";
    for my $i (0 .. $#$pieces) {
        my $piece = $pieces->[$i];
        if ($i % 2 && draw(1) < 0.8) {
            my $where = draw(1) < 0.85 ? $home : one_of(\@governorates);
            $piece = often_of($names{$where}{$kind_of{$piece}});
        }
        $text .= $piece;
    }
    return $text;
}

# ---- articles ----
my $json = JSON::PP->new->utf8->canonical;
my ($written, $number) = (0, 0);
while ($written < $bytes) {
    my $home = one_of(\@governorates);
    my $length = 1000 * 100**(draw(1)**2.7); # bytes; 10 KB on average
    my $title = written(one_of(\@titles), $home);
    my @body;
    for (my $so_far = 0; $so_far < $length;) {
        my $paragraph = written(one_of(\@paragraphs), $home);
        utf8::encode(my $encoded = $paragraph);
        $so_far += length $encoded;
        push @body, $paragraph;
    }
    my $date = sprintf "%04d-%02d-%02d", 2013 + draw(10), 1 + draw(12), 1 + draw(28);
    my $line = $json->encode({id => sprintf("bench-%06d", ++$number), source => "sample", title => $title,
        published => $date, text => join("\n\n", @body)}) . "\n";
    print $line;
    $written += length $line;
}
