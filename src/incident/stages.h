/*
 * The steps inside the incident stage, and the plain data that they hand on:
 *
 *   matches ─► marks ─► clauses ─► parties, events ─► drafts ─► merged drafts ─► records
 *
 * One header a step, in this order, each including the one before. Private to the folder.
 */
#pragma once

#include "incident/clause.h"
#include "incident/draft.h"
#include "incident/event.h"
#include "incident/marks.h"
#include "incident/modality.h"
#include "incident/party.h"
#include "incident/scene.h"
#include "incident/told.h"
