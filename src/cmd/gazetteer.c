/* kharita gazetteer build|check|info: the place and word tables compiled, audited, described. */
#include "cmd/cmd.h"

/* The gazetteer that `check` and `info` look at: a folder, a compiled file, or the bundled one. */
static const Gazetteer *open_named(CommandLine *line, int *ret_status) {
    g_autoptr(GError) error = NULL;
    const char *named = line->files[1];
    if (!line->gazetteer && named)
        line->gazetteer = g_file_test(named, G_FILE_TEST_IS_DIR)
                              ? gazetteer_open_tables(named, NULL, &error)
                              : gazetteer_open(named, &error);
    const Gazetteer *gazetteer = error ? NULL : command_line_gazetteer(line);
    if (!gazetteer) *ret_status = error ? command_fail(line, error) : EXIT_FAILED;
    return gazetteer;
}

static int build(CommandLine *line, const char *const *more_places) {
    const char *folder = line->files[1] ? line->files[1] : "gazetteer";
    const char *output = line->outputs ? command_line_output(line) : "out/gazetteer.bin";
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    if (!gazetteer_build_with(folder, more_places, output, &error))
        return command_fail(line, error);
    g_autoptr(Gazetteer) built = g_str_equal(output, "-") ? NULL : gazetteer_open(output, &error);
    if (error) return command_fail(line, error);
    if (built)
        command_say(line, "%u places, %u names, %u lines", gazetteer_n_places(built),
                    gazetteer_n_rows(built, TABLE_NAME), gazetteer_n_lines(built));
    return EXIT_WELL;
}

/* ---- check ----------------------------------------------------------------------------------- */

static int check(CommandLine *line) {
    int status = EXIT_WELL;
    const Gazetteer *gazetteer = open_named(line, &status);
    const char *output = command_line_output(line);
    if (!gazetteer) return status;
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(line, error);
    guint n_soft = 0, n_hard = gazetteer_check(gazetteer, out_file_stream(file), &n_soft);
    if (!out_file_commit(file, &error)) return command_fail(line, error);
    command_say(line, "%u hard findings, %u soft", n_hard, n_soft);
    return n_hard ? EXIT_FAILED : EXIT_WELL;
}

/* ---- info ------------------------------------------------------------------------------------ */

/* Counts of places: a row a kind, a column a governorate, then those elsewhere and the sum. */
typedef struct {
    const Gazetteer *g;
    GArray *governorates; /* guint32: places */
    guint *counts;        /* by kind and column */
    guint n_columns;
} Census;

static guint column_of(const Census *self, const Place *place) {
    for (guint i = 0; i < self->governorates->len; i++)
        if (g_array_index(self->governorates, guint32, i) == place->admin1) return i;
    return self->governorates->len;
}

static void take_census(Census *self) {
    for (guint32 i = 0; i < gazetteer_n_places(self->g); i++)
        if (gazetteer_place(self->g, i)->kind == PLACE_GOVERNORATE &&
            !gazetteer_place(self->g, i)->is_abroad)
            g_array_append_val(self->governorates, i);
    self->n_columns = self->governorates->len + 2;
    self->counts = g_new0(guint, N_PLACE_KINDS * self->n_columns);
    for (guint32 i = 0; i < gazetteer_n_places(self->g); i++) {
        const Place *place = gazetteer_place(self->g, i);
        guint *row = self->counts + place->kind * self->n_columns;
        row[column_of(self, place)]++;
        row[self->n_columns - 1]++;
    }
}

static void print_census(const Census *self, FILE *out) {
    fputs("kind", out);
    for (guint i = 0; i < self->governorates->len; i++) {
        guint32 unit = g_array_index(self->governorates, guint32, i);
        fprintf(out, "\t%s", gazetteer_string(self->g, gazetteer_place(self->g, unit)->name_en));
    }
    fputs("\telsewhere\tall\n", out);
    for (guint kind = 0; kind < N_PLACE_KINDS; kind++) {
        const guint *row = self->counts + kind * self->n_columns;
        if (row[self->n_columns - 1] == 0) continue;
        fputs(place_kind_name((PlaceKind)kind), out);
        for (guint i = 0; i < self->n_columns; i++) fprintf(out, "\t%u", row[i]);
        fputc('\n', out);
    }
}

static int info(CommandLine *line) {
    int status = EXIT_WELL;
    const Gazetteer *gazetteer = open_named(line, &status);
    const char *output = command_line_output(line);
    if (!gazetteer) return status;
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(line, error);
    Census census = {.g = gazetteer, .governorates = g_array_new(FALSE, FALSE, sizeof(guint32))};
    take_census(&census);
    print_census(&census, out_file_stream(file));
    g_array_unref(census.governorates);
    g_free(census.counts);
    if (!out_file_commit(file, &error)) return command_fail(line, error);
    command_say(line, "%u places, %u names, %u lines", gazetteer_n_places(gazetteer),
                gazetteer_n_rows(gazetteer, TABLE_NAME), gazetteer_n_lines(gazetteer));
    return EXIT_WELL;
}

int cmd_gazetteer(int argc, char **argv) {
    g_auto(GStrv) more_places = NULL;
    g_auto(CommandLine) line = {0};
    const GOptionEntry own[] = {{"add-places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &more_places,
                                 "build: a desk's own places, which take precedence", "FILE.tsv"},
                                G_OPTION_ENTRY_NULL};
    int status = command_line_parse(
        &line, "gazetteer", "build|check|info [FOLDER]",
        "build compiles the tables of FOLDER into -o FILE; check audits a folder or a compiled "
        "file; info counts its places by kind and governorate.",
        own, argc, argv);
    if (status >= 0) return status;
    const char *verb = line.files ? line.files[0] : "";
    if (line.files && g_strv_length(line.files) > 2)
        return command_usage(&line, "'%s' is one argument too many", line.files[2]);
    if (g_str_equal(verb, "build")) return build(&line, (const char *const *)more_places);
    if (g_str_equal(verb, "check")) return check(&line);
    if (g_str_equal(verb, "info")) return info(&line);
    return command_usage(&line, "say 'gazetteer build', 'check' or 'info'");
}
