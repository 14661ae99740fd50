#!/usr/bin/perl
# A man page as scdoc takes it: docs/man/NAME.SECTION.scd with what the program and its data say of themselves filled in.
#
#   make.pl PROGRAM VERSION PAGE.scd
#
#   @commands              the list of commands, from `kharita --help`
#   @options COMMAND       its options, from `kharita COMMAND --help`
#   @common                exit status, environment, files: the same for every command
#   @style FILE.style      layers and keys of a style with their values, from the file and its comments
#   @table FILE.tsv        columns of a table, from its head
#   @seealso               the other pages
use strict;
use warnings;
use utf8;
use File::Basename;
binmode $_, ":utf8" for *STDOUT, *STDERR;

my ($program, $version, $page) = @ARGV;
delete @ENV{qw(LANGUAGE LC_MESSAGES LANG)};
$ENV{LC_ALL} = "C.UTF-8";

sub lines_of {
    my ($path) = @_;
    open my $f, "<:utf8", $path or die "$path: $!";
    return map { chomp; $_ } <$f>;
}

sub said_by {
    my (@words) = @_;
    open my $f, "-|:utf8", $program, @words or die "$program: $!";
    my @lines = map { chomp; $_ } <$f>;
    close $f or die "$program @words: failed\n";
    return @lines;
}

# What scdoc would take for a mark of its own.
sub plain { my ($text) = @_; $text =~ s/([\\*_#])/\\$1/g; $text =~ s/^([-.!|\[\]])/\\$1/; return $text }

sub commands {
    for (said_by("--help")) { print "*kharita-$1*(1)\n\t" . plain($2) . "\n\n" if /^  ([a-z]+) +(\S.*)/ && $1 ne "kharita" }
}

# "  -o, --output=FILE       write here" and the lines that go on below.
sub options {
    my ($command) = @_;
    my ($head, $text, $has_options);
    my $end = sub { print "$head\n\t" . plain($text) . "\n\n" if $head; undef $head };
    for (said_by($command, "--help")) {
        if (/^  (?:-(\w), |    )--([a-z-]+)(?:=(\S+))?(?:\s+(\S.*))?$/) {
            my ($short, $long, $value, $rest) = ($1, $2, $3, $4);
            $end->();
            $head = ($short ? "*-$short*, " : "") . "*--$long*" . ($value ? "=_" . ($value =~ s/_/\\_/gr) . "_" : "");
            $text = $rest // "";
            $has_options = 1;
        }
        elsif ($head && /^ {20,}(\S.*)/) { $text .= ($text ne "" ? " " : "") . $1 }
        elsif (/^(\S.*):$/ && !/^usage/) { $end->(); print "## " . uc($1) . "\n\n" }
    }
    $end->();
    die "no options of $command\n" unless $has_options;
}

sub common {
    print <<"END";
# EXIT STATUS

*0* all well; *1* something failed (a file that cannot be written, data that are missing); *2* some input was bad, and was
said, counted and skipped; *64* wrong usage.

# LIMITS

What comes from anywhere is taken within limits, each with an option, so that no input can stop a run: *--max-article* (MiB of an article,
unpacked), *--max-depth* (nesting), *--max-mentions* (places that one article may name), *--max-pixels* (of a picture), *--max-memory* (of all).
*kharita*(1) says more.

# ENVIRONMENT

*KHARITA_DATA*
	A folder in which the program's own data are looked for first.

*NO_COLOR*
	When it is not empty, nothing is coloured.

*LC_ALL*, *LC_MESSAGES*, *LANG*, *LANGUAGE*
	The language of messages: English, or Arabic. No file that is written depends on them.

# FILES

_kharita.conf_
	What a desk has settled: *kharita.conf*(5).

END
}

sub style {
    my ($path) = @_;
    my @comment;
    for (lines_of($path)) {
        if (/^\s*#\s*(.*)/) { push @comment, $1 }
        elsif (/^([\w-]+) \{/) { print "## $1\n\n" . (@comment ? plain(join " ", @comment) . "\n\n" : ""); @comment = () }
        elsif (/^\s+([\w-]+)\s*=\s*(.*)/) { print "*$1* = " . plain($2) . "\n\n" }
        elsif (/^\s*$/) { @comment = () }
    }
}

sub table {
    my ($path) = @_;
    my (@head, @columns, $columns);
    for (lines_of($path)) {
        if (!/^#/) { $columns = $_; last }
        s/^#\s?//;
        if (/^([a-z_]+(?: [a-z_]+)*): (.*)/) { push @columns, [$1, $2] }
        elsif (!@columns) { push @head, $_ }
    }
    print "## " . basename($path) . "\n\n" . plain(join " ", @head) . "\n\n";
    my %real = map { $_ => 1 } split /\t/, $columns // "";
    for (@columns) { print "*$_->[0]*\n\t" . plain($_->[1]) . "\n\n" if grep { $real{$_} } split / /, $_->[0] }
}

sub see_also {
    my ($self) = $page =~ m{([^/]+)\.scd$};
    my @others = map { m{([^/]+)\.(\d)\.scd$} ? "*$1*($2)" : () } grep { !m{/\Q$self\E\.scd$} } sort glob(dirname($page) . "/*.scd");
    print join(", ", @others) . "\n";
}

for (lines_of($page)) {
    s/\@VERSION\@/$version/g;
    if (/^\@commands$/) { commands() }
    elsif (/^\@options (\w+)$/) { options($1) }
    elsif (/^\@common$/) { common() }
    elsif (/^\@style (\S+)$/) { style($1) }
    elsif (/^\@table (\S+)$/) { table($1) }
    elsif (/^\@seealso$/) { see_also() }
    else { print "$_\n" }
}
