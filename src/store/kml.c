/*
 * KML 2.2 for Google Earth and its like: a folder a type, a balloon that shows the sentence first,
 * a span of days for the time slider, and the record's keys as data for those who open it as a
 * table. Nothing in it is fetched from elsewhere: places have the viewer's own pin, and the colours
 * of our maps in their labels and areas.
 */
#include <math.h>
#include <string.h>

#include "store/fields.h"
#include "store/look.h"

/* ---- text -------------------------------------------------------------------------------------
 */

/* Text of an element. XML 1.0 has no room for controls, nor for U+FFFE and U+FFFF. */
static void append_text(GString *out, const char *text) {
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '&')
            g_string_append(out, "&amp;");
        else if (c == '<')
            g_string_append(out, "&lt;");
        else if (c == '>')
            g_string_append(out, "&gt;");
        else if ((c < 0x20 && c != '\t' && c != '\n') || (c & 0xFFFE) == 0xFFFE)
            g_string_append(out, "\uFFFD");
        else
            g_string_append_unichar(out, c);
    }
}

static void append_element(GString *out, const char *name, const char *text) {
    if (!text || !*text) return;
    g_string_append_printf(out, "<%s>", name);
    append_text(out, text);
    g_string_append_printf(out, "</%.*s>", (int)strcspn(name, " "), name);
}

/* Both names, where there are two. The caller frees it. */
static char *in_both(const char *ar, const char *en) {
    if (!ar || !*ar) return g_strdup(en ? en : "");
    return en && *en ? g_strconcat(ar, " · ", en, NULL) : g_strdup(ar);
}

/* ---- the head ---------------------------------------------------------------------------------
 */

/* KML's colours run backwards: "1f" and "#D55E00" give "1f005ed5". */
static void append_color(GString *out, const char *opacity, const char *color) {
    g_autofree char *lower = g_ascii_strdown(color + 1, -1);
    g_string_append_printf(out, "<color>%s%.2s%.2s%.2s</color>", opacity, lower + 4, lower + 2,
                           lower);
}

/* What is no better known than an area gets a pin that is small and faint: no hard dot. */
static void append_style(GString *out, IncidentType type, bool is_area) {
    const char *color = incident_look(type)->color;
    g_string_append_printf(out, "<Style id=\"%s%s\">", incident_type_name(type),
                           is_area ? "-area" : "");
    if (is_area)
        g_string_append(out, "<IconStyle><color>80ffffff</color><scale>0.6</scale></IconStyle>");
    g_string_append(out, "<LabelStyle><scale>0.8</scale></LabelStyle><LineStyle>");
    append_color(out, "bf", color);
    g_string_append(out, "<width>1.5</width></LineStyle><PolyStyle>");
    append_color(out, "21", color);
    g_string_append(out,
                    "</PolyStyle><BalloonStyle><text>"
                    "&lt;h3&gt;$[name]&lt;/h3&gt;$[description]"
                    "</text></BalloonStyle></Style>\n");
}

static const char *type_of_field(const RecordField *field) {
    switch (field->kind) {
        case VALUE_COUNT:
        case VALUE_HARM:
        case VALUE_PRECISION:
        case VALUE_OFFSET:
        case VALUE_BOOL: /* 0 and 1: some readers take every text for true */
            return "int";
        case VALUE_SHARE:
        case VALUE_DEGREES:
        case VALUE_METRES:
            return "double";
        default:
            return "string";
    }
}

static void free_text(void *text) { g_string_free(text, TRUE); }

