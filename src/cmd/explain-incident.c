/* An incident for a person who checks it at a glance: the clause with its parts marked, then each
 * thing that the record says with the words that say it, then whether it is drawn, and why not. */
#include <math.h>

#include "cmd/explain.h"

/* What the sentence says of whom: a run of its bytes with the name of its part. */
typedef struct {
    guint32 at, len;
    const char *label;
} Part;

enum { N_PARTS = 7 };

static int by_start(const void *a, const void *b) {
    const Part *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->len > y->len ? -1 : x->len < y->len;
}

static Part part_of(const IncidentLink *link, const char *label) {
    return (Part){link->at, link->len, label};
}

/* The parts of the quote in the order of the text; those that are not in it have len 0. */
static void find_parts(const Incident *incident, Part parts[N_PARTS]) {
    const char *quote = incident->quote;
    const char *deed = g_utf8_offset_to_pointer(quote, incident->trigger_start - incident->start);
    const char *harm = incident->harm_text ? strstr(quote, incident->harm_text) : NULL;
    guint i = 0;
    parts[i++] =
        (Part){(guint32)(deed - quote), (guint32)strlen(page_or_dash(incident->trigger)), "deed"};
    parts[i++] = part_of(&incident->actor_link, "actor");
    parts[i++] = part_of(&incident->target_link, "target");
    parts[i++] = part_of(&incident->place_link, "place");
    parts[i++] = part_of(&incident->date_link, "when");
    parts[i++] = part_of(&incident->reality_link, "how real");
    parts[i++] = (Part){harm ? (guint32)(harm - quote) : 0,
                        harm ? (guint32)strlen(incident->harm_text) : 0, "harm"};
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
    if (from > 0) page_print(page, "… ");
    for (guint i = 0; i < N_PARTS; i++) {
        if (parts[i].len == 0 || parts[i].at < at) continue; /* inside the part before it */
        page_put(page, quote + at, parts[i].at - at);
        page_dye(page, page->ink.incident);
        page_print(page, "⟨%s: ", parts[i].label);
        page_put(page, quote + parts[i].at, parts[i].len);
        page_print(page, "⟩");
        page_dye(page, page->ink.end);
        at = parts[i].at + parts[i].len;
    }
    page_put(page, quote + at, MIN(to, whole) - MIN(at, to));
    page_print(page, "%s\n", to < whole ? " …" : "");
}

/* "   actor    «words»  why": nothing where the words stand in the clause and nothing is to be
 * said. */
static void print_link(const Page *page, const char *what, const IncidentLink *link) {
    if (link->tie == TIE_NONE) return;
    page_print(page, "   %-8s ", what);
    if (link->words) page_print(page, "«%s»  ", link->words);
    page_print(page, "%s\n", tie_words(link->tie, "en"));
}

static void print_side(const Page *page, const char *id, const char *en, const char *ar) {
    if (!id && !en) {
        page_print(page, "nobody named");
        return;
    }
    page_print(page, "%s", en ? en : id);
    if (ar) page_print(page, " · %s", ar);
    if (id && en) page_print(page, " (%s)", id);
}

static void print_who(const Page *page, const Incident *incident) {
    page_print(page, "   who      ");
    print_side(page, incident->actor, incident->actor_en, incident->actor_ar);
    page_print(page, "  →  ");
    print_side(page, incident->target, incident->target_en, incident->target_ar);
    if (incident->attribution == ATTRIBUTION_CLAIMED ||
        incident->attribution == ATTRIBUTION_SUSPECTED)
        page_print(page, "  (the actor is %s)", attribution_name(incident->attribution));
    page_print(page, "\n");
    print_link(page, "actor", &incident->actor_link);
    print_link(page, "target", &incident->target_link);
}

static void print_range(const Page *page, const char *what, int least, int most) {
    if (least == HARM_NOT_SAID && most == HARM_NOT_SAID) return;
    if (least == most)
        page_print(page, "%s %d  ", what, least);
    else if (most == HARM_NOT_SAID)
        page_print(page, "%s %d or more  ", what, least);
    else
        page_print(page, "%s %d to %d  ", what, MAX(least, 0), most);
}

/* «قتل 8 عناصر من …»: its head where it is long. */
static void print_shortened(const Page *page, const char *words) {
    enum { LONGEST = 60 };
    if (g_utf8_strlen(words, -1) <= LONGEST) {
        page_print(page, "«%s»", words);
        return;
    }
    g_autofree char *head = g_utf8_substring(words, 0, LONGEST);
    char *space = strrchr(head, ' ');
    if (space) *space = '\0';
    page_print(page, "«%s …»", head);
}

