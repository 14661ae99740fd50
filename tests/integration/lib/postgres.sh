# A PostgreSQL with PostGIS of the tests' own: in a folder that goes with it, on a socket in that folder and on no
# network, as a user without privileges. Source this, then call postgres_start. Sets PGHOST and PGUSER for psql.

postgres_folder=

postgres_programs() { # the newest installed
    ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

# The server refuses to run as root.
postgres_as_user() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups "$@"
    else
        "$@"
    fi
}

postgres_start() {
    local programs
    programs=$(postgres_programs)
    [ -n "$programs" ] || { echo "Bail out! there is no PostgreSQL"; exit 1; }
    postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/kharita-pg-XXXXXX")
    trap postgres_stop EXIT
    [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
    (
        cd "$postgres_folder" || exit
        postgres_as_user "$programs/initdb" -D data -U kharita -A trust -E UTF8 --locale=C --no-sync &&
            postgres_as_user "$programs/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w \
                -o "-c listen_addresses='' -k '$postgres_folder' -c fsync=off" start
    ) >"$postgres_folder.setup" 2>&1 || { sed 's/^/# /' "$postgres_folder.setup"; echo "Bail out! PostgreSQL does not start"; exit 1; }
    export PGHOST=$postgres_folder PGUSER=kharita
}

postgres_stop() {
    (cd "$postgres_folder" && postgres_as_user "$(postgres_programs)/pg_ctl" -D "$postgres_folder/data" -m immediate stop) >/dev/null 2>&1
    rm -rf "$postgres_folder" "$postgres_folder.setup"
}

# A new database, with PostGIS unless $2 is "bare".
postgres_database() {
    createdb "$1" && { [ "${2-}" = bare ] || psql -q -d "$1" -c 'CREATE EXTENSION postgis'; }
}

# What --to takes for a database.
postgres_target() { echo "PG:host=$PGHOST user=$PGUSER dbname=$1"; }

sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }

# All that a table says but the numbers of its rows, in the order of ids.
rows_of() { sql "$1" "SELECT to_jsonb(i) - 'fid' FROM incidents i ORDER BY id"; }
