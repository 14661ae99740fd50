/*
 * «قصف اللواء 52 قرب الحراك»، «داخل الفوج 46»: a unit of the army whose barracks bear its number.
 * The press says the number for the site as often as for its men; what stands around decides. It is
 * a site where something leads to it as to a place, or where words behind it say where it lies, and
 * no word for men or vehicles owns it.
 */
#include "toponym/scan.h"

/* Does a place bear exactly these words? */
static bool is_borne(const Scan *self, guint32 first, guint32 n) {
    for (guint32 i = matches_at(self->matches, first); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != first) return false;
        if (m->table == TABLE_NAME && m->n_tokens == n && m->exact && !(m->clitics & CLITIC_TO))
            return true;
    }
    return false;
}

/* Men, vehicles or deeds that end right before `token`: what stands behind them is who, not where.
 */
static bool follows_men(const Scan *self, guint32 token) {
    for (guint32 from = token > 3 ? token - 3 : 0; from < token; from++) {
        if (!scan_same_sentence(self, from, token)) continue;
        for (guint32 i = matches_at(self->matches, from); i < self->matches->n; i++) {
            const Match *m = &self->matches->items[i];
            if (m->first_token != from) break;
            if (from + m->n_tokens != token) continue;
            if (m->table == TABLE_ACTOR || m->table == TABLE_HARM || m->table == TABLE_NUMBER)
                return true;
            if (m->table == TABLE_TARGET &&
                strcmp(gazetteer_cell(self->gazetteer, TABLE_TARGET, m->entry, "class"), "site") !=
                    0)
                return true;
            if (m->table == TABLE_CUE &&
                strcmp(gazetteer_cell(self->gazetteer, TABLE_CUE, m->entry, "cue"), "owner") == 0)
                return true;
        }
    }
    return false;
}

/* «داخل»، «محيط»، «قرب»، «باتجاه»، «على»، «في»: a word that leads to a place ends before `token`.
 */
static bool is_led_to(const Scan *self, guint32 token) {
    static const CueKind KINDS[] = {CUE_INSIDE, CUE_NEAR, CUE_DESTINATION};
    if (token == 0 || !scan_same_sentence(self, token - 1, token)) return false;
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        const Cue *cue = scan_cue_before(self, KINDS[i], token, 0);
        if (!cue) continue;
        /* «ضابط في الفوج 46» serves there; what is done inside it or around it is done to a site.
         */
        bool is_bare = cue->kind == CUE_INSIDE && cue->n == 1 && scan_is_particle(self, cue->first);
        return !is_bare || !follows_men(self, cue->first);
    }
    return scan_is_upon(self, token - 1);
}

/* «… قرب الحراك»، «… غربي حلب»، «… بريف درعا». */
static bool place_follows(const Scan *self, guint32 last, guint32 token) {
    if (!scan_same_sentence(self, last, token)) return false;
    const Cue *near = scan_cue_at(self, CUE_NEAR, token);
    return (near && !(near->clitics & CLITIC_AND)) || scan_place_follows(self, token);
}

bool units_is_site(const Scan *self, guint32 first, guint32 n) {
    if (!is_borne(self, first, n) || follows_men(self, first)) return false;
    return is_led_to(self, first) || place_follows(self, first + n - 1, first + n);
}
