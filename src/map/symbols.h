/* symbols: what marks and badges share. Private to map/. */
#pragma once

#include "map/layout.h"

/* Gives a symbol the incidents of its stack and its tooltip. */
void symbol_take_members(const Layout *self, Symbol *symbol, const Group *group,
                         const Stack *stack);
/* The room of a mark, with its ring. */
Box symbol_box(const Symbol *symbol);
/* The badges of areas: a pill with a small mark and a count for each type, inside the area. */
void layout_badges(Layout *self);
