/* An incident for a person who checks it at a glance: the clause with its parts marked, then each
 * thing that the record says with the words that say it, then whether it is drawn, and why not. */
#include <math.h>

#include "cmd/explain.h"

/* What the sentence says of whom: a run of its bytes with the name of its part. */
typedef struct {
    guint32 at, len;
    const char *key; /* of the words that name it */
} Part;

enum { N_PARTS = 7 };

static int by_start(const void *a, const void *b) {
    const Part *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->len > y->len ? -1 : x->len < y->len;
}

static Part part_of(const IncidentLink *link, const char *key) {
    return (Part){link->at, link->len, key};
}

/* The parts of the quote in the order of the text; those that are not in it have len 0. */
static void find_parts(const Incident *incident, Part parts[N_PARTS]) {
    const char *quote = incident->quote;
    const char *deed = g_utf8_offset_to_pointer(quote, incident->trigger_start - incident->start);
    const char *harm = incident->harm_text ? strstr(quote, incident->harm_text) : NULL;
    guint i = 0;
    parts[i++] = (Part){(guint32)(deed - quote),
                        incident->trigger ? (guint32)strlen(incident->trigger) : 0, "explain-deed"};
    parts[i++] = part_of(&incident->actor_link, "explain-label-actor");
    parts[i++] = part_of(&incident->target_link, "explain-label-target");
    parts[i++] = part_of(&incident->place_link, "explain-label-place");
    parts[i++] = part_of(&incident->date_link, "explain-label-when");
    parts[i++] = part_of(&incident->reality_link, "explain-how-real");
    parts[i++] = (Part){harm ? (guint32)(harm - quote) : 0,
                        harm ? (guint32)strlen(incident->harm_text) : 0, "explain-label-harm"};
    qsort(parts, N_PARTS, sizeof *parts, by_start);
    /* "قتل 8 عناصر من X في هجوم …، حيث جرى قتلهم": a part ends where the next begins. */
    for (i = 0; i < N_PARTS; i++)
        for (guint k = i + 1; k < N_PARTS; k++)
            if (parts[k].len && parts[k].at > parts[i].at)
                parts[i].len = MIN(parts[i].len, parts[k].at - parts[i].at);
    for (i = 0; i < N_PARTS; i++)
        while (parts[i].len && quote[parts[i].at + parts[i].len - 1] == ' ') parts[i].len--;
}

/* Are the words of another incident before it, of the same deed? Then they are not printed again.
 */
static bool is_told_in_same_words(const Incident *a, const Incident *b) {
    return a->field == b->field && a->start == b->start && a->trigger_start == b->trigger_start;
}

/* The clause with its parts labelled, as far as they reach: … ⟨actor: …⟩ ⟨deed: …⟩ … */
static void print_clause(const Page *page, const Incident *incident) {
    const char *quote = incident->quote;
    Part parts[N_PARTS];
    guint32 whole = (guint32)strlen(quote), from = whole, to = 0;
    find_parts(incident, parts);
    if (incident->clause_len) {
        from = incident->clause_at;
        to = from + incident->clause_len;
    }
    for (guint i = 0; i < N_PARTS; i++) {
        if (parts[i].len == 0) continue;
        from = MIN(from, parts[i].at);
        to = MAX(to, parts[i].at + parts[i].len);
    }
    guint32 at = from;
    page_dye(page, page->ink.rtl);
    if (from > 0) page_print(page, "… ");
    for (guint i = 0; i < N_PARTS; i++) {
        if (parts[i].len == 0 || parts[i].at < at) continue; /* inside the part before it */
        page_put(page, quote + at, parts[i].at - at);
        page_dye(page, page->ink.incident);
        page_print(page, "⟨");
        page_say(page, parts[i].key);
        page_print(page, ": ");
        page_put(page, quote + parts[i].at, parts[i].len);
        page_print(page, "⟩");
        page_dye(page, page->ink.end);
        at = parts[i].at + parts[i].len;
    }
    page_put(page, quote + at, MIN(to, whole) - MIN(at, to));
    if (to < whole) page_print(page, " …");
    page_dye(page, page->ink.pop);
    page_print(page, "\n");
}

static void print_quoted(const Page *page, const char *words) {
    page_print(page, "«");
    page_foreign(page, words);
    page_print(page, "»");
}

static void print_tie(const Page *page, Tie tie) {
    if (tie != TIE_NONE) page_print(page, "%s", tie_words(tie, words_language(page->words)));
}

/* "   actor    «words»  why": nothing where the words stand in the clause and nothing is to be
 * said. */
static void print_link(const Page *page, const char *label, const IncidentLink *link) {
    if (link->tie == TIE_NONE) return;
    page_label(page, label);
    if (link->words) print_quoted(page, link->words);
    if (link->words) page_print(page, "  ");
    print_tie(page, link->tie);
    page_print(page, "\n");
}

