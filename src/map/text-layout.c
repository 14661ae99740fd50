/*
 * text-layout: shapes one line. ICU orders the runs of the two directions, each run is cut where
 * the font changes, and HarfBuzz shapes each piece with the whole line as its context, so that
 * Arabic letters join across the cut.
 */
#include <math.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "map/fonts.h"

/* The line in ICU's form while it is worked on. Owns its arrays; borrows the rest. */
typedef struct {
    const FontFace *const *stack;
    const char *text;
    gunichar2 *units; /* UTF-16 */
    int n_units;
    const FontFace **faces; /* for each unit */
    guint32 *bytes;         /* for each unit its byte in the text, and one past the end */
    hb_buffer_t *buffer;
    double size;
    GArray *glyphs;
    GArray *runs;
    double x;
} Shaper;

static void shaper_clear(Shaper *self) {
    g_free(self->units);
    g_free(self->faces);
    g_free(self->bytes);
    if (self->buffer) hb_buffer_destroy(self->buffer);
    if (self->glyphs) g_array_unref(self->glyphs);
    if (self->runs) g_array_unref(self->runs);
}

char *text_without_controls(const char *text) {
    char *copy = g_strdup(text);
    for (char *c = copy; *c; c++)
        if ((guchar)*c < 0x20 || *c == 0x7f) *c = ' ';
    return copy;
}

/* ---- names of another direction ----------------------------------------------------------------
 */

#define FSI "\u2068"
#define PDI "\u2069"

static bool runs_right(gunichar c) { return u_charDirection((UChar32)c) == U_LEFT_TO_RIGHT; }

/* Where a name ends that begins at `at`: blanks, points and hyphens are in it, commas and dashes
 * are not. */
static const char *foreign_end(const char *at) {
    static const char joining[] = " -'.&/";
    const char *end = at;
    for (; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (runs_right(c) || g_unichar_isdigit(c))
            end = g_utf8_next_char(at);
        else if (c > 0x7f || !strchr(joining, (int)c))
            break;
    }
    return end;
}

/* A line from right to left with each foreign name isolated by itself: two that a comma parts, or
 * one and a number, would else be one run from left to right, the second before the first. As it
 * is where there is nothing to be told apart. */
static char *isolating_names(const char *text) {
    g_autoptr(GString) out = g_string_new(NULL);
    guint n_names = 0, n_numbers = 0;
    for (const char *at = text; *at;) {
        gunichar c = g_utf8_get_char(at);
        const char *end = runs_right(c) ? foreign_end(at) : g_utf8_next_char(at);
        n_names += runs_right(c);
        n_numbers += g_unichar_isdigit(c);
        if (runs_right(c)) g_string_append(out, FSI);
        g_string_append_len(out, at, end - at);
        if (runs_right(c)) g_string_append(out, PDI);
        at = end;
    }
    bool is_needed = n_names > 1 || (n_names == 1 && n_numbers > 0);
    return is_needed ? g_string_free(g_steal_pointer(&out), FALSE) : g_strdup(text);
}

/* ---- letters ----------------------------------------------------------------------------------
 */

static bool has_glyph(const FontFace *face, UChar32 c) {
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->hb_font, (hb_codepoint_t)c, &glyph);
}

