/*
 * sheet-timeline: a strip with a bar for each day, week or month, the periods shaded, and what else
 * happened marked. Time runs as the page reads.
 */
#include <math.h>

#include "map/sheet-plot.h"

static const double HEIGHT = 92, COMPACT_HEIGHT = 70, NUMBERS = 30, DATE_ROW = 15, NOTE_ROW = 14;
enum { DAYS_BY_DAY = 100, DAYS_BY_WEEK = 3 * 366, MOST_BARS = 400, NOTE_ROWS = 2 };

/* The strip while it is set. Owns its counts and its bars' days. */
typedef struct {
    Sheet *sheet;
    Furniture furniture;
    Periods bars; /* a period each */
    double *counts;
    double most;
    guint32 first, last; /* days, as g_date_get_julian has them */
    Box room;            /* of the bars */
} Timeline;

static void timeline_clear(Timeline *self) {
    periods_clear(&self->bars);
    g_free(self->counts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Timeline, timeline_clear)

static guint note_rows(const Sheet *self) {
    const GArray *notes = self->input->annotations;
    return notes && notes->len ? NOTE_ROWS : 0;
}

double sheet_timeline_height(const Sheet *self) {
    if (!self->input->has_timeline) return 0;
    return (self->page.compact ? COMPACT_HEIGHT : HEIGHT) + note_rows(self) * NOTE_ROW;
}

/* ---- bars --------------------------------------------------------------------------------------
 */

/* From the first period's first day to the last day of any, and what is noted beside them. */
static void find_days(const Sheet *self, GDate *ret_first, GDate *ret_last) {
    const Periods *periods = self->input->periods;
    *ret_first = periods->items[0].first;
    *ret_last = periods->items[0].last;
    for (guint i = 1; i < periods->n; i++) {
        const Period *period = &periods->items[i];
        if (g_date_compare(&period->first, ret_first) < 0) *ret_first = period->first;
        if (g_date_compare(&period->last, ret_last) > 0) *ret_last = period->last;
    }
}

/* Days, weeks or months, so many that each can be seen. */
static void make_bars(Timeline *self) {
    GDate first, last;
    find_days(self->sheet, &first, &last);
    guint days = (guint)g_date_days_between(&first, &last) + 1;
    bool compact = self->sheet->page.compact;
    PeriodStep step = days <= DAYS_BY_DAY / (compact ? 2u : 1u)    ? BY_DAY
                      : days <= DAYS_BY_WEEK / (compact ? 3u : 1u) ? BY_WEEK
                                                                   : BY_MONTH;
    if (!periods_add_series(&self->bars, step, &first, &last, MOST_BARS, NULL)) {
        periods_clear(&self->bars);
        periods_add_series(&self->bars, BY_YEAR, &first, &last, G_MAXUINT, NULL);
    }
    self->first = g_date_get_julian(&first);
    self->last = g_date_get_julian(&last);
}

/* All incidents of these days count, those between the periods too. */
static void count_bars(Timeline *self) {
    const CompareInput *counted = self->sheet->input->counted;
    self->counts = g_new0(double, self->bars.n);
    for (guint i = 0; i < counted->n; i++) {
        const Incident *incident = counted->incidents[i];
        GDate first, last;
        if (!incident_is_drawn(incident, counted->include_strategic) ||
            !incident_days(incident, &first, &last))
            continue;
        for (guint k = 0; k < self->bars.n; k++)
            self->counts[k] += period_share_of_days(&self->bars.items[k], &first, &last);
    }
    for (guint k = 0; k < self->bars.n; k++) self->most = fmax(self->most, self->counts[k]);
    self->most = fmax(self->most, 1);
}

/* Where a day begins. */
static double x_of(const Timeline *self, guint32 day) {
    double share = ((double)day - self->first) / ((double)self->last + 1 - self->first);
    if (self->sheet->page.direction == DIRECTION_RTL) share = 1 - share;
    return self->room.x + share * self->room.width;
}

static Box box_of_days(const Timeline *self, const Period *period, double top, double bottom) {
    double a = x_of(self, MAX(g_date_get_julian(&period->first), self->first));
    double b = x_of(self, MIN(g_date_get_julian(&period->last), self->last) + 1);
    return (Box){fmin(a, b), top, fabs(a - b), bottom - top};
}

static void add_bars(Timeline *self) {
    const Style *style = self->sheet->page.style;
    const Periods *periods = self->sheet->input->periods;
    SheetLayout layout = self->sheet->input->layout;
    bool in_two_colors =
        layout == SHEET_OVERLAY || layout == SHEET_PROFILE || layout == SHEET_DIFFERENCE;
    double bottom = self->room.y + self->room.height;
    for (guint k = 0; k < self->bars.n; k++) {
        bool is_before = in_two_colors &&
                         g_date_compare(&self->bars.items[k].first, &periods->items[0].last) <= 0;
        Color color = style_color(style, "period", is_before ? "before-color" : "after-color");
        Paint paint = {.fill = color_with_alpha(color, 0.85)};
        double height = self->room.height * self->counts[k] / self->most;
        Box box = box_of_days(self, &self->bars.items[k], bottom - height, bottom);
        double gap = fmin(1, box.width * 0.15);
        box.x += gap / 2;
        box.width -= gap;
        if (height > 0) plot_box(&self->furniture, box, paint);
    }
}

/* Two periods are each shaded; of a series every other one, so that their borders show. */
static void shade_periods(Timeline *self) {
    const Style *style = self->sheet->page.style;
    const Periods *periods = self->sheet->input->periods;
    Color shade = color_with_alpha(style_color(style, "period", "before-color"), 0.10);
    bool is_series = periods->n > 2;
    for (guint i = 0; i < periods->n; i++) {
        if (is_series && i % 2) continue;
        Box box =
            box_of_days(self, &periods->items[i], self->room.y, self->room.y + self->room.height);
        if (!is_series && box.width > 6) {
            box.x += 0.75;
            box.width -= 1.5;
        }
        plot_box(&self->furniture, box, (Paint){.fill = shade});
    }
}

/* ---- axes --------------------------------------------------------------------------------------
 */

static void add_counts(Timeline *self) {
    Layout *page = &self->sheet->page;
    double step = axis_step(self->most, 2), bottom = self->room.y + self->room.height;
    for (double count = step; count <= self->most; count += step) {
        double y = bottom - self->room.height * count / self->most;
        plot_line(&self->furniture, (Point){self->room.x, y},
                  (Point){self->room.x + self->room.width, y}, plot_grid_color(page->style), 0.5);
        g_autofree char *number = words_number(page->words[0], count);
        furniture_add_line(&self->furniture,
                           plot_text(page, number, "scale", page->words[0], ANCHOR_END,
                                     (Point){self->room.x - 4, y + 4}));
    }
    plot_line(&self->furniture, (Point){self->room.x, bottom},
              (Point){self->room.x + self->room.width, bottom},
              style_color(page->style, "legend", "text-color"), 0.8);
}

static char *month_text(const GDate *day, const Words *words, bool by_year) {
    if (by_year) return g_strdup_printf("%04d", g_date_get_year(day));
    g_autofree char *iso = g_strdup_printf("%04d-%02d-%02d", g_date_get_year(day),
                                           g_date_get_month(day), g_date_get_day(day));
    return words_month(words, iso);
}

/* How many months lie between two names, so that none touches the next and all are as far apart. */
static guint months_between_names(const Timeline *self, const char *name) {
    static const guint steps[] = {1, 2, 3, 6};
    Layout *page = &self->sheet->page;
    TextLine line = plot_text(page, name, "scale", page->words[0], ANCHOR_START, (Point){0, 0});
    double wide = line.box.width * 1.15 + 12; /* other months have longer names */
    text_line_clear(&line);
    double month = self->room.width * 30.4 / (self->last + 1.0 - self->first);
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] * month >= wide) return steps[i];
    return 12;
}

