/*
 * The steps inside the incident stage, and the plain data that they hand on:
 *
 *   matches ─► marks ─► clauses ─► parties, events ─► drafts ─► merged drafts ─► records
 *
 * Private to the folder.
 */
#pragma once

#include "incident/incident.h"

/* ---- marks: which words of the tables stand where -------------------------------------------- */

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

/* ---- clauses --------------------------------------------------------------------------------- */

/* JOIN_SAID: as JOIN_THAT where it tells no deed, else none. */
typedef enum { JOIN_SENTENCE, JOIN_SPLIT, JOIN_THAT, JOIN_SAID, JOIN_RESET, JOIN_AND } JoinKind;

/* A run of tokens of one sentence that can hold an incident of its own. */
typedef struct {
    guint32 first, end; /* tokens */
    guint32 sentence;
    JoinKind join; /* how it hangs on the clause before it */
    guint32 told; /* one past its words that tell a deed: behind them "فيما …" speaks of others */
} Clause;

/* The clauses of a sentence, in order: GArray of Clause. */
GArray *clauses_split(const Reader *self, guint32 sentence);

/* "…، وكان آخرها مقتل شاب في X": one of the many told as a sum begins at the token. */
bool opens_with_last(const Reader *self, guint32 token);

/* "اشتباكات … عقب سيطرتها على X", "… إضافة إلى السيطرة على X": another deed at another time, with a
 * place and sides of its own, begins at the token. */
bool turns_to_other_deed(const Reader *reader, guint32 token);

/* ---- modality -------------------------------------------------------------------------------- */

typedef struct {
    Modality modality;
    bool is_tally, is_toll, is_recap, is_habitual, is_heard;
    bool is_before;     /* a recap of another deed than those told before it */
    bool is_counted;    /* by those who keep count: one deed, or many (وثق) */
    bool is_routine;    /* habitual, told by how often */
    bool is_claimed;    /* somebody claims it: says who, not whether */
    bool is_suspected;  /* somebody is suspected of it */
    bool is_dropped;    /* negated, figurative: no incident at all */
    guint32 first, end; /* tokens of the words that make it other than stated; equal without */
    Tie tie;            /* what makes it so where no words do, or TIE_NONE */
} Reality;

/* How real is what the trigger says, by the cues that reach it? */
Reality reality_of(const Reader *self, const Clause *clause, const Match *trigger);
/* Planned, recalled, denied or alleged: none that happened, as far as the words go. */
bool reality_is_unreal(const Reality *self);
/* Does a mark of a kind that blocks triggers overlap these tokens? */
bool is_blocked(const Reader *self, const Match *trigger);
/* Does a word of war tell of none: of sport and prices, storms, what projects aim at? */
bool is_figure(const Reader *self, const Clause *clause, const Match *trigger);
/* Is the deed only spoken of: commented on, a habit of once, the cause of what is repaired now? */
bool is_talk(const Reader *self, const Clause *clause, const Match *trigger);
/* Is a verb one of the present, by its first letter? One in ت that ends in ت is none. */
bool is_imperfect(const Reader *self, guint32 token);
/* Does it go on since days: many deeds, told as one? */
bool is_lasting(const Reader *self, const Clause *clause, const Match *trigger);
/* Is it withheld, or did it hit something long ago? A place of its own stays with it. */
bool is_no_deed_of_now(const Reader *self, const Match *trigger);
/* Is the known deed only the cause of something else, without harm, day, place and party? */
bool is_mere_cause(const Reader *self, const Clause *clause, const Match *trigger);
/* Is the article one of sport, by its words? */
bool is_of_sport(const Reader *self);
/* … or one of accidents, without any arms? */
bool is_of_mishaps(const Reader *self);

/* ---- parties --------------------------------------------------------------------------------- */

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

/* ---- events ---------------------------------------------------------------------------------- */

enum { MAX_WEAPONS = 6 };

/* By which words a side is known, and how they tie it to the deed. */
typedef struct {
    guint32 first, end; /* tokens; equal when no words name it */
    Tie tie;            /* TIE_NONE where there is no side */
} SideLink;

