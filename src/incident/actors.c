/*
 * Names of actors: which row of the actor table a name means here, who is a part of whom, and whom
 * a short name (التنظيم، الميليشيات، الفصائل) means after what the article has named.
 */
#include "incident/stages.h"

enum { DEEPEST = 6 };

/* What a row says, in numbers. An id goes by the number of its first row, a side by that of the
 * first row of that side. */
typedef struct {
    guint32 parent; /* its first row, or NO_PLACE */
    guint32 side;
    guint32 line[DEEPEST]; /* its id and those of its parents */
    guint n_line;
    guint32 *means; /* the ids that a short name may stand for, by number */
    guint n_means;
    bool is_unidentified, is_short_name, is_civilian;
} Actor;

/* Who held a governorate, or the army of the country: a row of holders.tsv. */
typedef struct {
    const char *unit;    /* borrowed from the table */
    guint32 side;        /* its first row, or NO_PLACE */
    guint32 from, until; /* Julian days, 0: since ever, to this day */
} Holder;

/* Owns all. */
struct Actors {
    GHashTable *rows; /* id -> its first row + 1 */
    Actor *actors;    /* one a row */
    guint32 n;
    GHashTable *foes; /* a set of pairs of sides: the first fights the second */
    Holder *holders;
    guint32 n_holders;
};

static guint32 first_row(GHashTable *rows, const char *id) {
    gpointer found = *id ? g_hash_table_lookup(rows, id) : NULL;
    return found ? GPOINTER_TO_UINT(found) - 1 : NO_PLACE;
}

/* value -> the first row that has it in the column of the code, + 1 */
static GHashTable *rows_by(const Gazetteer *gazetteer, guint32 code) {
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint32 row = gazetteer_n_rows(gazetteer, TABLE_ACTOR); row-- > 0;)
        g_hash_table_insert(rows, (char *)gazetteer_cell_by_code(gazetteer, TABLE_ACTOR, row, code),
                            GUINT_TO_POINTER(row + 1));
    return rows;
}

static void read_line(const Actors *self, const Gazetteer *gazetteer, guint32 row, Actor *actor) {
    guint32 id = first_row(self->rows, gazetteer_cell(gazetteer, TABLE_ACTOR, row, "id"));
    while (id != NO_PLACE && actor->n_line < DEEPEST) {
        actor->line[actor->n_line++] = id;
        id = first_row(self->rows, gazetteer_cell(gazetteer, TABLE_ACTOR, id, "parent"));
    }
}

static void read_means(const Actors *self, const Gazetteer *gazetteer, guint32 row, Actor *actor) {
    const char *cell = gazetteer_cell(gazetteer, TABLE_ACTOR, row, "means");
    g_auto(GStrv) ids = g_strsplit(cell, "|", -1);
    actor->means = g_new(guint32, g_strv_length(ids));
    for (char **id = ids; *id; id++) {
        guint32 number = first_row(self->rows, *id);
        if (number != NO_PLACE) actor->means[actor->n_means++] = number;
    }
}

static gpointer pair_of(const Actors *self, guint32 side, guint32 other) {
    return GUINT_TO_POINTER(side * self->n + other);
}

static void read_foes(Actors *self, const Gazetteer *gazetteer, GHashTable *sides) {
    for (guint32 row = gazetteer_n_rows(gazetteer, TABLE_FOE); row-- > 0;) {
        guint32 side = first_row(sides, gazetteer_cell(gazetteer, TABLE_FOE, row, "side"));
        const char *cell = gazetteer_cell(gazetteer, TABLE_FOE, row, "foes");
        g_auto(GStrv) foes = g_strsplit(cell, "|", -1);
        for (char **foe = foes; *foe && side != NO_PLACE; foe++) {
            guint32 other = first_row(sides, *foe);
            if (other != NO_PLACE) g_hash_table_add(self->foes, pair_of(self, side, other));
        }
    }
}

