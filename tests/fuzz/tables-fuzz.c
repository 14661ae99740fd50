/*
 * The tables of the gazetteer: the first byte says which file of a small gazetteer the rest
 * replaces. What compiles is opened, audited and asked.
 */
#include "fuzz.h"

#define TABLES "tests/cases/gazetteer/tables"

static const char *const FILES[] = {
    "places.tsv",    "names.tsv",     "areas.geojson",      "lines.geojson",        "relations.tsv",
    "regions.tsv",   "landmarks.tsv", "abroad.tsv",         "actors.tsv",           "cues.tsv",
    "heads.tsv",     "triggers.tsv",  "common-words.tsv",   "not-places.tsv",       "variants.tsv",
    "glosses.tsv",   "accepted.tsv",  "ordinary-words.tsv", "source-precision.tsv", "kinds.tsv",
    "desk/mine.tsv",
};

/* Links to the tables of the tests, in a folder of memory; made once. */
static const char *folder(void) {
    static char *path = NULL;
    if (path) return path;
    path = g_strdup("/dev/shm/kharita-fuzz-XXXXXX");
    g_assert_nonnull(g_mkdtemp(path));
    g_autofree char *desk = g_build_filename(path, "desk", NULL);
    g_assert_cmpint(g_mkdir(desk, 0700), ==, 0);
    return path;
}

static void restore(const char *name) {
    g_autofree char *from = g_build_filename(TABLES, name, NULL), *text = NULL;
    g_autofree char *to = g_build_filename(folder(), name, NULL);
    gsize len = 0;
    if (!g_file_get_contents(from, &text, &len, NULL))
        g_unlink(to);
    else
        g_assert_true(g_file_set_contents(to, text, (gssize)len, NULL));
}

static void ask(const Gazetteer *gazetteer) {
    Article article = {.id = (char *)"fuzz", .body = (char *)"قصف في مدينة دير الزور وريفها"};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_ALL);
    g_autoptr(GArray) found = gazetteer_find(gazetteer, "Deir", 5);
    g_assert_true(matches && findings && found);
}

static void build(const char *desk) {
    g_autoptr(GError) error = NULL;
    const char *const more[] = {desk, NULL};
    g_autoptr(Gazetteer) gazetteer = gazetteer_open_tables(folder(), desk ? more : NULL, &error);
    g_assert_true(!gazetteer == !!error);
    if (error) check_error(error);
    if (gazetteer) ask(gazetteer);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    static gboolean is_ready = FALSE;
    if (size == 0) return 0;
    for (guint i = 0; !is_ready && i < G_N_ELEMENTS(FILES); i++) restore(FILES[i]);
    is_ready = TRUE;
    const char *name = FILES[data[0] % G_N_ELEMENTS(FILES)];
    g_autofree char *path = g_build_filename(folder(), name, NULL);
    FILE *file = g_fopen(path, "wb");
    g_assert_nonnull(file);
    fwrite(data + 1, 1, size - 1, file);
    fclose(file);
    build(g_str_has_prefix(name, "desk/") ? path : NULL);
    restore(name);
    return 0;
}
