/*
 * toponym: which words of a text are a place's name, and what stands around them. A toponym is a
 * name, not yet a place: it has candidates, a head noun, and cues of relation and role.
 */
#pragma once

#include "gazetteer/gazetteer.h"

/* A relation that the words around a name state, read from cues.tsv and heads.tsv. */
typedef enum {
    RELATION_AT,      /* the place itself */
    RELATION_NEAR,    /* محيط، بالقرب من */
    RELATION_OFFSET,  /* على بعد 2 كم [شرقي] */
    RELATION_BETWEEN, /* بين A وB: `other` is the second toponym */
    RELATION_ROAD,    /* الطريق الواصل بين A وB, طريق A - B */
    RELATION_FROM_TO, /* أثناء توجهه من A إلى B */
    RELATION_SECTOR, /* شرقي ديرالزور: the direction from the place, without a distance */
    RELATION_COUNTRYSIDE, /* ريف X [الشرقي] */
    RELATION_BADIA,       /* بادية X */
    RELATION_BANK,        /* ضفة */
} ToponymRelation;

/* A name in a text. Owns its candidates. */
typedef struct {
    guint32 first_token, n_tokens; /* the name alone */
    guint32 span_first,
        span_n;          /* the name with the words of its relation: what `places` prints as text */
    guint32 *candidates; /* places that bear the name, at most MAX_CANDIDATES; empty: unknown to the
                            gazetteer */
    guint32 n_candidates;
    guint32 head;       /* row of TABLE_HEAD that governs it, or NO_PLACE */
    guint64 head_kinds; /* bits of the kinds that the head allows; 0 without a head */
    ToponymRelation relation;
    double bearing;    /* degrees, of OFFSET, SECTOR or COUNTRYSIDE; of BANK 90 left, 270 right,
                          BANK_OTHER the one across; NAN when none */
    double distance_m; /* of OFFSET; NAN when none */
    guint32 other;     /* index of the second toponym of BETWEEN, ROAD, FROM_TO; or NO_PLACE */
    guint32 within; /* index of a later toponym that says where it is (بريف ديرالزور الشرقي, في
                       مدينة X), or NO_PLACE */
    guint32 list;          /* index of the list it stands in (shared head), or NO_PLACE */
    guint8 clitics;        /* of the name or of the head before it */
    guint8 lead;           /* of the first word of the span */
    const char *cue;       /* role cue before it: `cue` of a cues.tsv row, borrowed; "" when none */
    const char *cue_value; /* `value` of that row */
    guint32 one; /* index of the first toponym of BETWEEN, ROAD, FROM_TO (this one joins it to
                    `other`, and both stand before it as toponyms of their own); else NO_PLACE */
    bool within_is_loose; /* only a mark leads to `within` (X، Y – Z): it may as well be another
                             place */
    bool is_exact;      /* some candidate bears the name as written, not only without its article */
    bool has_own_head;  /* a head noun stands before it or before its list; heads that are part of
                           the name itself count */
    bool is_introduced; /* a preposition or a word of relation leads to it */
    bool is_qualifier; /* stands like an adjective, behind a definite noun (المعابر البرية) */
    bool is_site; /* a definite common noun and its adjective, without a name (المطار العسكري) */
    bool is_sort; /* … whose adjective tells which site of a town it is: a place even without entry
                   */
    double side_bearing; /* «… غربي المدينة» behind it: it lies on this side of the last place of */
    guint64 side_kinds; /* these kinds, as bits; 0 where that is not said */
    guint64 back_kinds; /* bits: it means the last place of these kinds (ريف المحافظة); else 0 */
    bool needs_neighbour; /* … and only a sure place beside it, or words that say where it lies */
    bool needs_context;   /* an ordinary word: only the rest of the article can make it a place */
} Toponym;

typedef struct {
    Toponym *items;
    guint32 n;
    guint32 n_foreign; /* names of states and capitals abroad that stood for their governments */
} Toponyms;

enum { MAX_CANDIDATES = 48, BANK_OTHER = 180 };

/* Finds the toponyms of a text in order. Never fails. Free with toponyms_free. */
Toponyms *toponyms_find(const Text *text, const Matches *matches, const Gazetteer *gazetteer);
void toponyms_free(Toponyms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Toponyms, toponyms_free)
