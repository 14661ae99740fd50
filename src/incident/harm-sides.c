/*
 * Whose the dead are, and how counts go together: those of both sides add up, of two tellings of
 * one side the better stands.
 */
#include "incident/amounts.h"

/* "ثلاثة من عناصر X", "ستة من المهاجمين", "مدنيين اثنين": who is named in or right behind a count,
 * or NO_PLACE; armed men without an article are anybody's. */
guint32 harm_owner(const Reader *self, const Amount *dead) {
    enum { BEHIND = 4 };
    guint32 end = MIN(dead->end + BEHIND, self->text->n_tokens);
    for (guint32 t = dead->first; t < end; t++) {
        const Match *name = mark_at(self, MARK_ACTOR, t);
        if (name) {
            bool is_open = actor_is_unidentified(self, name->entry) && !name->article;
            return is_open ? NO_PLACE : name->entry;
        }
        bool is_end = is_break(self, t) || mark_at(self, MARK_AGENT, t) ||
                      mark_at(self, MARK_HARM, t) || mark_at(self, MARK_CAUSE, t) ||
                      mark_at(self, MARK_TRIGGER, t) || has_and(self, t);
        if (is_end && t >= dead->end) return NO_PLACE;
    }
    return NO_PLACE;
}

/* Are they known to be of two sides, the attackers and who was attacked, or men and bystanders? */
static bool are_apart(const Reader *self, guint32 a, guint32 b) {
    return a != NO_PLACE && b != NO_PLACE && !actors_are_kin(self, a, b) &&
           !actors_share_side(self, a, b);
}

bool harm_adds(const Reader *self, const Harm *harm, int dead, guint32 of) {
    return harm_is_exact(harm->killed_min, harm->killed_max) && dead > 0 &&
           harm->also_of == NO_PLACE && are_apart(self, harm->dead_of, of);
}

void harm_add(Harm *harm, int dead, guint32 of) {
    harm->killed_min = harm->killed_max = harm->killed_min + dead;
    harm->also_of = of;
}

/* Exact numbers outweigh sums and open bounds, these what is not said. */
static int exactness(int min, int max) {
    if (min == HARM_NOT_SAID) return max != HARM_NOT_SAID;
    return min == max ? 4 : min > 1 ? 3 : 2;
}

/* "مقتل ثلاثة من X", where the other has them with the dead of Y. */
static bool has_more_sides(const Reader *self, const Harm *harm, const Harm *other) {
    return other->also_of != NO_PLACE && harm->also_of == NO_PLACE &&
           harm_is_exact(harm->killed_min, harm->killed_max) &&
           other->killed_min > harm->killed_min && harm->dead_of != NO_PLACE &&
           (!are_apart(self, harm->dead_of, other->dead_of) ||
            !are_apart(self, harm->dead_of, other->also_of));
}

static void take_injured(Harm *harm, const Harm *other) {
    if (exactness(other->injured_min, other->injured_max) <=
        exactness(harm->injured_min, harm->injured_max))
        return;
    harm->injured_min = other->injured_min;
    harm->injured_max = other->injured_max;
    if (harm->end > harm->first) return;
    harm->first = other->first;
    harm->end = other->end;
    harm->victim = other->victim;
}

void harm_take(const Reader *self, Harm *harm, const Harm *other) {
    bool is_better = exactness(other->killed_min, other->killed_max) >
                         exactness(harm->killed_min, harm->killed_max) ||
                     has_more_sides(self, harm, other);
    if (is_better) {
        Harm was = *harm;
        *harm = *other;
        if (exactness(was.injured_min, was.injured_max) <=
            exactness(other->injured_min, other->injured_max))
            return;
        harm->injured_min = was.injured_min;
        harm->injured_max = was.injured_max;
        return;
    }
    /* As many of another side are likelier the same dead, told by another. */
    bool is_of_others = harm_is_exact(other->killed_min, other->killed_max) &&
                        other->killed_min != harm->killed_min && other->also_of == NO_PLACE;
    if (is_of_others && harm_adds(self, harm, other->killed_min, other->dead_of))
        harm_add(harm, other->killed_min, other->dead_of);
    take_injured(harm, other);
}

bool harm_parts_sum(const Harm *sum, const Harm *parts) {
    return sum->killed_min == 1 && sum->killed_max > 1 && sum->injured_max == sum->killed_max &&
           parts->killed_min > 0 && parts->killed_min == parts->killed_max &&
           parts->injured_min > 0 && parts->injured_min == parts->injured_max &&
           parts->killed_min + parts->injured_min == sum->killed_max + 1;
}