/* What one clause says happened, before it has a place. Borrows the tables' strings. */
typedef struct {
    guint32 first, end;   /* tokens that speak of it */
    const Match *trigger; /* the one that tells the type */
    guint32 unharmed; /* where its words begin to say that nobody was harmed; its end if nowhere */
    IncidentType type;
    bool is_sure;     /* by a sure trigger, else by a weak one with support */
    bool is_definite; /* الهجوم: told before */
    int ordinal;      /* التفجير الثاني: 2; 0 without one */
    bool has_known; /* الانفجار ناجم عن غارة: the deed told before, whose cause is told now */
    IncidentType known_type;
    bool is_plural;
    int count_min;
    bool is_aimed;  /* its target stands behind a word that says against whom */
    bool is_attack; /* some word of it tells of an attack or a clash */
    bool has_cause; /* by a mine or remnant: nobody acts */
    const char *weapons[MAX_WEAPONS];
    guint n_weapons;
    guint32 actor, actor_name, target, target_name; /* rows of TABLE_ACTOR, or NO_PLACE */
    SideLink actor_link, target_link;
    Attribution attribution;
    TargetKind target_kind;
    Reality reality;
} Event;

/* The events of a clause in order: GArray of Event. */
GArray *events_find(const Reader *self, const Clause *clause, const GArray *parties);
/* Troops that move or stand ready do it to nobody, unless the words say against whom. */
bool event_has_no_foe(const Event *event);
/* Who did it to whom: fills the event's sides from the parties of its clause. */
void sides_link(const Reader *self, const GArray *parties, Event *event);
/* Does the verb carry its object as a suffix: أعدمهم? */
bool has_object(const Reader *self, const Match *verb);
/* Settles the type by weapons, sides and targets, once the sides are known. */
void kind_settle(const Reader *self, const Clause *clause, Event *event);
/* May the word tell a deed: no mere part, nor a weapon that no verb of suffering governs? */
bool is_deed_word(const Reader *self, const Match *mark);
/* الانفجار، القصف المدفعي: a deed by its noun with the article, as one told before. */
bool is_known_noun(const Reader *self, const Match *noun);
/* "حالات الاغتيال": many, though the deed is told in the singular. */
bool counts_cases(const Reader *self, const Match *noun);
/* Is the noun a plural in -ات (هجمات)? */
bool is_plural_deed(const Reader *self, const Match *noun);
/* "بالإضافة إلى غارات على X": do the words right before the noun add a deed? */
bool is_added(const Reader *self, const Match *noun);
/* What a deed is done by, or 0: asked of all pairs of a long report. */
typedef enum {
    FAMILY_NONE,
    FAMILY_GROUND,
    FAMILY_AIR,
    FAMILY_SHELLS,
    FAMILY_EXPLOSIVES,
    FAMILY_PERSONS
} TypeFamily;
static inline TypeFamily type_family(IncidentType type) {
    switch (type) {
        case INCIDENT_ATTACK:
        case INCIDENT_CLASH:
        case INCIDENT_AMBUSH:
            return FAMILY_GROUND;
        case INCIDENT_AIRSTRIKE:
        case INCIDENT_DRONE:
            return FAMILY_AIR;
        case INCIDENT_SHELLING:
        case INCIDENT_CHEMICAL:
            return FAMILY_SHELLS;
        case INCIDENT_IED:
        case INCIDENT_SUICIDE:
        case INCIDENT_GRENADE:
            return FAMILY_EXPLOSIVES;
        case INCIDENT_ASSASSINATION:
            return FAMILY_PERSONS;
        default:
            return FAMILY_NONE;
    }
}
/* Types that may tell one incident. */
static inline bool types_are_kin(IncidentType a, IncidentType b) {
    return a == b || (type_family(a) && type_family(a) == type_family(b));
}
/* From the air, or by guns and gas: who does it need not be there. */
static inline bool type_is_from_afar(IncidentType type) {
    return type_family(type) == FAMILY_AIR || type_family(type) == FAMILY_SHELLS;
}

