/* page: the document: head, map, its parts in order, and how it was made. */
#include <string.h>

#include "report/parts.h"

/* ---- what lies beside the program -------------------------------------------------------------
 */

static char *read_data(const char *name, GError **error) {
    g_autofree char *path = data_path(name, error);
    g_autoptr(GError) failure = NULL;
    char *text = NULL;
    if (!path) return NULL;
    if (g_file_get_contents(path, &text, NULL, &failure)) return text;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read '%s': %s"), path,
                failure->message);
    return NULL;
}

/* The page runs its own script and no other, whatever an article holds: browsers are told so. */
static void write_policy(GString *out, const char *script) {
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)script, -1);
    g_checksum_get_digest(sum, digest, &length);
    g_autofree char *hash = g_base64_encode(digest, length);
    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                           "'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                           "form-action 'none'; script-src 'sha256-%s'\">\n",
                           hash);
}

static void write_head(PageWriter *self, const char *style, const char *script) {
    g_autofree char *suffix = words_say(self->words, "report-suffix");
    MapCaption caption = map_scene_caption(self->page->map);
    g_string_append(self->out, "<!DOCTYPE html>\n<html");
    html_attribute(self->out, "lang", self->language);
    html_attribute(self->out, "dir", words_are_arabic(self->words) ? "rtl" : "ltr");
    g_string_append(self->out, ">\n<head>\n<meta charset=\"utf-8\">\n");
    write_policy(self->out, script);
    g_string_append(self->out,
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"generator\" content=\"kharita " KHARITA_VERSION "\">\n<title>");
    html_text(self->out, caption.title, -1);
    g_string_append(self->out, " – ");
    html_text(self->out, suffix, -1);
    g_string_append_printf(self->out, "</title>\n<style>\n%s</style>\n</head>\n", style);
}

/* ---- what it is about -------------------------------------------------------------------------
 */

typedef struct {
    guint n_shown, n_unplaced, n_left_out;
    int n_killed;
    const char *from, *until;
    bool is_sample;
} Sums;

static Sums sums_of(const Report *report) {
    Sums sums = {0};
    for (guint i = 0; i < report->entries->len; i++) {
        const Entry *entry = report->entries->pdata[i];
        const Incident *incident = entry->incident;
        sums.is_sample = sums.is_sample || incident->is_sample;
        if (entry->fate != FATE_SHOWN) {
            sums.n_left_out++;
            continue;
        }
        sums.n_shown++;
        sums.n_unplaced += !entry_is_placed(entry);
        sums.n_killed += incident_killed(incident);
        const char *from = incident_day(incident), *until = incident_last_day(incident);
        if (from && (!sums.from || strcmp(from, sums.from) < 0)) sums.from = from;
        if (until && (!sums.until || strcmp(until, sums.until) > 0)) sums.until = until;
    }
    for (guint i = 0; i < report->texts->len; i++)
        sums.is_sample |= ((const ReportText *)report->texts->pdata[i])->is_sample;
    return sums;
}

static void write_sum(PageWriter *self, const char *key, double sum) {
    g_autofree char *number = words_number(self->words, sum);
    g_string_append(self->out, "<div>");
    write_words(self, "dt", key);
    html_element(self->out, "dd", number);
    g_string_append(self->out, "</div>\n");
}

static void write_header(PageWriter *self) {
    MapCaption caption = map_scene_caption(self->page->map);
    Sums sums = sums_of(self->report);
    g_autofree char *period = words_days(self->words, sums.from, sums.until);
    g_string_append(self->out, "<body>\n");
    write_words(self, "a class=\"skip\" href=\"#incidents\"", "report-skip");
    g_string_append(self->out, "<header>\n");
    if (sums.is_sample) write_words(self, "p class=\"sample\"", "report-sample");
    html_element(self->out, "h1", caption.title);
    html_element(self->out, "p class=\"period\"", period);
    g_string_append(self->out, "<dl class=\"sums\">\n");
    write_sum(self, "report-count-incidents", sums.n_shown);
    write_sum(self, "report-count-killed", sums.n_killed);
    if (self->report->texts->len)
        write_sum(self, "report-count-articles", self->report->texts->len);
    write_sum(self, "report-count-unplaced", sums.n_unplaced);
    write_sum(self, "report-count-left-out", sums.n_left_out);
    g_string_append(self->out, "</dl>\n</header>\n<main>\n");
}