static void read_holders(Actors *self, const Gazetteer *gazetteer) {
    self->n_holders = gazetteer_n_rows(gazetteer, TABLE_HOLDER);
    self->holders = g_new(Holder, self->n_holders + 1);
    for (guint32 row = 0; row < self->n_holders; row++)
        self->holders[row] = (Holder){
            .unit = gazetteer_cell(gazetteer, TABLE_HOLDER, row, "unit"),
            .side = first_row(self->rows, gazetteer_cell(gazetteer, TABLE_HOLDER, row, "side")),
            .from = julian_of_iso(gazetteer_cell(gazetteer, TABLE_HOLDER, row, "from")),
            .until = julian_of_iso(gazetteer_cell(gazetteer, TABLE_HOLDER, row, "until"))};
}

static void *actors_read(const Gazetteer *gazetteer) {
    Actors *self = g_new0(Actors, 1);
    self->n = gazetteer_n_rows(gazetteer, TABLE_ACTOR);
    self->rows = rows_by(gazetteer, column_code("id"));
    self->actors = g_new0(Actor, self->n + 1);
    self->foes = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) sides = rows_by(gazetteer, column_code("side"));
    for (guint32 row = 0; row < self->n; row++) {
        Actor *actor = &self->actors[row];
        const char *kind = gazetteer_cell(gazetteer, TABLE_ACTOR, row, "kind");
        const char *side = gazetteer_cell(gazetteer, TABLE_ACTOR, row, "side");
        actor->parent =
            first_row(self->rows, gazetteer_cell(gazetteer, TABLE_ACTOR, row, "parent"));
        actor->side = GPOINTER_TO_UINT(g_hash_table_lookup(sides, side)) - 1;
        actor->is_unidentified =
            gazetteer_cell_is(gazetteer, TABLE_ACTOR, row, "id", "unidentified");
        actor->is_short_name = strstr(kind, "anaphora") != NULL;
        actor->is_civilian = strstr(kind, "civilian") != NULL;
        read_line(self, gazetteer, row, actor);
        read_means(self, gazetteer, row, actor);
    }
    read_foes(self, gazetteer, sides);
    read_holders(self, gazetteer);
    return self;
}

static void actors_free(void *data) {
    Actors *self = data;
    for (guint32 row = 0; row < self->n; row++) g_free(self->actors[row].means);
    g_free(self->actors);
    g_free(self->holders);
    g_hash_table_unref(self->rows);
    g_hash_table_unref(self->foes);
    g_free(self);
}

const Actors *actors_of(const Gazetteer *gazetteer) {
    return gazetteer_kept(gazetteer, KEPT_BY_INCIDENT, actors_read, actors_free);
}

static const Actor *actor_at(const Reader *self, guint32 row) { return &self->actors->actors[row]; }

static guint32 row_of_id(const Gazetteer *gazetteer, const char *id) {
    return first_row(actors_of(gazetteer)->rows, id);
}

guint32 actor_row_of_id(const Reader *self, const char *id) {
    return first_row(self->actors->rows, id);
}

bool actor_is_part_of(const Gazetteer *gazetteer, const char *actor, const char *whole) {
    for (int depth = 0; actor && whole && depth < DEEPEST; depth++) {
        if (!strcmp(actor, whole)) return true;
        guint32 row = row_of_id(gazetteer, actor);
        actor = row == NO_PLACE ? NULL : gazetteer_cell(gazetteer, TABLE_ACTOR, row, "parent");
    }
    return false;
}

const char *actor_unit_name(const Gazetteer *gazetteer, const char *id) {
    guint32 row = row_of_id(gazetteer, id);
    if (row == NO_PLACE || !strstr(gazetteer_cell(gazetteer, TABLE_ACTOR, row, "kind"), "unit"))
        return NULL;
    return gazetteer_cell(gazetteer, TABLE_ACTOR, row, "name_en");
}

/* Is the id of that number the actor's, or one of its parents'? */
static bool is_in_line(const Actor *actor, guint32 id) {
    for (guint i = 0; i < actor->n_line; i++)
        if (actor->line[i] == id) return true;
    return false;
}

bool actor_is_under(const Reader *self, guint32 row, const char *ancestor) {
    guint32 id = row == NO_PLACE ? NO_PLACE : actor_row_of_id(self, ancestor);
    return id != NO_PLACE && is_in_line(actor_at(self, row), id);
}

