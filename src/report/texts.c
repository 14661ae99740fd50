/* texts: the articles with their places and incidents marked, and the sentences of incidents whose
 * text is not at hand. */
#include <string.h>

#include "report/marks.h"
#include "report/parts.h"

/* ---- marks ------------------------------------------------------------------------------------
 */

/* A mark ends with the last letter of its words: what is behind the last piece must not be looked
 * for in the gap between two paragraphs. */
static void add_mark(GArray *marks, const char *text, Mark *mark) {
    while (mark->end > mark->start && g_ascii_isspace(text[mark->end - 1])) mark->end--;
    if (mark->end > mark->start)
        g_array_append_val(marks, *mark);
    else
        mark_clear(mark);
}

static void add_names(PageWriter *self, const ReportText *text, Field field, GArray *marks) {
    for (guint i = 0; i < text->names->len; i++) {
        const NamedPlace *name = &g_array_index(text->names, NamedPlace, i);
        if (name->field != field) continue;
        bool known = name->method != METHOD_UNRESOLVED;
        const char *called = words_are_arabic(self->words) ? name->name_ar : name->name_en;
        g_autofree char *extent = facts_extent(self->words, name->method, name->radius_m);
        g_autofree char *title =
            called && *called ? g_strconcat(called, ": ", extent, NULL) : g_strdup(extent);
        g_autoptr(GString) attributes =
            g_string_new(known ? " class=\"place\"" : " class=\"place unknown\"");
        html_attribute(attributes, "title", title);
        Mark mark = {.start = name->body.start,
                     .end = name->body.start + name->body.len,
                     .attributes = g_strdup(attributes->str)};
        add_mark(marks, text->fields[field], &mark);
    }
}

static void append_reference(PageWriter *self, GString *out, const Entry *entry) {
    g_autofree char *number = words_number(self->words, entry->number);
    g_autofree char *label = words_say_with(self->words, "report-incident", "number", number, NULL);
    g_string_append_printf(out, "<a class=\"ref\" href=\"#i-%u\"", entry->number);
    html_attribute(out, "lang", self->language);
    html_attribute(out, "aria-label", label);
    g_string_append_c(out, '>');
    html_text(out, number, -1);
    g_string_append(out, "</a>");
}

/* The sentence of all entries whose evidence stands under this one's number. */
static void add_sentence(PageWriter *self, const ReportText *text, const Entry *first,
                         GArray *marks) {
    g_autoptr(GString) numbers = g_string_new(NULL);
    g_autoptr(GString) tail = g_string_new(NULL);
    bool shown = false;
    for (guint i = 0; i < text->entries->len; i++) {
        const Entry *entry = text->entries->pdata[i];
        if (entry->evidence != first->evidence) continue;
        g_string_append_printf(numbers, "%s%u", numbers->len ? " " : "", entry->number);
        append_reference(self, tail, entry);
        shown = shown || entry->fate == FATE_SHOWN;
    }
    Mark mark = {.start = first->start,
                 .end = first->end,
                 .id = g_strdup_printf("s-%u", first->evidence),
                 .attributes = g_strdup_printf(" class=\"event%s\" data-i=\"%s\"",
                                               shown ? "" : " left", numbers->str),
                 .tail = g_strdup(tail->str)};
    add_mark(marks, text->fields[first->incident->field], &mark);
}

static void add_events(PageWriter *self, const ReportText *text, Field field, GArray *marks) {
    for (guint i = 0; i < text->entries->len; i++) {
        const Entry *entry = text->entries->pdata[i];
        if (entry->incident->field != field) continue;
        if (entry->evidence == entry->number) add_sentence(self, text, entry, marks);
        Mark trigger = {.start = entry->trigger_start,
                        .end = entry->trigger_end,
                        .attributes = g_strdup(" class=\"trigger\"")};
        add_mark(marks, text->fields[field], &trigger);
    }
}

static GArray *marks_of(PageWriter *self, const ReportText *text, Field field) {
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_set_clear_func(marks, (GDestroyNotify)mark_clear);
    add_names(self, text, field, marks);
    add_events(self, text, field, marks);
    return marks;
}

/* ---- articles ---------------------------------------------------------------------------------
 */

static bool is_blank(const char *text, guint32 from, guint32 to) {
    for (guint32 i = from; i < to; i++)
        if (!g_ascii_isspace(text[i])) return false;
    return true;
}

