/*
 * fonts: one line of text becomes glyphs at their places. Private to map/. Measuring and both
 * painters call the same layout, so that a label takes exactly the room that was planned for it.
 *
 * HarfBuzz is called directly, with ICU's bidirectional algorithm, on font files opened by name:
 * no fontconfig and no Pango, whose first layout costs 19 ms and whose choices depend on the
 * machine. See docs/decisions/0004-harfbuzz-directly.md.
 */
#pragma once

#include <hb.h>

#include "map/scene.h"

/* One font file, mapped. Owned by its Fonts. */
typedef struct {
    char *family; /* "Noto Sans Arabic" */
    int weight;   /* of the file: 400, 600, 700 */
    char *path;
    GMappedFile *file;
    hb_face_t *hb_face;
    hb_font_t *hb_font; /* in font units, unhinted */
    double units_per_em;
    GHashTable *outlines; /* text-outline.c: of the glyphs drawn so far */
} FontFace;

/* A glyph at its place, in points from the left end of the baseline. */
typedef struct {
    guint32 id;
    guint32 cluster; /* byte of the text, of the first character that it stands for */
    double x, y;
} Glyph;

/* Glyphs of one font and one direction, from left to right. */
typedef struct {
    const FontFace *face; /* borrowed from the Fonts */
    gboolean rtl;
    guint32 start, len; /* bytes of the text */
    guint first_glyph, n_glyphs;
} GlyphRun;

/* A line laid out. Owns its text and its arrays. */
typedef struct {
    char *text; /* as it was laid out: control characters became spaces */
    Glyph *glyphs;
    guint n_glyphs;
    GlyphRun *runs; /* from left to right */
    guint n_runs;
    double size; /* of the type: points to an em */
    double advance;
    Box ink; /* around (0, 0); width 0 when nothing shows */
} TextLayout;

/*
 * Lays `text` out on one line, from x = 0 rightwards whatever its direction. Fails on bytes that
 * are not UTF-8, on a family that has no file, and on a character that no font has.
 */
TextLayout *text_layout_new(Fonts *fonts, const char *text, const Type *type, Direction direction,
                            GError **error);
void text_layout_free(TextLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextLayout, text_layout_free)

/* The same, kept: borrowed until another line is asked for. */
const TextLayout *fonts_line(Fonts *self, const char *text, const Type *type, Direction direction,
                             GError **error);

/* Outlines of glyphs by their number, for a FontFace. */
GHashTable *glyph_outlines_new(void);

/* How far left of the anchor a line of this advance begins. */
double text_anchor_shift(TextAnchor anchor, double advance);

/* What takes the outlines of glyphs, in points. */
typedef struct {
    void (*move_to)(void *data, Point to);
    void (*line_to)(void *data, Point to);
    void (*quad_to)(void *data, Point control, Point to);
    void (*curve_to)(void *data, Point control1, Point control2, Point to);
    void (*close)(void *data);
    void (*end_glyph)(void *data); /* may be NULL */
} OutlineSink;

/* Gives the outlines of a line whose baseline begins at `origin`. */
void text_layout_outline(const TextLayout *self, Point origin, const OutlineSink *sink, void *data);
/* The same along the first part of `curve`, which runs from left to right, centred on its length.
 * Outlines are bent, not glyphs turned, so that Arabic letters stay joined. */
void text_layout_outline_on_curve(const TextLayout *self, const Path *curve,
                                  const OutlineSink *sink, void *data);

/* The faces that serve `family`, best first: itself, then Noto Sans, then Noto Sans Arabic.
 * NULL-ended, interned in `self`. Fails when a file is missing or is no font. */
const FontFace *const *fonts_stack(Fonts *self, const char *family, int weight, GError **error);

/* Room for a byte to each of the first letters of Unicode, 0 at first: what was told of it once. */
enum { FONTS_TOLD = 0x0800 };
guint8 *fonts_told(Fonts *self);

/* A copy of `text` without what no drawing can show: control characters become spaces. */
char *text_without_controls(const char *text);
