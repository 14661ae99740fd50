/*
 * explain: an article's way through every stage, for a person: what was read, which names were
 * found and where they lie and why, which clause reports what, and what was left out. Every other
 * stage is debugged with it.
 */
#include <math.h>
#include <unistd.h>

#include "cmd/cmd.h"

/* How the parts of the page look on a terminal; empty strings elsewhere. */
typedef struct {
    const char *head, *place, *incident, *quiet, *end;
} Ink;

typedef struct {
    FILE *out;
    Ink ink;
    const Gazetteer *gazetteer;
} Page;

static Ink choose_ink(FILE *out) {
    const char *no_color = g_getenv("NO_COLOR");
    if (!isatty(fileno(out)) || (no_color && *no_color)) return (Ink){"", "", "", "", ""};
    return (Ink){"\033[1m", "\033[36m", "\033[31m", "\033[2m", "\033[0m"};
}

static void print_head(const Page *page, const char *title) {
    fprintf(page->out, "\n%s== %s%s\n", page->ink.head, title, page->ink.end);
}

static const char *or_dash(const char *text) { return text && *text ? text : "–"; }

/* The article's own words: signs that steer a terminal become blanks. */
static void put_words(FILE *out, const char *text, gsize len) {
    for (gsize i = 0; i < len; i++) {
        guchar c = (guchar)text[i];
        gboolean steers = c == 0x7F || (c < 0x20 && c != '\n' && c != '\t');
        fputc(steers ? ' ' : c, out);
    }
}

static void print_article(const Page *page, const Reading *reading) {
    const Article *article = reading->article;
    print_head(page, "article");
    fprintf(page->out, "id         %s\n", article->id);
    fputs("title      ", page->out);
    put_words(page->out, or_dash(article->title), strlen(or_dash(article->title)));
    fputc('\n', page->out);
    fprintf(page->out, "published  %s\n", article->published ? article->published : "unknown");
    fprintf(page->out, "source     %s%s\n", or_dash(article->source),
            article->is_sample ? " (a sample, written for tests)" : "");
    fprintf(page->out, "read       %u sentences, %u tokens, %u words of the tables met\n",
            reading->text->n_sentences, reading->text->n_tokens, reading->matches->n);
}

static int by_body(const void *a, const void *b) {
    const PlaceMention *x = *(const PlaceMention *const *)a, *y = *(const PlaceMention *const *)b;
    if (x->body.start != y->body.start) return x->body.start < y->body.start ? -1 : 1;
    return x->body.len > y->body.len ? -1 : x->body.len < y->body.len;
}

/* The sentence with its place mentions in brackets: [ ... ]. */
static void print_marked_sentence(const Page *page, const Reading *reading, guint32 sentence) {
    const Sentence *s = &reading->text->sentences[sentence];
    const char *body = article_field(reading->article, s->field);
    g_autoptr(GPtrArray) here = g_ptr_array_new();
    for (guint32 i = 0; i < reading->places->n; i++)
        if (reading->places->items[i].sentence == sentence)
            g_ptr_array_add(here, &reading->places->items[i]);
    if (here->len) qsort(here->pdata, here->len, sizeof(void *), by_body);
    guint32 at = s->body.start;
    for (guint i = 0; i < here->len; i++) {
        const PlaceMention *m = here->pdata[i];
        if (m->body.start < at) continue; /* a mention inside the one before it */
        put_words(page->out, body + at, m->body.start - at);
        fprintf(page->out, "%s[", page->ink.place);
        put_words(page->out, body + m->body.start, m->body.len);
        fprintf(page->out, "]%s", page->ink.end);
        at = m->body.start + m->body.len;
    }
    put_words(page->out, body + at, s->body.start + s->body.len - at);
    fputc('\n', page->out);
}

static void print_candidates(const Page *page, const PlaceMention *m) {
    if (m->n_candidates < 2) return;
    fprintf(page->out, "      %srather than", page->ink.quiet);
    for (guint i = 0; i < m->n_candidates; i++) {
        if (m->candidates[i].place == m->place) continue;
        const Place *place = gazetteer_place(page->gazetteer, m->candidates[i].place);
        guint32 admin = place->admin1;
        fprintf(page->out, " · %s (%s, %s) %.2f", gazetteer_string(page->gazetteer, place->name_en),
                place_kind_name(place->kind),
                admin == NO_PLACE
                    ? "–"
                    : gazetteer_string(page->gazetteer,
                                       gazetteer_place(page->gazetteer, admin)->name_en),
                m->candidates[i].score);
    }
    fprintf(page->out, "%s\n", page->ink.end);
}