/* Each line is an element of its own. */
static void write_field(PageWriter *self, const ReportText *text, Field field, const char *tag) {
    const char *words = text->fields[field];
    g_autoptr(GArray) marks = marks_of(self, text, field);
    g_autoptr(MarkWriter) writer = mark_writer_new(self->out, words, marks);
    guint32 length = (guint32)strlen(words);
    for (guint32 from = 0; from < length;) {
        guint32 to = from + (guint32)strcspn(words + from, "\n");
        if (!is_blank(words, from, to)) {
            g_string_append_printf(self->out, "<%s lang=\"ar\" dir=\"rtl\">", tag);
            mark_writer_write(writer, from, to);
            g_string_append_printf(self->out, "</%s>\n", tag);
        }
        from = to + 1;
    }
}

static bool has_title(const ReportText *text) {
    const char *title = text->fields[FIELD_TITLE];
    return !is_blank(title, 0, (guint32)strlen(title));
}

static void write_origin(PageWriter *self, const ReportText *text) {
    g_autofree char *day = words_days(self->words, text->published, text->published);
    const char *const parts[] = {has_title(text) ? NULL : text->id, text->source, day};
    guint n = 0;
    g_autoptr(GString) origin = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!parts[i] || !*parts[i]) continue;
        g_string_append(origin, n++ ? " · <bdi>" : "<bdi>");
        html_text(origin, parts[i], -1);
        g_string_append(origin, "</bdi>");
    }
    if (html_is_address(text->url)) {
        g_autofree char *words = words_say(self->words, "report-link-article");
        g_string_append(origin, n++ ? " · <a rel=\"noreferrer\"" : "<a rel=\"noreferrer\"");
        html_attribute(origin, "href", text->url);
        g_string_append_c(origin, '>');
        html_text(origin, words, -1);
        g_string_append(origin, "</a>");
    }
    if (n) g_string_append_printf(self->out, "<p class=\"origin\">%s</p>\n", origin->str);
}

static void write_text(PageWriter *self, const ReportText *text) {
    g_string_append(self->out, "<article>\n");
    if (has_title(text))
        write_field(self, text, FIELD_TITLE, "h3");
    else
        write_words(self, "h3", "report-untitled");
    write_origin(self, text);
    write_field(self, text, FIELD_BODY, "p");
    g_string_append(self->out, "</article>\n");
}

/* What was read to no avail is named, so that nobody looks for it. */
static void write_idle_texts(PageWriter *self) {
    guint n = 0;
    for (guint i = 0; i < self->report->texts->len; i++) {
        const ReportText *text = self->report->texts->pdata[i];
        if (text->entries->len) continue;
        if (n++ == 0) {
            write_words(self, "h3", "report-articles-none");
            g_string_append(self->out, "<ul>\n");
        }
        g_string_append(self->out, "<li>");
        if (has_title(text))
            html_foreign(self->out, text->fields[FIELD_TITLE], self->language);
        else
            html_element(self->out, "bdi", text->id);
        g_string_append(self->out, "</li>\n");
    }
    if (n) g_string_append(self->out, "</ul>\n");
}

/* ---- sentences alone --------------------------------------------------------------------------
 */

static void write_quote(PageWriter *self, const Entry *entry) {
    g_string_append_printf(self->out, "<li id=\"s-%u\"><blockquote class=\"event\" data-i=\"%u\" ",
                           entry->evidence, entry->number);
    g_string_append(self->out, "lang=\"ar\" dir=\"rtl\">");
    html_text(self->out, entry->incident->quote, -1);
    append_reference(self, self->out, entry);
    g_string_append(self->out, "</blockquote></li>\n");
}

static void write_quotes(PageWriter *self) {
    const GPtrArray *entries = self->report->entries;
    guint n = 0;
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->in_text || !entry_has_words(entry)) continue;
        if (n++ == 0) {
            write_words(self, "h3", "report-quotes");
            g_string_append(self->out, "<ul class=\"quotes\">\n");
        }
        write_quote(self, entry);
    }
    if (n) g_string_append(self->out, "</ul>\n");
}

void write_texts(PageWriter *self) {
    g_string_append(self->out, "<section id=\"texts\" aria-labelledby=\"texts-h\">\n");
    write_words(self, "h2 id=\"texts-h\"", "report-articles");
    for (guint i = 0; i < self->report->texts->len; i++) {
        const ReportText *text = self->report->texts->pdata[i];
        if (text->entries->len) write_text(self, text);
    }
    write_quotes(self);
    write_idle_texts(self);
    g_string_append(self->out, "</section>\n");
}