/* Names of months, or of years where months are too many, each at its first day. */
static void add_dates(Timeline *self) {
    Layout *page = &self->sheet->page;
    const Words *words = page->words[0];
    guint32 days = self->last + 1 - self->first;
    bool by_year = days > 1500, rtl = page->direction == DIRECTION_RTL;
    double y = self->room.y + self->room.height + DATE_ROW - 3, used = -INFINITY;
    GDate day;
    g_date_clear(&day, 1);
    g_date_set_julian(&day, self->first);
    g_autofree char *sample = month_text(&day, words, by_year);
    guint step = by_year ? 12 : months_between_names(self, sample);
    for (; g_date_get_julian(&day) <= self->last; g_date_add_days(&day, 1)) {
        bool begins = g_date_get_day(&day) == 1 && (g_date_get_month(&day) - 1u) % step == 0;
        if (!begins && g_date_get_julian(&day) != self->first) continue;
        double x = x_of(self, g_date_get_julian(&day));
        g_autofree char *said = month_text(&day, words, by_year);
        TextLine line = plot_text(page, said, "scale", words, rtl ? ANCHOR_END : ANCHOR_START,
                                  (Point){rtl ? x - 3 : x + 3, y});
        double from = rtl ? -(line.box.x + line.box.width) : line.box.x;
        bool fits = from > used + 8 && line.box.x >= self->room.x - 4 &&
                    line.box.x + line.box.width <= self->room.x + self->room.width + 4;
        if (!fits) {
            text_line_clear(&line);
            continue;
        }
        used = from + line.box.width;
        furniture_add_line(&self->furniture, line);
        double bottom = self->room.y + self->room.height;
        plot_line(&self->furniture, (Point){x, bottom}, (Point){x, bottom + 5},
                  style_color(page->style, "legend", "text-color"), 0.8);
    }
}

