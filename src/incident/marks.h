/*
 * Which words of the tables stand where in an article, and what the stage reads: the first step.
 * Private to incident/; stages.h includes it.
 */
#pragma once

#include "incident/incident.h"

typedef enum {
    MARK_TRIGGER, /* triggers.tsv but for light verbs */
    MARK_LIGHT,   /* its light verbs */
    MARK_ACTOR,
    MARK_TARGET,
    MARK_WEAPON,
    MARK_BLOCK,     /* modality.tsv: block and figurative */
    MARK_MODALITY,  /* modality.tsv: the rest but source */
    MARK_SOURCE,    /* modality.tsv: source */
    MARK_JOINT,     /* connectives.tsv that part clauses */
    MARK_WITH,      /* connectives.tsv: with (مع) */
    MARK_ONTO,      /* connectives.tsv: onto (على, ضد) */
    MARK_MASCULINE, /* connectives.tsv: masculine (تنظيم) */
    MARK_LEADING,   /* connectives.tsv: leading (المؤدي إلى) */
    MARK_STATIONED, /* connectives.tsv: stationed (المتمركزة) */
    MARK_PEOPLE,    /* connectives.tsv: people (أهالي) */
    MARK_ANYONE,    /* connectives.tsv: anyone (شخصان) */
    MARK_MARTYR,    /* connectives.tsv: martyr (شهيد) */
    MARK_LATTER,    /* connectives.tsv: latter (الأخيرة) */
    MARK_EACH,      /* connectives.tsv: each (كل من) */
    MARK_AGAIN,     /* connectives.tsv: again (ذاتها) */
    MARK_FRONT,     /* connectives.tsv: front (محور) */
    MARK_CASE,      /* connectives.tsv: case (عملية) */
    MARK_APPROACH,  /* connectives.tsv: approach (من جهة) */
    MARK_ENTERED,   /* connectives.tsv: entered (دخلوا إلى) */
    MARK_HARM,      /* harm.tsv but for counted persons */
    MARK_PERSON,    /* its counted persons */
    MARK_NUMBER,    /* number words but for bounds */
    MARK_BOUND,     /* bounds of numbers */
    MARK_CALENDAR,
    MARK_AGENT, /* cues.tsv: agent … effect */
    MARK_PATIENT,
    MARK_OWNER,
    MARK_BACKER,
    MARK_ALLY,
    MARK_PART,
    MARK_CAUSE,
    MARK_EFFECT,
    MARK_BETWEEN,
    MARK_TREATMENT, /* cues.tsv: treatment */
    MARK_ANAPHORA,  /* cues.tsv: anaphora of places (القاعدة) */
    MARK_FROM,      /* cues.tsv: from (من) */
    MARK_TO,        /* cues.tsv: destination (إلى) */
    MARK_PARTLY,    /* cues.tsv: apposition partly (مدن وبلدات) */
    MARK_HOLDER,    /* cues.tsv: who holds a place (الخاضعة لسيطرة) */
    N_MARKS
} MarkKind;

enum { NO_MARK = -1 };

/* The actor table as it is asked: actors.c. */
typedef struct Actors Actors;

/* What the stage reads. Borrows the results of the stages before it; owns its marks. */
typedef struct {
    const Text *text;
    const Matches *matches;
    const PlaceMentions *places;
    const Gazetteer *gazetteer;
    const Actors *actors;
    guint32 published;  /* Julian day, 0 when unknown */
    guint32 today;      /* the same, else a day that stands for it: see today_of */
    guint32 epoch;      /* publication, else a day that it cannot be older than, by who is named */
    bool is_sport;      /* the article is of sport or prices */
    bool is_of_mishaps; /* … of accidents */
    bool names_rival;   /* the article names the rival more often than the other holders of areas */
    GArray *marks[N_MARKS]; /* Match, none overlapping another of its kind, in order */
    GArray *far_cues;       /* guint: the MARK_MODALITY whose scope goes beyond their sentence */
    GArray *no_marks;       /* stands for those of all kinds that the text has none of */
    guint64 *kinds_at;      /* per token: bits of the kinds of the marks that cover it */
    guint32 *covers_from;   /* per token: where its part of `covers` begins; NULL at first */
    guint32 *covers;        /* per bit of kinds_at, in order: the number of the mark of that kind */
    gint32 *place_at;       /* per token: index of the placed mention that covers it, or NO_MARK */
} Reader;

