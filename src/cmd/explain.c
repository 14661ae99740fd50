/*
 * explain: an article's way through every stage, for a person: what was read, which names were
 * found and where they lie and why, which clause reports what, and what was left out. Every other
 * stage is debugged with it.
 */
#include <math.h>
#include <stdarg.h>

#include "cmd/cmd.h"
#include "cmd/terminal.h"

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
    if (!terminal_has_color(out)) return (Ink){"", "", "", "", ""};
    return (Ink){"\033[1m", "\033[36m", "\033[31m", "\033[2m", "\033[0m"};
}

static const char *or_dash(const char *text) { return text && *text ? text : "–"; }

/* What an article says must not steer the terminal, nor turn the lines about: such signs become
 * blanks. */
static void put_words(const Page *page, const char *text, gsize len) {
    for (const char *p = text, *end = text + len; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '\n' && c != '\t' && command_steers_terminal(c))
            fputc(' ', page->out);
        else
            fwrite(p, 1, (gsize)(g_utf8_next_char(p) - p), page->out);
    }
}

/* All but colours goes through here. */
static void G_GNUC_PRINTF(2, 3) print(const Page *page, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    put_words(page, text, strlen(text));
}

static void dye(const Page *page, const char *ink) { fputs(ink, page->out); }

static void print_head(const Page *page, const char *title) {
    print(page, "\n");
    dye(page, page->ink.head);
    print(page, "== %s", title);
    dye(page, page->ink.end);
    print(page, "\n");
}

static void print_article(const Page *page, const Reading *reading) {
    const Article *article = reading->article;
    print_head(page, "article");
    print(page, "id         %s\n", article->id);
    print(page, "title      %s\n", or_dash(article->title));
    print(page, "published  %s\n", article->published ? article->published : "unknown");
    print(page, "source     %s%s\n", or_dash(article->source),
          article->is_sample ? " (a sample, written for tests)" : "");
    print(page, "read       %u sentences, %u tokens, %u words of the tables met\n",
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
        put_words(page, body + at, m->body.start - at);
        dye(page, page->ink.place);
        print(page, "[");
        put_words(page, body + m->body.start, m->body.len);
        print(page, "]");
        dye(page, page->ink.end);
        at = m->body.start + m->body.len;
    }
    put_words(page, body + at, s->body.start + s->body.len - at);
    print(page, "\n");
}

static void print_quietly(const Page *page, const char *before, const char *text) {
    dye(page, page->ink.quiet);
    print(page, "%s%s", before, text);
    dye(page, page->ink.end);
    print(page, "\n");
}

static void print_candidates(const Page *page, const PlaceMention *m) {
    if (m->n_candidates < 2) return;
    dye(page, page->ink.quiet);
    print(page, "      rather than");
    for (guint i = 0; i < m->n_candidates; i++) {
        if (m->candidates[i].place == m->place) continue;
        const Place *place = gazetteer_place(page->gazetteer, m->candidates[i].place);
        guint32 admin = place->admin1;
        print(page, " · %s (%s, %s) %.2f", gazetteer_string(page->gazetteer, place->name_en),
              place_kind_name(place->kind),
              admin == NO_PLACE
                  ? "–"
                  : gazetteer_string(page->gazetteer,
                                     gazetteer_place(page->gazetteer, admin)->name_en),
              m->candidates[i].score);
    }
    dye(page, page->ink.end);
    print(page, "\n");
}

static void print_mention(const Page *page, const Reading *reading, const PlaceMention *m) {
    g_autofree char *text = span_dup(article_field(reading->article, m->field), m->body);
    dye(page, page->ink.place);
    print(page, "    %s", text);
    dye(page, page->ink.end);
    print(page, "  →  %s",
          m->place == NO_PLACE
              ? "unknown to the gazetteer"
              : gazetteer_string(page->gazetteer,
                                 gazetteer_place(page->gazetteer, m->place)->name_en));
    print(page, "  %s", location_method_name(m->location.method));
    if (!isnan(m->location.lon))
        print(page, "  %.3f,%.3f ± %.1f km", m->location.lon, m->location.lat,
              m->location.radius_m / 1000);
    print(page, "  %s  %.2f\n", place_role_name(m->role), m->confidence);
    if (m->reason && *m->reason) print_quietly(page, "      ", m->reason);
    print_candidates(page, m);
}

static void print_places(const Page *page, const Reading *reading) {
    print_head(page, "places, sentence by sentence");
    guint32 last = G_MAXUINT32;
    for (guint32 i = 0; i < reading->places->n; i++) {
        const PlaceMention *m = &reading->places->items[i];
        if (m->sentence != last) {
            print(page, "\n%u. ", m->sentence + 1);
            print_marked_sentence(page, reading, m->sentence);
        }
        last = m->sentence;
        print_mention(page, reading, m);
    }
    if (reading->places->n == 0) print(page, "none\n");
}

