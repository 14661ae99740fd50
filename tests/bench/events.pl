#!/usr/bin/perl
# N incidents as CSV, for the bench: invented, at settlements of the gazetteer, a few of them often, over ten
# years. The seed decides everything.
#
#   tests/bench/events.pl N [SEED]
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__) . "/..";
use Tables qw(table_rows);
my ($n, $seed) = (@ARGV, 1);
die "events.pl N [SEED]\n" unless $n && $n =~ /^\d+$/;
my $state = $seed * 2654435761 % 4294967296 || 1;
sub draw {
    $state ^= $state << 13 & 0xFFFFFFFF;
    $state ^= $state >> 17;
    $state ^= $state << 5 & 0xFFFFFFFF;
    return $state / 4294967296 * shift;
}
my @places = grep { $_->{kind} =~ /^(city|town|village)$/ }
    table_rows(dirname(__FILE__) . "/../../gazetteer/places.tsv");
my @types = qw(attack airstrike clash ied shelling ambush);
print "id,date,lon,lat,type,place,killed\n";
for my $i (1 .. $n) {
    my $place = $places[int @places * draw(1)**2];
    printf "bench-%07d,%04d-%02d-%02d,%.5f,%.5f,%s,%s,%d\n", $i, 2013 + draw(10), 1 + draw(12), 1 + draw(28),
        $place->{lon}, $place->{lat}, $types[draw(scalar @types)], $place->{name_en}, draw(1)**4 * 12;
}
