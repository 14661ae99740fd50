/* Who acts or is hit, as a clause names him. Private to incident/; stages.h includes it. */
#pragma once

#include "incident/modality.h"

typedef enum {
    BOND_NONE,
    BOND_AGENT,   /* من قبل */
    BOND_PATIENT, /* ضد، في صفوف */
    BOND_ONTO,    /* على */
    BOND_HARM,    /* مقتل … عناصر */
    BOND_BETWEEN, /* بين A وB */
    BOND_WITH,    /* مع */
    BOND_FROM,    /* هجوم من … */
    BOND_BACKER,  /* مدعومة من: no party */
    BOND_ALLY,    /* بالتعاون مع */
    BOND_SOURCE,  /* مصادر مقربة من: no party */
} Bond;

/* One who acts or is hit, as a clause names him. */
typedef struct {
    guint32 first, end; /* tokens, with what he owns (مواقع تابعة ل) */
    guint32 row;        /* of TABLE_ACTOR: the id */
    guint32 name_row;   /* of TABLE_ACTOR: the names, a unit of `row` or the same */
    gint32 head;        /* index of the MARK_TARGET that he owns, or NO_MARK */
    bool is_suspected;
    bool is_joined;  /* و with the party before: shares its side */
    bool is_pronoun; /* he stands only as a suffix, or as "the latter" */
    bool is_victim;  /* the word of harm is part of his name: قتيل أمريكي */
    bool has_to;     /* ل before it: هجوم لتنظيم */
    bool is_accused; /* blamed for a deed that may be told elsewhere */
    bool is_unmasked; /* first "the attackers", then by name: المهاجمون ينتمون إلى X */
    Bond bond;
} Party;

/* The parties of a clause in text order: GArray of Party. `named` says which rows of TABLE_ACTOR
 * the article has named so far, and is updated. */
GArray *parties_find(const Reader *self, const Clause *clause, GArray *named);
/* The row that a name means here, or NO_PLACE: anaphoric names need one named before. */
guint32 actor_row_of(const Reader *self, const Match *mark, const GArray *named);
/* The word on the left by which a party hangs on the deed. */
void party_find_bond(const Reader *self, const Clause *clause, const Match *mark, Party *party);
/* "ثلاثة من عناصر X قتلوا", "أحد جنودها قتل": men before a verb of harm that has no object suffer
 * it.
 */
bool is_harmed(const Reader *self, const Party *party);
/* Adds the parties that stand only as a suffix (عناصرها) and keeps the order of the text. */
void parties_add_pronouns(const Reader *self, const Clause *clause, const GArray *named,
                          GArray *parties);
/* Whose the deed is by its suffix: غاراته his raids, استهدافهم the strike on them; or NO_PLACE. */
guint32 suffix_owner(const Reader *self, const Match *noun, const GArray *named);
/* "قصفت إسرائيل", "قالت إسرائيل إنها قصفت": does the state that a name of a place means act? */
bool state_acts(const Reader *self, guint32 token);
/* "نزوح مئات الأهالي": are they people who flee, and so were not hit? */
bool people_flee(const Reader *self, const Match *people);
/* Does he strike from the air where nothing else is said (a row whose kind says so)? */
bool actor_is_aerial(const Reader *self, guint32 row);
/* Nobody knows who it is. */
bool actor_is_unidentified(const Reader *self, guint32 row);
/* Is it people who bear no arms? */
bool actor_is_civilian(const Reader *self, guint32 row);
/* The row of the whole that a row is a part of: of irgc pro-iran; NO_PLACE where it is a state. */
guint32 actor_row_of_root(const Reader *self, guint32 row);
/* A name that means one named elsewhere in the article (التنظيم). */
bool actor_is_short_name(const Reader *self, guint32 row);
/* Read once a process. */
const Actors *actors_of(const Gazetteer *gazetteer);
/* The first row of an id, or NO_PLACE. */
guint32 actor_row_of_id(const Reader *self, const char *id);
/* The row whose id a record counts a row as: its own, or of a unit that of the whole; NO_PLACE of
 * NO_PLACE. */
guint32 actor_row_recorded(const Reader *self, guint32 row);
static inline const char *actor_cell(const Reader *self, guint32 row, const char *column) {
    return gazetteer_cell(self->gazetteer, TABLE_ACTOR, row, column);
}
/* Is a side not told, or told as unknown? */
static inline bool side_is_unknown(const Reader *self, guint32 row) {
    return row == NO_PLACE || actor_is_unidentified(self, row);
}
/* Is it told, and neither unidentified nor civilians? */
static inline bool side_is_named(const Reader *self, guint32 row) {
    return !side_is_unknown(self, row) && strcmp(actor_cell(self, row, "id"), "civilians") != 0;
}
/* Is `ancestor` the id of the row or of one of its parents? */
bool actor_is_under(const Reader *self, guint32 row, const char *ancestor);
/* Is one a part of the other, or the same? */
bool actors_are_kin(const Reader *self, guint32 a, guint32 b);
/* Are both of one side of actors.tsv? */
bool actors_share_side(const Reader *self, guint32 a, guint32 b);
/* The row of who holds a governorate (its P-code), or whose the army of the country (SY) is, on the
 * day of the article, or NO_PLACE. */
guint32 actor_row_of_holder(const Reader *self, const char *unit);
/* Does the side of the row fight that of the other, as foes.tsv has it? */
bool actor_has_foe(const Reader *self, guint32 row, guint32 other);
