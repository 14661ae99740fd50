/* The small gazetteer of tests/cases/gazetteer/tables, compiled for a test. */
#pragma once

#include <glib/gstdio.h>

#include "gazetteer/gazetteer.h"

#define TABLES "tests/cases/gazetteer/tables"

static inline Gazetteer *open_tables(void) {
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("gazetteer-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "gazetteer.bin", NULL);
    gazetteer_build(TABLES, path, &error);
    g_assert_no_error(error);
    Gazetteer *gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    g_unlink(path); /* the mapping outlives the name */
    g_rmdir(folder);
    return gazetteer;
}

static inline const char *id_of(const Gazetteer *gazetteer, guint32 place) {
    return place == NO_PLACE ? "-"
                             : gazetteer_string(gazetteer, gazetteer_place(gazetteer, place)->id);
}
