/*
 * A table with the columns of an ACLED export, so that a row can be read beside theirs. What
 * articles do not say stays empty; nothing is filled in to please a reader of the format.
 */
#include <math.h>

#include "store/fields.h"

static const char *const COLUMNS[] = {"event_id_cnty",
                                      "event_date",
                                      "year",
                                      "time_precision",
                                      "disorder_type",
                                      "event_type",
                                      "sub_event_type",
                                      "actor1",
                                      "actor2",
                                      "civilian_targeting",
                                      "iso",
                                      "region",
                                      "country",
                                      "admin1",
                                      "admin2",
                                      "location",
                                      "latitude",
                                      "longitude",
                                      "geo_precision",
                                      "source",
                                      "source_scale",
                                      "notes",
                                      "fatalities",
                                      "tags"};

/* ACLED: 1 the day, 2 the week, 3 the month. */
static const char *time_precision(const Incident *incident) {
    switch (incident->date_precision) {
        case DATE_DAY:
            return "1";
        case DATE_RANGE:
        case DATE_WEEK:
            return "2";
        case DATE_MONTH:
            return "3";
        default:
            return "";
    }
}

/* ACLED's three kinds of disorder, by its own event types. */
static const char *disorder_type(const Incident *incident) {
    const char *event = incident_type_acled(incident->type, NULL);
    if (!strcmp(event, "Protests")) return "Demonstrations";
    return strcmp(event, "Strategic developments") ? "Political violence" : event;
}

static char *degrees(double value) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isfinite(value)) return g_strdup("");
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.5f", value));
}

static char *count(int value, int none) {
    return value == none ? g_strdup("") : g_strdup_printf("%d", value);
}

static void acled_begin(ExportState *state) {
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    bool guard[G_N_ELEMENTS(COLUMNS)] = {false};
    for (guint i = 0; i < G_N_ELEMENTS(COLUMNS); i++) g_ptr_array_add(cells, g_strdup(COLUMNS[i]));
    if (state->options.bom) fputs("\xEF\xBB\xBF", state->stream);
    csv_write_row(state->stream, (char **)cells->pdata, guard, cells->len);
}

static void acled_add(ExportState *state, const Incident *incident) {
    const char *sub_event, *event = incident_type_acled(incident->type, &sub_event);
    const char *date = incident_day(incident) ? incident_day(incident) : "";
    bool on_civilians = incident->target_kind == TARGET_CIVILIAN;
    char *const values[] = {g_strdup(incident->id),
                            g_strdup(date),
                            g_strndup(date, 4),
                            g_strdup(time_precision(incident)),
                            g_strdup(disorder_type(incident)),
                            g_strdup(event),
                            g_strdup(sub_event),
                            g_strdup(incident->actor_en),
                            g_strdup(incident->target_en),
                            g_strdup(on_civilians ? "Civilian targeting" : ""),
                            g_strdup("760"),
                            g_strdup("Middle East"),
                            g_strdup("Syria"),
                            g_strdup(incident->admin1),
                            g_strdup(incident->admin2),
                            g_strdup(incident->place_en),
                            degrees(incident->location.lat),
                            degrees(incident->location.lon),
                            count(incident->geo_precision, 0),
                            g_strdup(incident->source),
                            g_strdup(""),
                            g_strdup(incident->quote),
                            count(incident->killed_min, HARM_NOT_SAID),
                            g_strjoinv("; ", incident->weapons)};
    G_STATIC_ASSERT(G_N_ELEMENTS(values) == G_N_ELEMENTS(COLUMNS));
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    bool guard[G_N_ELEMENTS(COLUMNS)];
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        guard[i] = strcmp(COLUMNS[i], "latitude") && strcmp(COLUMNS[i], "longitude");
        g_ptr_array_add(cells, values[i] ? values[i] : g_strdup(""));
    }
    csv_write_row(state->stream, (char **)cells->pdata, guard, cells->len);
}

const ExportFormat FORMAT_ACLED_CSV = {"acled-csv", acled_begin, acled_add, NULL};
