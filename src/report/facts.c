/* facts: an incident's record in words. */
#include <math.h>

#include "report/parts.h"

char *facts_code(const Words *words, const char *family, const char *code) {
    g_autofree char *key = g_strconcat(family, "-", code, NULL);
    return words_say(words, key);
}

/* A text that names no day says only when it was published; one that names several says no more
 * than that. */
char *facts_date(const Words *words, const Incident *incident) {
    const char *from = incident_day(incident), *to = incident_last_day(incident);
    bool is_month = incident->date_precision == DATE_MONTH;
    g_autofree char *days = is_month ? words_month(words, from) : words_days(words, from, to);
    if (!days) return words_say(words, "report-date-unknown");
    if (incident->date_basis == BASIS_PUBLISHED)
        return words_say_with(words, "report-date-published", "date", days, NULL);
    if (is_month || g_strcmp0(from, to) != 0)
        return words_say_with(words, "report-date-during", "date", days, NULL);
    return g_steal_pointer(&days);
}

char *facts_extent(const Words *words, LocationMethod method, double radius_m) {
    g_autofree char *how = facts_code(words, "report-method", location_method_name(method));
    if (!isfinite(radius_m)) return g_steal_pointer(&how);
    double km = radius_m < 1000 ? fmax(0.1, round(radius_m / 100) / 10) : round(radius_m / 1000);
    g_autofree char *within = words_say_number(words, "report-extent-km", km, 0);
    const char *separator = words_are_arabic(words) ? "، " : ", ";
    return g_strconcat(how, separator, within, NULL);
}

char *facts_range(const Words *words, int least, int most) {
    if (least == HARM_NOT_SAID && most == HARM_NOT_SAID) return NULL;
    g_autofree char *low = words_number(words, MAX(least, 0));
    if (most == HARM_NOT_SAID) return words_say_with(words, "report-at-least", "number", low, NULL);
    if (least == most) return g_steal_pointer(&low);
    g_autofree char *high = words_number(words, most);
    return g_strconcat(low, "–", high, NULL);
}

char *facts_fate(const Words *words, const Entry *entry) {
    switch (entry->fate) {
        case FATE_REJECTED:
            return words_say(words, "report-left-rejected");
        case FATE_AGGREGATE:
            return words_say(words, "report-left-aggregate");
        case FATE_MODALITY:
            return facts_code(words, "report-left", modality_name(entry->incident->modality));
        default:
            return words_say(words, "report-left-strategic");
    }
}

/* The name in the page's language, or as there is one. */
static void append_name(PageWriter *self, const char *ar, const char *en) {
    bool arabic = words_are_arabic(self->words);
    if (!arabic && en && *en)
        html_text(self->out, en, -1);
    else if (ar && *ar)
        html_foreign(self->out, ar, self->language);
    else
        html_text(self->out, en, -1);
}

void facts_append_place(PageWriter *self, const Incident *incident) {
    bool has_name = incident->place_ar || incident->place_en || incident->surface;
    const char *ar =
        incident->place_ar || incident->place_en ? incident->place_ar : incident->surface;
    append_name(self, ar, incident->place_en);
    if (!has_name && isfinite(incident->location.lon))
        g_string_append_printf(self->out, "<bdi dir=\"ltr\">%.3f, %.3f</bdi>",
                               incident->location.lat, incident->location.lon);
    g_autofree char *extent =
        facts_extent(self->words, incident->location.method, incident->location.radius_m);
    g_string_append(self->out, " <small>");
    html_text(self->out, extent, -1);
    g_string_append(self->out, "</small>");
}

static void append_side(PageWriter *self, const char *id, const char *ar, const char *en) {
    g_autofree char *nobody = words_say(self->words, "report-nobody");
    bool known = (ar && *ar) || (en && *en);
    if (!known && (!id || g_str_equal(id, "unidentified")))
        html_text(self->out, nobody, -1);
    else
        append_name(self, known ? ar : NULL, known ? en : id);
}

void facts_append_sides(PageWriter *self, const Incident *incident) {
    append_side(self, incident->actor, incident->actor_ar, incident->actor_en);
    if (incident->attribution == ATTRIBUTION_CLAIMED ||
        incident->attribution == ATTRIBUTION_SUSPECTED) {
        g_autofree char *how =
            facts_code(self->words, "report-attribution", attribution_name(incident->attribution));
        g_string_append(self->out, " <small>");
        html_text(self->out, how, -1);
        g_string_append(self->out, "</small>");
    }
    g_string_append(self->out, words_are_arabic(self->words) ? " ← " : " → ");
    append_side(self, incident->target, incident->target_ar, incident->target_en);
}
