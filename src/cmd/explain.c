/*
 * explain: an article's way through every stage, for a person: what was read, which names were
 * found and where they lie and why, which clause reports what, and what was left out. Every other
 * stage is debugged with it.
 */
#include "cmd/explain.h"

#include "cmd/terminal.h"

/* Arabic stands among English and numbers, and the other way round: a terminal that orders lines
 * by direction is told which belong together (U+2067, U+2068, U+2069). */
static Ink choose_ink(FILE *out) {
    Ink ink = {"", "", "", "", "", "", "", ""};
    if (terminal_is(out)) {
        ink.rtl = "\u2067";
        ink.foreign = "\u2068";
        ink.pop = "\u2069";
    }
    if (!terminal_has_color(out)) return ink;
    ink.head = "\033[1m";
    ink.place = "\033[36m";
    ink.incident = "\033[31m";
    ink.quiet = "\033[2m";
    ink.end = "\033[0m";
    return ink;
}

static void print_head(const Page *page, const char *key) {
    page_print(page, "\n");
    page_dye(page, page->ink.head);
    page_print(page, "== ");
    page_say(page, key);
    page_dye(page, page->ink.end);
    page_print(page, "\n");
}

static void print_none(const Page *page) {
    page_say(page, "explain-none");
    page_print(page, "\n");
}

static void print_article(const Page *page, const Reading *reading) {
    const Article *article = reading->article;
    g_autofree char *sentences = words_number(page->words, reading->text->n_sentences);
    g_autofree char *tokens = words_number(page->words, reading->text->n_tokens);
    g_autofree char *read =
        words_say_with(page->words, "explain-read", "sentences", sentences, "words", tokens, NULL);
    print_head(page, "explain-article");
    page_label_of_article(page, "id");
    page_foreign(page, article->id);
    page_print(page, "\n");
    page_label_of_article(page, "title");
    page_foreign(page, article->title);
    page_print(page, "\n");
    page_label_of_article(page, "published");
    page_day(page, article->published, "explain-unknown");
    page_print(page, "\n");
    page_label_of_article(page, "source");
    page_foreign(page, article->source);
    if (article->is_sample) page_print(page, " ");
    if (article->is_sample) page_say(page, "explain-sample");
    page_print(page, "\n");
    page_label_of_article(page, "read");
    page_print(page, "%s\n", read);
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
    page_dye(page, page->ink.rtl);
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
    page_dye(page, page->ink.pop);
    page_print(page, "\n");
}

/* The place's name in the page's language; NULL of NO_PLACE. */
static const char *name_of(const Page *page, guint32 place) {
    if (place == NO_PLACE) return NULL;
    const Place *p = gazetteer_place(page->gazetteer, place);
    return page_name(page, gazetteer_string(page->gazetteer, p->name_ar),
                     gazetteer_string(page->gazetteer, p->name_en));
}

/* "ريف دير الزور" lies around the town that bears the name: that is no other place. */
static bool is_base(const PlaceMention *m, const PlaceCandidate *candidate) {
    bool is_around = m->location.method == METHOD_COUNTRYSIDE || m->location.method == METHOD_BADIA;
    return candidate->place == m->place || (is_around && candidate->score > m->confidence);
}

static void print_candidates(const Page *page, const PlaceMention *m) {
    static const double LEAST = 0.02;
    const char *language = words_language(page->words);
    bool is_first = true;
    page_dye(page, page->ink.quiet);
    for (guint i = 0; i < m->n_candidates; i++) {
        if (is_base(m, &m->candidates[i]) || m->candidates[i].score < LEAST) continue;
        const PlaceCandidate *other = &m->candidates[i];
        const Place *place = gazetteer_place(page->gazetteer, other->place);
        const char *unit = name_of(page, place->admin1);
        if (is_first) page_print(page, "      ");
        if (is_first) page_say(page, "explain-rather");
        page_print(page, " · %s (%s%s%s) %.2f", name_of(page, other->place),
                   place_kind_label((PlaceKind)place->kind, language),
                   words_are_arabic(page->words) ? "، " : ", ", unit ? unit : "–", other->score);
        is_first = false;
    }
    page_dye(page, page->ink.end);
    if (!is_first) page_print(page, "\n");
}

static void print_mention(const Page *page, const Reading *reading, const PlaceMention *m) {
    g_autofree char *text = span_dup(article_field(reading->article, m->field), m->body);
    g_autofree char *sure = g_strdup_printf("%.2f", m->confidence);
    g_autofree char *reason = place_mention_reason(m, page->gazetteer, words_language(page->words));
    const char *name = name_of(page, m->place);
    page_print(page, "    ");
    page_dye(page, page->ink.place);
    page_foreign(page, text);
    page_dye(page, page->ink.end);
    page_print(page, words_are_arabic(page->words) ? "  ←  " : "  →  ");
    if (name)
        page_print(page, "%s", name);
    else
        page_say(page, "explain-unknown-place");
    page_print(page, "  ");
    page_point(page, &m->location);
    page_print(page, "  ");
    page_say_code(page, "role", place_role_name(m->role));
    page_print(page, "  ");
    page_say_with(page, "explain-sure", "n", sure);
    page_print(page, "\n");
    if (*reason) page_print_quietly(page, "      ", reason);
    print_candidates(page, m);
}

static void print_places(const Page *page, const Reading *reading) {
    print_head(page, "explain-places");
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
    if (reading->places->n == 0) print_none(page);
}

static gboolean print_reading(Reading *reading, void *data, GError **error) {
    const Page *page = data;
    print_article(page, reading);
    print_places(page, reading);
    print_head(page, "explain-incidents");
    for (guint i = 0; i < reading->incidents->len; i++)
        page_print_incident(page, reading->incidents, i);
    if (reading->incidents->len == 0) print_none(page);
    return TRUE;
}

/* Of the command line, else of the desk where it has settled on one; else English. */
static Words *open_words(const CommandLine *line, const char *language, GError **error) {
    if (!language) language = config_value(line->config, CONFIG_LANGUAGE);
    return words_new(g_strcmp0(language, "ar") == 0 ? "ar" : "en", "latn", error);
}

static int explain(CommandLine *line, const char *language) {
    const char *output = command_line_output(line);
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    g_autoptr(Words) words = open_words(line, language, &error);
    if (!words) return command_fail(line, error);
    g_autoptr(OutFile) file = out_file_open(output, &error);
    if (!file) return command_fail(line, error);
    FILE *out = out_file_stream(file);
    Page page = {out, choose_ink(out), command_line_gazetteer(line), words};
    if (!page.gazetteer) return EXIT_FAILED;
    int status = command_each_reading(line, print_reading, &page);
    if (!out_file_commit(file, &error)) return command_fail(line, error);
    return status;
}

int cmd_explain(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    g_autofree char *language = NULL;
    const GOptionEntry own[] = {
        {"lang", 0, 0, G_OPTION_ARG_STRING, &language, N_("of what is said"), "ar|en"},
        G_OPTION_ENTRY_NULL};
    int status = command_line_parse(&line, "explain", own, argc, argv);
    return status >= 0 ? status : explain(&line, language);
}