/* ---- the map ----------------------------------------------------------------------------------
 */

/* What runs from right to left within the drawing says so itself. */
static gboolean write_drawing(PageWriter *self, const MapScene *scene, const char *class,
                              const char *prefix, GError **error) {
    g_autofree char *svg = map_scene_svg(scene, prefix, error);
    if (!svg) return FALSE;
    g_string_append_printf(self->out, "<div class=\"%s\" dir=\"ltr\">\n%s</div>\n", class, svg);
    return TRUE;
}

static void write_in_words(PageWriter *self, const MapCaption *caption) {
    g_auto(GStrv) lines = g_strsplit(caption->description, "\n", -1);
    g_string_append(self->out, "<details>\n");
    html_element(self->out, "summary", caption->in_words);
    g_string_append(self->out, "<ul>\n");
    for (guint i = 1; lines[0] && lines[i]; i++) html_element(self->out, "li", lines[i]);
    g_string_append(self->out, "</ul>\n</details>\n");
}

static gboolean write_map(PageWriter *self, GError **error) {
    const ReportPage *page = self->page;
    MapCaption caption = map_scene_caption(page->map);
    g_autofree char *here = words_say(self->words, "report-evidence-here");
    g_autofree char *close = words_say(self->words, "report-close");
    g_string_append(self->out, "<section id=\"map\" aria-labelledby=\"map-h\">\n");
    write_words(self, "h2 id=\"map-h\"", "report-map");
    g_string_append(self->out, "<figure>\n");
    if (!write_drawing(self, page->map, page->phone ? "map wide" : "map", "map-", error))
        return FALSE;
    if (page->phone && !write_drawing(self, page->phone, "map narrow", "phone-", error))
        return FALSE;
    g_string_append(self->out, "<figcaption>\n");
    html_element(self->out, "p", caption.subtitle);
    html_element(self->out, "p", caption.count);
    html_element(self->out, "p", caption.credit);
    g_string_append(self->out, "</figcaption>\n</figure>\n<div id=\"chosen\" role=\"status\"");
    html_attribute(self->out, "data-title", here);
    html_attribute(self->out, "data-close", close);
    g_string_append(self->out, "></div>\n");
    write_in_words(self, &caption);
    g_string_append(self->out, "</section>\n");
    return TRUE;
}

/* ---- how it was made --------------------------------------------------------------------------
 */

static void write_how(PageWriter *self) {
    static const char *const NOTES[] = {"report-how-machine", "report-how-radius",
                                        "report-how-confidence", "report-how-modality",
                                        "report-how-links"};
    MapCaption caption = map_scene_caption(self->page->map);
    g_string_append(self->out, "<section id=\"how\" aria-labelledby=\"how-h\">\n");
    write_words(self, "h2 id=\"how-h\"", "report-how");
    for (guint i = 0; i < G_N_ELEMENTS(NOTES); i++) write_words(self, "p", NOTES[i]);
    g_string_append(self->out, "<dl>\n");
    write_words(self, "dt", "report-how-program");
    html_element(self->out, "dd", "kharita " KHARITA_VERSION);
    write_words(self, "dt", "report-how-options");
    for (const char *const *how = self->page->how; *how; how++) {
        g_string_append(self->out, "<dd dir=\"ltr\">");
        html_element(self->out, "code", *how);
        g_string_append(self->out, "</dd>\n");
    }
    write_words(self, "dt", "report-how-sources");
    html_element(self->out, "dd", caption.credit);
    g_string_append(self->out, "</dl>\n</section>\n");
}

/* ---- all --------------------------------------------------------------------------------------
 */

gboolean report_write(const Report *self, const ReportPage *page, const char *path,
                      GError **error) {
    g_autofree char *style = read_data("styles/report/page.css", error);
    g_autofree char *script = style ? read_data("styles/report/page.js", error) : NULL;
    if (!script) return FALSE;
    g_autoptr(GString) out = g_string_new(NULL);
    PageWriter writer = {out, self, page, page->words, words_language(page->words)};
    write_head(&writer, style, script);
    write_header(&writer);
    if (!write_map(&writer, error)) return FALSE;
    write_table(&writer);
    write_texts(&writer);
    write_unplaced(&writer);
    write_left_out(&writer);
    write_how(&writer);
    g_string_append_printf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", script);
    return out_file_write(path, out->str, out->len, error);
}