/* Spaces and marks stay with the letters before them, so that they do not cut a word. */
static bool clings(UChar32 c) {
    return u_isUWhiteSpace(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || u_isIDIgnorable(c);
}

/* Can the letter be drawn, or need it not be? */
static bool is_known(Fonts *fonts, UChar32 c) {
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true;
    const FontFace *const *stack = fonts_stack(fonts, NULL, 400, NULL);
    for (const FontFace *const *face = stack; face && *face; face++)
        if (has_glyph(*face, c)) return true;
    return false;
}

char *fonts_mend_text(Fonts *fonts, const char *text, guint *ret_n_lost) {
    enum { UNASKED, KNOWN, LOST };
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *plain = text_without_controls(valid);
    g_autoptr(GString) out = g_string_sized_new(strlen(plain) + 1);
    guint8 *told = fonts_told(fonts), other;
    guint n_lost = 0;
    for (const char *at = plain; *at;) {
        const char *next = g_utf8_next_char(at);
        gunichar c = g_utf8_get_char(at);
        guint8 *letter = c < FONTS_TOLD ? &told[c] : &other;
        if (letter == &other || *letter == UNASKED)
            *letter = is_known(fonts, (UChar32)c) ? KNOWN : LOST;
        if (*letter == KNOWN)
            g_string_append_len(out, at, next - at);
        else
            g_string_append_unichar(out, 0xFFFD);
        n_lost += *letter == LOST;
        at = next;
    }
    if (ret_n_lost) *ret_n_lost = n_lost;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const FontFace *choose_face(const Shaper *self, UChar32 c, const FontFace *before) {
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return before ? before : self->stack[0];
    if (before && clings(c) && has_glyph(before, c)) return before;
    for (const FontFace *const *face = self->stack; *face; face++)
        if (has_glyph(*face, c)) return *face;
    return NULL;
}

/* Converts to UTF-16 and gives each unit its byte and its font. */
static gboolean shaper_prepare(Shaper *self, GError **error) {
    gsize len = strlen(self->text);
    self->units = g_new(gunichar2, len + 1);
    self->faces = g_new0(const FontFace *, len + 1);
    self->bytes = g_new0(guint32, len + 2);
    const FontFace *before = NULL;
    for (const char *at = self->text; *at; at = g_utf8_next_char(at)) {
        UChar32 c = (UChar32)g_utf8_get_char(at);
        const FontFace *face = choose_face(self, c, before);
        if (!face) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                        _("no font has a glyph for U+%04X in \"%s\""), (guint)c, self->text);
            return FALSE;
        }
        before = face;
        int end = self->n_units;
        U16_APPEND_UNSAFE(self->units, end, c);
        for (int i = self->n_units; i < end; i++) {
            self->faces[i] = face;
            self->bytes[i] = (guint32)(at - self->text);
        }
        self->n_units = end;
    }
    self->bytes[self->n_units] = (guint32)len;
    return TRUE;
}

static void shape_piece(Shaper *self, int start, int len, bool rtl) {
    const FontFace *face = self->faces[start];
    hb_buffer_t *buffer = self->buffer;
    hb_buffer_reset(buffer);
    /* Marks keep their own byte, so that a PDF can name each letter. */
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf16(buffer, self->units, self->n_units, (guint)start, len);
    hb_buffer_set_direction(buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer);
    /* guess_segment_properties would take the language from the locale. */
    hb_buffer_set_language(buffer, hb_language_from_string(rtl ? "ar" : "en", -1));
    hb_shape(face->hb_font, buffer, NULL, 0);

    guint n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &n);
    GlyphRun run = {.face = face,
                    .rtl = rtl,
                    .start = self->bytes[start],
                    .len = self->bytes[start + len] - self->bytes[start],
                    .first_glyph = self->glyphs->len,
                    .n_glyphs = n};
    double scale = self->size / face->units_per_em;
    for (guint i = 0; i < n; i++) {
        Glyph glyph = {.id = infos[i].codepoint,
                       .cluster = self->bytes[infos[i].cluster],
                       .x = self->x + positions[i].x_offset * scale,
                       .y = -positions[i].y_offset * scale};
        g_array_append_val(self->glyphs, glyph);
        self->x += positions[i].x_advance * scale;
    }
    g_array_append_val(self->runs, run);
}

/* A run of one direction, cut where the font changes, its pieces from left to right. */
static void shape_run(Shaper *self, int start, int len, bool rtl) {
    int done = 0;
    while (done < len) {
        int piece = 1;
        if (rtl) {
            int last = start + len - done - 1;
            while (done + piece < len && self->faces[last - piece] == self->faces[last]) piece++;
            shape_piece(self, last - piece + 1, piece, true);
        } else {
            int first = start + done;
            while (done + piece < len && self->faces[first + piece] == self->faces[first]) piece++;
            shape_piece(self, first, piece, false);
        }
        done += piece;
    }
}