/* ---- harm, dates ----------------------------------------------------------------------------- */

typedef struct {
    int killed_min, killed_max, injured_min, injured_max; /* HARM_NOT_SAID */
    bool is_sum;        /* of killed and injured: from 1, which nobody says */
    guint32 first, end; /* tokens that say it; equal when none */
    guint32 victim;     /* token of the persons counted */
    guint32 dead_of;    /* row of TABLE_ACTOR whose men were killed, or NO_PLACE */
    guint32 also_of;    /* … of another side, whose dead are added; NO_PLACE where none are */
} Harm;

void harm_init(Harm *self);
Harm harm_read(const Reader *self, guint32 first, guint32 end);
/* "قتل وجرح ثمانية", then "ثلاثة قتلوا وأصيب خمسة": does the second part what the first sums up? */
bool harm_parts_sum(const Harm *sum, const Harm *parts);
/* "… مقتل ثلاثة من X، فيما قتل اثنان من المهاجمين": are so many dead of one more side than those
 * told before, whom they add to? */
bool harm_adds(const Reader *self, const Harm *harm, int dead, guint32 of);
void harm_add(Harm *harm, int dead, guint32 of);
/* Takes from another telling of the same deed what it tells better, and the dead of the other side.
 */
void harm_take(const Reader *self, Harm *harm, const Harm *other);
/* "لم ترد أنباء عن إصابات": does the word tell of harm only that nobody knows it? */
bool harm_is_unsaid(const Reader *self, const Match *mark);
/* Where the words of [first, end) begin to say that nobody was harmed; `end` where they do not. */
guint32 harm_denied_from(const Reader *self, guint32 first, guint32 end);
/* "خمسة في مدينة A وثلاثة في B": the number that stands right before a place of a list, in [from,
 * place). FALSE, and nothing written, where none does. */
bool harm_beside(const Reader *self, guint32 from, guint32 place, Harm *ret_harm);

typedef struct {
    guint32 start, end; /* Julian days, 0 when unknown */
    DatePrecision precision;
    DateBasis basis;
    const char *time_of_day;      /* borrowed from the table, or NULL */
    guint32 said_first, said_end; /* tokens that say it; equal where none do */
    bool is_carried;              /* told before the deed, which the report goes on with */
    bool is_since; /* "منذ يومين": of what lasts the whole time, of a deed its first day */
} When;

void when_init(When *self);
/* What the tokens say of the date; basis none where they say nothing. */
When when_read(const Reader *self, guint32 first, guint32 end);
/* The day of publication; where it is unknown one far off that stands for it, of the weekday that
 * the words tell. */
guint32 today_of(const Reader *self);
/* Is the date counted from a day that only stands for publication, and so none of the record? */
bool when_is_assumed(const Reader *self, const When *when);
/* What a record keeps of a date: nothing but the time of day, where it is assumed. */
When when_told(const Reader *self, const When *when);
/* What happened longer before publication than this is recalled. */
enum { OLD_DAYS = 45 };
/* Do the words put the deed years back: "مجزرة X عام 2015", "قبل خمسة أعوام"? */
bool is_long_past(const Reader *reader, const Event *event, const When *when);
/* The day of a deed that came so long before another: "بعد يومين من …". */
When when_before(const Reader *self, const Match *joint, const When *base);
/* Julian day of an ISO date, or 0. */
guint32 julian_of_iso(const char *iso);
/* The caller frees it; NULL for 0. */
char *iso_of_julian(guint32 julian);

/* ---- scenes ---------------------------------------------------------------------------------- */

