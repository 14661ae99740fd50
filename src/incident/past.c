/* Deeds of long ago, which a report recalls: known by an old year, or told as years back. */
#include "incident/stages.h"

/* "عام 2015" at a token, over long before publication? Without one, any year that no month stands
 * beside: no report dates its news by the year. */
static bool is_old_year(const Reader *reader, guint32 token) {
    enum { SHORTEST = 360, BESIDE = 3 };
    const Token *tokens = reader->text->tokens;
    const Match *unit = mark_at(reader, MARK_CALENDAR, token);
    if (!unit || unit->first_token != token ||
        g_ascii_strtoll(mark_cell(reader, unit, "value"), NULL, 10) < SHORTEST ||
        tokens[token + 1].kind != TOKEN_NUMBER)
        return false;
    g_autofree char *last = g_strdup_printf("%04.0f-12-31", tokens[token + 1].value);
    guint32 day = julian_of_iso(last);
    if (reader->published) return day > 0 && reader->published > day + OLD_DAYS;
    for (guint32 back = 1; back <= room_before(reader, token, BESIDE); back++) {
        const Match *month = mark_at(reader, MARK_CALENDAR, token - back);
        if (month && !mark_is(reader, month, "kind", "lead")) return false;
    }
    return day > 0;
}

/* Does such a year stand right by the token or the words that end before `next`? */
static bool has_old_year_beside(const Reader *reader, guint32 first, guint32 next) {
    enum { AHEAD = 7, BACK = 4 };
    guint32 n = reader->text->n_tokens;
    for (guint32 t = next; t + 1 < MIN(n, next + AHEAD) && !is_break(reader, t); t++)
        if (is_old_year(reader, t)) return true;
    for (guint32 back = 1; back <= room_before(reader, first, BACK); back++) {
        if (is_break(reader, first - back)) return false;
        if (is_old_year(reader, first - back)) return true;
    }
    return false;
}

/* "اعتقل عام 2014 على حاجز", "تعود إلى عام 2013 حين سقطت قذيفة": by some word of the deed. */
static bool is_beside_old_year(const Reader *reader, const Event *event, const When *when) {
    const Match *word;
    if (reader->published && when->basis == BASIS_EXPLICIT) return false; /* the record tells it */
    for (guint cursor = 0; (word = mark_next(reader, MARK_TRIGGER, event->trigger->first_token,
                                             event->end, &cursor));)
        if (mark_is(reader, word, "type", mark_cell(reader, event->trigger, "type")) &&
            has_old_year_beside(reader, word->first_token, mark_end(word)))
            return true;
    return false;
}

/* "مجزرة X عام 2015": a deed known by its place and year is recalled. */
static bool is_of_old_year(const Reader *reader, const Event *event) {
    for (guint32 t = mark_end(event->trigger); t + 2 < event->end; t++) {
        if (is_break(reader, t)) return false;
        if (reader->place_at[t] != NO_MARK && is_old_year(reader, t + 1)) return true;
    }
    return false;
}

/* "وكان الفصيل قد ظهر عام 2012 وخاض معارك في X": what had been goes on behind و, while no words
 * tell another day. */
static bool is_of_old_recap(const Reader *reader, const Event *event, const When *when) {
    const Sentence *sentence =
        &reader->text->sentences[reader->text->tokens[event->trigger->first_token].sentence];
    bool is_recap = false;
    if (when->basis != BASIS_PUBLISHED && when->basis != BASIS_EXPLICIT) return false;
    if (when->basis == BASIS_EXPLICIT && reader->published <= when->end + OLD_DAYS) return false;
    for (guint32 t = sentence->first_token; t + 1 < event->end; t++) {
        const Match *cue = mark_at(reader, MARK_MODALITY, t);
        is_recap |=
            cue && t < event->trigger->first_token && mark_is(reader, cue, "modality", "recap");
        if (is_recap && is_old_year(reader, t)) return true;
    }
    return false;
}

/* "قبل خمسة أعوام": no report tells such a deed as its news. */
static bool is_years_ago(const Reader *reader, const When *when) {
    enum { YEAR_DAYS = 300 };
    return when->basis == BASIS_RELATIVE && when->end && reader->today > when->end + YEAR_DAYS;
}

/* "توفي متأثراً بجراح أصيب بها في قصف على X الأسبوع الماضي": the deed was told when he was hit, but
 * where that was some days ago at most. */
static bool is_of_old_wounds(const Reader *reader, const Event *event, const When *when) {
    enum { REACH = 12, FRESH_DAYS = 2 };
    guint32 first = event->trigger->first_token;
    bool is_wound = false;
    if (when->precision == DATE_DAY && when->basis != BASIS_PUBLISHED &&
        when->end + FRESH_DAYS >= reader->today)
        return false;
    for (guint32 back = 1; back <= room_before(reader, first, REACH); back++) {
        if (is_break(reader, first - back)) return false;
        const Match *hurt = mark_at(reader, MARK_TRIGGER, first - back);
        is_wound |= hurt && is_verb(reader, hurt) &&
                    is_marked_as(reader, MARK_HARM, first - back, "harm", "loss");
        if (is_wound && is_marked_as(reader, MARK_MODALITY, first - back, "modality", "aftermath"))
            return true;
    }
    return false;
}

bool is_long_past(const Reader *reader, const Event *event, const When *when) {
    if (is_of_old_wounds(reader, event, when)) return true;
    return is_years_ago(reader, when) || is_of_old_year(reader, event) ||
           is_beside_old_year(reader, event, when) || is_of_old_recap(reader, event, when);
}
