# Turns gazetteer/incident-types.tsv into the rows of the table in types.c. A row that is not whole ends the build, with its line.
BEGIN { FS = "\t"; columns = "type class acled_event acled_sub_event ar en comment" }

function fail(message) {
    printf "%s, line %d: %s\n", FILENAME, FNR, message > "/dev/stderr"
    failed = 1
    exit 1
}

/^#/ || /^$/ { next }
!has_head {
    head = $0
    gsub(/\t/, " ", head)
    if (head != columns) fail("expected the columns '" columns "'")
    has_head = 1
    next
}
{
    if (NF != 7) fail("expected 7 columns, found " NF)
    if ($1 !~ /^[a-z_]+$/) fail("'" $1 "' is no type")
    if ($1 in seen) fail("'" $1 "' stands here twice")
    if ($2 != "violent" && $2 != "strategic") fail("'" $2 "' is no class: violent or strategic")
    for (i = 3; i <= 6; i++) {
        if ($i == "") fail("column " i " is empty")
        if ($i ~ /["\\]/) fail("column " i " has a quote or a backslash")
    }
    seen[$1] = 1
    printf "[INCIDENT_%s] = {\"%s\", \"%s\", \"%s\", \"%s\", \"%s\", %s},\n", toupper($1), $1, $3, $4, $5, $6,
        ($2 == "violent" ? "true" : "false")
}
