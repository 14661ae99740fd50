/* The kinds of place: their names, as kinds.tsv writes them. */
#include "gazetteer/gazetteer.h"

static const char *const NAMES[N_PLACE_KINDS] = {
    [PLACE_COUNTRY] = "country",
    [PLACE_GOVERNORATE] = "governorate",
    [PLACE_DISTRICT] = "district",
    [PLACE_SUBDISTRICT] = "subdistrict",
    [PLACE_REGION] = "region",
    [PLACE_COUNTRYSIDE] = "countryside",
    [PLACE_CITY] = "city",
    [PLACE_TOWN] = "town",
    [PLACE_VILLAGE] = "village",
    [PLACE_HAMLET] = "hamlet",
    [PLACE_QUARTER] = "quarter",
    [PLACE_STREET] = "street",
    [PLACE_CAMP] = "camp",
    [PLACE_OILFIELD] = "oilfield",
    [PLACE_GASFIELD] = "gasfield",
    [PLACE_FACILITY] = "facility",
    [PLACE_BASE] = "base",
    [PLACE_BARRACKS] = "barracks",
    [PLACE_AIRPORT] = "airport",
    [PLACE_CROSSING] = "crossing",
    [PLACE_BRIDGE] = "bridge",
    [PLACE_DAM] = "dam",
    [PLACE_CASTLE] = "castle",
    [PLACE_RUIN] = "ruin",
    [PLACE_SHRINE] = "shrine",
    [PLACE_MOSQUE] = "mosque",
    [PLACE_CHURCH] = "church",
    [PLACE_HOSPITAL] = "hospital",
    [PLACE_SCHOOL] = "school",
    [PLACE_UNIVERSITY] = "university",
    [PLACE_PRISON] = "prison",
    [PLACE_MOUNTAIN] = "mountain",
    [PLACE_HILL] = "hill",
    [PLACE_WADI] = "wadi",
    [PLACE_DESERT] = "desert",
    [PLACE_RIVER] = "river",
    [PLACE_LAKE] = "lake",
    [PLACE_ISLAND] = "island",
    [PLACE_ROAD] = "road",
    [PLACE_JUNCTION] = "junction",
    [PLACE_ROUNDABOUT] = "roundabout",
    [PLACE_SQUARE] = "square",
    [PLACE_STATION] = "station",
    [PLACE_SILO] = "silo",
    [PLACE_MINE] = "mine",
    [PLACE_MARKET] = "market",
    [PLACE_FARM] = "farm",
    [PLACE_BUILDING] = "building",
    [PLACE_RAILWAY] = "railway",
    [PLACE_LOCALITY] = "locality",
};

const char *place_kind_name(PlaceKind kind) {
    g_assert(kind < N_PLACE_KINDS);
    return NAMES[kind];
}

bool kind_is_settlement(PlaceKind kind) { return kind >= PLACE_CITY && kind <= PLACE_HAMLET; }
bool kind_is_unit(PlaceKind kind) { return kind <= PLACE_SUBDISTRICT; }

gboolean place_kind_parse(const char *name, PlaceKind *ret_kind) {
    for (guint kind = 0; kind < N_PLACE_KINDS; kind++) {
        if (!g_str_equal(NAMES[kind], name)) continue;
        *ret_kind = (PlaceKind)kind;
        return TRUE;
    }
    return FALSE;
}
