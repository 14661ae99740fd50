/* kharita gazetteer build|check|info: the place and word tables compiled, audited, described. */
#include <jansson.h>
#include <math.h>

#include "base/autoptr.h"
#include "cmd/cmd.h"

/* The gazetteer that `check` and `info` look at: a folder (the bundled one where places are added),
 * a compiled file, or the bundled one. */
static const Gazetteer *open_named(CommandLine *line, int *ret_status) {
    g_autoptr(GError) error = NULL;
    const char *named = line->files[1];
    const DeskTables desk = command_line_desk(line);
    bool more = desk.places || desk.actors;
    if (!line->gazetteer && (named || more))
        line->gazetteer = more || g_file_test(named, G_FILE_TEST_IS_DIR)
                              ? gazetteer_open_desk(named, &desk, &error)
                              : gazetteer_open(named, &error);
    const Gazetteer *gazetteer = error ? NULL : command_line_gazetteer(line);
    if (!gazetteer) *ret_status = error ? command_fail(line, error) : EXIT_FAILED;
    return gazetteer;
}

static int build(CommandLine *line) {
    const char *folder = line->files[1] ? line->files[1] : "gazetteer";
    const char *output = line->outputs ? command_line_output(line) : "out/gazetteer.bin";
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    const DeskTables desk = command_line_desk(line);
    if (!gazetteer_build_with(folder, &desk, output, &error)) return command_fail(line, error);
    g_autoptr(Gazetteer) built = g_str_equal(output, "-") ? NULL : gazetteer_open(output, &error);
    if (error) return command_fail(line, error);
    if (built)
        command_say(line, "%u places, %u names, %u lines", gazetteer_n_places(built),
                    gazetteer_n_rows(built, TABLE_NAME), gazetteer_n_lines(built));
    return EXIT_WELL;
}

/* ---- output ---------------------------------------------------------------------------------- */

/* Opens the one output, has it written whole, and says what went wrong. Returns the exit status. */
static int write_whole(CommandLine *line, void (*write)(const void *data, FILE *out),
                       const void *data) {
    const char *output = command_line_output(line);
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(line, error);
    write(data, out_file_stream(file));
    return out_file_commit(file, &error) ? EXIT_WELL : command_fail(line, error);
}

/* ---- check ----------------------------------------------------------------------------------- */

/* The findings and how they are shown. */
typedef struct {
    const Gazetteer *g;
    GPtrArray *findings; /* Finding */
    const char *format;  /* text, tsv or json */
    gboolean with_accepted;
} Report;

static const char *weight_of(const Finding *finding) {
    return finding->is_hard ? "hard" : finding->is_accepted ? "accepted" : "soft";
}

static void write_json(const Report *report, FILE *out) {
    auto_json *list = json_array();
    for (guint i = 0; i < report->findings->len; i++) {
        const Finding *f = g_ptr_array_index(report->findings, i);
        if (f->is_accepted && !report->with_accepted) continue;
        json_array_append_new(list, json_pack("{ss ss ss si ss ss}", "weight", weight_of(f), "rule",
                                              f->rule, "file", f->file, "line", (int)f->line,
                                              "subject", f->subject, "message", f->message));
    }
    json_dumpf(list, out, JSON_INDENT(1));
    fputc('\n', out);
}

/* Lines like a compiler's, so that an editor's tools can jump to them; or a table. */
static void write_report(const void *data, FILE *out) {
    const Report *report = data;
    gboolean is_table = g_str_equal(report->format, "tsv");
    if (g_str_equal(report->format, "json")) {
        write_json(report, out);
        return;
    }
    if (is_table) fputs("weight\trule\tfile\tline\tsubject\tmessage\n", out);
    for (guint i = 0; i < report->findings->len; i++) {
        const Finding *f = g_ptr_array_index(report->findings, i);
        if (f->is_accepted && !report->with_accepted) continue;
        if (is_table)
            fprintf(out, "%s\t%s\t%s\t%u\t%s\t%s\n", weight_of(f), f->rule, f->file, f->line,
                    f->subject, f->message);
        else if (f->line)
            fprintf(out, "%s:%u: %s: %s: %s\n", f->file, f->line, weight_of(f), f->rule,
                    f->message);
        else
            fprintf(out, "%s: %s: %s: %s\n", f->file, weight_of(f), f->rule, f->message);
    }
}

typedef struct {
    const char *rule;
    guint n_hard, n_soft, n_accepted;
} RuleCount;

static int compare_rules(const void *a, const void *b) {
    return strcmp(((const RuleCount *)a)->rule, ((const RuleCount *)b)->rule);
}

/* Says the number of findings by rule, then the sum; returns the number of hard ones. */
static guint say_counts(const CommandLine *line, const GPtrArray *findings) {
    g_autoptr(GArray) counts = g_array_new(FALSE, TRUE, sizeof(RuleCount));
    RuleCount all = {0};
    for (guint i = 0; i < findings->len; i++) {
        const Finding *f = g_ptr_array_index(findings, i);
        guint at = 0;
        while (at < counts->len && !g_str_equal(g_array_index(counts, RuleCount, at).rule, f->rule))
            at++;
        if (at == counts->len) g_array_append_val(counts, ((RuleCount){.rule = f->rule}));
        RuleCount *rule = &g_array_index(counts, RuleCount, at);
        *(f->is_hard ? &rule->n_hard : f->is_accepted ? &rule->n_accepted : &rule->n_soft) += 1;
    }
    g_array_sort(counts, compare_rules);
    for (guint i = 0; i < counts->len; i++) {
        const RuleCount *rule = &g_array_index(counts, RuleCount, i);
        command_say(line, "%-15s %4u hard %4u soft %4u accepted", rule->rule, rule->n_hard,
                    rule->n_soft, rule->n_accepted);
        all.n_hard += rule->n_hard;
        all.n_soft += rule->n_soft;
        all.n_accepted += rule->n_accepted;
    }
    command_say(line, "%u hard findings, %u soft, %u accepted", all.n_hard, all.n_soft,
                all.n_accepted);
    return all.n_hard;
}