bool actors_are_kin(const Reader *self, guint32 a, guint32 b) {
    if (a == NO_PLACE || b == NO_PLACE) return false;
    const Actor *one = actor_at(self, a), *other = actor_at(self, b);
    return is_in_line(one, other->line[0]) || is_in_line(other, one->line[0]);
}

bool actors_share_side(const Reader *self, guint32 a, guint32 b) {
    return actor_at(self, a)->side == actor_at(self, b)->side;
}

guint32 actor_row_of_holder(const Reader *self, const char *unit) {
    for (guint32 i = 0; i < self->actors->n_holders; i++) {
        const Holder *holder = &self->actors->holders[i];
        /* Of an unknown day only what ended: undated reports are told by the names of their time.
         */
        bool is_of_day = self->epoch == 0 ? holder->until != 0
                                          : self->epoch >= holder->from &&
                                                (holder->until == 0 || self->epoch < holder->until);
        if (is_of_day && !strcmp(holder->unit, unit)) return holder->side;
    }
    return NO_PLACE;
}

bool actor_has_foe(const Reader *self, guint32 row, guint32 other) {
    const Actors *actors = self->actors;
    guint32 side = actors->actors[row].side, of_other = actors->actors[other].side;
    return g_hash_table_contains(actors->foes, pair_of(actors, side, of_other));
}

bool actor_is_aerial(const Reader *self, guint32 row) {
    return row != NO_PLACE && strstr(actor_cell(self, row, "kind"), "aerial") != NULL;
}

bool actor_is_unidentified(const Reader *self, guint32 row) {
    return actor_at(self, row)->is_unidentified;
}

bool actor_is_civilian(const Reader *self, guint32 row) { return actor_at(self, row)->is_civilian; }

bool actor_is_short_name(const Reader *self, guint32 row) {
    return actor_at(self, row)->is_short_name;
}

guint32 actor_row_recorded(const Reader *self, guint32 row) {
    for (int depth = 0; row != NO_PLACE && depth < DEEPEST; depth++) {
        if (!strstr(actor_cell(self, row, "kind"), "unit")) return row;
        row = actor_at(self, row)->parent;
    }
    return row;
}

guint32 actor_row_of_root(const Reader *self, guint32 row) {
    for (int depth = 0; depth < DEEPEST; depth++) {
        guint32 parent = actor_at(self, row)->parent;
        if (parent == NO_PLACE) break;
        row = parent;
    }
    return strstr(actor_cell(self, row, "kind"), "state") ? NO_PLACE : row;
}

/* Can an anaphoric name mean the one named by `row`: one of the ids that its row lists (or a part
 * of one), else its own id? */
static bool can_mean(const Reader *self, guint32 name, guint32 row) {
    const Actor *title = actor_at(self, name), *actor = actor_at(self, row);
    if (!*actor_cell(self, name, "means")) return actor->line[0] == title->line[0];
    for (guint i = 0; i < title->n_means; i++)
        if (is_in_line(actor, title->means[i])) return true;
    return false;
}

/* What التنظيم, الميليشيات or الفصائل means here: the one named last that it can mean. */
static guint32 antecedent(const Reader *self, guint32 name, const GArray *named) {
    for (guint i = named->len; i > 0; i--) {
        guint32 earlier = g_array_index(named, guint32, i - 1);
        if (can_mean(self, name, earlier)) return earlier;
    }
    /* A headline may use the short name first; of one that means somebody by itself, where the
     * article names but one whom it can mean. */
    bool is_bare = strstr(actor_cell(self, name, "kind"), "bare") != NULL;
    guint32 found = NO_PLACE;
    const GArray *all = self->marks[MARK_ACTOR];
    for (guint i = 0; i < all->len; i++) {
        guint32 later = g_array_index(all, Match, i).entry;
        if (actor_is_short_name(self, later) || !can_mean(self, name, later)) continue;
        if (!is_bare) return later;
        if (found != NO_PLACE && !actors_are_kin(self, found, later)) return NO_PLACE;
        if (found == NO_PLACE) found = later;
    }
    return found;
}

/* "الميليشيات" after one of them: all of them. */
static guint32 whole_of(const Reader *self, guint32 name, guint32 row) {
    for (int depth = 0; depth < DEEPEST; depth++) {
        guint32 parent = actor_at(self, row)->parent;
        if (parent == NO_PLACE || !can_mean(self, name, parent)) return row;
        row = parent;
    }
    return row;
}