static gboolean shape_line(Shaper *self, Direction direction, GError **error) {
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_openSized(self->n_units, 0, &status);
    int n_runs = 0;
    if (U_SUCCESS(status)) {
        ubidi_setPara(bidi, self->units, self->n_units, direction == DIRECTION_RTL ? 1 : 0, NULL,
                      &status);
        n_runs = ubidi_countRuns(bidi, &status);
    }
    for (int i = 0; U_SUCCESS(status) && i < n_runs; i++) {
        int start, len;
        bool rtl = ubidi_getVisualRun(bidi, i, &start, &len) == UBIDI_RTL;
        shape_run(self, start, len, rtl);
    }
    if (bidi) ubidi_close(bidi);
    if (U_SUCCESS(status)) return TRUE;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot order the text \"%s\": %s"),
                self->text, u_errorName(status));
    return FALSE;
}

static Box ink_box(const Shaper *self) {
    double west = INFINITY, east = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (guint i = 0; i < self->runs->len; i++) {
        const GlyphRun *run = &g_array_index(self->runs, GlyphRun, i);
        double scale = self->size / run->face->units_per_em;
        for (guint j = run->first_glyph; j < run->first_glyph + run->n_glyphs; j++) {
            const Glyph *glyph = &g_array_index(self->glyphs, Glyph, j);
            hb_glyph_extents_t extents;
            if (!hb_font_get_glyph_extents(run->face->hb_font, glyph->id, &extents)) continue;
            if (extents.width == 0 || extents.height == 0) continue;
            /* HarfBuzz: y upwards, height negative. */
            west = MIN(west, glyph->x + extents.x_bearing * scale);
            east = MAX(east, glyph->x + (extents.x_bearing + extents.width) * scale);
            top = MIN(top, glyph->y - extents.y_bearing * scale);
            bottom = MAX(bottom, glyph->y - (extents.y_bearing + extents.height) * scale);
        }
    }
    if (west > east) return (Box){0};
    return (Box){west, top, east - west, bottom - top};
}

static TextLayout *shaper_finish(Shaper *self) {
    TextLayout *layout = g_new0(TextLayout, 1);
    layout->text = g_strdup(self->text);
    layout->size = self->size;
    layout->advance = self->x;
    layout->ink = ink_box(self);
    layout->n_glyphs = self->glyphs->len;
    layout->n_runs = self->runs->len;
    layout->glyphs = (Glyph *)g_array_free(g_steal_pointer(&self->glyphs), FALSE);
    layout->runs = (GlyphRun *)g_array_free(g_steal_pointer(&self->runs), FALSE);
    return layout;
}

TextLayout *text_layout_new(Fonts *fonts, const char *text, const Type *type, Direction direction,
                            GError **error) {
    if (!g_utf8_validate(text, -1, NULL)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("a label's text is not UTF-8"));
        return NULL;
    }
    const FontFace *const *stack = fonts_stack(fonts, type->family, type->weight, error);
    if (!stack) return NULL;
    g_autofree char *clean = text_without_controls(text);
    g_autofree char *ordered =
        direction == DIRECTION_RTL ? isolating_names(clean) : g_steal_pointer(&clean);
    Shaper shaper = {.stack = stack,
                     .text = ordered,
                     .size = type->size,
                     .buffer = hb_buffer_create(),
                     .glyphs = g_array_new(FALSE, TRUE, sizeof(Glyph)),
                     .runs = g_array_new(FALSE, TRUE, sizeof(GlyphRun))};
    TextLayout *layout = NULL;
    if (shaper_prepare(&shaper, error) && shape_line(&shaper, direction, error))
        layout = shaper_finish(&shaper);
    shaper_clear(&shaper);
    return layout;
}

void text_layout_free(TextLayout *self) {
    if (!self) return;
    g_free(self->text);
    g_free(self->glyphs);
    g_free(self->runs);
    g_free(self);
}

double text_anchor_shift(TextAnchor anchor, double advance) {
    switch (anchor) {
        case ANCHOR_START:
            return 0;
        case ANCHOR_MIDDLE:
            return advance / 2;
        case ANCHOR_END:
            return advance;
    }
    g_assert_not_reached();
}
