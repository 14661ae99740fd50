/*
 * paint: walks a scene from the bottom to the top and tells a canvas what to paint. What a symbol
 * looks like stands here, once for all formats.
 */
#include <math.h>

#include "map/canvas.h"
#include "map/layout.h"

/* Points. */
static const double OUTLINE_WIDTH = 1.0, HOLLOW_WIDTH = 2.0, CASING_WIDTH = 1.2;
static const double RING_GAP = 2.5, RING_WIDTH = 1.0;
static const double HAIRLINE_WIDTH = 0.8, ANCHOR_RADIUS = 1.4, LEADER_WIDTH = 0.9,
                    LEADER_CASING = 0.9; /* on each side */

static const double CASING_ALPHA = 0.85;

static const Color NO_COLOR = {0, 0, 0, 0};

typedef struct {
    Canvas *canvas;
    const MapScene *scene;
    Fonts *fonts;
} Walk;

bool color_equals(Color a, Color b) { return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a; }

Color hatch_color(const Paint *paint) {
    if (paint->stroke.a > 0) return paint->stroke;
    return (Color){paint->fill.r, paint->fill.g, paint->fill.b, 1};
}

static Paint stroke_of(Color color, double width) {
    return (Paint){.fill = NO_COLOR, .stroke = color, .stroke_width = width, .round = true};
}

static void paint_box(Walk *walk, Box box, Color color) {
    Point corners[] = {{box.x, box.y},
                       {box.x + box.width, box.y},
                       {box.x + box.width, box.y + box.height},
                       {box.x, box.y + box.height},
                       {box.x, box.y}};
    guint32 start = 0;
    Path path = {corners, G_N_ELEMENTS(corners), &start, 1};
    Paint paint = {.fill = color};
    walk->canvas->path(walk->canvas, &path, PATH_RINGS, &paint);
}

static void paint_line(Walk *walk, const Point *points, guint n, const Paint *paint) {
    guint32 start = 0;
    Path path = {(Point *)points, n, &start, 1};
    walk->canvas->path(walk->canvas, &path, PATH_STROKE, paint);
}

/* ---- text -------------------------------------------------------------------------------------
 */

static gboolean paint_text(Walk *walk, const TextLine *line, const Path *curve, GError **error) {
    if (!line->text || !*line->text) return TRUE;
    const TextLayout *layout =
        fonts_line(walk->fonts, line->text, &line->type, line->direction, error);
    if (!layout) return FALSE;
    if (curve && curve->n_points > 1) {
        walk->canvas->curved_text(walk->canvas, line, layout, curve);
        return TRUE;
    }
    Point origin = {line->at.x - text_anchor_shift(line->anchor, layout->advance), line->at.y};
    walk->canvas->text(walk->canvas, line, layout, origin);
    return TRUE;
}

/* Lines around the map stand on whole points: they are crisp then, and browsers, which set all
 * lines so, show the same picture. */
static gboolean paint_texts(Walk *walk, const TextLine *lines, guint n, GError **error) {
    for (guint i = 0; i < n; i++) {
        TextLine line = lines[i];
        line.at.y = round(line.at.y);
        if (!paint_text(walk, &line, NULL, error)) return FALSE;
    }
    return TRUE;
}

/* Crosses and stars are narrow where a number stands: it has a disc of their colour there. */
static void paint_number_disc(Walk *walk, const Symbol *symbol) {
    static const double share = 0.7, edge = 0.8;
    bool narrow =
        symbol->shape == MARK_STAR || symbol->shape == MARK_CROSS || symbol->shape == MARK_PLUS;
    if (!narrow || symbol->size <= 0) return;
    Paint paint = {.fill = symbol->hollow ? walk->scene->background : symbol->fill,
                   .stroke = symbol->outline,
                   .stroke_width = edge};
    walk->canvas->circle(walk->canvas, symbol->at, symbol->size * share / 2, &paint);
}

/* The number in a mark: its ink stands in the middle, whatever its digits; of a triangle that is
 * where it is widest. */
static gboolean paint_number(Walk *walk, const Symbol *symbol, GError **error) {
    if (!symbol->number || !*symbol->number) return TRUE;
    Type type = {.family = "Noto Sans",
                 .size = symbol->number_size,
                 .weight = 700,
                 .color = symbol->number_color};
    TextLine line = {.text = symbol->number, .type = type, .anchor = ANCHOR_START};
    Box ink;
    if (!fonts_measure(walk->fonts, line.text, &type, DIRECTION_LTR, ANCHOR_START, &ink, NULL,
                       error))
        return FALSE;
    double middle = symbol->at.y + symbol->size * mark_middle(symbol->shape);
    line.at = (Point){symbol->at.x - ink.x - ink.width / 2, middle - ink.y - ink.height / 2};
    paint_number_disc(walk, symbol);
    return paint_text(walk, &line, NULL, error);
}