/* "ميليشيا (قسد)": the name stands behind the word. */
static bool is_title(const Reader *self, const Match *mark) {
    guint32 next = mark_end(mark);
    if (next < self->text->n_tokens && self->text->tokens[next].kind == TOKEN_PUNCT) next++;
    return mark_at(self, MARK_ACTOR, next) != NULL;
}

/* "عناصر النظام", "غارات التحالف", "قصف للنظام", "طائرات استطلاع للتحالف": what stands before the
 * name is his. */
static bool is_owner(const Reader *self, const Match *mark) {
    if (room_before(self, mark->first_token, 1) == 0) return false;
    guint32 before = mark->first_token - 1;
    const Match *deed = mark_at(self, MARK_TRIGGER, before);
    bool is_his = (deed && !is_verb(self, deed)) || mark_at(self, MARK_WEAPON, before);
    return mark_at(self, MARK_TARGET, before) || mark_at(self, MARK_OWNER, before) ||
           (is_his && (mark->article || (mark->clitics & CLITIC_TO)));
}

/* "الجيش الفلاني": an adjective that no table knows makes the short name another's. */
static bool is_of_unknown(const Reader *self, const Match *mark) {
    guint32 next = mark_end(mark);
    if (next >= self->text->n_tokens || self->text->tokens[next].kind != TOKEN_WORD) return false;
    return text_has_article(self->text, next) &&
           matches_at(self->matches, next) < self->matches->n &&
           self->matches->items[matches_at(self->matches, next)].first_token != next;
}

/* "تنظيم X …، وقال إن التنظيم": the one before whose name the word itself stood, or NO_PLACE. */
static guint32 called_so(const Reader *self, const Match *mark) {
    enum { ARTICLE = 4 }; /* bytes of ال */
    const GArray *names = self->marks[MARK_ACTOR];
    const char *word = text_norm(self->text, mark_end(mark) - 1); /* عناصر التنظيم */
    if (strlen(word) <= ARTICLE || !text_has_article(self->text, mark_end(mark) - 1))
        return NO_PLACE;
    for (guint i = mark_index(self, MARK_ACTOR, mark->first_token); i > 0; i--) {
        const Match *name = &g_array_index(names, Match, i - 1);
        if (actor_is_short_name(self, name->entry) || actor_is_unidentified(self, name->entry))
            continue;
        guint32 first = name->first_token;
        const char *title = text_norm(self->text, first);
        bool is_outside = strcmp(title, word + ARTICLE) != 0;
        if (is_outside && room_before(self, first, 1) == 1)
            title = text_norm(self->text, first - 1);
        if (!strcmp(title, word + ARTICLE)) return name->entry;
    }
    return NO_PLACE;
}

/* An anaphoric name means what was named. Unnamed, it says what its row does by default, or needs
 * something that it owns beside it (عناصر النظام), because the bare word may be an ordinary one. */
guint32 actor_row_of(const Reader *self, const Match *mark, const GArray *named) {
    if (!actor_is_short_name(self, mark->entry)) return mark->entry;
    const char *kind = actor_cell(self, mark->entry, "kind");
    /* "ميليشيا X", "لفصيل X": without its article the word is a title of the name behind it. */
    bool may_be_title = !mark->article && (strstr(kind, "title") || !mark->exact);
    if (may_be_title && is_title(self, mark)) return NO_PLACE;
    if (may_be_title && strstr(kind, "title")) return mark->entry; /* of one whom the table lacks */
    bool is_short = strstr(kind, "short") != NULL;
    if (is_short && is_of_unknown(self, mark)) return NO_PLACE;
    guint32 row = antecedent(self, mark->entry, named);
    if (row == NO_PLACE) row = called_so(self, mark);
    if (row != NO_PLACE) return strstr(kind, "whole") ? whole_of(self, mark->entry, row) : row;
    bool is_definite = mark->article || (mark->n_tokens == 1 && mark->exact); /* للتنظيم */
    if (strstr(kind, "bare") || (strstr(kind, "default") && is_definite)) return mark->entry;
    return !is_short && is_owner(self, mark) ? mark->entry : NO_PLACE;
}
