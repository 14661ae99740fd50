/* What a page of explain is written with: words of its language, colours, directions. */
#include <math.h>
#include <stdarg.h>

#include "cmd/explain.h"

void page_put(const Page *page, const char *text, gsize len) {
    for (const char *p = text, *end = text + len; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '\n' && c != '\t' && command_steers_terminal(c))
            fputc(' ', page->out);
        else
            fwrite(p, 1, (gsize)(g_utf8_next_char(p) - p), page->out);
    }
}

void page_print(const Page *page, const char *format, ...) {
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    page_put(page, text, strlen(text));
}

void page_dye(const Page *page, const char *ink) { fputs(ink, page->out); }

void page_say(const Page *page, const char *key) {
    g_autofree char *words = words_say(page->words, key);
    page_print(page, "%s", words);
}

void page_say_with(const Page *page, const char *key, const char *name, const char *text) {
    g_autofree char *words = words_say_with(page->words, key, name, text, NULL);
    page_print(page, "%s", words);
}

void page_say_code(const Page *page, const char *family, const char *code) {
    g_autofree char *key = g_strdup_printf("explain-%s-%s", family, code);
    page_say(page, key);
}

/* The label in a column of its own: a letter is a column of the terminal. */
static void put_label(const Page *page, const char *label, const char *indent, glong width) {
    g_autofree char *key = g_strconcat("explain-label-", label, NULL);
    g_autofree char *words = words_say(page->words, key);
    glong columns = g_utf8_strlen(words, -1);
    page_print(page, "%s%s%*s ", indent, words, (int)MAX(width - columns, 0), "");
}

void page_label(const Page *page, const char *label) { put_label(page, label, "   ", 8); }

void page_label_of_article(const Page *page, const char *label) { put_label(page, label, "", 10); }

void page_foreign(const Page *page, const char *text) {
    page_dye(page, page->ink.foreign);
    page_print(page, "%s", text && *text ? text : "–");
    page_dye(page, page->ink.pop);
}

void page_print_quietly(const Page *page, const char *before, const char *text) {
    page_dye(page, page->ink.quiet);
    page_print(page, "%s%s", before, text);
    page_dye(page, page->ink.end);
    page_print(page, "\n");
}

/* In Arabic in words: the parts of 2022-03-09 would change places in a line from right to left. */
void page_day(const Page *page, const char *day, const char *unknown) {
    g_autofree char *words =
        words_are_arabic(page->words) ? words_days(page->words, day, day) : NULL;
    if (words || day)
        page_print(page, "%s", words ? words : day);
    else
        page_say(page, unknown);
}

void page_point(const Page *page, const Location *location) {
    if (!isnan(location->lon)) {
        g_autofree char *km = g_strdup_printf("%.1f", location->radius_m / 1000);
        page_print(page, "%.3f,%.3f ± ", location->lon, location->lat);
        page_say_with(page, "explain-km", "km", km);
        page_print(page, "  ");
    }
    g_autofree char *key =
        g_strconcat("report-method-", location_method_name(location->method), NULL);
    page_say(page, key);
}

const char *page_name(const Page *page, const char *ar, const char *en) {
    bool takes_ar = words_are_arabic(page->words) ? ar && *ar : !en || !*en;
    return takes_ar ? ar : en;
}
