/* What a name in a clause says of its party. Private to parties.c, bonds.c, tellers.c
 * and infer.c. */
#pragma once

#include "incident/stages.h"

/* ---- parties.c ------------------------------------------------------------------------------- */

/* Does the name only name a place, or stand in the name of one (قرى العكيدات)? */
bool names_only_place(const Reader *self, const Match *mark);

/* ---- bonds.c --------------------------------------------------------------------------------- */

/* "قتل تنظيم X أربعة مدنيين": is the party the subject of the verb of harm before it? */
bool is_harming(const Reader *self, const Party *party);

/* ---- tellers.c ------------------------------------------------------------------------------- */

/* Is the party that begins at `first` one who told it, by the word at `at` (مصادر مقربة من X, أعلنت
 * X, قال قيادي في X)? */
bool is_teller_at(const Reader *self, guint32 first, guint32 at);
/* "وأوضح المتحدث باسم X، فلان، على صفحة X، أن …": is the name one of those who tell it? */
bool stands_in_saying(const Reader *self, const Match *mark);
/* "أعلن التحالف أنه نفذ": who says it is the subject of what he says. */
bool says_of_himself(const Reader *self, const Match *mark);
/* "أعلن التحالف استهداف …": who announces a deed by its noun has done it. */
bool announces_deed(const Reader *self, const Match *mark);
/* "أعلن X مسؤوليته عن": who claims a deed. */
bool claims_deed(const Reader *self, const Match *mark);
/* Does the name say that he did not do it? */
bool disclaims_deed(const Reader *self, const Match *mark);
/* "إن الطائرة المغيرة روسية": whose the known aircraft are, told later. */
bool is_unmasking(const Reader *self, const Match *mark);
/* "اتهمت Y X بـ": TRUE for Y, who only tells; X becomes the suspected agent. */
bool is_accuser(const Reader *self, const Clause *clause, const Match *mark, Party *party);
