/*
 * regions: names of countries, governorates and rivers go, widest first, into the room that symbols
 * and towns have left; where there is none they are left out without regret.
 */
#include <math.h>
#include <string.h>

#include "map/labels.h"

enum { GRID = 22 };
static const double EDGE = 6, CLEARANCE = 3;

/* ---- areas ------------------------------------------------------------------------------------
 */

typedef struct {
    Layout *layout;
    const char *layer;   /* of the style */
    const char *pattern; /* of map-words.tsv, around the name; or NULL */
    const InkMap *ink;
    const char *skip; /* the unit that needs no name, or NULL */
} RegionVisit;

/* A governorate bears its capital's name: the two are not set side by side. */
static bool is_beside_namesake(const Layout *layout, const char *name, Point at) {
    static const double apart = 140;
    const GArray *labels = layout->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (label->placed && strcmp(label->name, name) == 0 &&
            point_distance(label->feature, at) < apart)
            return true;
    }
    return false;
}

/* In a governorate's name readers see a town's where a dot or a mark is near. */
static bool is_near_spot(const Layout *layout, Box label) {
    static const double apart = 30, apart_compact = 14;
    Box room = box_grown(label, layout->compact ? apart_compact : apart);
    const GArray *labels = layout->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        const Label *other = &g_array_index(labels, Label, i);
        if (other->placed && other->voice <= VOICE_CONTEXT && box_holds_point(room, other->feature))
            return true;
    }
    return false;
}

/* Inside of what the story knows no better than an area, a name would seem to be the area's; not
 * where that fills the map. */
static bool is_in_story_area(const Layout *layout, Box label) {
    static const double widest = 0.35;
    Box frame = layout->scene->map_frame, room = box_grown(label, CLEARANCE);
    const GArray *symbols = layout->scene->symbols;
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (!symbol->is_extent || symbol->precision < PRECISION_LINE) continue;
        Box area = path_box(&symbol->area);
        if (!boxes_overlap(area, room) ||
            boxes_shared(area, frame) > widest * frame.width * frame.height)
            continue;
        for (guint k = 0; k < 15; k++) {
            Point at = {room.x + room.width * (k % 5) / 4, room.y + room.height * (k / 5) / 2.0};
            if (path_holds(&symbol->area, at)) return true;
        }
    }
    return false;
}

/* Does a line of the ground come so near to the label? */
static bool is_at_line(const Layout *layout, const char *layer, Box label, double apart) {
    Box near = box_grown(label, apart);
    const GArray *ground = layout->scene->ground;
    for (guint i = 0; i < ground->len; i++) {
        const GroundPath *line = &g_array_index(ground, GroundPath, i);
        if (!g_str_equal(line->layer, layer)) continue;
        const Path *path = &line->path;
        for (guint32 part = 0; part < path->n_parts; part++) {
            guint32 end = part + 1 < path->n_parts ? path->parts[part + 1] : path->n_points;
            for (guint32 k = path->parts[part] + 1; k < end; k++)
                if (segment_meets_box(path->points[k - 1], path->points[k], near)) return true;
        }
    }
    return false;
}

/* A name beside a line that not all agree on would seem to say whose it is. */
static bool is_at_disputed_line(const Layout *layout, Box label) {
    static const double apart = 9;
    return is_at_line(layout, "disputed", label, apart);
}

/* Is the name where the area is? A country's may reach out over its coast, never over a border. */
static bool is_within(const RegionVisit *visit, const Path *area, Box label) {
    static const double ashore = 0.55, apart = 2;
    double reach = label.width / 2, y = label.y + label.height / 2;
    if (!visit->pattern) {
        if (is_at_line(visit->layout, "border", label, apart)) return false;
        reach *= ashore;
    }
    double middle = label.x + label.width / 2;
    return path_holds(area, (Point){middle - reach, y}) &&
           path_holds(area, (Point){middle + reach, y});
}

/* Of places as good as each other the one nearer to the middle is taken, and of these the first:
 * never what rounding would say. */
static const double ASIDE_COST_PER_POINT = 0.01, ROUNDING = 1e-6;

/* Wholly inside the visible part, deep, and on little ink. False where nothing fits. */
static bool region_place(const RegionVisit *visit, const Path *area, const char *name, double width,
                         double height, Point *ret_at) {
    Box frame = visit->layout->scene->map_frame, box = path_box(area);
    double left = fmax(box.x, frame.x), right = fmin(box.x + box.width, frame.x + frame.width);
    double top = fmax(box.y, frame.y), bottom = fmin(box.y + box.height, frame.y + frame.height);
    Point middle = {(left + right) / 2, (top + bottom) / 2};
    double best = -INFINITY;
    for (guint i = 1; i < GRID; i++)
        for (guint j = 1; j < GRID; j++) {
            Point at = {left + (right - left) * i / GRID, top + (bottom - top) * j / GRID};
            Box label = box_around(at, width, height);
            double cost = 1.5 * ink_map_under(visit->ink, label) +
                          ASIDE_COST_PER_POINT * point_distance(at, middle);
            if (width - cost <= best + ROUNDING ||
                !layout_has_room(visit->layout, label, EDGE, CLEARANCE) || !path_holds(area, at))
                continue;
            if ((visit->pattern && is_near_spot(visit->layout, label)) ||
                is_in_story_area(visit->layout, label))
                continue;
            double depth = path_distance(area, at);
            if (depth < height * (visit->pattern ? 0.8 : 0.5) ||
                is_beside_namesake(visit->layout, name, at) ||
                is_at_disputed_line(visit->layout, label) || !is_within(visit, area, label))
                continue;
            double quality = fmin(depth, width) - cost;
            if (quality <= best + ROUNDING) continue;
            best = quality;
            *ret_at = at;
        }
    return isfinite(best);
}

