# Rows of the gazetteer's tables, for scripts.
package Tables;
use strict;
use warnings;
use Exporter "import";
our @EXPORT_OK = ("table_rows");

# The rows of a table as hashes by column, in its order; LAYER is how its bytes are read (":encoding(UTF-8)", or none).
sub table_rows {
    my ($path, $layer) = @_;
    open my $in, "<" . ($layer // ""), $path or die "$path: $!\n";
    my (@rows, @columns);
    while (<$in>) {
        next if /^#/;
        chomp;
        my @cells = split /\t/, $_, -1;
        if (!@columns) { @columns = @cells; next }
        my %row;
        @row{@columns} = @cells;
        push @rows, \%row;
    }
    return @rows;
}

1;
