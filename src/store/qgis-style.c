/*
 * How QGIS draws the store when it opens it: a colour a family of types, extents as faint areas. A
 * desk's own style in layer_styles is left alone.
 */
#include "store/package.h"

/* Colours that colour-blind readers can tell apart (Okabe and Ito 2008), one a family of types. */
static const struct {
    IncidentType type;
    const char *color;
} COLORS[] = {
    {INCIDENT_ATTACK, "213,94,0"},         {INCIDENT_CLASH, "213,94,0"},
    {INCIDENT_AMBUSH, "213,94,0"},         {INCIDENT_AIRSTRIKE, "0,114,178"},
    {INCIDENT_DRONE, "0,114,178"},         {INCIDENT_SHELLING, "230,159,0"},
    {INCIDENT_CHEMICAL, "230,159,0"},      {INCIDENT_IED, "204,121,167"},
    {INCIDENT_SUICIDE, "204,121,167"},     {INCIDENT_GRENADE, "204,121,167"},
    {INCIDENT_ASSASSINATION, "0,158,115"}, {INCIDENT_ABDUCTION, "0,158,115"},
    {INCIDENT_BODY_FOUND, "0,158,115"},    {INCIDENT_ARREST, "130,130,130"},
    {INCIDENT_SWEEP, "130,130,130"},       {INCIDENT_MOVEMENT, "130,130,130"},
    {INCIDENT_ALERT, "130,130,130"},       {INCIDENT_SEIZURE, "130,130,130"},
    {INCIDENT_PROTEST, "130,130,130"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(COLORS) == N_INCIDENT_TYPES);

static void begin(GString *out, const char *renderer) {
    g_string_append_printf(
        out,
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n<renderer-v2 %s>\n",
        renderer);
}

static void append_marker(GString *out, guint name, const char *color) {
    g_string_append_printf(
        out,
        "<symbol type=\"marker\" name=\"%u\" alpha=\"0.85\">"
        "<layer class=\"SimpleMarker\" enabled=\"1\"><Option type=\"Map\">"
        "<Option name=\"name\" value=\"circle\" type=\"QString\"/>"
        "<Option name=\"color\" value=\"%s,255\" type=\"QString\"/>"
        "<Option name=\"outline_color\" value=\"255,255,255,255\" type=\"QString\"/>"
        "<Option name=\"outline_width\" value=\"0.3\" type=\"QString\"/>"
        "<Option name=\"size\" value=\"3\" type=\"QString\"/>"
        "</Option></layer></symbol>\n",
        name, color);
}

char *qgis_style_of_incidents(void) {
    g_autoptr(GString) out = g_string_new(NULL);
    begin(out, "type=\"categorizedSymbol\" attr=\"type\" enableorderby=\"0\" forceraster=\"0\"");
    g_string_append(out, "<categories>\n");
    for (guint i = 0; i < G_N_ELEMENTS(COLORS); i++)
        g_string_append_printf(
            out, "<category symbol=\"%u\" value=\"%s\" label=\"%s · %s\" render=\"true\"/>\n", i,
            incident_type_name(COLORS[i].type), incident_type_label(COLORS[i].type, "en"),
            incident_type_label(COLORS[i].type, "ar"));
    g_string_append(out, "</categories>\n<symbols>\n");
    for (guint i = 0; i < G_N_ELEMENTS(COLORS); i++) append_marker(out, i, COLORS[i].color);
    g_string_append(out, "</symbols>\n</renderer-v2>\n</qgis>\n");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *qgis_style_of_extents(void) {
    g_autoptr(GString) out = g_string_new(NULL);
    begin(out, "type=\"singleSymbol\" enableorderby=\"0\" forceraster=\"0\"");
    g_string_append(out,
                    "<symbols>\n<symbol type=\"fill\" name=\"0\" alpha=\"0.12\">"
                    "<layer class=\"SimpleFill\" enabled=\"1\"><Option type=\"Map\">"
                    "<Option name=\"color\" value=\"213,94,0,255\" type=\"QString\"/>"
                    "<Option name=\"outline_color\" value=\"213,94,0,255\" type=\"QString\"/>"
                    "<Option name=\"outline_width\" value=\"0.2\" type=\"QString\"/>"
                    "</Option></layer></symbol>\n</symbols>\n</renderer-v2>\n</qgis>\n");
    return g_string_free(g_steal_pointer(&out), FALSE);
}
