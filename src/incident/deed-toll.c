/*
 * Dead and wounded whom words without a place of their own tell of: those of the deed told right
 * before, which has told none, of its other side, or of a man's companions.
 */
#include "incident/extraction.h"

/* Do the words speak of a sum, of what was before, or of nothing that happened? */
static bool is_of_others(const Reader *reader, const Clause *clause) {
    static const char *const others[] = {"tally",     "background", "recap",   "counted",
                                         "before",    "planned",    "negated", "conditional",
                                         "denied",    "civil",      "mishap",  "burial",
                                         "aftermath", "memory",     NULL};
    const Match *cue;
    for (guint cursor = 0;
         (cue = mark_next(reader, MARK_MODALITY, clause->first, clause->end, &cursor));)
        if (g_strv_contains(others, mark_cell(reader, cue, "modality"))) return true;
    const Match *day;
    for (guint cursor = 0;
         (day = mark_next(reader, MARK_CALENDAR, clause->first, clause->end, &cursor));)
        if (!mark_is(reader, day, "kind", "time")) return true;
    return false;
}

static bool is_unharmed(const Harm *harm) {
    return harm->killed_max == HARM_NOT_SAID && harm->killed_min == HARM_NOT_SAID &&
           harm->injured_max == HARM_NOT_SAID && harm->injured_min == HARM_NOT_SAID;
}

/* "هاجم X حاجزاً لـ Y ما أدى إلى مقتل ثلاثة، فيما قتل اثنان من المهاجمين": the dead of the other
 * side of the deed told right before. */
static bool is_of_other_side(const Extraction *self, const Draft *draft, const Clause *clause,
                             const Harm *harm) {
    const Reader *reader = &self->reader;
    bool is_of_before = is_marked_as(reader, MARK_JOINT, clause->first, "effect", "after");
    return clause->sentence <= draft->told_last + 1 && !is_of_before && harm->also_of == NO_PLACE &&
           harm->killed_min == harm->killed_max &&
           harm_adds(reader, &draft->harm, harm->killed_min, harm->dead_of);
}

/* "أصيب قيادي …، كما أصيب مرافقه": one more by the same deed, whom the words tie to him. */
static bool is_of_companion(const Extraction *self, const Draft *draft, const Clause *clause,
                            const Harm *harm) {
    const Reader *reader = &self->reader;
    bool is_known = draft->harm.injured_min > 0 &&
                    draft->harm.injured_min == draft->harm.injured_max && harm->injured_min > 0 &&
                    harm->injured_min == harm->injured_max && harm->killed_max == HARM_NOT_SAID;
    if (!is_known || clause->join != JOIN_SPLIT || clause->sentence > draft->told_last ||
        !mark_at(reader, MARK_JOINT, clause->first))
        return false;
    const Match *person;
    for (guint cursor = 0;
         (person = mark_next(reader, MARK_PERSON, clause->first, clause->end, &cursor));)
        if (has_possessive(reader, person->first_token)) return true;
    return false;
}

bool extraction_take_toll(Extraction *self, const Clause *clause, const Harm *harm) {
    const Reader *reader = &self->reader;
    if (self->last == NO_MARK || clause->join == JOIN_RESET) return false;
    Draft *last = extraction_first_of_list(self, &g_array_index(self->drafts, Draft, self->last));
    bool is_more = is_of_companion(self, last, clause, harm);
    if (!incident_type_is_violent(last->event.type) || reality_is_unreal(&last->event.reality) ||
        last->is_aggregate || last->event.is_plural ||
        !(is_unharmed(&last->harm) || is_more || is_of_other_side(self, last, clause, harm)) ||
        paragraphs_since(self, last, clause) > 1 || is_of_others(reader, clause) ||
        names_other_place(reader, clause->first, clause->end))
        return false;
    g_autoptr(GArray) scenes = scenes_in(reader, clause->first, clause->end);
    if (scenes->len > 0 || is_unharmed(harm) || harm->killed_max == 0) return false;
    if (is_unharmed(&last->harm))
        last->harm = *harm;
    else if (is_more)
        last->harm.injured_min = last->harm.injured_max += harm->injured_min;
    else
        harm_take(reader, &last->harm, harm);
    last->told_last = clause->sentence;
    return true;
}

bool extraction_give_harm(Extraction *self, const Clause *clause, const Event *event) {
    if (self->last == NO_MARK || incident_type_is_violent(event->type)) return false;
    Draft *last = extraction_first_of_list(self, &g_array_index(self->drafts, Draft, self->last));
    Harm harm = harm_read(&self->reader, event->first, event->end);
    if (!incident_type_is_violent(last->event.type) || reality_is_unreal(&last->event.reality) ||
        last->told_last != clause->sentence || !is_unharmed(&last->harm) || is_unharmed(&harm))
        return false;
    last->harm = harm;
    return true;
}
