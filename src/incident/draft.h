/* An event at a place, until all of the article is read; drafts become records. Private to
 * incident/; stages.h includes it. */
#pragma once

#include "incident/scene.h"

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
