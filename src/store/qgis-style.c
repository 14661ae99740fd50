/*
 * How QGIS draws the store when it opens it: the symbols of our own maps. A mark's shape and colour
 * are its type, a hollow mark is suspected or claimed by one side only, a ring has two witnesses or
 * more, and what is no better known than an area is a small mark on a badge, within its extent.
 * Extents are light tints that darken the map below, their edges above all tints: where many
 * overlap they do not add up to a wall. A desk's own style in layer_styles is left alone.
 */
#include <string.h>

#include "store/look.h"
#include "store/package.h"

/* The size of a mark on a map of 1200 points, as millimetres at 96 dots per inch. */
static const double MARK_MM = 3.2;

/* Our shapes by QGIS's names; `size` makes them cover as much as a circle of the same number. */
static const struct {
    const char *shape, *name;
    double size;
    int angle;
} SHAPES[] = {
    {"circle", "circle", 1, 0},       {"square", "square", 0.89, 0},
    {"diamond", "diamond", 1.26, 0},  {"triangle", "triangle", 1.1, 0},
    {"star", "star", 1.32, 0},        {"triangle-down", "triangle", 1.1, 180},
    {"cross", "cross_fill", 1.2, 45}, {"pentagon", "pentagon", 1.14, 0},
    {"hexagon", "hexagon", 1.1, 0},   {"plus", "cross_fill", 1.2, 0},
};

static guint shape_index(const char *shape) {
    for (guint i = 0; i < G_N_ELEMENTS(SHAPES); i++)
        if (g_str_equal(SHAPES[i].shape, shape)) return i;
    return 0;
}

/* What is drawn of incidents, as incident_is_drawn says it. */
static const char DRAWN[] =
    "coalesce(\"status\", '') <> 'rejected' AND NOT coalesce(\"aggregate\", false)"
    " AND \"modality\" IN ('stated', 'suspected', 'claimed')";

/* ---- XML --------------------------------------------------------------------------------------
 */

static void begin(GString *out, const char *renderer) {
    g_string_append_printf(
        out,
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n<renderer-v2 %s>\n",
        renderer);
}

static void option(GString *out, const char *name, const char *value) {
    g_autofree char *line =
        g_markup_printf_escaped("<Option name=\"%s\" value=\"%s\" type=\"QString\"/>", name, value);
    g_string_append(out, line);
}

static void option_number(GString *out, const char *name, double value) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    option(out, name, g_ascii_formatd(text, sizeof text, "%.2f", value));
}

/* Properties that an expression decides for each feature: pairs of name and expression, NULL-ended.
 */
static void decided(GString *out, const char *const *pairs) {
    g_string_append(out, "<data_defined_properties><Option type=\"Map\">");
    option(out, "name", "");
    g_string_append(out, "<Option name=\"properties\" type=\"Map\">");
    for (; *pairs; pairs += 2) {
        g_string_append_printf(out, "<Option name=\"%s\" type=\"Map\">", pairs[0]);
        g_string_append(out, "<Option name=\"active\" value=\"true\" type=\"bool\"/>");
        option(out, "expression", pairs[1]);
        g_string_append(out, "<Option name=\"type\" value=\"3\" type=\"int\"/></Option>");
    }
    g_string_append(out, "</Option>");
    option(out, "type", "collection");
    g_string_append(out, "</Option></data_defined_properties>");
}

/* ---- marks ------------------------------------------------------------------------------------
 */

typedef struct {
    const char *name; /* of QGIS's shape */
    const char *fill, *outline;
    double size_mm, outline_mm;
    int angle;
    const char *const *decided;
} Marker;

static void append_layer(GString *out, const Marker *marker) {
    g_string_append(out,
                    "<layer class=\"SimpleMarker\" enabled=\"1\" pass=\"0\"><Option type=\"Map\">");
    option(out, "name", marker->name);
    option(out, "color", marker->fill);
    option(out, "outline_color", marker->outline);
    option_number(out, "outline_width", marker->outline_mm);
    option_number(out, "size", marker->size_mm);
    option_number(out, "angle", marker->angle);
    g_string_append(out, "</Option>");
    decided(out, marker->decided);
    g_string_append(out, "</layer>");
}