/* The mention that a toponym became, or NULL. */
static const PlaceMention *mention_of(const Reading *reading, const Toponym *toponym) {
    for (guint32 i = 0; i < reading->places->n; i++) {
        const PlaceMention *mention = &reading->places->items[i];
        if (mention->first_token == toponym->span_first && mention->n_tokens == toponym->span_n)
            return mention;
    }
    return NULL;
}

/* «A، 45 كم غرب B»: what the words around B say of A; FALSE where they say nothing. */
static gboolean read_gloss(const Reading *reading, const Toponym *toponym, Gloss *ret_gloss) {
    if (toponym->within == NO_PLACE) return FALSE;
    const Toponym *words = &reading->toponyms->items[toponym->within];
    if (words->relation != RELATION_OFFSET && words->relation != RELATION_SECTOR) return FALSE;
    const PlaceMention *place = mention_of(reading, toponym), *from = mention_of(reading, words);
    if (!place || !from || place->place == NO_PLACE || from->location.n_anchors != 1) return FALSE;
    LocationMethod method = place->location.method; /* what is wide lies in many directions */
    if (method != METHOD_EXACT && method != METHOD_POI && method != METHOD_NEIGHBOURHOOD)
        return FALSE;
    const Anchor *anchor = &from->location.anchors[0];
    *ret_gloss =
        (Gloss){place->place, anchor->place, anchor->distance_m, anchor->bearing, (double)NAN};
    return anchor->place != place->place && !(isnan(anchor->distance_m) && isnan(anchor->bearing));
}

/* What an article says in passing of where its places lie, held against the coordinates. */
static gboolean check_reading(Reading *reading, void *data, GError **error) {
    Report *report = data;
    for (guint32 i = 0; i < reading->toponyms->n; i++) {
        Gloss gloss;
        if (!read_gloss(reading, &reading->toponyms->items[i], &gloss)) continue;
        g_autofree char *contradiction = gazetteer_contradiction(report->g, &gloss);
        if (contradiction)
            g_ptr_array_add(report->findings, finding_new_gloss(report->g, reading->article->id,
                                                                &gloss, contradiction));
    }
    return TRUE;
}

/* `articles` (may be NULL) are texts whose glosses are looked at too. */
static int check(CommandLine *line, char **articles, gboolean with_accepted) {
    int status = EXIT_WELL;
    const char *format = line->format ? line->format : "text";
    const Gazetteer *gazetteer = open_named(line, &status);
    if (!gazetteer) return status;
    g_autoptr(GPtrArray) findings =
        gazetteer_check(gazetteer, line->more_places || line->more_actors ? CHECK_DESK : CHECK_ALL);
    Report report = {gazetteer, findings, format, with_accepted};
    if (articles) {
        g_strfreev(line->files);
        line->files = g_strdupv(articles);
        status = command_each_reading(line, check_reading, &report);
    }
    int written = write_whole(line, write_report, &report);
    guint n_hard = say_counts(line, findings);
    return written != EXIT_WELL ? written : n_hard ? EXIT_FAILED : status;
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

static void write_census(const void *data, FILE *out) {
    const Census *self = data;
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
    if (!gazetteer) return status;
    Census census = {.g = gazetteer, .governorates = g_array_new(FALSE, FALSE, sizeof(guint32))};
    take_census(&census);
    status = write_whole(line, write_census, &census);
    g_array_unref(census.governorates);
    g_free(census.counts);
    if (status == EXIT_WELL)
        command_say(line, "%u places, %u names, %u lines", gazetteer_n_places(gazetteer),
                    gazetteer_n_rows(gazetteer, TABLE_NAME), gazetteer_n_lines(gazetteer));
    return status;
}

int cmd_gazetteer(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_auto(GStrv) articles = NULL;
    gboolean with_accepted = FALSE;
    const GOptionEntry own[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &line.format, N_("check: form of the findings"),
         "text|tsv|json"},
        {"glosses", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &articles,
         N_("check: hold what this article says of where places lie against the coordinates"),
         "FILE"},
        {"accepted", 0, 0, G_OPTION_ARG_NONE, &with_accepted,
         N_("check: show what accepted.tsv accepts too"), NULL},
        G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "gazetteer", own, argc, argv);
    if (status >= 0) return status;
    const char *verb = line.files ? line.files[0] : "";
    if (line.files && g_strv_length(line.files) > 2)
        return command_usage(&line, "'%s' is one argument too many", line.files[2]);
    if (g_str_equal(verb, "build")) return build(&line);
    if (g_str_equal(verb, "check")) return check(&line, articles, with_accepted);
    if (g_str_equal(verb, "info")) return info(&line);
    return command_usage(&line, "say 'gazetteer build', 'check' or 'info'");
}