static void print_range(const Page *page, const char *what, int least, int most) {
    if (least == HARM_NOT_SAID && most == HARM_NOT_SAID) return;
    if (least == most)
        print(page, "  %s %d", what, least);
    else if (most == HARM_NOT_SAID)
        print(page, "  %s %d or more", what, least);
    else
        print(page, "  %s %d to %d", what, MAX(least, 0), most);
}

static void print_link(const Page *page, const char *what, const IncidentLink *link) {
    if (!link->why) return;
    print(page, "   %-8s ", what);
    if (link->words) print(page, "«%s»  ", link->words);
    print(page, "%s\n", link->why);
}

/* What the sentence says of whom: a run of its bytes with the name of its part. */
typedef struct {
    guint32 at, len;
    const char *label;
} Part;

static int by_start(const void *a, const void *b) {
    const Part *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->len > y->len ? -1 : x->len < y->len;
}

/* The sentence with its parts labelled: ⟨actor: …⟩ ⟨deed: …⟩ ⟨target: …⟩ ⟨harm: …⟩. */
static void print_parts(const Page *page, const Incident *incident) {
    const char *quote = incident->quote;
    const char *deed = g_utf8_offset_to_pointer(quote, incident->trigger_start - incident->start);
    const char *harm = incident->harm_text ? strstr(quote, incident->harm_text) : NULL;
    Part parts[] = {
        {(guint32)(deed - quote), (guint32)strlen(or_dash(incident->trigger)), "deed"},
        {incident->actor_link.at, incident->actor_link.len, "actor"},
        {incident->target_link.at, incident->target_link.len, "target"},
        {harm ? (guint32)(harm - quote) : 0, harm ? (guint32)strlen(incident->harm_text) : 0,
         "harm"},
    };
    qsort(parts, G_N_ELEMENTS(parts), sizeof *parts, by_start);
    guint32 at = 0;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].len == 0 || parts[i].at < at) continue; /* inside the part before it */
        print(page, "%.*s", (int)(parts[i].at - at), quote + at);
        dye(page, page->ink.incident);
        print(page, "⟨%s: %.*s⟩", parts[i].label, (int)parts[i].len, quote + parts[i].at);
        dye(page, page->ink.end);
        at = parts[i].at + parts[i].len;
    }
    print(page, "%s\n", quote + at);
}

static void print_incident(const Page *page, guint number, const Incident *incident) {
    print(page, "\n%u. ", number);
    dye(page, page->ink.incident);
    print(page, "%s", incident_type_name(incident->type));
    dye(page, page->ink.end);
    print(page, " at %s", incident->place_en ? incident->place_en : "no place that could be found");
    if (incident->place_ar) print(page, "  %s", incident->place_ar);
    print(page, "\n   where    %s", or_dash(incident->surface));
    if (!isnan(incident->location.lon))
        print(page, "  %.3f,%.3f ± %.1f km  %s", incident->location.lon, incident->location.lat,
              incident->location.radius_m / 1000, location_method_name(incident->location.method));
    print(page, "\n   when     %s", incident->date_start ? incident->date_start : "unknown");
    if (incident->date_end && g_strcmp0(incident->date_end, incident->date_start) != 0)
        print(page, " to %s", incident->date_end);
    print(page, "  %s, %s\n", date_precision_name(incident->date_precision),
          date_basis_name(incident->date_basis));
    print(page, "   who      %s → %s  (%s)\n", or_dash(incident->actor), or_dash(incident->target),
          attribution_name(incident->attribution));
    print_link(page, "actor", &incident->actor_link);
    print_link(page, "target", &incident->target_link);
    print(page, "   harm   ");
    print_range(page, "killed", incident->killed_min, incident->killed_max);
    print_range(page, "injured", incident->injured_min, incident->injured_max);
    print(page, "  %s\n", incident->harm_text ? incident->harm_text : "");
    print(page, "   words    «%s»  in: ", or_dash(incident->trigger));
    print_parts(page, incident);
    print(page, "   drawn    %s  (%s%s)  confidence %.2f = type %.2f, place %.2f, link %.2f\n",
          incident_is_drawn(incident, false)  ? "yes"
          : incident_is_drawn(incident, true) ? "with --include strategic"
                                              : "no",
          modality_name(incident->modality), incident->aggregate ? ", a sum of several" : "",
          incident->confidence, incident->type_confidence, incident->place_confidence,
          incident->link_confidence);
    if (incident->reason) print_quietly(page, "   why      ", incident->reason);
}

static gboolean print_reading(Reading *reading, void *data, GError **error) {
    const Page *page = data;
    print_article(page, reading);
    print_places(page, reading);
    print_head(page, "incidents");
    for (guint i = 0; i < reading->incidents->len; i++)
        print_incident(page, i + 1, reading->incidents->pdata[i]);
    if (reading->incidents->len == 0) print(page, "none\n");
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
