/* table: the incidents as rows, those left out, and those without a place. */
#include <math.h>
#include <string.h>

#include "report/parts.h"

void write_words(PageWriter *self, const char *tag, const char *key) {
    g_autofree char *words = words_say(self->words, key);
    html_element(self->out, tag, words);
}

/* ---- cells ------------------------------------------------------------------------------------
 */

typedef enum {
    COLUMN_NUMBER,
    COLUMN_DATE,
    COLUMN_TYPE,
    COLUMN_PLACE,
    COLUMN_WHO,
    COLUMN_KILLED,
    COLUMN_INJURED,
    COLUMN_CERTAINTY,
    COLUMN_CONFIDENCE,
    COLUMN_SOURCE,
    COLUMN_EVIDENCE,
    COLUMN_WHY,
    N_COLUMNS
} Column;

static const char *const COLUMN_KEYS[N_COLUMNS] = {
    "report-column-number",  "report-column-date",      "report-column-type",
    "report-column-place",   "report-column-who",       "report-column-killed",
    "report-column-injured", "report-column-certainty", "report-column-confidence",
    "report-column-source",  "report-column-evidence",  "report-column-why"};

/* On a narrow page each cell says what it is itself. */
static void begin_cell_of(PageWriter *self, Column column, const char *class, const char *sort_by) {
    g_autofree char *label = words_say(self->words, COLUMN_KEYS[column]);
    g_string_append_printf(self->out, "<td role=\"cell\" class=\"%s\"", class);
    html_attribute(self->out, "data-label", label);
    if (sort_by) html_attribute(self->out, "data-sort", sort_by);
    g_string_append(self->out, "><div>");
}

static void begin_cell(PageWriter *self, Column column, const char *sort_by) {
    begin_cell_of(self, column, COLUMN_KEYS[column] + strlen("report-column-"), sort_by);
}

static void end_cell(PageWriter *self) { g_string_append(self->out, "</div></td>\n"); }

static void write_cell(PageWriter *self, Column column, const char *text, const char *sort_by) {
    begin_cell(self, column, sort_by);
    html_text(self->out, text, -1);
    end_cell(self);
}

static void write_harm(PageWriter *self, Column column, int least, int most) {
    g_autofree char *range = facts_range(self->words, least, most);
    g_autofree char *key = g_strdup_printf("%d", least == HARM_NOT_SAID ? most : least);
    g_autofree char *not_said = words_say(self->words, "report-not-said");
    begin_cell_of(self, column, range ? "harm" : "harm nothing", key);
    if (range)
        html_text(self->out, range, -1);
    else
        g_string_append(self->out, "<span aria-hidden=\"true\">–</span>");
    if (!range) html_element(self->out, "span class=\"unseen\"", not_said);
    end_cell(self);
}

static void write_source(PageWriter *self, const Incident *incident) {
    begin_cell(self, COLUMN_SOURCE, incident->source);
    const char *name = incident->source ? incident->source : incident->article;
    bool links = html_is_address(incident->url);
    if (links) {
        g_string_append(self->out, "<a rel=\"noreferrer\"");
        html_attribute(self->out, "href", incident->url);
        g_string_append_c(self->out, '>');
    }
    g_string_append(self->out, "<bdi>");
    html_text(self->out, name ? name : incident->url, -1);
    g_string_append(self->out, links ? "</bdi></a>" : "</bdi>");
    end_cell(self);
}

static void write_link(PageWriter *self, const char *target, const char *key, const char *long_key,
                       guint number) {
    g_autofree char *words = words_say(self->words, key);
    g_autofree char *digits = words_number(self->words, number);
    g_autofree char *label = words_say_with(self->words, long_key, "number", digits, NULL);
    g_string_append(self->out, "<a");
    html_attribute(self->out, "href", target);
    html_attribute(self->out, "aria-label", label);
    g_string_append_c(self->out, '>');
    html_text(self->out, words, -1);
    g_string_append(self->out, "</a>");
}

bool write_evidence_link(PageWriter *self, const Entry *entry) {
    if (!entry_has_words(entry)) return false;
    g_autofree char *target = g_strdup_printf("#s-%u", entry->evidence);
    write_link(self, target, "report-link-text", "report-link-text-of", entry->number);
    return true;
}

/* ---- the table of incidents -------------------------------------------------------------------
 */