static void append_marker(GString *out, IncidentType type) {
    const IncidentLook *look = incident_look(type);
    guint shape = shape_index(look->shape);
    double size = MARK_MM * SHAPES[shape].size;
    static const char is_doubtful[] = "\"modality\" IN ('suspected', 'claimed')";
    g_autofree char *fill = g_strdup_printf("if(%s, '#FFFFFF', '%s')", is_doubtful, look->color);
    g_autofree char *edge =
        g_strdup_printf("if(%s, '%s', '%s')", is_doubtful, look->color, INCIDENT_OUTLINE);
    g_autofree char *width = g_strdup_printf("if(%s, 0.55, 0.28)", is_doubtful);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(number, sizeof number, "%.2f", size);
    g_autofree char *smaller =
        g_strdup_printf("if(coalesce(\"geo_precision\", 3) >= 3, 0.7, 1) * %s", number);
    static const char *const badge[] = {"enabled", "coalesce(\"geo_precision\", 3) >= 3", NULL};
    static const char *const ring[] = {"enabled", "\"reports\" >= 2", NULL};
    const char *const mark[] = {"fillColor", fill,   "outlineColor", edge, "outlineWidth",
                                width,       "size", smaller,        NULL};
    g_string_append_printf(out, "<symbol type=\"marker\" name=\"%u\" alpha=\"1\">", type);
    append_layer(out, &(Marker){"circle", "255,255,255,242", "130,130,130,255", MARK_MM * 1.35, 0.2,
                                0, badge});
    append_layer(out, &(Marker){"circle", "0,0,0,0", look->color, MARK_MM * 1.6, 0.35, 0, ring});
    append_layer(out, &(Marker){SHAPES[shape].name, look->color, INCIDENT_OUTLINE, size, 0.28,
                                SHAPES[shape].angle, mark});
    g_string_append(out, "</symbol>\n");
}

/* A rule a type below one that leaves out what our maps leave out; what is no violence waits
 * unticked. */
static void append_rules(GString *out) {
    g_autofree char *drawn = g_markup_escape_text(DRAWN, -1);
    g_string_append_printf(out, "<rules key=\"all\"><rule key=\"drawn\" filter=\"%s\">\n", drawn);
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) {
        IncidentType type = (IncidentType)i;
        g_string_append_printf(out,
                               "<rule key=\"%s\" symbol=\"%u\" label=\"%s · %s\" checkstate=\"%d\" "
                               "filter=\"&quot;type&quot; = '%s'\"/>\n",
                               incident_type_name(type), i, incident_type_label(type, "en"),
                               incident_type_label(type, "ar"), incident_type_is_violent(type),
                               incident_type_name(type));
    }
    g_string_append(out, "</rule></rules>\n");
}

char *qgis_style_of_incidents(void) {
    g_autoptr(GString) out = g_string_new(NULL);
    begin(out, "type=\"RuleRenderer\" enableorderby=\"0\" forceraster=\"0\"");
    append_rules(out);
    g_string_append(out, "<symbols>\n");
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) append_marker(out, (IncidentType)i);
    g_string_append(out, "</symbols>\n</renderer-v2>\n</qgis>\n");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- extents ----------------------------------------------------------------------------------
 */

/* Opaque tints below, dashed edges above all of them, and the whole multiplied onto the map. */
char *qgis_style_of_extents(void) {
    g_autoptr(GString) out = g_string_new(NULL);
    begin(out, "type=\"RuleRenderer\" symbollevels=\"1\" enableorderby=\"0\" forceraster=\"0\"");
    g_string_append(out,
                    "<rules key=\"all\"><rule key=\"shown\" symbol=\"0\" "
                    "filter=\"&quot;is_shown&quot;\"/></rules>\n<symbols>\n"
                    "<symbol type=\"fill\" name=\"0\" alpha=\"1\">"
                    "<layer class=\"SimpleFill\" enabled=\"1\" pass=\"0\"><Option type=\"Map\">");
    option(out, "color", "248,229,217,255");
    option(out, "outline_style", "no");
    g_string_append(out,
                    "</Option></layer><layer class=\"SimpleFill\" enabled=\"1\" pass=\"1\">"
                    "<Option type=\"Map\">");
    option(out, "style", "no");
    option(out, "outline_color", "213,94,0,255");
    option(out, "outline_style", "dash");
    option(out, "outline_width", "0.3");
    g_string_append(out,
                    "</Option></layer></symbol>\n</symbols>\n</renderer-v2>\n"
                    "<blendMode>6</blendMode>\n</qgis>\n");
    return g_string_free(g_steal_pointer(&out), FALSE);
}
