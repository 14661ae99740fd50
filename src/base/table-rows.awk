# Turns a table of the gazetteer into rows of a C array, one an enumerator: [PREFIX_KEY] = {"cell", "cell"}.
# -v prefix=PREFIX -v key=COLUMN -v cells="COLUMN COLUMN" [-v only=COLUMN=VALUE]: which rows and columns. A row that is not whole
# ends the build, with its line.
BEGIN {
    FS = "\t"
    n_cells = split(cells, wanted, " ")
    split(only, choice, "=")
}

function fail(message) {
    printf "%s, line %d: %s\n", FILENAME, FNR, message > "/dev/stderr"
    failed = 1
    exit 1
}

function cell(name) {
    if (!(name in column)) fail("no column '" name "'")
    return $column[name]
}

/^#/ || /^$/ { next }
!n_columns {
    n_columns = NF
    for (i = 1; i <= NF; i++) column[$i] = i
    next
}
NF != n_columns { fail("expected " n_columns " columns, found " NF) }
only && cell(choice[1]) != choice[2] { next }
{
    name = cell(key)
    if (name !~ /^[a-z_]+$/) fail("'" name "' is no " key)
    if (name in seen) fail("'" name "' stands here twice")
    seen[name] = 1
    row = ""
    for (i = 1; i <= n_cells; i++) {
        text = cell(wanted[i])
        if (text == "") fail("no " wanted[i])
        if (text ~ /["\\]/) fail(wanted[i] " has a quote or a backslash")
        row = row (i > 1 ? ", " : "") "\"" text "\""
    }
    printf "[%s_%s] = {%s},\n", prefix, toupper(name), row
}