/* Adds the symbols of a drawing to the list; `ret_first` is set where it was NULL. */
static void add_symbols(const MapScene *scene, const char *prefix, guint index, GString *list) {
    if (!scene) return;
    g_autoptr(GPtrArray) ids = map_scene_symbols_of(scene, index);
    for (guint i = 0; i < ids->len; i++)
        g_string_append_printf(list, "%s%s%s", list->len ? " " : "", prefix,
                               (const char *)ids->pdata[i]);
}

static void write_row_links(PageWriter *self, const Entry *entry, const GString *symbols) {
    begin_cell(self, COLUMN_EVIDENCE, NULL);
    bool has_words = write_evidence_link(self, entry);
    if (symbols->len) {
        g_auto(GStrv) ids = g_strsplit(symbols->str, " ", 2);
        g_autofree char *target = g_strconcat("#", ids[0], NULL);
        if (has_words) g_string_append(self->out, " · ");
        write_link(self, target, "report-link-map", "report-link-map-of", entry->number);
    }
    end_cell(self);
}

static void begin_row(PageWriter *self, const Entry *entry, const char *symbols) {
    g_autofree char *id = g_strdup_printf("i-%u", entry->number);
    g_autofree char *number = words_number(self->words, entry->number);
    g_string_append(self->out, "<tr role=\"row\"");
    html_attribute(self->out, "id", id);
    if (symbols && *symbols) html_attribute(self->out, "data-symbols", symbols);
    g_string_append_printf(self->out, ">\n<th scope=\"row\" role=\"rowheader\" data-sort=\"%u\">",
                           entry->number);
    html_text(self->out, number, -1);
    g_string_append(self->out, "</th>\n");
}

static void write_what_and_where(PageWriter *self, const Incident *incident) {
    g_autofree char *date = facts_date(self->words, incident);
    const char *day = incident_day(incident);
    write_cell(self, COLUMN_DATE, date, day ? day : "9999");
    write_cell(self, COLUMN_TYPE, incident_type_label(incident->type, self->language), NULL);
    begin_cell(self, COLUMN_PLACE, NULL);
    facts_append_place(self, incident);
    end_cell(self);
}

static void write_row(PageWriter *self, const Entry *entry) {
    const Incident *incident = entry->incident;
    g_autoptr(GString) symbols = g_string_new(NULL);
    add_symbols(self->page->map, "map-", entry->number - 1, symbols);
    add_symbols(self->page->phone, "phone-", entry->number - 1, symbols);
    begin_row(self, entry, symbols->str);
    write_what_and_where(self, incident);
    begin_cell(self, COLUMN_WHO, NULL);
    facts_append_sides(self, incident);
    end_cell(self);
    write_harm(self, COLUMN_KILLED, incident->killed_min, incident->killed_max);
    write_harm(self, COLUMN_INJURED, incident->injured_min, incident->injured_max);
    g_autofree char *modality =
        facts_code(self->words, "report-modality", modality_name(incident->modality));
    write_cell(self, COLUMN_CERTAINTY, modality, NULL);
    g_autofree char *confidence = words_number(self->words, round(100 * incident->confidence));
    g_autofree char *key = g_strdup_printf("%03d", (int)lround(100 * incident->confidence));
    write_cell(self, COLUMN_CONFIDENCE, confidence, key);
    write_source(self, incident);
    write_row_links(self, entry, symbols);
    g_string_append(self->out, "</tr>\n");
}

static void begin_table(PageWriter *self, const char *attributes, const char *caption,
                        const Column *columns, guint n) {
    g_string_append_printf(self->out, "<div class=\"wide-table\">\n<table role=\"table\"%s>\n",
                           attributes);
    write_words(self, "caption", caption);
    g_string_append(self->out, "<thead role=\"rowgroup\"><tr role=\"row\">\n");
    for (guint i = 0; i < n; i++)
        write_words(self, "th scope=\"col\" role=\"columnheader\"", COLUMN_KEYS[columns[i]]);
    g_string_append(self->out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void end_table(PageWriter *self) {
    g_string_append(self->out, "</tbody>\n</table>\n</div>\n");
}

void write_table(PageWriter *self) {
    static const Column COLUMNS[] = {COLUMN_NUMBER,  COLUMN_DATE,      COLUMN_TYPE,
                                     COLUMN_PLACE,   COLUMN_WHO,       COLUMN_KILLED,
                                     COLUMN_INJURED, COLUMN_CERTAINTY, COLUMN_CONFIDENCE,
                                     COLUMN_SOURCE,  COLUMN_EVIDENCE};
    const GPtrArray *entries = self->report->entries;
    g_string_append(self->out, "<section id=\"incidents\" aria-labelledby=\"incidents-h\">\n");
    write_words(self, "h2 id=\"incidents-h\"", "report-incidents");
    write_words(self, "p class=\"scripted-only\"", "report-sort");
    begin_table(self, " class=\"incidents\"", "report-caption", COLUMNS, G_N_ELEMENTS(COLUMNS));
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->fate == FATE_SHOWN) write_row(self, entry);
    }
    end_table(self);
    g_string_append(self->out, "</section>\n");
}

