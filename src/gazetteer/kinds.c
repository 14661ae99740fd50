/* The kinds of place: their names, as kinds.tsv writes them. */
#include "gazetteer/gazetteer.h"

typedef struct {
    const char *name, *ar, *en;
} KindRow;

/* One row a kind, in the order of the enum: made of gazetteer/kinds.tsv. */
static const KindRow KINDS[] = {
#include "kinds.inc"
};
G_STATIC_ASSERT(G_N_ELEMENTS(KINDS) == N_PLACE_KINDS);

const char *place_kind_name(PlaceKind kind) {
    g_assert(kind < N_PLACE_KINDS);
    return KINDS[kind].name;
}

const char *place_kind_label(PlaceKind kind, const char *language) {
    g_assert(kind < N_PLACE_KINDS);
    return g_str_has_prefix(language, "ar") ? KINDS[kind].ar : KINDS[kind].en;
}

bool kind_is_settlement(PlaceKind kind) { return kind >= PLACE_CITY && kind <= PLACE_HAMLET; }
bool kind_is_unit(PlaceKind kind) { return kind <= PLACE_SUBDISTRICT; }

gboolean place_kind_parse(const char *name, PlaceKind *ret_kind) {
    for (guint kind = 0; kind < N_PLACE_KINDS; kind++) {
        if (g_strcmp0(KINDS[kind].name, name) != 0) continue;
        *ret_kind = (PlaceKind)kind;
        return TRUE;
    }
    return FALSE;
}