/* Below this a name is likelier no place of ours than one. */
#define LEAST_CONFIDENCE 0.25
/* The gazetteer's place of a mention, or NULL. */
const Place *mention_place(const Reader *self, const PlaceMention *mention);
/* Does it name a place at all: no verb spelt like one, no second name in brackets? */
bool mention_names_place(const Reader *self, const PlaceMention *mention);
/* Is it somewhere in Syria that is smaller than Syria? */
bool mention_is_site(const Reader *self, const PlaceMention *mention);
/* Can it be a scene? `of_people`: where people live (سكان قرية X) counts too. */
bool mention_is_scene(const Reader *self, const PlaceMention *mention, bool of_people);
/* Mentions that are a scene in these tokens, finer ones only: GArray of guint32. */
GArray *scenes_in(const Reader *self, guint32 first, guint32 end);
/* The mention of the i-th of some scenes. */
const PlaceMention *scene_mention(const Reader *self, const GArray *scenes, guint i);
/* The scenes of an event among those of its clause: GArray of guint32. */
GArray *scenes_choose(const Reader *self, const Event *event, const GArray *all);
/* Where an event without a scene may lie by what it is: a withdrawal where it left, reinforcements
 * where they came to, a body where those who found it live. Adds to `scenes`. */
void scenes_add_by_kind(const Reader *self, const Event *event, GArray *scenes);
/* Mentions in these tokens that would be a scene but that people are said to live there or to come
 * from there: GArray of guint32. */
GArray *scenes_of_people(const Reader *self, guint32 first, guint32 end);
/* "ضربة استهدفت مجموعة كانت تستعد للهجوم في X": adds where those were who were hit. */
void scenes_add_aim(const Reader *self, const GArray *events, guint at, const GArray *all,
                    GArray *scenes);
/* Do they name one place in one way? */
bool mentions_are_same(const PlaceMention *a, const PlaceMention *b);
/* قرية، بلدة: does a head noun of settlements begin at the token? */
bool is_head_of_settlement(const Reader *self, guint32 token);
/* Is it told what the place is (مدينة X، قرب قرية X), not its name alone? */
bool mention_has_head(const Reader *self, const PlaceMention *mention);
/* "على محور قريتي A وB", "على محور A – B": does it name a front? */
bool mention_is_front(const Reader *self, const PlaceMention *named);
/* "من جهة قرية X": does it say whence they came? */
bool mention_is_approach(const Reader *self, const PlaceMention *mention);
/* Are they farther from each other than both their radii reach? */
bool mentions_lie_apart(const PlaceMention *a, const PlaceMention *b);
/* Are they joined by و or in one list, so that each stands for itself? */
bool are_coordinated(const Reader *self, const PlaceMention *a, const PlaceMention *b);
/* Is there a place in these tokens that is named but is no scene of ours (abroad, unresolved)? */
bool names_other_place(const Reader *self, guint32 first, guint32 end);
/* Does the article name a place in Syria, or Syria? */
bool is_about_syria(const Reader *self);
/* Is it a place that nobody knows, or the whole country? */
bool is_vague(const Reader *self, const PlaceMention *mention);
/* The first such scene in these tokens, or NO_PLACE; none in articles of other countries. */
guint32 vague_scene(const Reader *self, guint32 first, guint32 end);
/* Does the mention's place or area hold the other's point? */
bool mention_holds(const Reader *self, const PlaceMention *outer, const PlaceMention *inner);

/* ---- drafts ---------------------------------------------------------------------------------- */

/* An incident at one place, before it is written down. */
typedef struct {
    Event event;
    Harm harm;
    When when;
    guint32 mention; /* index of a PlaceMention; NO_PLACE where no place is named */
    guint32 sentence;
    bool is_inherited;  /* the place is that of the incident which it continues */
    bool is_far;        /* … from an earlier paragraph */
    bool is_beside;     /* another deed of the same town, as its words say */
    bool has_title;     /* a headline has gone into it */
    guint32 told_first; /* the sentence that told it first, of all that are merged into it */
    guint32 told_last;  /* … and last */
    bool is_earlier;    /* its sentence opens with a day before one that was told: another story */
    bool is_title;      /* in the title, or in a first line without a full stop */
    bool is_heading;    /* in a short line without a full stop, over paragraphs of the body */
    bool is_lead;       /* there or in the first paragraph: perhaps a summary */
    bool is_aggregate;
    bool is_listed;    /* one of several places of one event */
    bool is_first;     /* … and the first of them: what all suffered is counted there */
    bool has_own_harm; /* … with a number of its own beside it */
    guint retold;      /* how often it was told again */
} Draft;