static void kml_begin(ExportState *state) {
    g_autoptr(GString) out = g_string_new(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n<name>kharita</name>\n");
    for (guint i = 0; i < 2 * N_INCIDENT_TYPES; i++)
        append_style(out, (IncidentType)(i / 2), i % 2 == 1);
    g_string_append(out, "<Schema id=\"incident\" name=\"incident\">\n");
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = record_column(&fields[i]);
        g_string_append_printf(out, "<SimpleField type=\"%s\" name=\"%s\"/>\n",
                               type_of_field(&fields[i]), name);
    }
    g_string_append(out, "</Schema>\n");
    fputs(out->str, state->stream);
    state->parts = g_ptr_array_new_with_free_func(free_text);
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) g_ptr_array_add(state->parts, g_string_new(NULL));
}

/* ---- a placemark ------------------------------------------------------------------------------
 */

/* What a reader of the map asks next, by the record's own keys, which need no language. */
static const char *const TOLD[] = {
    "date_start",  "date_end",    "modality", "actor_en", "target_en", "killed_min", "killed_max",
    "injured_min", "injured_max", "radius_m", "method",   "source",    "confidence", NULL};

static void append_row(GString *html, const char *key, const char *value) {
    g_string_append_printf(html, "<tr><td>%s</td><td>", key);
    append_text(html, value);
    g_string_append(html, "</td></tr>");
}

/* The balloon: HTML, which is text to KML. */
static char *balloon(const Incident *incident) {
    g_autoptr(GString) html = g_string_new(NULL);
    append_element(html, "p dir=\"rtl\" lang=\"ar\"", incident->quote);
    g_string_append(html, "<table>");
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *key = record_column(&fields[i]);
        g_autofree char *value = record_cell(&fields[i], incident);
        if (*value && g_strv_contains(TOLD, key)) append_row(html, key, value);
    }
    g_string_append(html, "</table>");
    bool is_address = incident->url && (g_str_has_prefix(incident->url, "https://") ||
                                        g_str_has_prefix(incident->url, "http://"));
    if (is_address && !strpbrk(incident->url, "\"<> ")) {
        g_string_append(html, "<p><a href=\"");
        append_text(html, incident->url);
        g_string_append(html, "\">");
        append_text(html, incident->url);
        g_string_append(html, "</a></p>");
    }
    return g_string_free(g_steal_pointer(&html), FALSE);
}

static void append_days(GString *out, const Incident *incident) {
    if (!incident->date_start) return;
    g_string_append(out, "<TimeSpan>");
    append_element(out, "begin", incident->date_start);
    append_element(out, "end", incident->date_end ? incident->date_end : incident->date_start);
    g_string_append(out, "</TimeSpan>");
}

static void append_data(GString *out, const Incident *incident) {
    g_string_append(out, "<ExtendedData><SchemaData schemaUrl=\"#incident\">");
    guint n;
    const RecordField *fields = record_fields(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *key = record_column(&fields[i]);
        g_autofree char *value = record_cell(&fields[i], incident);
        g_autofree char *element = g_strdup_printf("SimpleData name=\"%s\"", key);
        bool is_bool = fields[i].kind == VALUE_BOOL;
        append_element(out, element, !is_bool ? value : g_str_equal(value, "true") ? "1" : "0");
    }
    g_string_append(out, "</SchemaData></ExtendedData>");
}

/* ---- geometry ---------------------------------------------------------------------------------
 */

static void append_coordinates(GString *out, const LonLat *points, guint32 n) {
    g_string_append(out, "<coordinates>");
    for (guint32 i = 0; i < n; i++) {
        char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(lon, sizeof lon, "%.5f", points[i].lon);
        g_ascii_formatd(lat, sizeof lat, "%.5f", points[i].lat);
        g_string_append_printf(out, "%s%s,%s", i ? " " : "", lon, lat);
    }
    g_string_append(out, "</coordinates>");
}

/* A ring whose winding is clockwise is a hole of the ring before it. */
static bool is_hole(const LonLat *ring, guint32 n) {
    double sum = 0;
    for (guint32 i = 0; i + 1 < n; i++)
        sum += ring[i].lon * ring[i + 1].lat - ring[i + 1].lon * ring[i].lat;
    return sum < 0;
}