/* ---- symbols ----------------------------------------------------------------------------------
 */

static void paint_shape(Canvas *canvas, const Symbol *symbol, double size, const Paint *paint) {
    Point ring[17];
    guint n = mark_outline(symbol->shape, ring);
    if (n == 0) {
        canvas->circle(canvas, symbol->at, size / 2, paint);
        return;
    }
    for (guint i = 0; i < n; i++)
        ring[i] = (Point){symbol->at.x + size * ring[i].x, symbol->at.y + size * ring[i].y};
    ring[n] = ring[0];
    guint32 start = 0;
    Path path = {ring, n + 1, &start, 1};
    canvas->path(canvas, &path, PATH_RINGS, paint);
}

void canvas_paint_mark(Canvas *canvas, const MapScene *scene, const Symbol *symbol) {
    double edge = symbol->hollow ? HOLLOW_WIDTH : OUTLINE_WIDTH;
    /* In the page's colour: white by day, dark at night. */
    Color page = scene->background, casing_color = page;
    casing_color.a = CASING_ALPHA;
    Paint casing = stroke_of(casing_color, edge + 2 * CASING_WIDTH);
    paint_shape(canvas, symbol, symbol->size, &casing);
    Paint paint = {.fill = symbol->hollow ? page : symbol->fill,
                   .stroke = symbol->hollow ? symbol->fill : symbol->outline,
                   .stroke_width = edge};
    paint_shape(canvas, symbol, symbol->size, &paint);
    if (!symbol->ringed) return;
    Paint ring = stroke_of(symbol->outline, RING_WIDTH);
    canvas->circle(canvas, symbol->at, symbol->size / 2 + RING_GAP, &ring);
}

static void paint_mark(Walk *walk, const Symbol *symbol) {
    Canvas *canvas = walk->canvas;
    if (symbol->shape == MARK_NONE || symbol->size <= 0) return;
    if (canvas->mark && canvas->mark(canvas, symbol)) return;
    canvas_paint_mark(canvas, walk->scene, symbol);
}

static void paint_hairline(Walk *walk, const Symbol *symbol) {
    if (!symbol->has_hairline) return;
    Paint line = stroke_of(symbol->outline, HAIRLINE_WIDTH);
    const Point ends[] = {symbol->anchor, symbol->at};
    paint_line(walk, ends, G_N_ELEMENTS(ends), &line);
    Paint dot = {.fill = symbol->outline};
    walk->canvas->circle(walk->canvas, symbol->anchor, ANCHOR_RADIUS, &dot);
}

static void paint_area(Walk *walk, const Symbol *symbol) {
    if (symbol->area.n_points > 0)
        walk->canvas->path(walk->canvas, &symbol->area, PATH_SHAPE, &symbol->area_paint);
}

static bool is_bare_area(const Symbol *symbol) {
    return symbol->shape == MARK_NONE && !symbol->number;
}

static bool is_tinted(const Symbol *symbol) {
    return symbol->is_extent && symbol->area.n_points > 0 && symbol->area_paint.fill.a > 0;
}

/* Around all tints; false where no two of them meet, so that each may be painted by itself. */
static bool tints_meet(const GArray *symbols, Box *ret_box, double *ret_strongest) {
    bool meet = false;
    *ret_box = (Box){0};
    *ret_strongest = 0;
    for (guint i = 0; symbols && i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (!is_tinted(symbol)) continue;
        Box box = path_box(&symbol->area);
        /* The box around the others is more than they are: then a sheet is in vain, and right. */
        meet |= boxes_overlap(*ret_box, box);
        *ret_box = box_union(*ret_box, box);
        *ret_strongest = fmax(*ret_strongest, symbol->area_paint.fill.a);
    }
    return meet;
}

/* All tints as one sheet, the wide ones below: where areas lie on each other, the smallest tints
 * the ground, and the edges tell of the others. */
static bool paint_tints(Walk *walk, const GArray *symbols) {
    Canvas *canvas = walk->canvas;
    Box box;
    double strongest;
    if (!tints_meet(symbols, &box, &strongest)) return false;
    canvas->begin_tint(canvas, strongest, box_grown(box, 1));
    for (guint i = 0; i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (!is_tinted(symbol)) continue;
        Paint paint = {.fill = symbol->area_paint.fill};
        paint.fill.a /= strongest;
        canvas->begin_group(canvas, symbol->id, symbol->tooltip);
        canvas->path(canvas, &symbol->area, PATH_SHAPE, &paint);
        canvas->end_group(canvas);
    }
    canvas->end_tint(canvas);
    return true;
}