/* ---- what else happened ------------------------------------------------------------------------
 */

/* The first row in which the words touch no other; -1 where none is. */
static int free_row(const double *used, double from) {
    for (int row = 0; row < NOTE_ROWS; row++)
        if (from > used[row] + 8) return row;
    return -1;
}

static void add_note(Timeline *self, const Annotation *note, double *used) {
    Layout *page = &self->sheet->page;
    const Words *words = page->words[0];
    const char *text = words_are_arabic(words) ? note->ar : note->en;
    bool rtl = page->direction == DIRECTION_RTL;
    double x = x_of(self, g_date_get_julian(&note->day)), first = self->room.y;
    Color color = style_color(page->style, "legend", "text-color");
    TextLine line = plot_text(page, text, "scale", words, rtl ? ANCHOR_END : ANCHOR_START,
                              (Point){rtl ? x - 4 : x + 4, 0});
    /* At the end of the strip words stand on the other side of their line. */
    bool is_over = rtl ? line.box.x < self->room.x
                       : line.box.x + line.box.width > self->room.x + self->room.width;
    if (is_over) text_line_move(&line, (rtl ? 1 : -1) * (line.box.width + 8), 0);
    double from = rtl ? -(line.box.x + line.box.width) : line.box.x;
    int row = free_row(used, from);
    if (row < 0) {
        g_ptr_array_add(page->scene->warnings,
                        g_strdup_printf("no room on the timeline for the words '%s'", text));
        text_line_clear(&line);
        row = 0;
    } else {
        used[row] = from + line.box.width;
        text_line_move(&line, 0, first - NOTE_ROW * (NOTE_ROWS - row) + 10);
        furniture_add_line(&self->furniture, line);
    }
    plot_line(&self->furniture, (Point){x, first - NOTE_ROW * (NOTE_ROWS - row) + 1},
              (Point){x, first + self->room.height}, color, 1);
}

static void add_notes(Timeline *self) {
    const GArray *notes = self->sheet->input->annotations;
    double used[NOTE_ROWS] = {-INFINITY, -INFINITY};
    for (guint i = 0; notes && i < notes->len; i++) {
        const Annotation *note = &g_array_index(notes, Annotation, i);
        guint32 day = g_date_get_julian(&note->day);
        if (day < self->first || day > self->last)
            g_ptr_array_add(self->sheet->page.scene->warnings,
                            g_strdup_printf("'%s' lies outside of the timeline", note->en));
        else
            add_note(self, note, used);
    }
}

void sheet_add_timeline(Sheet *self, Box room) {
    g_auto(Timeline) timeline = {.sheet = self};
    furniture_init(&timeline.furniture, "timeline");
    double notes = note_rows(self) * NOTE_ROW + 6;
    timeline.room = (Box){room.x + NUMBERS, room.y + notes, room.width - NUMBERS - 4,
                          room.height - notes - DATE_ROW};
    make_bars(&timeline);
    count_bars(&timeline);
    shade_periods(&timeline);
    add_counts(&timeline);
    add_bars(&timeline);
    add_dates(&timeline);
    add_notes(&timeline);
    timeline.furniture.box = room;
    g_array_append_val(self->page.scene->furniture, timeline.furniture);
}