/* ---- what is not on the map -------------------------------------------------------------------
 */

static void write_left_out_row(PageWriter *self, const Entry *entry) {
    g_autofree char *why = facts_fate(self->words, entry);
    begin_row(self, entry, NULL);
    write_what_and_where(self, entry->incident);
    write_cell(self, COLUMN_WHY, why, NULL);
    begin_cell(self, COLUMN_EVIDENCE, NULL);
    write_evidence_link(self, entry);
    end_cell(self);
    g_string_append(self->out, "</tr>\n");
}

void write_left_out(PageWriter *self) {
    static const Column COLUMNS[] = {COLUMN_NUMBER, COLUMN_DATE, COLUMN_TYPE,
                                     COLUMN_PLACE,  COLUMN_WHY,  COLUMN_EVIDENCE};
    const GPtrArray *entries = self->report->entries;
    bool begun = false;
    g_string_append(self->out, "<section id=\"left-out\" aria-labelledby=\"left-out-h\">\n");
    write_words(self, "h2 id=\"left-out-h\"", "report-left-out");
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->fate == FATE_SHOWN) continue;
        if (!begun)
            begin_table(self, "", "report-caption-left-out", COLUMNS, G_N_ELEMENTS(COLUMNS));
        begun = true;
        write_left_out_row(self, entry);
    }
    if (begun)
        end_table(self);
    else
        write_words(self, "p", "report-left-out-none");
    g_string_append(self->out, "</section>\n");
}

static void write_unplaced_item(PageWriter *self, const Entry *entry) {
    g_autofree char *number = words_number(self->words, entry->number);
    g_autofree char *name = words_say_with(self->words, "report-incident", "number", number, NULL);
    g_autofree char *date = facts_date(self->words, entry->incident);
    g_string_append_printf(self->out, "<li><a href=\"#i-%u\">", entry->number);
    html_text(self->out, name, -1);
    g_string_append(self->out, "</a>: ");
    html_text(self->out, incident_type_label(entry->incident->type, self->language), -1);
    g_string_append(self->out, words_are_arabic(self->words) ? "، " : ", ");
    html_text(self->out, date, -1);
    if (entry_has_words(entry)) g_string_append(self->out, " · ");
    write_evidence_link(self, entry);
    g_string_append(self->out, "</li>\n");
}

/* Each once, in the order of the texts. */
static void write_unknown_names(PageWriter *self) {
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < self->report->texts->len; i++) {
        const ReportText *text = self->report->texts->pdata[i];
        for (guint j = 0; j < text->names->len; j++) {
            const NamedPlace *name = &g_array_index(text->names, NamedPlace, j);
            if (name->method != METHOD_UNRESOLVED) continue;
            char *words = span_dup(text->fields[name->field], name->body);
            bool is_first = g_hash_table_size(known) == 0;
            if (!g_hash_table_add(known, words)) continue; /* freed by the table */
            if (is_first) {
                write_words(self, "h3", "report-unknown-names");
                g_string_append(self->out, "<ul>\n");
            }
            g_string_append(self->out, "<li>");
            html_foreign(self->out, words, self->language);
            g_string_append(self->out, "</li>\n");
        }
    }
    if (g_hash_table_size(known)) g_string_append(self->out, "</ul>\n");
}

void write_unplaced(PageWriter *self) {
    const GPtrArray *entries = self->report->entries;
    guint n = 0;
    g_string_append(self->out, "<section id=\"unplaced\" aria-labelledby=\"unplaced-h\">\n");
    write_words(self, "h2 id=\"unplaced-h\"", "report-unplaced");
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->fate != FATE_SHOWN || entry_is_placed(entry)) continue;
        if (n++ == 0) g_string_append(self->out, "<ul>\n");
        write_unplaced_item(self, entry);
    }
    if (n)
        g_string_append(self->out, "</ul>\n");
    else
        write_words(self, "p", "report-unplaced-none");
    write_unknown_names(self);
    g_string_append(self->out, "</section>\n");
}