static void paint_edge(Walk *walk, const Symbol *symbol) {
    Paint edge = symbol->area_paint;
    edge.fill.a = 0;
    if (edge.stroke.a > 0 || edge.hatch != HATCH_NONE)
        walk->canvas->path(walk->canvas, &symbol->area, PATH_SHAPE, &edge);
}

/* Areas lie under all marks, hairlines between. */
static gboolean paint_symbols(Walk *walk, const GArray *symbols, GError **error) {
    Canvas *canvas = walk->canvas;
    canvas->begin_group(canvas, "areas", NULL);
    bool has_tints = paint_tints(walk, symbols);
    for (guint i = 0; symbols && i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (symbol->area.n_points == 0) continue;
        if (has_tints && is_tinted(symbol)) {
            paint_edge(walk, symbol);
            continue;
        }
        canvas->begin_group(canvas, is_bare_area(symbol) ? symbol->id : NULL, symbol->tooltip);
        paint_area(walk, symbol);
        canvas->end_group(canvas);
    }
    canvas->end_group(canvas);
    canvas->begin_group(canvas, "symbols", NULL);
    for (guint i = 0; symbols && i < symbols->len; i++)
        paint_hairline(walk, &g_array_index(symbols, Symbol, i));
    for (guint i = 0; symbols && i < symbols->len; i++) {
        const Symbol *symbol = &g_array_index(symbols, Symbol, i);
        if (is_bare_area(symbol)) continue;
        /* The enlargement has the mark of which this is the dot, with its name. */
        bool is_dot = symbol->is_dot;
        canvas->begin_group(canvas, is_dot ? NULL : symbol->id, is_dot ? NULL : symbol->tooltip);
        paint_mark(walk, symbol);
        if (!paint_number(walk, symbol, error)) return FALSE;
        canvas->end_group(canvas);
    }
    canvas->end_group(canvas);
    return TRUE;
}

/* ---- labels -----------------------------------------------------------------------------------
 */

/* Leaders are parted from the roads and edges that they cross, as the words are. */
static void paint_leaders(Walk *walk, const GArray *labels) {
    Canvas *canvas = walk->canvas;
    Path leaders = {0};
    Paint line = stroke_of(NO_COLOR, LEADER_WIDTH), casing = {.fill = NO_COLOR};
    for (guint i = 0; labels && i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (!label->placed || !label->has_leader || label->n_leader < 2) continue;
        line.stroke = label->leader_color;
        casing.stroke = label->lines[0].type.halo;
        path_begin(&leaders);
        for (guint k = 0; k < label->n_leader; k++) path_add(&leaders, label->leader[k]);
    }
    casing.stroke_width = LEADER_WIDTH + 2 * LEADER_CASING;
    canvas->begin_group(canvas, "leaders", NULL);
    if (leaders.n_points && casing.stroke.a > 0)
        canvas->path(canvas, &leaders, PATH_STROKE, &casing);
    if (leaders.n_points) canvas->path(canvas, &leaders, PATH_STROKE, &line);
    canvas->end_group(canvas);
    path_clear(&leaders);
}

static gboolean paint_labels(Walk *walk, const GArray *labels, GError **error) {
    Canvas *canvas = walk->canvas;
    canvas->begin_group(canvas, "labels", NULL);
    for (guint i = 0; labels && i < labels->len; i++) {
        const Label *label = &g_array_index(labels, Label, i);
        if (!label->placed) continue;
        canvas->begin_group(canvas, label->id, NULL);
        for (guint j = 0; j < label->n_lines; j++)
            if (!paint_text(walk, &label->lines[j], j == 0 ? &label->curve : NULL, error))
                return FALSE;
        canvas->end_group(canvas);
    }
    canvas->end_group(canvas);
    return TRUE;
}

/* ---- ground and furniture ---------------------------------------------------------------------
 */

/* The colour of what the ground's signs lie on. */
static Color land_of(const Walk *walk) {
    const GArray *paths = walk->scene->ground;
    for (guint i = 0; paths && i < paths->len; i++) {
        const GroundPath *path = &g_array_index(paths, GroundPath, i);
        if (g_str_equal(path->layer, "land")) return path->paint.fill;
    }
    return walk->scene->background;
}

/* Is it hardly told from the land? Land itself has neighbours, which its edge must meet. */
static bool is_faint(const GroundPath *path, Color land) {
    static const double most = 0.22;
    static const char *const grounds[] = {"land", "neighbour", "sea", NULL};
    Color color = path->closed ? path->paint.fill : path->paint.stroke;
    if (g_strv_contains(grounds, path->layer)) return false;
    if (path->closed && path->paint.stroke.a > 0) return false;
    return fmax(fabs(color.r - land.r), fmax(fabs(color.g - land.g), fabs(color.b - land.b))) <
           most;
}

