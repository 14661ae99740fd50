/*
 * preflight: what an editor would send back, found before it is sent: text too small or too pale,
 * labels that touch, cover symbols or stand out of the frame, symbols on each other or far from
 * their place, or that some readers cannot tell apart, areas hidden under their own count. Each
 * finding is a line with its place; with --strict it is an error. A character that no font has is
 * one always: the map is not drawn.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

static const double LEAST_CONTRAST = 4.5;
/* CIE76 distance under which two colours look alike when seen side by side in small symbols. */
static const double LEAST_DIFFERENCE = 12;

/* A mark farther from its place than this tells a wrong one: points. */
static const double FARTHEST = 30;

enum { MOST_PLACES = 500 };

static void warn(Layout *self, const char *form, ...) G_GNUC_PRINTF(2, 3);
static void warn(Layout *self, const char *form, ...) {
    va_list arguments;
    va_start(arguments, form);
    g_ptr_array_add(self->scene->warnings, g_strdup_vprintf(form, arguments));
    va_end(arguments);
}

/* "at 612,233": where an editor finds it, in points from the top left. */
static char *place_of(Point at) {
    return g_strdup_printf("at %d,%d", (int)lround(at.x), (int)lround(at.y));
}

static Point middle_of(Box box) { return (Point){box.x + box.width / 2, box.y + box.height / 2}; }

/* ---- text -------------------------------------------------------------------------------------
 */

static bool has_arabic(const char *text) {
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_get_script(g_utf8_get_char(at)) == G_UNICODE_SCRIPT_ARABIC) return true;
    return false;
}

/* The colours that text may lie on: of the ground where it is on the map. Owns its array. */
typedef struct {
    Color *colors;
    guint n;
} Backs;

static Backs backs_of_ground(const MapScene *scene) {
    Backs backs = {.colors = g_new(Color, scene->ground->len + 1)};
    backs.colors[backs.n++] = scene->sea;
    for (guint i = 0; i < scene->ground->len; i++) {
        const GroundPath *path = &g_array_index(scene->ground, GroundPath, i);
        bool is_field =
            path->closed && path->paint.fill.a >= 1 && !g_str_equal(path->layer, "town");
        if (is_field) backs.colors[backs.n++] = path->paint.fill;
    }
    return backs;
}

/* The least contrast of a line with its halo laid over each of the colours. */
static double contrast_on(const TextLine *line, const Backs *backs) {
    double least = INFINITY;
    for (guint i = 0; i < backs->n; i++) {
        Color back = color_mixed(backs->colors[i], line->type.halo, line->type.halo.a);
        back.a = 1;
        least = fmin(least, color_contrast(line->type.color, back));
    }
    return least;
}

static void check_line(Layout *self, const TextLine *line, const Backs *backs) {
    g_autofree char *place = place_of(middle_of(line->box));
    double least = least_text_size(has_arabic(line->text));
    if (line->type.size < least - 0.01)
        warn(self, "text '%s' %s is %.1f points, under %.1f", line->text, place, line->type.size,
             least);
    double contrast = contrast_on(line, backs);
    if (contrast < LEAST_CONTRAST)
        warn(self, "text '%s' %s has a contrast of %.1f, under %.1f", line->text, place, contrast,
             LEAST_CONTRAST);
}

static void check_number(Layout *self, const Symbol *symbol) {
    if (!symbol->number || symbol->shape == MARK_NONE) return;
    Color under =
        symbol->hollow ? style_color(self->style, "symbol", "hollow-color") : symbol->fill;
    under.a = 1;
    double contrast = color_contrast(symbol->number_color, under);
    if (contrast >= LEAST_CONTRAST) return;
    g_autofree char *place = place_of(symbol->at);
    warn(self, "the number %s %s has a contrast of %.1f, under %.1f", symbol->number, place,
         contrast, LEAST_CONTRAST);
}

static bool has_panel(const Furniture *piece) {
    for (guint i = 0; i < piece->paths->len; i++)
        if (g_str_equal(g_array_index(piece->paths, GroundPath, i).layer, "panel")) return true;
    return false;
}