void reader_init(Reader *self, const Text *text, const Matches *matches,
                 const PlaceMentions *places, const Gazetteer *gazetteer);
void reader_clear(Reader *self);

/* The index among the marks of its kind of that which covers a token, or NO_MARK. */
gint32 mark_number(const Reader *self, MarkKind kind, guint32 token);
/* Is there one? */
static inline bool is_marked(const Reader *self, MarkKind kind, guint32 token) {
    return token < self->text->n_tokens && (self->kinds_at[token] >> kind & 1);
}
/* The mark itself, or NULL. */
static inline const Match *mark_at(const Reader *self, MarkKind kind, guint32 token) {
    if (!is_marked(self, kind, token)) return NULL;
    return &g_array_index(self->marks[kind], Match, mark_number(self, kind, token));
}
/* Index of the first mark of a kind that begins at or after a token. */
guint mark_index(const Reader *self, MarkKind kind, guint32 first);
/* The first mark of a kind that begins in [first, end), or NULL; `*cursor`, 0 at first, steps on to
 * the next. */
const Match *mark_next(const Reader *self, MarkKind kind, guint32 first, guint32 end,
                       guint *cursor);
/* … of those whose row has the value in a column. */
const Match *mark_with(const Reader *self, MarkKind kind, guint32 first, guint32 end,
                       const char *column, const char *value);
/* A cell of the row that a mark stands for. */
static inline const char *mark_cell(const Reader *self, const Match *mark, const char *column) {
    return gazetteer_cell(self->gazetteer, mark->table, mark->entry, column);
}
static inline bool mark_is(const Reader *self, const Match *mark, const char *column,
                           const char *value) {
    return gazetteer_cell_is(self->gazetteer, mark->table, mark->entry, column, value);
}
/* Does a mark of the kind whose row has the value in a column cover the token? */
static inline bool is_marked_as(const Reader *self, MarkKind kind, guint32 token,
                                const char *column, const char *value) {
    const Match *mark = mark_at(self, kind, token);
    return mark && mark_is(self, mark, column, value);
}
/* Is what stands behind the joining word later than what stands before it? */
bool is_later_behind(const Reader *self, const Match *joint);
/* How many of `most` tokens before `token` lie in its sentence. */
guint32 room_before(const Reader *self, guint32 token, guint32 most);
/* Is the token a word of two letters, as prepositions are (في، عن، من)? */
bool is_preposition(const Reader *self, guint32 token);
/* One past the mark's last token. */
static inline guint32 mark_end(const Match *mark) { return mark->first_token + mark->n_tokens; }
/* Does a trigger act as a verb? A noun that is spelt like its verb (قصف) has an article or a
 * preposition where it is one. */
bool is_verb(const Reader *self, const Match *mark);
/* Does a verb end in وا, as those of many do (قتلوا)? */
bool is_verb_of_many(const Reader *self, guint32 verb);
/* Is the token a word with the conjunction و before it? */
bool has_and(const Reader *self, guint32 token);
/* A pronoun as the ending of a word. */
typedef enum {
    PRONOUN_NONE,
    PRONOUN_HIS,
    PRONOUN_HER,
    PRONOUN_BOTH,
    PRONOUN_THEIR,
    PRONOUN_OUR
} Pronoun;
/* By the search form, in which ه may be the ة of سيارة. */
Pronoun pronoun_in(const char *norm);
/* By the word as the article writes it. */
Pronoun pronoun_of(const Reader *self, guint32 token);
/* Does a suffix tell whose it is (ريفها، جثثهم)? */
bool has_possessive(const Reader *self, guint32 token);
/* Is the token punctuation that parts clauses (comma, colon, dash)? */
bool is_break(const Reader *self, guint32 token);
