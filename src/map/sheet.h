/*
 * sheet: a comparison drawn: several small maps on one page that show the same ground at the same
 * scale, or one picture of the difference. Made as a scene and written like any map.
 */
#pragma once

#include "compare/compare.h"
#include "map/map.h"

typedef enum {
    SHEET_SIDE_BY_SIDE,    /* a map a period */
    SHEET_SMALL_MULTIPLES, /* the same, small, for a series of up to 24 */
    SHEET_OVERLAY,         /* one map, the first period hollow, the last filled */
    SHEET_DIFFERENCE,      /* rise and fall, an area each */
    SHEET_DENSITY,         /* hexagons, a map a period */
    SHEET_PROFILE          /* along a river or road, or away from a place */
} SheetLayout;
gboolean sheet_layout_parse(const char *name, SheetLayout *ret_layout);
/* Does it show the areas that are compared? Others draw places, whatever the areas are. */
bool sheet_layout_uses_areas(SheetLayout layout);
enum { SHEET_MOST_PANELS = 24 };

/* What is drawn. Borrows all. */
typedef struct {
    const CompareInput *counted;  /* the incidents, and which set each is of */
    const Periods *periods;       /* two at least */
    const Comparison *comparison; /* of these */
    const AreaSystem *areas;
    SheetLayout layout;
    bool has_timeline;
    const GArray *annotations; /* Annotation, or NULL */
} SheetInput;

/* Can this layout be drawn of these periods and areas? Fails with what to ask for instead. */
gboolean map_sheet_check(const SheetInput *input, GError **error);
/* Places everything; borrows its arguments only during the call. Fails as map_sheet_check and
 * map_scene_new do. */
MapScene *map_sheet_new(const SheetInput *input, const MapOptions *options, const Style *style,
                        const Gazetteer *gazetteer, GError **error);