static void print_mention(const Page *page, const Reading *reading, const PlaceMention *m) {
    g_autofree char *text = span_dup(article_field(reading->article, m->field), m->body);
    fprintf(page->out, "    %s", page->ink.place);
    put_words(page->out, text, strlen(text));
    fprintf(page->out, "%s  →  ", page->ink.end);
    if (m->place == NO_PLACE)
        fputs("unknown to the gazetteer", page->out);
    else
        fputs(
            gazetteer_string(page->gazetteer, gazetteer_place(page->gazetteer, m->place)->name_en),
            page->out);
    fprintf(page->out, "  %s", location_method_name(m->location.method));
    if (!isnan(m->location.lon))
        fprintf(page->out, "  %.3f,%.3f ± %.1f km", m->location.lon, m->location.lat,
                m->location.radius_m / 1000);
    fprintf(page->out, "  %s  %.2f\n", place_role_name(m->role), m->confidence);
    if (m->reason && *m->reason)
        fprintf(page->out, "      %s%s%s\n", page->ink.quiet, m->reason, page->ink.end);
    print_candidates(page, m);
}

static void print_places(const Page *page, const Reading *reading) {
    print_head(page, "places, sentence by sentence");
    guint32 last = G_MAXUINT32;
    for (guint32 i = 0; i < reading->places->n; i++) {
        const PlaceMention *m = &reading->places->items[i];
        if (m->sentence != last) {
            fprintf(page->out, "\n%u. ", m->sentence + 1);
            print_marked_sentence(page, reading, m->sentence);
        }
        last = m->sentence;
        print_mention(page, reading, m);
    }
    if (reading->places->n == 0) fputs("none\n", page->out);
}

static void print_range(FILE *out, const char *what, int least, int most) {
    if (least == HARM_NOT_SAID && most == HARM_NOT_SAID) return;
    if (least == most)
        fprintf(out, "  %s %d", what, least);
    else if (most == HARM_NOT_SAID)
        fprintf(out, "  %s %d or more", what, least);
    else
        fprintf(out, "  %s %d to %d", what, MAX(least, 0), most);
}

static void print_incident(const Page *page, guint number, const Incident *incident) {
    FILE *out = page->out;
    fprintf(out, "\n%u. %s%s%s at %s", number, page->ink.incident,
            incident_type_name(incident->type), page->ink.end,
            incident->place_en ? incident->place_en : "no place that could be found");
    if (incident->place_ar) fprintf(out, "  %s", incident->place_ar);
    fputc('\n', out);
    fputs("   where    ", out);
    put_words(out, or_dash(incident->surface), strlen(or_dash(incident->surface)));
    if (!isnan(incident->location.lon))
        fprintf(out, "  %.3f,%.3f ± %.1f km  %s", incident->location.lon, incident->location.lat,
                incident->location.radius_m / 1000,
                location_method_name(incident->location.method));
    fprintf(out, "\n   when     %s", incident->date_start ? incident->date_start : "unknown");
    if (incident->date_end && g_strcmp0(incident->date_end, incident->date_start) != 0)
        fprintf(out, " to %s", incident->date_end);
    fprintf(out, "  %s, %s\n", date_precision_name(incident->date_precision),
            date_basis_name(incident->date_basis));
    fprintf(out, "   who      %s → %s  (%s)\n", or_dash(incident->actor), or_dash(incident->target),
            attribution_name(incident->attribution));
    fputs("   harm   ", out);
    print_range(out, "killed", incident->killed_min, incident->killed_max);
    print_range(out, "injured", incident->injured_min, incident->injured_max);
    fprintf(out, "  %s\n", incident->harm_text ? incident->harm_text : "");
    fprintf(out, "   words    «%s»  in: ", or_dash(incident->trigger));
    put_words(out, incident->quote, strlen(incident->quote));
    fputc('\n', out);
    fprintf(out, "   drawn    %s  (%s%s)  confidence %.2f = type %.2f, place %.2f, link %.2f\n",
            incident_is_drawn(incident, false)  ? "yes"
            : incident_is_drawn(incident, true) ? "with --include strategic"
                                                : "no",
            modality_name(incident->modality), incident->aggregate ? ", a sum of several" : "",
            incident->confidence, incident->type_confidence, incident->place_confidence,
            incident->link_confidence);
    if (incident->reason)
        fprintf(out, "   %swhy      %s%s\n", page->ink.quiet, incident->reason, page->ink.end);
}

static gboolean print_reading(Reading *reading, void *data, GError **error) {
    const Page *page = data;
    print_article(page, reading);
    print_places(page, reading);
    print_head(page, "incidents");
    for (guint i = 0; i < reading->incidents->len; i++)
        print_incident(page, i + 1, reading->incidents->pdata[i]);
    if (reading->incidents->len == 0) fputs("none\n", page->out);
    return TRUE;
}

int cmd_explain(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    int status = command_line_parse(
        &line, "explain", "FILE…",
        "Shows what each stage made of an article: the names, the places they mean and "
        "why, the incidents with their words.",
        NULL, argc, argv);
    if (status >= 0) return status;
    const char *output = command_line_output(&line);
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(&line, error);
    FILE *out = out_file_stream(file);
    Page page = {out, choose_ink(out), command_line_gazetteer(&line)};
    if (!page.gazetteer) return EXIT_FAILED;
    status = command_each_reading(&line, print_reading, &page);
    if (!out_file_commit(file, &error)) return command_fail(&line, error);
    return status;
}
