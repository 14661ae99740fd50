#!/usr/bin/perl
# A command line maps to its exact output. Reads tests/cli/*.case, prints TAP.
#
#   ## what holds             a case: run in a new folder of its own
#   ! printf x > a.txt        makes ready
#   $ kharita places a.txt    the command
#   > a line of the output    2> a line of the talk    = exit status (0 when left out)
#   > …                       anything may follow; a … inside a line stands for any signs
#   ? test -w /proc/x         only where this shell command succeeds; SANITIZED is set where sanitizers are built in
use strict;
use warnings;
use Cwd qw(abs_path getcwd);
use File::Basename;
use File::Temp qw(tempdir);

my $top = abs_path(dirname(__FILE__) . "/..");
my $out = $ENV{OUT} // "out";
$out = "$top/$out" unless $out =~ m{^/};
$ENV{PATH} = "$out:$top/tests/cli/bad:$ENV{PATH}";
$ENV{SAMPLES} = "$top/tests/articles";
$ENV{TOP} = $top;
$ENV{OUT} = $out;
$ENV{XDG_CONFIG_HOME} = $ENV{XDG_CONFIG_DIRS} = "/no/such"; # no kharita.conf of this machine
delete $ENV{SANITIZED};
$ENV{SANITIZED} = "yes" if system("grep -q __asan_init '$out/kharita'") == 0;

# No input may make a command hang.
my $seconds = $ENV{SANITIZED} ? 300 : 60;

sub slurp { my ($path) = @_; local $/; open my $f, "<", $path or return ""; my $text = <$f>; return $text // ""; }

sub matches {
    my ($found, $expected) = @_;
    my @found = split /\n/, $found;
    for my $line (@$expected) {
        return 1 if $line eq "…";
        return 0 unless @found;
        my $pattern = join ".*", map { quotemeta } split /…/, $line, -1;
        return 0 unless shift(@found) =~ /^$pattern$/;
    }
    return !@found;
}

sub run_case {
    my ($case) = @_;
    my $folder = tempdir(CLEANUP => 1);
    my $back = getcwd();
    chdir $folder;
    mkdir "in"; chdir "in";
    for my $line (@{$case->{setup}}) { system("sh", "-c", $line) == 0 or warn "setup failed: $line" }
    my $code = system("timeout", "-k", "5", $seconds, "sh", "-c", "{ $case->{command}; } >../out 2>../err </dev/null") >> 8;
    chmod 0700, glob("*");
    my ($stdout, $stderr) = (slurp("$folder/out"), slurp("$folder/err"));
    chdir $back;
    return ($code, $stdout, $stderr);
}

sub read_cases {
    my ($path) = @_;
    my @cases;
    open my $f, "<", $path or die "$path: $!";
    while (my $line = <$f>) {
        chomp $line;
        if ($line =~ /^## (.*)/) { push @cases, {name => $1, setup => [], out => [], err => [], code => 0} }
        elsif ($line =~ /^! (.*)/) { push @{$cases[-1]{setup}}, $1 }
        elsif ($line =~ /^\? (.*)/) { $cases[-1]{condition} = $1 }
        elsif ($line =~ /^\$ (.*)/) { $cases[-1]{command} = $1 }
        elsif ($line =~ /^> ?(.*)/) { push @{$cases[-1]{out}}, $1 }
        elsif ($line =~ /^2> ?(.*)/) { push @{$cases[-1]{err}}, $1 }
        elsif ($line =~ /^= (\d+)/) { $cases[-1]{code} = $1 }
        elsif ($line !~ /^(#|$)/) { die "$path, line $.: cannot read '$line'" }
    }
    return @cases;
}

# The examples of the README: blocks that begin with ```console; a line that begins with "$ " is a command, what
# follows is what it prints on both channels. They run from the checkout's top, and write only to out/.
sub read_readme {
    my ($path) = @_;
    my (@cases, $inside);
    open my $f, "<", $path or return ();
    while (my $line = <$f>) {
        chomp $line;
        if ($line =~ /^```/) { $inside = $line eq "```console"; next }
        next unless $inside;
        if ($line =~ /^\$ (.*)/) {
            my $name = $1;
            my $command = $name =~ s{\bout/kharita\b}{$out/kharita}r;
            push @cases, {name => $name, setup => ["mkdir -p '$top/out'"], out => [], err => [],
                          command => "(cd '$top' && $command) 2>&1", code => "any"};
        }
        elsif (@cases) { push @{$cases[-1]{out}}, $line }
    }
    return @cases;
}

my @files = (sort(glob("$top/tests/cli/*.case")), sort(glob("$top/tests/cli/*/*.case")));
my @all = map { my $file = $_; map { {%$_, file => basename($file)} } read_cases($file) } @files;
push @all, map { {%$_, file => "README.md"} } read_readme("$top/README.md");
print "1.." . @all . "\n";

# The lines of TAP for one case.
sub report {
    my ($case, $n) = @_;
    my $name = "$n - $case->{file}: $case->{name}";
    return "ok $name # SKIP $case->{condition}\n"
        if $case->{condition} && system("sh", "-c", "{ $case->{condition}; } >/dev/null 2>&1") != 0;
    my ($code, $stdout, $stderr) = run_case($case);
    return "ok $name\n" if ($case->{code} eq "any" || $code == $case->{code}) && matches($stdout, $case->{out}) && matches($stderr, $case->{err});
    return join "", "not ok $name\n# \$ $case->{command}\n# exit $code, expected $case->{code}\n",
        map({ "# > $_\n" } split /\n/, $stdout), map({ "# 2> $_\n" } split /\n/, $stderr);
}

# As many workers as processors; those of the README go one after another, since they write to one folder.
my $workers = `nproc` =~ /^(\d+)/ ? $1 : 1;
my $reports = tempdir(CLEANUP => 1);
my @children;
for my $worker (0 .. $workers - 1) {
    my $child = fork // die "fork: $!";
    if ($child) { push @children, $child; next }
    for my $i (0 .. $#all) {
        next if ($all[$i]{file} eq "README.md" ? 0 : $i % $workers) != $worker;
        open my $f, ">", "$reports/$i" or die "$reports/$i: $!";
        print $f report($all[$i], $i + 1);
    }
    exit 0;
}
waitpid $_, 0 for @children;
my $failed = 0;
for my $i (0 .. $#all) {
    my $report = slurp("$reports/$i") || "not ok " . ($i + 1) . " - $all[$i]{file}: its worker died\n";
    $failed ||= $report =~ /^not ok/;
    print $report;
}
exit($failed ? 1 : 0);
