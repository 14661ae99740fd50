#!/usr/bin/perl
# How many words of incidents the tables know: forms of triggers in their inflections, actors and units with names in both
# languages, those whose names change their bearer with the day, weapons.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Tables qw(table_rows);

chdir "$FindBin::Bin/.." or die "no checkout";

sub forms_of {
    my ($table) = @_;
    my %forms = map { $_ => 1 } map { split /\|/, $_->{form} // $_->{forms} } table_rows("gazetteer/$table.tsv");
    return scalar keys %forms;
}

my @actors  = table_rows('gazetteer/actors.tsv');
my %named   = map { $_->{id} => 1 } grep { $_->{name_ar} && $_->{name_en} } @actors;
my %bearer  = map { $_->{id} => 1 } grep { $_->{from} || $_->{until} } @actors;
my @asked   = (
    [ forms_of('triggers'),      250, 'forms of triggers' ],
    [ scalar keys %named,        120, 'actors and units with a name in Arabic and in English' ],
    [ scalar keys %bearer,       5,   'actors whose names mean them from or until a day' ],
    [ scalar( table_rows('gazetteer/weapons.tsv') ), 40, 'rows of weapons' ],
    [ forms_of('weapons'),       40,  'forms of weapons' ],
);
print '1..', scalar @asked, "\n";
my $failed = 0;
for my $i ( 0 .. $#asked ) {
    my ( $n, $least, $what ) = @{ $asked[$i] };
    $failed++ if $n < $least;
    printf "%s %d - %d %s, at least %d\n", ( $n >= $least ? 'ok' : 'not ok' ), $i + 1, $n, $what, $least;
}
exit( $failed ? 1 : 0 );
