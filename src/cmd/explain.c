/*
 * explain: an article's way through every stage, for a person: what was read, which names were
 * found and where they lie and why, which clause reports what, and what was left out. Every other
 * stage is debugged with it.
 */
#include "cmd/explain.h"

#include <math.h>
#include <stdarg.h>

#include "cmd/terminal.h"

static Ink choose_ink(FILE *out) {
    if (!terminal_has_color(out)) return (Ink){"", "", "", "", ""};
    return (Ink){"\033[1m", "\033[36m", "\033[31m", "\033[2m", "\033[0m"};
}

const char *page_or_dash(const char *text) { return text && *text ? text : "–"; }

/* What an article says must not steer the terminal, nor turn the lines about: such signs become
 * blanks. */
void page_put(const Page *page, const char *text, gsize len) {
    for (const char *p = text, *end = text + len; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '\n' && c != '\t' && command_steers_terminal(c))
            fputc(' ', page->out);
        else
            fwrite(p, 1, (gsize)(g_utf8_next_char(p) - p), page->out);
    }
}

void page_print(const Page *page, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    page_put(page, text, strlen(text));
}

void page_dye(const Page *page, const char *ink) { fputs(ink, page->out); }

static void print_head(const Page *page, const char *title) {
    page_print(page, "\n");
    page_dye(page, page->ink.head);
    page_print(page, "== %s", title);
    page_dye(page, page->ink.end);
    page_print(page, "\n");
}

static void print_article(const Page *page, const Reading *reading) {
    const Article *article = reading->article;
    print_head(page, "article");
    page_print(page, "id         %s\n", article->id);
    page_print(page, "title      %s\n", page_or_dash(article->title));
    page_print(page, "published  %s\n", article->published ? article->published : "unknown");
    page_print(page, "source     %s%s\n", page_or_dash(article->source),
               article->is_sample ? " (a sample, written for tests)" : "");
    page_print(page, "read       %u sentences, %u words and marks\n", reading->text->n_sentences,
               reading->text->n_tokens);
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
        page_put(page, body + at, m->body.start - at);
        page_dye(page, page->ink.place);
        page_print(page, "[");
        page_put(page, body + m->body.start, m->body.len);
        page_print(page, "]");
        page_dye(page, page->ink.end);
        at = m->body.start + m->body.len;
    }
    page_put(page, body + at, s->body.start + s->body.len - at);
    page_print(page, "\n");
}

void page_print_quietly(const Page *page, const char *before, const char *text) {
    page_dye(page, page->ink.quiet);
    page_print(page, "%s%s", before, text);
    page_dye(page, page->ink.end);
    page_print(page, "\n");
}

static const char *name_or(const Page *page, guint32 place, const char *otherwise) {
    if (place == NO_PLACE) return otherwise;
    return gazetteer_string(page->gazetteer, gazetteer_place(page->gazetteer, place)->name_en);
}

/* "ريف دير الزور" lies around the town that bears the name: that is no other place. */
static bool is_base(const PlaceMention *m, const PlaceCandidate *candidate) {
    bool is_around = m->location.method == METHOD_COUNTRYSIDE || m->location.method == METHOD_BADIA;
    return candidate->place == m->place || (is_around && candidate->score > m->confidence);
}

static void print_candidates(const Page *page, const PlaceMention *m) {
    static const double LEAST = 0.02;
    bool is_first = true;
    page_dye(page, page->ink.quiet);
    for (guint i = 0; i < m->n_candidates; i++) {
        if (is_base(m, &m->candidates[i]) || m->candidates[i].score < LEAST) continue;
        const PlaceCandidate *other = &m->candidates[i];
        const Place *place = gazetteer_place(page->gazetteer, other->place);
        page_print(page, "%s · %s (%s, %s) %.2f", is_first ? "      rather than" : "",
                   name_or(page, other->place, "–"), place_kind_name(place->kind),
                   name_or(page, place->admin1, "–"), other->score);
        is_first = false;
    }
    page_dye(page, page->ink.end);
    if (!is_first) page_print(page, "\n");
}

static void print_mention(const Page *page, const Reading *reading, const PlaceMention *m) {
    g_autofree char *text = span_dup(article_field(reading->article, m->field), m->body);
    page_dye(page, page->ink.place);
    page_print(page, "    %s", text);
    page_dye(page, page->ink.end);
    page_print(page, "  →  %s", name_or(page, m->place, "unknown to the gazetteer"));
    page_print(page, "  %s", location_method_name(m->location.method));
    if (!isnan(m->location.lon))
        page_print(page, "  %.3f,%.3f ± %.1f km", m->location.lon, m->location.lat,
                   m->location.radius_m / 1000);
    page_print(page, "  %s  sure %.2f\n", place_role_name(m->role), m->confidence);
    g_autofree char *reason = place_mention_reason(m, page->gazetteer, "en");
    if (*reason) page_print_quietly(page, "      ", reason);
    print_candidates(page, m);
}

static void print_places(const Page *page, const Reading *reading) {
    print_head(page, "places, sentence by sentence");
    guint32 last = G_MAXUINT32;
    for (guint32 i = 0; i < reading->places->n; i++) {
        const PlaceMention *m = &reading->places->items[i];
        if (m->sentence != last) {
            page_print(page, "\n%u. ", m->sentence + 1);
            print_marked_sentence(page, reading, m->sentence);
        }
        last = m->sentence;
        print_mention(page, reading, m);
    }
    if (reading->places->n == 0) page_print(page, "none\n");
}

static gboolean print_reading(Reading *reading, void *data, GError **error) {
    const Page *page = data;
    print_article(page, reading);
    print_places(page, reading);
    print_head(page, "incidents");
    for (guint i = 0; i < reading->incidents->len; i++)
        page_print_incident(page, reading->incidents, i);
    if (reading->incidents->len == 0) page_print(page, "none\n");
    return TRUE;
}

int cmd_explain(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    int status = command_line_parse(&line, "explain", NULL, argc, argv);
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
