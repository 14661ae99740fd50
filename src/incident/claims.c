/*
 * Who is named for a deed after it was told: "وتبنى تنظيم داعش الهجوم", "واتهمت الفرقة 17 خلايا
 * داعش بالوقوف وراء الهجومين", "والمهاجمون ينتمون إلى X". The clause names somebody and speaks of
 * the deed as known; the nearest deeds before it whose actor nobody knows are his.
 */
#include "incident/stages.h"

enum { REACH = 3, FAR = 6, CLOSE = 2 }; /* paragraphs, words */

/* The deed that a clause speaks of as known. */
typedef struct {
    bool is_any; /* العملية: of any type */
    IncidentType type;
    guint n; /* how many: 1, 2 (الهجومين), all that are near (الهجمات); 0: it speaks of none */
    guint32 token;
    bool has_agency; /* تقف وراءه */
} Reference;

enum { ALL_NEAR = 100 };

/* -ين and -ان are duals, -ات and the broken plurals of the tables many. */
static guint number_of(const Reader *self, const Match *noun) {
    const char *norm = text_norm(self->text, mark_end(noun) - 1);
    if (g_str_has_suffix(norm, "ين") || g_str_has_suffix(norm, "ان")) return 2;
    return g_str_has_suffix(norm, "ات") ? ALL_NEAR : 1;
}

/* الهجوم, or by its suffix: باغتياله, where a bare ه may be the ة of عملية. */
static bool is_definite(const Reader *self, const Match *noun) {
    Pronoun whose = pronoun_in(text_norm(self->text, noun->first_token));
    bool may_be_his = whose == PRONOUN_HIS && noun->n_tokens == 1 && noun->clitics;
    return noun->article || whose == PRONOUN_HER || whose == PRONOUN_THEIR || may_be_his;
}

/* "اللغم زرعه", "العبوة التي زرعتها": the known bomb, and who laid it behind. */
static bool is_planted(const Reader *self, const Clause *clause, guint32 token) {
    enum { REACH_OF_VERB = 3 };
    const Match *bomb = mark_at(self, MARK_WEAPON, token);
    if (!bomb || bomb->first_token != token || !text_has_article(self->text, token) ||
        !mark_is(self, bomb, "type", "ied"))
        return false;
    guint32 end = MIN(mark_end(bomb) + REACH_OF_VERB, clause->end);
    for (guint32 t = mark_end(bomb); t < end; t++)
        if (mark_at(self, MARK_AGENT, t)) return true;
    return false;
}

static Reference reference_in(const Reader *self, const Clause *clause) {
    for (guint32 t = clause->first; t < clause->end; t++) {
        if (is_planted(self, clause, t)) /* إن اللغم زرعه عناصر X */
            return (Reference){
                .is_any = false, .type = INCIDENT_IED, .n = 1, .token = t, .has_agency = true};
        const Match *word = mark_at(self, MARK_MODALITY, t);
        const Match *noun = mark_at(self, MARK_TRIGGER, t);
        IncidentType type;
        if (noun && noun->first_token == t && is_definite(self, noun) && !is_verb(self, noun) &&
            incident_type_parse(mark_cell(self, noun, "type"), &type) &&
            incident_type_is_violent(type)) {
            return (Reference){.is_any = type == INCIDENT_ATTACK,
                               .type = type,
                               .n = number_of(self, noun),
                               .token = t};
        }
        if (word && word->first_token == t && mark_is(self, word, "modality", "deed") &&
            (word->article || word->n_tokens > 1)) {
            return (Reference){.is_any = true,
                               .type = INCIDENT_ATTACK,
                               .n = word->n_tokens > 1 ? 1 : number_of(self, word),
                               .token = t,
                               .has_agency = word->n_tokens > 1};
        }
    }
    return (Reference){.n = 0};
}

/* The words by which somebody claims it in a clause, or NULL. */
static const Match *claim_in(const Reader *self, const Clause *clause) {
    return mark_with(self, MARK_MODALITY, clause->first, clause->end, "modality", "claimed");
}

static bool has_deed(const Reader *self, const Clause *clause) {
    guint cursor = 0;
    return mark_next(self, MARK_TRIGGER, clause->first, clause->end, &cursor) != NULL;
}

