/* The small gazetteer of tests/cases/gazetteer/tables, compiled for a test. */
#pragma once

#include <glib/gstdio.h>

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

/* Unlike g_file_set_contents it does not sync, which would take most of a test's time. */
static inline void write_file(const char *path, const char *text, gsize len) {
    FILE *file = g_fopen(path, "wb");
    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(text, 1, len, file), ==, len);
    fclose(file);
}

static inline void remove_folder(const char *folder) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
}

/* A copy of the small tables, to be spoilt. The caller removes and frees it. */
static inline char *copy_tables(void) {
    char *folder = g_dir_make_tmp("tables-XXXXXX", NULL);
    g_autoptr(GDir) dir = g_dir_open(TABLES, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *from = g_build_filename(TABLES, name, NULL), *text = NULL;
        g_autofree char *to = g_build_filename(folder, name, NULL);
        gsize len = 0;
        g_assert_true(g_file_get_contents(from, &text, &len, NULL));
        write_file(to, text, len);
    }
    return folder;
}

/* Adds a record, its cells split by ¦, to a table of such a copy. */
static inline void append_record(const char *folder, const char *file, const char *record) {
    g_auto(GStrv) cells = g_strsplit(record, "¦", -1);
    g_autofree char *line = g_strjoinv("\t", cells);
    g_autofree char *path = g_build_filename(folder, file, NULL), *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autofree char *more = g_strconcat(text, line, "\n", NULL);
    write_file(path, more, strlen(more));
}
