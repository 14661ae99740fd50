/*
 * preflight: what an editor would send back, found before it is sent: text too small or too pale,
 * labels that touch or stand out of the frame, symbols that some readers cannot tell apart, areas
 * hidden under their own label. Each finding is a line; with --strict it is an error.
 */
#include <math.h>
#include <string.h>

#include "map/layout.h"

static const double LEAST_LATIN = 11, LEAST_ARABIC = 12.5, LEAST_CONTRAST = 4.5;
/* CIE76 distance under which two colours look alike when seen side by side in small symbols. */
static const double LEAST_DIFFERENCE = 12;

static void warn(Layout *self, const char *form, ...) G_GNUC_PRINTF(2, 3);
static void warn(Layout *self, const char *form, ...) {
    va_list arguments;
    va_start(arguments, form);
    g_ptr_array_add(self->scene->warnings, g_strdup_vprintf(form, arguments));
    va_end(arguments);
}

/* ---- text -------------------------------------------------------------------------------------
 */

static bool has_arabic(const char *text) {
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_get_script(g_utf8_get_char(at)) == G_UNICODE_SCRIPT_ARABIC) return true;
    return false;
}

static void check_line(Layout *self, const TextLine *line, Color under) {
    double least = has_arabic(line->text) ? LEAST_ARABIC : LEAST_LATIN;
    if (line->type.size < least - 0.01)
        warn(self, "text '%s' is %.1f points, under %.1f", line->text, line->type.size, least);
    Color back = line->type.halo.a > 0.5 ? line->type.halo : under;
    back.a = 1;
    double contrast = color_contrast(line->type.color, back);
    if (contrast < LEAST_CONTRAST)
        warn(self, "text '%s' has a contrast of %.1f, under %.1f", line->text, contrast,
             LEAST_CONTRAST);
}

static void check_texts(Layout *self) {
    const MapScene *scene = self->scene;
    for (guint i = 0; i < scene->labels->len; i++) {
        const Label *label = &g_array_index(scene->labels, Label, i);
        for (guint j = 0; j < label->n_lines; j++)
            check_line(self, &label->lines[j], style_color(self->style, "land", "fill-color"));
    }
    for (guint i = 0; i < scene->furniture->len; i++) {
        const Furniture *piece = &g_array_index(scene->furniture, Furniture, i);
        bool on_map = i >= self->n_page_furniture;
        Color under = on_map ? style_color(self->style, "land", "fill-color") : scene->background;
        for (guint j = 0; j < piece->lines->len; j++)
            check_line(self, &g_array_index(piece->lines, TextLine, j), under);
        if (!box_holds((Box){-0.5, -0.5, scene->width + 1, scene->height + 1}, piece->box))
            warn(self, "the %s does not fit on the page", piece->id);
    }
}

/* ---- labels -----------------------------------------------------------------------------------
 */

static void check_label(Layout *self, guint index) {
    const MapScene *scene = self->scene;
    const Label *label = &g_array_index(scene->labels, Label, index);
    if (!label->placed) {
        if (label->voice == VOICE_STORY) warn(self, "label '%s' was %s", label->name, label->why);
        return;
    }
    if (!box_holds(scene->map_frame, label->box))
        warn(self, "label '%s' stands out of the frame", label->name);
    for (guint i = index + 1; i < scene->labels->len; i++) {
        const Label *other = &g_array_index(scene->labels, Label, i);
        if (other->placed && boxes_overlap(label->box, other->box))
            warn(self, "labels '%s' and '%s' overlap", label->name, other->name);
    }
    for (guint i = 0; i < scene->symbols->len; i++) {
        const Symbol *symbol = &g_array_index(scene->symbols, Symbol, i);
        if (symbol->shape != MARK_NONE &&
            boxes_overlap(label->box, box_around(symbol->at, symbol->size, symbol->size)))
            warn(self, "label '%s' covers the symbol %s", label->name, symbol->id);
    }
}

static void check_hidden_areas(Layout *self) {
    const GArray *symbols = self->scene->symbols;
    for (guint i = 0; i < self->groups->len; i++) {
        const Group *group = &g_array_index(self->groups, Group, i);
        if (group->precision != PRECISION_AREA || group->box.width <= 0) continue;
        g_autofree char *id = g_strdup_printf("%s-extent", group->id);
        for (guint j = 0; j < symbols->len; j++) {
            const Symbol *symbol = &g_array_index(symbols, Symbol, j);
            Box box = path_box(&symbol->area);
            if (strcmp(symbol->id, id) == 0 &&
                box.width * box.height < 1.3 * group->box.width * group->box.height)
                warn(self, "the area '%s' is hidden by its count", group->name_en);
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
    check_texts(self);
    for (guint i = 0; i < self->scene->labels->len; i++) check_label(self, i);
    check_hidden_areas(self);
    if (self->options->color_by == COLOR_BY_TYPE) check_symbols(self);
}