static bool is_known(const Reader *self, guint32 row) {
    return row != NO_PLACE && !actor_is_unidentified(self, row);
}

static bool is_fighter(const Reader *self, const Party *party) {
    return is_known(self, party->row) && !strstr(actor_cell(self, party->row, "kind"), "civilian");
}

/* Beside the words of the claim: behind them or right before. */
static bool is_claimant(const Party *party, const Match *claim) {
    enum { BEFORE = 2, BEHIND = 4 }; /* تبنت ما تسمى "X" */
    return claim && party->end + BEFORE >= claim->first_token &&
           party->first <= mark_end(claim) + BEHIND;
}

/* "تقف خلايا X خلف الهجوم": a word of agency right before the deed. */
static bool is_behind_deed(const Reader *self, const Party *party, const Reference *reference) {
    if (party->is_suspected && reference->has_agency) return true; /* منفذو الهجوم يعتقد أنهم … */
    const Match *agency =
        reference->token > 0 ? mark_at(self, MARK_AGENT, reference->token - 1) : NULL;
    bool is_subject = agency && agency->first_token >= party->end && /* X تقف خلف الهجوم */
                      agency->first_token - party->end <= CLOSE;
    return is_subject ||
           (party->bond == BOND_AGENT && reference->token > 0 && (reference->has_agency || agency));
}

/* Whom the clause names for the deed, or NULL; with the reason. */
static const Party *named_for_it(const Reader *self, const GArray *parties, const Match *claim,
                                 const Reference *reference, Tie *ret_tie) {
    for (guint i = 0; i < parties->len; i++) {
        const Party *party = &g_array_index(parties, Party, i);
        if (!is_fighter(self, party)) continue;
        *ret_tie = party->is_accused                        ? TIE_ACCUSED
                   : party->is_unmasked                     ? TIE_UNMASKED
                   : is_claimant(party, claim)              ? TIE_CLAIMANT
                   : is_behind_deed(self, party, reference) ? TIE_SAID_BEHIND
                                                            : TIE_NONE;
        bool is_of_deed = reference->n > 0 || party->is_unmasked;
        if (*ret_tie && is_of_deed) return party;
    }
    return NULL;
}

static bool is_near(const Reader *self, const Draft *draft, const Clause *clause, guint reach) {
    const Sentence *a = &self->text->sentences[draft->sentence];
    const Sentence *b = &self->text->sentences[clause->sentence];
    if (a->field != b->field) return a->field == FIELD_TITLE;
    return b->paragraph - a->paragraph <= reach;
}

/* Can the draft be the deed that is spoken of? An attack or operation may have any means. */
static bool is_meant(const Draft *draft, const Reference *reference) {
    const Event *event = &draft->event;
    return !reality_is_unreal(&event->reality) && incident_type_is_violent(event->type) &&
           (reference->is_any || types_are_kin(event->type, reference->type) ||
            (event->type == INCIDENT_ATTACK && types_are_kin(reference->type, INCIDENT_IED)));
}

static void name_actor(Draft *draft, const Party *party, bool is_claimed, Tie tie) {
    Event *event = &draft->event;
    event->actor = party->row;
    event->actor_name = party->name_row;
    event->actor_link = (SideLink){party->first, party->end, tie};
    event->attribution = is_claimed            ? ATTRIBUTION_CLAIMED
                         : party->is_suspected ? ATTRIBUTION_SUSPECTED
                                               : ATTRIBUTION_STATED;
    if (event->target == event->actor) event->target = event->target_name = NO_PLACE;
    event->reality.is_claimed |= is_claimed;
    event->reality.is_suspected |= party->is_suspected && !is_claimed;
}

