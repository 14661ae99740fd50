/*
 * Names of actors: which row of the actor table a name means here, who is a part of whom, and whom
 * a short name (التنظيم، الميليشيات، الفصائل) means after what the article has named.
 */
#include "incident/stages.h"

/* id -> its first row + 1 */
static void *rows_by_id(const Gazetteer *gazetteer) {
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint32 row = gazetteer_n_rows(gazetteer, TABLE_ACTOR); row-- > 0;)
        g_hash_table_insert(rows, (char *)gazetteer_cell(gazetteer, TABLE_ACTOR, row, "id"),
                            GUINT_TO_POINTER(row + 1));
    return rows;
}

static void rows_free(void *data) { g_hash_table_unref(data); }

static guint32 row_of_id(const Gazetteer *gazetteer, const char *id) {
    GHashTable *rows = gazetteer_kept(gazetteer, KEPT_BY_INCIDENT, rows_by_id, rows_free);
    gpointer found = *id ? g_hash_table_lookup(rows, id) : NULL;
    return found ? GPOINTER_TO_UINT(found) - 1 : NO_PLACE;
}

guint32 actor_row_of_id(const Reader *self, const char *id) {
    return row_of_id(self->gazetteer, id);
}

enum { DEEPEST = 6 };

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

bool actor_is_under(const Reader *self, guint32 row, const char *ancestor) {
    return row != NO_PLACE &&
           actor_is_part_of(self->gazetteer, actor_cell(self, row, "id"), ancestor);
}

bool actors_are_kin(const Reader *self, guint32 a, guint32 b) {
    return actor_is_under(self, a, actor_cell(self, b, "id")) ||
           actor_is_under(self, b, actor_cell(self, a, "id"));
}

bool actor_is_unidentified(const Reader *self, guint32 row) {
    return !strcmp(actor_cell(self, row, "id"), "unidentified");
}

bool actor_is_short_name(const Reader *self, guint32 row) {
    return strstr(actor_cell(self, row, "kind"), "anaphora") != NULL;
}

guint32 actor_row_recorded(const Reader *self, guint32 row) {
    for (int depth = 0; row != NO_PLACE && depth < DEEPEST; depth++) {
        if (!strstr(actor_cell(self, row, "kind"), "unit")) return row;
        row = row_of_id(self->gazetteer, actor_cell(self, row, "parent"));
    }
    return row;
}

guint32 actor_row_of_root(const Reader *self, guint32 row) {
    for (int depth = 0; depth < DEEPEST; depth++) {
        guint32 parent = row_of_id(self->gazetteer, actor_cell(self, row, "parent"));
        if (parent == NO_PLACE) break;
        row = parent;
    }
    return strstr(actor_cell(self, row, "kind"), "state") ? NO_PLACE : row;
}

/* Can an anaphoric name mean the one named by `row`: one of the ids that its row lists (or a part
 * of one), else its own id? */
static bool can_mean(const Reader *self, guint32 name, guint32 row) {
    const char *means = actor_cell(self, name, "means");
    if (!*means) return !strcmp(actor_cell(self, row, "id"), actor_cell(self, name, "id"));
    g_auto(GStrv) ids = g_strsplit(means, "|", -1);
    for (guint i = 0; ids[i]; i++)
        if (actor_is_under(self, row, ids[i])) return true;
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
        guint32 parent = row_of_id(self->gazetteer, actor_cell(self, row, "parent"));
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
    if (row != NO_PLACE) return strstr(kind, "whole") ? whole_of(self, mark->entry, row) : row;
    if (strstr(kind, "bare") || (strstr(kind, "default") && mark->article)) return mark->entry;
    return !is_short && is_owner(self, mark) ? mark->entry : NO_PLACE;
}