static void append_polygons(GString *out, const Shape *shape) {
    bool is_open = false;
    for (guint32 i = 0; i < shape->n_parts; i++) {
        const LonLat *ring = shape->points + shape->parts[i];
        guint32 n = shape_part_end(shape, i) - shape->parts[i];
        bool hole = is_open && is_hole(ring, n);
        if (is_open && !hole) g_string_append(out, "</Polygon>");
        if (!hole) g_string_append(out, "<Polygon>");
        is_open = true;
        g_string_append(out,
                        hole ? "<innerBoundaryIs><LinearRing>" : "<outerBoundaryIs><LinearRing>");
        append_coordinates(out, ring, n);
        g_string_append(
            out, hole ? "</LinearRing></innerBoundaryIs>" : "</LinearRing></outerBoundaryIs>");
    }
    if (is_open) g_string_append(out, "</Polygon>");
}

static void append_lines(GString *out, const Shape *shape) {
    for (guint32 i = 0; i < shape->n_parts; i++) {
        g_string_append(out, "<LineString><tessellate>1</tessellate>");
        append_coordinates(out, shape->points + shape->parts[i],
                           shape_part_end(shape, i) - shape->parts[i]);
        g_string_append(out, "</LineString>");
    }
}

/* The point, with its area or line around it where one asks for that. */
static void append_geometry(GString *out, const Location *location, ExportGeometry kind) {
    const Shape *shape = location->shape;
    bool has_shape = kind == GEOMETRY_AREA && shape && shape->n_points > 0 &&
                     (shape->kind == SHAPE_LINES || shape->kind == SHAPE_POLYGONS);
    if (!isfinite(location->lon)) return;
    const LonLat point = {location->lon, location->lat};
    g_string_append(out, has_shape ? "<MultiGeometry><Point>" : "<Point>");
    append_coordinates(out, &point, 1);
    g_string_append(out, "</Point>");
    if (!has_shape) return;
    if (shape->kind == SHAPE_LINES)
        append_lines(out, shape);
    else
        append_polygons(out, shape);
    g_string_append(out, "</MultiGeometry>");
}

/* ---- folders ----------------------------------------------------------------------------------
 */

static void kml_add(ExportState *state, const Incident *incident) {
    GString *out = state->parts->pdata[incident->type];
    g_string_append(out, "<Placemark>");
    const char *type = incident_type_name(incident->type);
    bool has_name = incident->place_ar || incident->place_en;
    g_autofree char *place =
        in_both(has_name ? incident->place_ar : incident->surface, incident->place_en);
    g_autofree char *label = in_both(incident_type_label(incident->type, "ar"),
                                     incident_type_label(incident->type, "en"));
    g_autofree char *html = balloon(incident);
    append_element(out, "name", *place ? place : label);
    append_element(out, "Snippet maxLines=\"1\"", label);
    append_element(out, "description", html);
    append_days(out, incident);
    g_string_append_printf(out, "<styleUrl>#%s%s</styleUrl>", type,
                           incident->geo_precision >= 3 ? "-area" : "");
    append_data(out, incident);
    append_geometry(out, &incident->location, state->options.geometry);
    g_string_append(out, "</Placemark>\n");
}

static void kml_finish(ExportState *state) {
    for (guint i = 0; i < N_INCIDENT_TYPES; i++) {
        const GString *placemarks = state->parts->pdata[i];
        if (placemarks->len == 0) continue;
        g_autofree char *label = in_both(incident_type_label((IncidentType)i, "ar"),
                                         incident_type_label((IncidentType)i, "en"));
        g_autoptr(GString) head = g_string_new("<Folder>");
        append_element(head, "name", label);
        fprintf(state->stream, "%s\n%s</Folder>\n", head->str, placemarks->str);
    }
    fputs("</Document>\n</kml>\n", state->stream);
}

const ExportFormat FORMAT_KML = {"kml", kml_begin, kml_add, kml_finish};