/* The side as the record has it; in English with its Arabic name, which the words have. */
static char *side_of(const Page *page, const char *id, const char *en, const char *ar) {
    if (!id && !en) return words_say(page->words, "explain-nobody");
    if (!en && strcmp(id, "unidentified") == 0)
        return words_say(page->words, "explain-unidentified");
    bool is_arabic = words_are_arabic(page->words);
    const char *name = page_name(page, ar, en);
    g_autoptr(GString) out = g_string_new(name ? name : id);
    if (!is_arabic && ar) g_string_append_printf(out, " · %s", ar);
    if (id && name) g_string_append_printf(out, " (%s)", id);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void print_who(const Page *page, const Incident *incident) {
    g_autofree char *actor = side_of(page, incident->actor, incident->actor_en, incident->actor_ar);
    g_autofree char *target =
        side_of(page, incident->target, incident->target_en, incident->target_ar);
    g_autofree char *both =
        words_say_with(page->words, "explain-who", "actor", actor, "target", target, NULL);
    bool is_unsure = incident->attribution == ATTRIBUTION_CLAIMED ||
                     incident->attribution == ATTRIBUTION_SUSPECTED;
    page_label(page, "who");
    page_print(page, "%s%s", both, is_unsure ? "  " : "");
    if (is_unsure) page_say_code(page, "actor", attribution_name(incident->attribution));
    page_print(page, "\n");
    print_link(page, "actor", &incident->actor_link);
    print_link(page, "target", &incident->target_link);
}

static void print_range(const Page *page, const char *key, int least, int most) {
    if (least == HARM_NOT_SAID && most == HARM_NOT_SAID) return;
    g_autofree char *low = words_number(page->words, MAX(least, 0));
    g_autofree char *high = words_number(page->words, most);
    g_autofree char *range =
        least == most ? g_strdup(low)
        : most == HARM_NOT_SAID
            ? words_say_with(page->words, "explain-least", "n", low, NULL)
            : words_say_with(page->words, "explain-range", "from", low, "to", high, NULL);
    page_say_with(page, key, "n", range);
    page_print(page, "  ");
}

/* «قتل 8 عناصر من …»: its head where it is long. */
static void print_shortened(const Page *page, const char *words) {
    enum { LONGEST = 60 };
    if (g_utf8_strlen(words, -1) <= LONGEST) {
        print_quoted(page, words);
        return;
    }
    g_autofree char *head = g_utf8_substring(words, 0, LONGEST);
    char *space = strrchr(head, ' ');
    if (space) *space = '\0';
    g_autofree char *cut = g_strconcat(head, " …", NULL);
    print_quoted(page, cut);
}

static bool has_number(const Incident *incident) {
    return incident->killed_min != HARM_NOT_SAID || incident->killed_max != HARM_NOT_SAID ||
           incident->injured_min != HARM_NOT_SAID || incident->injured_max != HARM_NOT_SAID;
}

static void print_harm(const Page *page, const Incident *incident) {
    page_label(page, "harm");
    print_range(page, "explain-killed", incident->killed_min, incident->killed_max);
    print_range(page, "explain-injured", incident->injured_min, incident->injured_max);
    if (incident->harm_text) {
        print_shortened(page, incident->harm_text);
        if (!has_number(incident)) page_print(page, "  ");
        if (!has_number(incident)) page_say(page, "explain-no-number");
        if (incident->harm_side != HARM_SIDE_UNKNOWN) page_print(page, "  ");
        if (incident->harm_side != HARM_SIDE_UNKNOWN)
            page_say_code(page, "harm", harm_side_name(incident->harm_side));
    } else {
        page_say(page, "report-not-said");
    }
    page_print(page, "\n");
}

static void print_days(const Page *page, const Incident *incident) {
    bool is_one = !incident->date_end || g_strcmp0(incident->date_end, incident->date_start) == 0;
    g_autofree char *days = words_are_arabic(page->words) && !is_one
                                ? words_days(page->words, incident->date_start, incident->date_end)
                                : NULL;
    if (days) {
        page_print(page, "%s", days);
    } else if (is_one) {
        page_day(page, incident->date_start, "explain-no-day");
    } else {
        g_autofree char *range = words_say_with(page->words, "explain-range", "from",
                                                incident->date_start ? incident->date_start : "–",
                                                "to", incident->date_end, NULL);
        page_print(page, "%s", range);
    }
}

static void print_when(const Page *page, const Incident *incident) {
    page_label(page, "when");
    print_days(page, incident);
    if (incident->time_of_day) {
        page_print(page, words_are_arabic(page->words) ? "، " : ", ");
        page_say_code(page, "time", incident->time_of_day);
    }
    if (incident->date_link.words) page_print(page, "  ");
    if (incident->date_link.words) print_quoted(page, incident->date_link.words);
    if (incident->date_link.tie != TIE_NONE) page_print(page, "  ");
    print_tie(page, incident->date_link.tie);
    page_print(page, "\n");
}

static void print_where(const Page *page, const Incident *incident) {
    page_label(page, "where");
    if (incident->surface)
        print_quoted(page, incident->surface);
    else
        page_say(page, "explain-no-place");
    page_print(page, "  ");
    print_tie(page, incident->place_link.tie);
    if (isnan(incident->location.lon)) {
        page_print(page, "  ");
        page_say(page, "explain-no-point");
    } else {
        page_print(page, "\n            ");
        page_point(page, &incident->location);
    }
    page_print(page, "\n");
}

/* What the words make of it: "background by «يذكر أن»", "a sum of several by «منذ مطلع العام»". */
static void print_reality(const Page *page, const Incident *incident) {
    const IncidentLink *link = &incident->reality_link;
    if (link->words) {
        page_say_with(page, "explain-by", "words", link->words);
    } else if (link->tie != TIE_NONE) {
        page_print(page, words_are_arabic(page->words) ? "، " : ", ");
        print_tie(page, link->tie);
    }
}

static void print_drawn(const Page *page, const Incident *incident) {
    bool is_drawn = incident_is_drawn(incident, false),
         is_strategic = !is_drawn && incident_is_drawn(incident, true),
         is_sum = !is_drawn && incident->aggregate;
    page_label(page, "drawn");
    page_say(page, is_drawn ? "explain-yes" : is_strategic ? "explain-strategic" : "explain-no");
    if (is_drawn && incident->modality != MODALITY_STATED) page_say(page, "explain-as");
    if (!is_strategic && (!is_drawn || incident->modality != MODALITY_STATED)) {
        if (is_sum)
            page_say(page, "explain-sum");
        else
            page_say_code(page, "modality", modality_name(incident->modality));
        print_reality(page, incident);
    }
    page_print(page, "\n");
}

static void print_sure(const Page *page, const Incident *incident) {
    const double parts[] = {incident->confidence, incident->type_confidence,
                            incident->place_confidence, incident->link_confidence};
    char shown[G_N_ELEMENTS(parts)][8];
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        g_snprintf(shown[i], sizeof shown[i], "%.2f", parts[i]);
    g_autofree char *product =
        words_say_with(page->words, "explain-sure-parts", "all", shown[0], "type", shown[1],
                       "place", shown[2], "link", shown[3], NULL);
    page_label(page, "sure");
    page_print(page, "%s\n", product);
}

/* "3. attack at Dhiban  ذيبان". */
static void print_title(const Page *page, const Incident *incident, guint number) {
    bool is_arabic = words_are_arabic(page->words);
    const char *type =
        is_arabic ? incident_type_label(incident->type, "ar") : incident_type_name(incident->type);
    const char *place = page_name(page, incident->place_ar, incident->place_en);
    g_autofree char *title =
        place ? words_say_with(page->words, "explain-at", "type", type, "place", place, NULL)
              : words_say_with(page->words, "explain-at-nowhere", "type", type, NULL);
    page_print(page, "\n%u. ", number);
    page_dye(page, page->ink.incident);
    page_print(page, "%s", title);
    page_dye(page, page->ink.end);
    if (!is_arabic && incident->place_ar) page_print(page, "  %s", incident->place_ar);
    page_print(page, "\n");
}

/* The word of the deed with the weapons that are told of; those of a desk have no words of ours. */
static void print_what(const Page *page, const Incident *incident) {
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (char **weapon = incident->weapons; *weapon; weapon++) {
        g_autofree char *key = g_strconcat("weapon-", *weapon, NULL);
        g_ptr_array_add(
            names, words_have(page->words, key) ? words_say(page->words, key) : g_strdup(*weapon));
    }
    g_ptr_array_add(names, NULL);
    g_autofree char *list =
        g_strjoinv(words_are_arabic(page->words) ? "، " : ", ", (char **)names->pdata);
    page_label(page, "what");
    print_quoted(page, incident->trigger);
    if (*list) page_print(page, "  ");
    if (*list) page_say_with(page, "explain-with", "weapons", list);
    page_print(page, "\n");
}

void page_print_incident(const Page *page, const GPtrArray *incidents, guint index) {
    const Incident *incident = incidents->pdata[index];
    guint first = 0;
    while (first < index && !is_told_in_same_words(incidents->pdata[first], incident)) first++;
    print_title(page, incident, index + 1);
    page_label(page, "words");
    if (first < index) {
        g_autofree char *number = words_number(page->words, first + 1);
        page_say_with(page, "explain-same-words", "number", number);
        page_print(page, "\n");
    } else {
        print_clause(page, incident);
    }
    print_what(page, incident);
    print_who(page, incident);
    print_where(page, incident);
    print_when(page, incident);
    print_harm(page, incident);
    print_drawn(page, incident);
    print_sure(page, incident);
}