/* "ويعمل القتلى ضمن صفوف X", "والقتيل عنصر في X": the victim as known, and whose man he was. */
static const Party *master_of_victim(const Reader *self, const Clause *clause,
                                     const GArray *parties) {
    bool has_victim = false, has_tie = false;
    guint32 t = clause->first;
    for (guint i = 0; i < parties->len; i++) {
        const Party *party = &g_array_index(parties, Party, i);
        for (; t < party->first; t++) {
            const Match *harm = mark_at(self, MARK_HARM, t), *deed = mark_at(self, MARK_TRIGGER, t);
            if (deed && !mark_at(self, MARK_HARM, t)) return NULL;
            has_victim |= harm && harm->article && mark_is(self, harm, "harm", "killed");
            has_tie |=
                has_victim && (mark_at(self, MARK_OWNER, t) || mark_at(self, MARK_PATIENT, t));
        }
        const Match *head = party->head == NO_MARK
                                ? NULL
                                : &g_array_index(self->marks[MARK_TARGET], Match, party->head);
        bool is_man = head && mark_is(self, head, "class", "person");
        if (has_victim && (has_tie || is_man) && is_fighter(self, party)) return party;
    }
    return NULL;
}

static void victims_apply(const Reader *self, const Clause *clause, const GArray *parties,
                          GArray *drafts) {
    const Party *master = master_of_victim(self, clause, parties);
    if (!master || drafts->len == 0) return;
    Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    Event *event = &draft->event;
    bool is_open = event->target == NO_PLACE || event->target_kind == TARGET_CIVILIAN;
    if (!is_open || !is_near(self, draft, clause, 2) || reality_is_unreal(&event->reality) ||
        !incident_type_is_violent(event->type) || event->actor == master->row)
        return;
    event->target = master->row;
    event->target_name = master->name_row;
    event->target_kind = TARGET_MILITARY;
    event->target_link = (SideLink){master->first, master->end, TIE_VICTIM_MASTER};
}

/* "…، وردت X على مصادر النيران": who answers the fire was under it. */
static void riposte_apply(const Reader *self, const Clause *clause, const GArray *parties,
                          GArray *drafts) {
    const Match *cue, *riposte = NULL;
    for (guint cursor = 0;
         (cue = mark_next(self, MARK_MODALITY, clause->first, clause->end, &cursor));)
        if (mark_is(self, cue, "modality", "riposte")) riposte = cue;
    if (!riposte || drafts->len == 0) return;
    Draft *draft = &g_array_index(drafts, Draft, drafts->len - 1);
    Event *event = &draft->event;
    bool is_from_afar = type_is_from_afar(event->type);
    bool is_close = clause->sentence - draft->sentence <= 1 && is_near(self, draft, clause, 0);
    if (event->target != NO_PLACE || is_from_afar || !is_close ||
        reality_is_unreal(&event->reality) || !incident_type_is_violent(event->type))
        return;
    for (guint i = 0; i < parties->len; i++) {
        const Party *party = &g_array_index(parties, Party, i);
        bool is_kin = event->actor != NO_PLACE && actors_are_kin(self, event->actor, party->row);
        if (!is_fighter(self, party) || is_kin || party->bond == BOND_ONTO) continue;
        event->target = party->row;
        event->target_name = party->name_row;
        event->target_kind = TARGET_MILITARY;
        event->target_link = (SideLink){party->first, party->end, TIE_ANSWERS_FIRE};
        return;
    }
}

void claims_apply(const Reader *self, const Clause *clause, const GArray *parties, GArray *drafts) {
    Tie tie;
    const Match *claim = claim_in(self, clause);
    victims_apply(self, clause, parties, drafts);
    riposte_apply(self, clause, parties, drafts);
    Reference reference = reference_in(self, clause);
    if (reference.n == 0 && !has_deed(self, clause)) /* ووجهت أصابع الاتهام إلى X */
        reference = (Reference){.is_any = true, .n = 1};
    const Party *party = named_for_it(self, parties, claim, &reference, &tie);
    if (!party) return;
    bool is_claimed = is_claimant(party, claim);
    if (party->is_unmasked) reference = (Reference){.is_any = true, .n = 1};
    guint n = 0;
    const Match *last = NULL; /* a deed at several places is one */
    for (guint i = drafts->len; i > 0; i--) {
        Draft *draft = &g_array_index(drafts, Draft, i - 1);
        guint reach = party->is_unmasked ? FAR : reference.n == ALL_NEAR ? 1 : REACH;
        if (!is_meant(draft, &reference) || !is_near(self, draft, clause, reach)) continue;
        if (draft->event.trigger != last && n++ == reference.n) return;
        last = draft->event.trigger;
        if (!is_known(self, draft->event.actor)) name_actor(draft, party, is_claimed, tie);
    }
}