static void print_harm(const Page *page, const Incident *incident) {
    page_print(page, "   harm     ");
    print_range(page, "killed", incident->killed_min, incident->killed_max);
    print_range(page, "injured", incident->injured_min, incident->injured_max);
    if (!incident->harm_text) {
        page_print(page, "not said\n");
        return;
    }
    bool has_number =
        incident->killed_min != HARM_NOT_SAID || incident->killed_max != HARM_NOT_SAID ||
        incident->injured_min != HARM_NOT_SAID || incident->injured_max != HARM_NOT_SAID;
    print_shortened(page, incident->harm_text);
    if (!has_number) page_print(page, "  no number");
    if (incident->harm_side != HARM_SIDE_UNKNOWN)
        page_print(page, "  of the %s", harm_side_name(incident->harm_side));
    page_print(page, "\n");
}

static void print_when(const Page *page, const Incident *incident) {
    page_print(page, "   when     %s", incident->date_start ? incident->date_start : "not known");
    if (incident->date_end && g_strcmp0(incident->date_end, incident->date_start) != 0)
        page_print(page, " to %s", incident->date_end);
    if (incident->time_of_day) page_print(page, ", %s", incident->time_of_day);
    if (incident->date_link.words) page_print(page, "  «%s»", incident->date_link.words);
    if (incident->date_link.tie) page_print(page, "  %s", tie_words(incident->date_link.tie, "en"));
    page_print(page, "\n");
}

static void print_where(const Page *page, const Incident *incident) {
    page_print(page, "   where    ");
    if (incident->surface) page_print(page, "«%s»  ", incident->surface);
    if (incident->place_link.tie) page_print(page, "%s", tie_words(incident->place_link.tie, "en"));
    if (!incident->surface) page_print(page, "no place is named");
    if (isnan(incident->location.lon))
        page_print(page, "  without a point\n");
    else
        page_print(page, "\n            %.3f,%.3f ± %.1f km  %s\n", incident->location.lon,
                   incident->location.lat, incident->location.radius_m / 1000,
                   location_method_name(incident->location.method));
}

/* What the words make of it: "background: «يذكر أن»", "a sum of several: «منذ مطلع العام»". */
static void print_reality(const Page *page, const Incident *incident, const char *what) {
    const IncidentLink *link = &incident->reality_link;
    page_print(page, "%s", what);
    if (link->words) page_print(page, " by «%s»", link->words);
    if (!link->words && link->tie) page_print(page, ", %s", tie_words(link->tie, "en"));
}

static void print_drawn(const Page *page, const Incident *incident) {
    bool is_drawn = incident_is_drawn(incident, false),
         is_strategic = !is_drawn && incident_is_drawn(incident, true);
    page_print(page, "   drawn    %s",
               is_drawn       ? "yes"
               : is_strategic ? "only with --include strategic"
                              : "no: ");
    if (is_drawn && incident->modality != MODALITY_STATED) {
        page_print(page, ", as ");
        print_reality(page, incident, modality_name(incident->modality));
    } else if (!is_drawn && !is_strategic && incident->aggregate) {
        print_reality(page, incident, "a sum of several incidents, or no one place");
    } else if (!is_drawn && !is_strategic) {
        print_reality(page, incident, modality_name(incident->modality));
    }
    page_print(page, "\n   sure     %.2f = type %.2f × place %.2f × link %.2f\n",
               incident->confidence, incident->type_confidence, incident->place_confidence,
               incident->link_confidence);
}

void page_print_incident(const Page *page, const GPtrArray *incidents, guint index) {
    const Incident *incident = incidents->pdata[index];
    page_print(page, "\n%u. ", index + 1);
    page_dye(page, page->ink.incident);
    page_print(page, "%s", incident_type_name(incident->type));
    page_dye(page, page->ink.end);
    page_print(page, " at %s",
               incident->place_en ? incident->place_en : "no place that could be found");
    if (incident->place_ar) page_print(page, "  %s", incident->place_ar);
    page_print(page, "\n   words    ");
    guint first = 0;
    while (first < index && !is_told_in_same_words(incidents->pdata[first], incident)) first++;
    if (first < index)
        page_print(page, "those of %u, of several places\n", first + 1);
    else
        print_clause(page, incident);
    page_print(page, "   what     «%s»", page_or_dash(incident->trigger));
    g_autofree char *weapons = g_strjoinv(", ", incident->weapons);
    if (*weapons) page_print(page, "  with %s", weapons);
    page_print(page, "\n");
    print_who(page, incident);
    print_where(page, incident);
    print_when(page, incident);
    print_harm(page, incident);
    print_drawn(page, incident);
}