/* A piece on the map lies on its own panel, or straight on the ground. */
static void check_furniture(Layout *self, const Furniture *piece, bool on_map,
                            const Backs *ground) {
    Color color = on_map && has_panel(piece) ? style_color(self->style, "panel", "fill-color")
                                             : self->scene->background;
    color.a = 1;
    const Backs own = {&color, 1};
    const Backs *backs = on_map && !has_panel(piece) ? ground : &own;
    for (guint j = 0; j < piece->lines->len; j++)
        check_line(self, &g_array_index(piece->lines, TextLine, j), backs);
    Box page = {-0.5, -0.5, self->scene->width + 1, self->scene->height + 1};
    if (!box_holds(page, piece->box)) warn(self, "the %s does not fit on the page", piece->id);
}

static void check_texts(Layout *self) {
    const MapScene *scene = self->scene;
    Backs ground = backs_of_ground(scene);
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        for (guint j = 0; j < label->n_lines; j++) check_line(self, &label->lines[j], &ground);
    }
    for (guint i = 0; i < scene->symbols->len; i++)
        check_number(self, &g_array_index(scene->symbols, Symbol, i));
    for (guint i = 0; i < scene->furniture->len; i++)
        check_furniture(self, &g_array_index(scene->furniture, Furniture, i),
                        i >= self->n_page_furniture, &ground);
    g_free(ground.colors);
}

/* ---- labels and symbols -----------------------------------------------------------------------
 */

/* Marks are round: the corners of their boxes are free. */
static bool mark_meets(const Symbol *symbol, Box box) {
    Point nearest = {CLAMP(symbol->at.x, box.x, box.x + box.width),
                     CLAMP(symbol->at.y, box.y, box.y + box.height)};
    return symbol->shape != MARK_NONE && point_distance(nearest, symbol->at) < symbol->size / 2;
}

static void check_label(Layout *self, guint index) {
    const MapScene *scene = self->scene;
    const Label *label = &g_array_index(scene->labels, Label, index);
    if (!label->placed) {
        g_autofree char *feature = place_of(label->feature);
        if (label->voice == VOICE_STORY)
            warn(self, "label '%s' of the place %s was %s", label->name, feature, label->why);
        return;
    }
    g_autofree char *place = place_of(middle_of(label->box));
    if (label->in_one_language)
        warn(self, "label '%s' %s stands in one language of two", label->name, place);
    if (!box_holds(scene->map_frame, label->box))
        warn(self, "label '%s' %s stands out of the frame", label->name, place);
    for (guint i = index + 1; i < scene->labels->len; i++) {
        const Label *other = &g_array_index(scene->labels, Label, i);
        if (other->placed && boxes_overlap(label->box, other->box))
            warn(self, "labels '%s' and '%s' %s overlap", label->name, other->name, place);
    }
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (mark_meets(symbol, label->box))
            warn(self, "label '%s' %s covers the symbol %s", label->name, place, symbol->id);
    }
}

static void check_symbol(Layout *self, guint index) {
    static const double touch = 1; /* outlines may */
    const GArray *symbols = self->scene->symbols;
    const Symbol *symbol = &g_array_index(symbols, Symbol, index);
    if (symbol->shape == MARK_NONE || symbol->is_dot) return;
    g_autofree char *place = place_of(symbol->at);
    if (symbol->precision != PRECISION_AREA &&
        point_distance(symbol->at, symbol->anchor) > FARTHEST)
        warn(self, "the symbol %s %s stands far from its place", symbol->id, place);
    for (guint i = index + 1; i < symbols->len; i++) {
        const Symbol *other = &g_array_index(symbols, Symbol, i);
        bool overlap =
            other->shape != MARK_NONE && !other->is_dot &&
            point_distance(symbol->at, other->at) < (symbol->size + other->size) / 2 - touch;
        if (overlap) warn(self, "the symbols %s and %s %s overlap", symbol->id, other->id, place);
    }
}

