#!/usr/bin/perl
# Is an incident as often right as its confidence says? Measured on the own development excerpts of tests/gold, whose incidents
# are meant to be complete: by bins of confidence, as a table for the reader, and of those at 0.8 or more, as a test. An incident
# is right where the gold has one of its class of types at a place whose name shares a word with it.
use strict;
use warnings;
use utf8;
use FindBin;
use JSON::PP;
use File::Temp;

binmode STDOUT, ':encoding(UTF-8)';
chdir "$FindBin::Bin/.." or die "no checkout";
my $program = ( $ENV{OUT} || 'out' ) . '/kharita';
my @files   = glob 'tests/gold/{excerpts-seen,a-excerpts-dev,a-excerpts-later,c-excerpts-dev}.jsonl';

# Which classes a type of the gold may be told as; of its other types nothing is asked.
my %class_of = (
    ( map { $_ => 'ground' } qw(attack clash ambush) ),
    ( map { $_ => 'air' } qw(airstrike drone) ),
    ( map { $_ => 'shelling' } qw(shelling chemical) ),
    ( map { $_ => 'blast' } qw(ied suicide grenade) ),
    ( map { $_ => 'person' } qw(assassination abduction body_found) ),
);
my %may = (
    ( map { $_ => 'ground person' } qw(attack shooting assassination killing) ),
    ( map { $_ => 'ground' } qw(armed_attack clashes ambush) ),
    ( map { $_ => 'air' } qw(airstrike drone_strike) ),
    ( map { $_ => 'blast' } qw(landmine uxo ied suicide_bombing) ),
    ambush_vbied => 'ground blast',
    execution    => 'person',
);

my $json = JSON::PP->new->utf8;
my @rows;
for my $file (@files) {
    open my $in, '<', $file or die "$file: $!";
    push @rows, map { $json->decode($_) } <$in>;
}

# The words of a place's name that tell it from others, in one spelling.
sub name_words {
    my %common = map { $_ => 1 } qw(مدينه بلده قريه ريف باديه محيط اطراف طريق دير الزور زور ديرالزور);
    my %words;
    for my $word ( split /[^\p{L}]+/, shift // '' ) {
        $word =~ tr/أإآىة/ااايه/;
        $word =~ s/^ال(?=..)//;
        $words{$word} = 1 if length $word > 2 && !$common{$word};
    }
    return \%words;
}

sub shares_word {
    my ( $one, $other ) = @_;
    return grep { $other->{$_} } keys %$one;
}

my $articles = File::Temp->new( SUFFIX => '.jsonl' );
print $articles $json->encode( { id => "t$_", text => $rows[$_]{text}, date => $rows[$_]{date} } ), "\n" for 0 .. $#rows;
close $articles;

my ( %taken, @bins );
open my $found, '-|', $program, 'extract', '--quiet', '--format', 'jsonl', "$articles" or die "cannot run $program";
while (<$found>) {
    my $incident = $json->decode($_);
    my $class    = $class_of{ $incident->{type} } or next;
    next if $incident->{aggregate} || $incident->{modality} =~ /^(denied|planned|background|alleged)$/;
    my ($i) = $incident->{article} =~ /t(\d+)$/ or next;
    my $have = name_words( join ' ', map { $incident->{$_} // '' } qw(place_ar surface) );
    my $right = 0;
    for my $k ( 0 .. $#{ $rows[$i]{incidents} } ) {
        my $gold = $rows[$i]{incidents}[$k];
        next if $taken{"$i $k"} || !grep { $_ eq $class } split / /, $may{ $gold->{type} } // '';
        my $want = name_words( $gold->{place} );
        next if %$want && !shares_word( $want, $have );
        $right = $taken{"$i $k"} = 1;
        last;
    }
    my $bin = $bins[ int( 10 * $incident->{confidence} ) ] ||= { n => 0, right => 0, said => 0 };
    $bin->{n}++;
    $bin->{right} += $right;
    $bin->{said}  += $incident->{confidence};
}
close $found;

print "1..2\n# confidence  incidents  right  said on average\n";
my ( $n, $right, $all ) = ( 0, 0, 0 );
for my $b ( grep { $bins[$_] } 0 .. $#bins ) {
    my $bin = $bins[$b];
    printf "# %.1f %17d %8.2f %8.2f\n", $b / 10, $bin->{n}, $bin->{right} / $bin->{n}, $bin->{said} / $bin->{n};
    $all += $bin->{n};
    next if $b < 8;
    $n     += $bin->{n};
    $right += $bin->{right};
}
printf "%s 1 - of %d incidents at 0.8 or more %.2f are right\n", ( $n && $right >= 0.8 * $n ? 'ok' : 'not ok' ), $n, $n ? $right / $n : 0;
printf "%s 2 - %d of %d incidents are that sure\n", ( $n >= 0.3 * $all ? 'ok' : 'not ok' ), $n, $all;
exit( $n && $right >= 0.8 * $n && $n >= 0.3 * $all ? 0 : 1 );
