/*
 * Rules of the language: the sentences of tests/cases/incident/ go through all stages, and the
 * violent incidents that come out are compared with the lines below them. The form of a file:
 *
 *   # date: 2022-01-20                     publication date of the next case, if any
 *   the text, one or more lines
 *   type | place id or words | actor | target | killed | injured | modality | date
 *
 * "-" is none; as a date it is not compared. A date may say its precision and basis behind it:
 * 2022-01-18/2022-01-20 range relative. Sums (aggregates) are no incidents here.
 */
#include "pipeline.h"

static Gazetteer *gazetteer;

static char *number(int min, int max) {
    if (min == HARM_NOT_SAID)
        return max == HARM_NOT_SAID ? g_strdup("-") : g_strdup_printf("≤%d", max);
    if (max == HARM_NOT_SAID) return g_strdup_printf("%d+", min);
    return min == max ? g_strdup_printf("%d", min) : g_strdup_printf("%d-%d", min, max);
}

static char *dates(const Incident *incident) {
    const char *start = incident->date_start ? incident->date_start : "-";
    const char *end = incident->date_end ? incident->date_end : "-";
    g_autofree char *days =
        strcmp(start, end) ? g_strdup_printf("%s/%s", start, end) : g_strdup(start);
    return g_strconcat(days, " ", date_precision_name(incident->date_precision), " ",
                       date_basis_name(incident->date_basis), NULL);
}

/* Only what is expected of a date is compared: the days alone, or how they are known too. */
static bool is_date(const char *found, const char *want) {
    gsize len = strlen(want);
    return !strcmp(want, "-") ||
           (g_str_has_prefix(found, want) && (!found[len] || found[len] == ' '));
}

static char *written(const Incident *incident) {
    g_autofree char *killed = number(incident->killed_min, incident->killed_max);
    g_autofree char *injured = number(incident->injured_min, incident->injured_max);
    g_autofree char *date = dates(incident);
    return g_strdup_printf(
        "%s | %s | %s | %s | %s | %s | %s | %s", incident_type_name(incident->type),
        incident->surface ? incident->surface : "-", incident->actor ? incident->actor : "-",
        incident->target ? incident->target : "-", killed, injured,
        modality_name(incident->modality), date);
}

static bool agrees(const Incident *incident, const char *expected) {
    g_autofree char *found = written(incident);
    g_auto(GStrv) want = g_strsplit(expected, " | ", -1), have = g_strsplit(found, " | ", -1);
    if (g_strv_length(want) != 8) return false;
    for (guint i = 0; i < 8; i++) {
        bool is_place =
            i == 1 && (strstr(have[1], want[1]) || !g_strcmp0(incident->place, want[1]));
        bool is_right = i == 7 ? is_date(have[i], want[i]) : !strcmp(want[i], have[i]);
        if (!is_place && !is_right) return false;
    }
    return true;
}

/* Compares one text's incidents with the lines expected; says both where they differ. */
static void check(const char *where, const char *text, const char *date,
                  const GPtrArray *expected) {
    Article *article = g_new0(Article, 1);
    article->id = g_strdup("case");
    article->body = g_strdup(text);
    article->published = g_strdup(date);
    g_autoptr(Reading) reading = reading_new(article, gazetteer);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (guint i = 0; i < reading->incidents->len; i++) {
        Incident *incident = reading->incidents->pdata[i];
        if (incident_type_is_violent(incident->type) && !incident->aggregate)
            g_ptr_array_add(found, incident);
    }
    bool is_right = found->len == expected->len;
    for (guint i = 0; is_right && i < found->len; i++)
        is_right = agrees(found->pdata[i], expected->pdata[i]);
    if (is_right) return;
    printf("# %s: %s\n", where, text);
    for (guint i = 0; i < expected->len; i++)
        printf("#   expected %s\n", (char *)expected->pdata[i]);
    for (guint i = 0; i < found->len; i++) {
        g_autofree char *line = written(found->pdata[i]);
        printf("#   found    %s\n", line);
    }
    g_test_fail();
}

static void run_block(const char *name, guint line, char **lines) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) expected = g_ptr_array_new();
    g_autofree char *where = g_strdup_printf("%s, line %u", name, line);
    const char *date = NULL;
    for (; *lines; lines++) {
        if (g_str_has_prefix(*lines, "# date: "))
            date = *lines + strlen("# date: ");
        else if (strstr(*lines, " | ") && **lines != '#')
            g_ptr_array_add(expected, *lines);
        else if (**lines && **lines != '#')
            g_string_append_printf(text, "%s%s", text->len ? "\n" : "", *lines);
    }
    if (text->len) check(where, text->str, date, expected);
}

static void test_file(gconstpointer name) {
    g_autofree char *path = g_build_filename("tests/cases/incident", name, NULL);
    g_autofree char *all = NULL;
    g_assert_true(g_file_get_contents(path, &all, NULL, NULL));
    g_auto(GStrv) blocks = g_strsplit(all, "\n\n", -1);
    guint line = 1;
    for (char **block = blocks; *block; block++) {
        g_auto(GStrv) lines = g_strsplit(*block, "\n", -1);
        run_block(name, line, lines);
        line += g_strv_length(lines) + 1;
    }
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the case files, in order. */
static GPtrArray *case_files(void) {
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) folder = g_dir_open("tests/cases/incident", 0, NULL);
    g_assert_nonnull(folder);
    for (const char *name; (name = g_dir_read_name(folder));)
        if (g_str_has_suffix(name, ".txt")) g_ptr_array_add(files, g_strdup(name));
    g_ptr_array_sort(files, by_name);
    return files;
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    const char *out = g_getenv("OUT");
    g_autofree char *path = g_build_filename(out ? out : "out", "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) files = case_files();
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *test = g_strdup_printf("/incident/cases/%s", (char *)files->pdata[i]);
        g_test_add_data_func(test, files->pdata[i], test_file);
    }
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