/* Brings together drafts that tell one incident twice: GArray of Draft, in order. */
void drafts_merge(const Reader *self, GArray *drafts);
/* Fills the sides that an event leaves out from what the article has told in `drafts`; `is_first`:
 * it is the first of its clause. */
void sides_recall(const Reader *self, const Clause *clause, const GArray *drafts, bool is_first,
                  Event *event);
/* "وتبنى X الهجوم", "واتهم Y X بالوقوف وراء العمليتين": gives the deeds told before in `drafts`,
 * whose actor is unknown, the one whom the clause names for them. */
void claims_apply(const Reader *self, const Clause *clause, const GArray *parties, GArray *drafts);
/* May they tell one deed? A shooting at a civilian may be told as an attack first. */
bool kinds_agree(IncidentType a, IncidentType b);
/* "كما نصبوا كميناً على أطراف البلدة": an ambush added to a fight is a deed of its own. */
bool is_added_ambush(const Reader *self, const Draft *a, const Draft *b);
/* "عثر على جثة لاجئ آخر": a body that is none of those found before. */
bool is_another_body(const Reader *self, const Draft *next);
/* An explosion that was only heard is that of the deed told of the place; a headline's "استهداف"
 * may have any means, its "قصف" come from the air. */
bool may_be_kind_of(const Draft *vague, const Draft *exact);
/* Gives the drafts that are left with one side, or with none but guns, the one that the article as
 * a whole tells of; `told`: every event of it. */
void sides_infer(const Reader *self, const GArray *told, GArray *drafts);
/* Gives a draft whose men or posts are nobody's the army or the side that held the governorate. */
void army_infer(const Reader *self, Draft *draft);
/* Would the two be one incident but for their places? */
bool drafts_agree(const Reader *self, const Draft *a, const Draft *b);
/* "وكان ثلاثة قد استشهدوا في الثاني من الشهر": is the detail a recalled deed with a day of its own,
 * long before publication, and so not the one that is reported without a day? */
bool is_other_day(const Reader *self, const Draft *lead, const Draft *detail);
/* Of two that fight the other began it: each side takes the place of the other. */
void event_turn(Event *event);
/* Nobody hits himself, but feuding clans: of two tellings who acts is the surer. */
void event_part_sides(const Reader *self, Event *event);
/* "استهدفوا ثلاثة أشخاص": does it hit persons of whom nothing else is said, not
 * by a bomb? */
bool event_hits_anyone(const Reader *self, const Event *event);
/* "انفجرت سيارة", then "بينت التحقيقات أن مسيرة استهدفتها": does the event tell what burst? */
bool is_revealed_by(const Draft *draft, const Event *cause);
/* Takes from `other` what `draft` does not know. */
void draft_absorb(const Reader *self, Draft *draft, const Draft *other);

/* "مقتل اثنين آخرين": others than the dead told before, but not "مقتل اثنين وجرح آخرين". */
bool draft_tells_of_others(const Reader *self, const Draft *draft);
/* Gives deeds that are told without a day that of the deed told before them, or of the lead. */
void drafts_share_days(const Reader *self, GArray *drafts);

/* Drops a lead that sums up several deeds told below it, and joins one told again to its lead. */
void drafts_drop_summaries(const Reader *self, GArray *drafts);

/* Does the town bear the name of its governorate? */
bool is_seat_of_governorate(const Reader *self, guint32 place);
/* Is it a town without a head noun that bears the name of its governorate? */
bool may_be_governorate(const Reader *self, const PlaceMention *mention);

/* The record of a draft. The caller frees it. */
Incident *draft_record(const Reader *self, const Draft *draft);
/* The place's name with the words of its relation. The caller frees both. */
void place_names(const Reader *self, const PlaceMention *mention, char **ret_ar, char **ret_en);