static void check_hidden_areas(Layout *self) {
    static const double most_hidden = 0.75;
    const GArray *symbols = self->scene->symbols;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->precision != PRECISION_AREA || group->box.width <= 0) continue;
        g_autofree char *id = g_strdup_printf("%s-extent", group->id);
        g_autofree char *place = place_of(middle_of(group->box));
        for (guint j = 0; j < symbols->len; j++) {
            const Symbol *symbol = &g_array_index(symbols, Symbol, j);
            Box box = path_box(&symbol->area);
            if (strcmp(symbol->id, id) == 0 &&
                boxes_shared(box, group->box) > most_hidden * box.width * box.height)
                warn(self, "the area '%s' %s is hidden by its count",
                     group_name_in(self, group, false), place);
        }
    }
}

/* ---- colours ----------------------------------------------------------------------------------
 */

typedef struct {
    double l, a, b;
} Lab;

static double cube(double t) { return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116; }

static Lab lab_of_linear(const double rgb[3]) {
    double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505;
    double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089;
    return (Lab){116 * cube(y) - 16, 500 * (cube(x) - cube(y)), 200 * (cube(y) - cube(z))};
}

static double to_linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

/* How eyes without one kind of cone see linear RGB (Machado, Oliveira and Fernandes 2009). */
static const double VISION[][9] = {
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
};

static double difference(Color left, Color right, guint vision) {
    Lab lab[2];
    for (guint i = 0; i < 2; i++) {
        Color color = i ? right : left;
        double in[3] = {to_linear(color.r), to_linear(color.g), to_linear(color.b)}, out[3];
        for (guint row = 0; row < 3; row++)
            out[row] = CLAMP(VISION[vision][3 * row] * in[0] + VISION[vision][3 * row + 1] * in[1] +
                                 VISION[vision][3 * row + 2] * in[2],
                             0, 1);
        lab[i] = lab_of_linear(out);
    }
    return sqrt(pow(lab[0].l - lab[1].l, 2) + pow(lab[0].a - lab[1].a, 2) +
                pow(lab[0].b - lab[1].b, 2));
}

/* Two types of one shape must differ in colour for every reader. */
static void check_pair(Layout *self, IncidentType a, IncidentType b) {
    static const char *const readers[] = {"red-blind", "green-blind", "blue-blind"};
    MarkShape shape[2];
    Color fill[2], outline;
    style_incident(self->style, a, &shape[0], &fill[0], &outline);
    style_incident(self->style, b, &shape[1], &fill[1], &outline);
    if (shape[0] != shape[1]) return;
    for (guint vision = 0; vision < G_N_ELEMENTS(readers); vision++)
        if (difference(fill[0], fill[1], vision) < LEAST_DIFFERENCE) {
            warn(self, "%s readers cannot tell %s from %s", readers[vision], incident_type_name(a),
                 incident_type_name(b));
            return;
        }
}

static void check_symbols(Layout *self) {
    bool present[N_INCIDENT_TYPES] = {false};
    for (guint i = 0; i < self->n_incidents; i++)
        if (incident_is_drawn(self->incidents[i], self->options->include_strategic))
            present[self->incidents[i]->type] = true;
    for (guint a = 0; a < N_INCIDENT_TYPES; a++)
        for (guint b = a + 1; b < N_INCIDENT_TYPES; b++)
            if (present[a] && present[b]) check_pair(self, (IncidentType)a, (IncidentType)b);
}

void layout_preflight(Layout *self) {
    bool may_have_key = self->options->key && !self->is_detail && !self->is_sheet;
    if (may_have_key && !self->has_key && self->groups->len > 0)
        warn(self, "no room for a key: the places are named on the map");
    if (self->n_places > MOST_PLACES && !self->is_detail && !self->is_sheet)
        warn(self, "%u places are more than marks can show: see kharita compare --layout density",
             self->n_places);
    check_texts(self);
    for (guint i = 0; i < self->scene->labels->len; i++) check_label(self, i);
    for (guint i = 0; i < self->scene->symbols->len; i++) check_symbol(self, i);
    check_hidden_areas(self);
    if (self->options->color_by == COLOR_BY_TYPE) check_symbols(self);
}
