/* The small gazetteer of tests/cases/gazetteer/tables, compiled for a test. */
#pragma once

#include "gazetteer/gazetteer.h"

#define TABLES "tests/cases/gazetteer/tables"

static inline Gazetteer *open_tables(void) {
    g_autoptr(GError) error = NULL;
    Gazetteer *gazetteer = gazetteer_open_tables(TABLES, NULL, &error);
    g_assert_no_error(error);
    return gazetteer;
}

static inline const char *id_of(const Gazetteer *gazetteer, guint32 place) {
    return place == NO_PLACE ? "-"
                             : gazetteer_string(gazetteer, gazetteer_place(gazetteer, place)->id);
}