static void add_label(Layout *layout, const Wish *wish, const Wording *wording, Point at) {
    Label label = {.id = g_strdup(wish->id),
                   .name = g_strdup(wish->name),
                   .voice = wish->voice,
                   .feature = at,
                   .box = box_around(at, wording->width, wording->height),
                   .n_lines = wording->n_lines,
                   .lines = g_new0(TextLine, wording->n_lines),
                   .placed = true};
    for (guint i = 0; i < wording->n_lines; i++) {
        TextLine *line = &label.lines[i];
        double x = at.x - wording->inks[i].width / 2;
        line->text = g_strdup(wording->texts[i]);
        line->type = wording->types[i];
        line->direction = wording->directions[i];
        line->anchor = ANCHOR_START;
        line->at = (Point){x - wording->inks[i].x, label.box.y + wording->baselines[i]};
        line->box = (Box){x, line->at.y + wording->inks[i].y, wording->inks[i].width,
                          wording->inks[i].height};
    }
    g_array_append_val(layout->obstacles, label.box);
    g_array_append_val(layout->scene->labels, label);
}

static bool is_named_already(const Layout *layout, const char *name) {
    const GArray *labels = layout->scene->labels;
    for (guint i = 0; i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (label->placed && label->voice == VOICE_STORY && strstr(label->name, name)) return true;
    }
    return false;
}

/* The gazetteer's spelling, where it knows the unit, so that one map spells one way. */
static void use_own_names(const Layout *layout, const char *id, const char **ar, const char **en) {
    guint32 index = layout->gazetteer ? gazetteer_by_id(layout->gazetteer, id) : NO_PLACE;
    if (index == NO_PLACE) return;
    const Place *place = gazetteer_place(layout->gazetteer, index);
    *ar = gazetteer_string(layout->gazetteer, place->name_ar);
    *en = gazetteer_string(layout->gazetteer, place->name_en);
}

/* A governorate bears its capital's name: the label says which of the two it is. */
static char *unit_in_words(const RegionVisit *visit, const char *name, bool arabic) {
    const Layout *layout = visit->layout;
    for (guint i = 0; i < layout->n_words && visit->pattern; i++)
        if (words_are_arabic(layout->words[i]) == arabic)
            return words_say_with(layout->words[i], visit->pattern, "place", name, NULL);
    return g_strdup(name);
}

/* In the first wording that finds room. A country that is narrow is named smaller: its name is not
 * to depend on which script is the wider. */
static void name_region(const RegionVisit *visit, const Path *area, const char *ar, const char *en,
                        const char *name) {
    Layout *layout = visit->layout;
    Wish wish = {.id = g_strdup_printf("region-%s-%u", visit->layer + strlen("label-"),
                                       layout->scene->labels->len),
                 .name = g_strdup(name),
                 .voice = VOICE_REGION,
                 .may_lead = !visit->pattern,
                 .in_full = true};
    g_autofree char *said_ar = unit_in_words(visit, ar, true);
    g_autofree char *said_en = unit_in_words(visit, en, false);
    wish_set_words(layout, &wish, visit->layer, said_ar, said_en);
    for (guint i = 0; i < (wish.may_lead ? wish.n_wordings : 1); i++) {
        const Wording *wording = &wish.wordings[i];
        Point at = {0, 0};
        if (!region_place(visit, area, name, wording->width, wording->height, &at)) continue;
        add_label(layout, &wish, wording, at);
        break;
    }
    wish_clear(&wish);
}

static void visit_region(const BasemapFeature *feature, void *data) {
    RegionVisit *visit = data;
    Layout *layout = visit->layout;
    const char *ar = feature->name_ar, *en = feature->name_en;
    /* Close up, everybody knows the country; the locator shows it. */
    if (visit->skip && strcmp(feature->ref, visit->skip) == 0) return;
    use_own_names(layout, feature->ref, &ar, &en);
    const char *name = words_are_arabic(layout->words[0]) ? ar : en;
    if (!*name || is_named_already(layout, name) || pins_hide(layout->pins, ar, en)) return;
    Path area = {0};
    path_add_projected(&area, layout->view, feature->points, feature->parts, feature->n_points,
                       feature->n_parts, true);
    if (area.n_points) name_region(visit, &area, ar, en, name);
    path_clear(&area);
}

void layout_region_labels(Layout *layout) {
    static const struct {
        const char *source, *layer, *pattern;
    } kinds[] = {{"countries", "label-country", NULL},
                 {"governorates", "label-governorate", "label-governorate"}};
    g_autoptr(InkMap) ink = ink_map_new(layout);
    LonLatBox extent = map_view_extent(layout->view);
    double denominator = map_view_scale_denominator(layout->view);
    int level = MIN(1, basemap_level(denominator));
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        RegionVisit visit = {layout, kinds[i].layer, kinds[i].pattern, ink,
                             denominator < 3.5e6 ? "SY" : NULL};
        basemap_visit(layout->basemap, kinds[i].source, level, extent, visit_region, &visit);
    }
}
