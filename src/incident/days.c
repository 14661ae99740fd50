/*
 * A report says once when it was: "شن X أمس الجمعة هجوماً …. وقالت مصادر إن عناصره هاجموا حاجزاً في
 * Y". A deed that is told without a day has that of the deed told before it, or of the words that
 * open the report, as long as the report goes on with the same.
 */
#include "incident/stages.h"

/* A day longer before publication is recalled: what follows it need not be of that day. */
enum { RECENT_DAYS = 7, PARAGRAPHS = 3 };

static const Sentence *sentence_of(const Reader *self, const Draft *draft) {
    return &self->text->sentences[draft->told_first];
}

static bool has_recent_day(const Reader *self, const When *when) {
    return when->precision == DATE_DAY && when->basis != BASIS_PUBLISHED &&
           when->basis != BASIS_NONE && when->end <= self->today &&
           when->end + RECENT_DAYS >= self->today;
}

/* "وفي سياق متصل", "من جهة أخرى": the words turn to something else, perhaps of another day. */
static bool is_turned_to(const Reader *self, const Draft *draft) {
    const Sentence *sentence = sentence_of(self, draft);
    return mark_with(self, MARK_JOINT, sentence->first_token,
                     MIN(draft->event.trigger->first_token, draft->event.first + 1), "effect",
                     "reset") != NULL;
}

/* "ويوم الخميس تبنى X هجوماً": its sentence says a day that is not the deed's. */
static bool has_other_day(const Reader *self, const Draft *draft) {
    const Sentence *sentence = sentence_of(self, draft);
    When when = when_read(self, sentence->first_token, sentence->first_token + sentence->n_tokens);
    return when.precision == DATE_DAY;
}

static bool wants_day(const Reader *self, const Draft *draft) {
    const Reality *reality = &draft->event.reality;
    return draft->when.basis == BASIS_PUBLISHED && !reality_is_unreal(reality) &&
           !reality->is_recap && !reality->is_habitual && !reality->is_tally &&
           !is_turned_to(self, draft) && !has_other_day(self, draft);
}

static bool comes_before(const Draft *a, const Draft *b) {
    return a->told_first != b->told_first ? a->told_first < b->told_first
                                          : a->event.first < b->event.first;
}

/* The last dated deed before the draft; NULL where none is near enough. */
static const Draft *dated_before(const Reader *self, const GArray *drafts, const Draft *draft) {
    const Draft *best = NULL;
    for (guint i = 0; i < drafts->len; i++) {
        const Draft *other = &g_array_index(drafts, Draft, i);
        if (other == draft || reality_is_unreal(&other->event.reality) ||
            !has_recent_day(self, &other->when) || !comes_before(other, draft) ||
            (best && !comes_before(best, other)))
            continue;
        best = other;
    }
    if (!best) return NULL;
    const Sentence *told = sentence_of(self, best), *own = sentence_of(self, draft);
    guint apart = own->paragraph - told->paragraph;
    return told->field == own->field && apart <= (best->event.reality.is_recap ? 0 : PARAGRAPHS)
               ? best
               : NULL;
}

/* "قتل عناصر من X، أمس الثلاثاء، …": the day that the first sentence of the body says, where it
 * tells a deed, and its paragraph. */
static When day_of_lead(const Reader *self, guint32 *ret_paragraph) {
    When when;
    when_init(&when);
    *ret_paragraph = 0;
    for (guint32 i = 0; i < self->text->n_sentences; i++) {
        const Sentence *sentence = &self->text->sentences[i];
        guint cursor = 0;
        guint32 end = sentence->first_token + sentence->n_tokens;
        if (sentence->field != FIELD_BODY ||
            !mark_next(self, MARK_TRIGGER, sentence->first_token, end, &cursor))
            continue;
        const Token *last = &self->text->tokens[end - 1];
        if (last->kind != TOKEN_PUNCT) continue; /* a headline */
        when = when_read(self, sentence->first_token, end);
        *ret_paragraph = sentence->paragraph;
        break;
    }
    return when;
}

void drafts_share_days(const Reader *self, GArray *drafts) {
    guint32 opening;
    When lead = day_of_lead(self, &opening);
    bool has_lead = has_recent_day(self, &lead);
    for (guint i = 0; self->published && i < drafts->len; i++) {
        Draft *draft = &g_array_index(drafts, Draft, i);
        if (!wants_day(self, draft)) continue;
        const Draft *before = dated_before(self, drafts, draft);
        bool is_near = sentence_of(self, draft)->field == FIELD_BODY &&
                       sentence_of(self, draft)->paragraph <= opening + PARAGRAPHS;
        const When *when = before ? &before->when : has_lead && is_near ? &lead : NULL;
        if (!when) continue;
        const char *time = draft->when.time_of_day;
        draft->when = *when;
        draft->when.time_of_day = time;
        draft->when.is_carried = true;
    }
}