static PathKind kind_of(const GroundPath *path, Color land) {
    bool faint = is_faint(path, land);
    if (!path->closed) return faint ? PATH_FAINT_LINES : PATH_LINES;
    if (g_str_equal(path->layer, "town")) return PATH_RINGS; /* dots stay round */
    return faint ? PATH_FAINT_GROUND : PATH_GROUND;
}

static void paint_ground(Walk *walk, const GArray *paths) {
    Canvas *canvas = walk->canvas;
    const Shade *shade = &walk->scene->shade;
    Color land = land_of(walk);
    canvas->begin_group(canvas, "ground", NULL);
    for (guint i = 0; paths && i < paths->len; i++) {
        if (i == shade->after && shade->width > 0) canvas->shade(canvas, shade);
        const GroundPath *ground = &g_array_index(paths, GroundPath, i);
        if (ground->path.n_points == 0) continue;
        canvas->begin_group(canvas, ground->layer, NULL);
        PathKind kind = kind_of(ground, land);
        canvas->path(canvas, &ground->path, kind, &ground->paint);
        canvas->end_group(canvas);
    }
    canvas->end_group(canvas);
}

static gboolean paint_furniture(Walk *walk, const Furniture *furniture, GError **error) {
    Canvas *canvas = walk->canvas;
    canvas->begin_group(canvas, furniture->id, NULL);
    for (guint i = 0; furniture->paths && i < furniture->paths->len; i++) {
        const GroundPath *path = &g_array_index(furniture->paths, GroundPath, i);
        canvas->path(canvas, &path->path, path->closed ? PATH_RINGS : PATH_STROKE, &path->paint);
    }
    for (guint i = 0; furniture->marks && i < furniture->marks->len; i++) {
        const Symbol *symbol = &g_array_index(furniture->marks, Symbol, i);
        paint_area(walk, symbol);
        paint_hairline(walk, symbol);
        paint_mark(walk, symbol);
        if (!paint_number(walk, symbol, error)) return FALSE;
    }
    if (furniture->lines &&
        !paint_texts(walk, (const TextLine *)furniture->lines->data, furniture->lines->len, error))
        return FALSE;
    canvas->end_group(canvas);
    return TRUE;
}

/* What lies inside the map's frame. */
static gboolean paint_map(Walk *walk, GError **error) {
    const MapScene *scene = walk->scene;
    walk->canvas->begin_clip(walk->canvas, scene->map_frame);
    paint_box(walk, scene->map_frame, scene->sea);
    paint_ground(walk, scene->ground);
    if (!paint_symbols(walk, scene->symbols, error)) return FALSE;
    paint_leaders(walk, scene->labels);
    if (!paint_labels(walk, scene->labels, error)) return FALSE;
    walk->canvas->end_group(walk->canvas);
    return TRUE;
}

/* Who reads a document in its order begins with these. */
static bool is_head(const Furniture *furniture) {
    static const char *const ids[] = {"sample", "title", "subtitle", NULL};
    return g_strv_contains(ids, furniture->id);
}

static gboolean paint_heads_or_rest(Walk *walk, bool heads, GError **error) {
    const GArray *furniture = walk->scene->furniture;
    for (guint i = 0; furniture && i < furniture->len; i++) {
        const Furniture *piece = &g_array_index(furniture, Furniture, i);
        if (is_head(piece) == heads && !paint_furniture(walk, piece, error)) return FALSE;
    }
    return TRUE;
}

static gboolean paint_all_furniture(Walk *walk, GError **error) {
    return paint_heads_or_rest(walk, false, error);
}

static gboolean paint_details(Walk *walk, GError **error) {
    Canvas *canvas = walk->canvas;
    for (const MapScene *scene = walk->scene->detail; scene; scene = scene->next) {
        Walk detail = {canvas, scene, walk->fonts};
        canvas->begin_group(canvas, "enlargement", NULL);
        if (!paint_map(&detail, error) || !paint_all_furniture(&detail, error)) return FALSE;
        canvas->end_group(canvas);
    }
    return TRUE;
}

static gboolean paint_panels(Walk *walk, GError **error) {
    const GPtrArray *panels = walk->scene->panels;
    for (guint i = 0; i < panels->len; i++) {
        Walk panel = {walk->canvas, panels->pdata[i], walk->fonts};
        if (!paint_map(&panel, error) || !paint_all_furniture(&panel, error)) return FALSE;
    }
    return TRUE;
}

gboolean canvas_paint(Canvas *canvas, const MapScene *scene, Fonts *fonts, GError **error) {
    Walk walk = {canvas, scene, fonts};
    paint_box(&walk, (Box){0, 0, scene->width, scene->height}, scene->background);
    if (!paint_heads_or_rest(&walk, true, error)) return FALSE;
    if (!(scene->panels ? paint_panels(&walk, error) : paint_map(&walk, error))) return FALSE;
    return paint_details(&walk, error) && paint_all_furniture(&walk, error);
}
