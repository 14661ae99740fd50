/*
 * joins: which triggers of a clause tell of one event. Private to incident/.
 */
#pragma once

#include "incident/stages.h"

/* A word that may tell of a deed. */
typedef struct {
    const Match *mark;
    IncidentType type;
    bool is_sure; /* by itself, without sides or scene beside it */
    Reality reality;
} Trigger;

/* Does the event hold the trigger behind it, too? */
bool triggers_join(const Reader *self, const Clause *clause, const Event *event,
                   const Trigger *next);
/* Does a trigger that joins tell more of the type than the event's own? */
bool trigger_tells_more(const Reader *self, const Event *event, const Trigger *next);
/* "تعرضت بلدة A لقصف مدفعي وبلدة B لغارة": the token where another place begins to suffer another
 * deed under the same verb; 0 where none does. */
guint32 next_to_suffer(const Reader *self, const Event *event, const Trigger *next);
/* "… قرية A بست غارات، وقريتي B بأكثر من 40 قذيفة": the token of و where the means behind ب hit
 * another place under the verb before; 0 where they do not. */
guint32 opens_by_means(const Reader *self, const Match *means);
/* Is the scene of a deed named between the tokens? */
bool has_role_scene(const Reader *self, guint32 from, guint32 to);
/* قبل أن، بعد between the tokens: what follows happened at another time. */
bool has_other_time(const Reader *self, guint32 from, guint32 to);
/* "التفجير الثاني", "انفجرت عبوة أخرى": which of several deeds it is; 0 where nothing says. */
int ordinal_behind(const Reader *self, const Match *mark);
