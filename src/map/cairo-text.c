/*
 * cairo-text: glyphs with the letters they stand for, so that a PDF's Arabic is copied as the
 * letters that were written and not as their joined forms. Only here FreeType is needed.
 */
/* FreeType's header names functions that base/banned.h forbids: it must come first. */
/* clang-format off */
#include <cairo-ft.h>

#include "map/cairo-text.h"
/* clang-format on */

/* A font file as Cairo has it. Cairo may keep the face longer than we do: what it needs is freed
 * with it. */
typedef struct {
    FT_Library library;
    FT_Face face;
    GMappedFile *file;
} Backing;

typedef struct {
    const FontFace *font; /* borrowed */
    cairo_font_face_t *face;
} Entry;

struct CairoText {
    GArray *entries; /* Entry */
    cairo_font_options_t *options;
};

static const cairo_user_data_key_t BACKING_KEY;

static void backing_free(void *data) {
    Backing *self = data;
    if (self->face) FT_Done_Face(self->face);
    if (self->library) FT_Done_FreeType(self->library);
    g_mapped_file_unref(self->file);
    g_free(self);
}

CairoText *cairo_text_new(void) {
    CairoText *self = g_new0(CairoText, 1);
    self->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    self->options = cairo_font_options_create();
    cairo_font_options_set_hint_style(self->options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(self->options, CAIRO_HINT_METRICS_OFF);
    return self;
}

void cairo_text_free(CairoText *self) {
    if (!self) return;
    for (guint i = 0; i < self->entries->len; i++)
        cairo_font_face_destroy(g_array_index(self->entries, Entry, i).face);
    g_array_unref(self->entries);
    cairo_font_options_destroy(self->options);
    g_free(self);
}

/* NULL where FreeType cannot read what HarfBuzz could. */
static cairo_font_face_t *open_face(const FontFace *font) {
    Backing *backing = g_new0(Backing, 1);
    backing->file = g_mapped_file_ref(font->file);
    const FT_Byte *bytes = (const FT_Byte *)g_mapped_file_get_contents(font->file);
    FT_Long len = (FT_Long)g_mapped_file_get_length(font->file);
    if (FT_Init_FreeType(&backing->library) ||
        FT_New_Memory_Face(backing->library, bytes, len, 0, &backing->face)) {
        backing_free(backing);
        return NULL;
    }
    cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(
        backing->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    cairo_font_face_set_user_data(face, &BACKING_KEY, backing, backing_free);
    return face;
}

static cairo_font_face_t *face_of(CairoText *self, const FontFace *font) {
    for (guint i = 0; i < self->entries->len; i++) {
        const Entry *entry = &g_array_index(self->entries, Entry, i);
        if (entry->font == font) return entry->face;
    }
    Entry entry = {font, open_face(font)};
    if (entry.face) g_array_append_val(self->entries, entry);
    return entry.face;
}

/* The glyphs of a run as Cairo takes them, and how many bytes and glyphs belong together, in the
 * order of the text. */
typedef struct {
    GArray *glyphs;   /* cairo_glyph_t, in the order of the text */
    GArray *clusters; /* cairo_text_cluster_t */
    GArray *silent;   /* cairo_glyph_t: drawn, but no text */
} Shown;

static void add_glyph(Shown *self, guint32 id, Point at, gsize n_bytes) {
    cairo_glyph_t glyph = {id, at.x, at.y};
    cairo_text_cluster_t cluster = {.num_bytes = (int)n_bytes, .num_glyphs = 1};
    g_array_append_val(self->glyphs, glyph);
    g_array_append_val(self->clusters, cluster);
}

/* A glyph that shows nothing; fonts draw some characters that none should see. What it says must be
 * the same wherever it stands, so there is one for letters and another (`nth` 1) for marks. */
static bool find_unseen_glyph(const FontFace *face, guint nth, hb_codepoint_t *ret_glyph) {
    static const hb_codepoint_t CHARACTERS[] = {0x200b, 0x034f, 0x00a0, 0x0020};
    hb_codepoint_t last = 0;
    for (guint i = 0; i < G_N_ELEMENTS(CHARACTERS); i++) {
        hb_glyph_extents_t extents;
        if (!hb_font_get_nominal_glyph(face->hb_font, CHARACTERS[i], ret_glyph) ||
            !hb_font_get_glyph_extents(face->hb_font, *ret_glyph, &extents) || extents.width != 0 ||
            extents.height != 0 || *ret_glyph == last)
            continue;
        if (nth-- == 0) return true;
        last = *ret_glyph;
    }
    return false;
}

/*
 * A ligature stands for several letters, which readers of PDF take from left to right, even in
 * Arabic: لا comes out as ال. So all its letters but the last are given to unseen glyphs just
 * inside its right end.
 */
static void add_ligature(Shown *self, const FontFace *face, const char *text, gsize len, guint32 id,
                         Point at, double width) {
    const double inside =
        0.1; /* points: farther in, poppler sees a space; farther out, another order */
    hb_codepoint_t unseen;
    glong n = g_utf8_strlen(text, (gssize)len);
    bool can = n > 1 && find_unseen_glyph(face, 0, &unseen);
    for (glong i = 0; can && i + 1 < n; i++) {
        gsize bytes = (gsize)(g_utf8_next_char(text) - text);
        add_glyph(self, unseen, (Point){at.x + width - inside, at.y}, bytes);
        text += bytes;
        len -= bytes;
    }
    add_glyph(self, id, at, len);
}

/* Does a mark stand here, at the end of its word? */
static bool is_last_mark(const TextLayout *layout, guint32 start, guint32 end) {
    return g_unichar_ismark(g_utf8_get_char(layout->text + start)) &&
           !g_unichar_isalpha(g_utf8_get_char(layout->text + end)) &&
           !g_unichar_ismark(g_utf8_get_char(layout->text + end));
}

/* A mark over the last letter (قتيلاً) lies beside it: readers of PDF take it for a word of its own.
 * So an unseen glyph at the letter's left end says it, and it is drawn without a word. */
static bool add_last_mark(Shown *self, const FontFace *face, gsize len, cairo_glyph_t mark,
                          double letter_end) {
    const double outside = 0.1;
    hb_codepoint_t unseen;
    if (!find_unseen_glyph(face, 1, &unseen)) return false;
    add_glyph(self, unseen, (Point){letter_end - outside, mark.y}, len);
    g_array_append_val(self->silent, mark);
    return true;
}

/* Glyphs of one cluster: `n` from `first` on, in the order of the text. */
static void add_cluster(Shown *self, const TextLayout *layout, const GlyphRun *run, guint first,
                        guint n, guint32 end, Point origin) {
    const Glyph *glyphs = layout->glyphs + run->first_glyph;
    guint at = run->rtl ? run->n_glyphs - 1 - first : first;
    guint32 start = glyphs[at].cluster;
    Point place = {origin.x + glyphs[at].x, origin.y + glyphs[at].y};
    if (run->rtl && n == 1 && first > 0 && is_last_mark(layout, start, end) &&
        add_last_mark(self, run->face, end - start,
                      (cairo_glyph_t){glyphs[at].id, place.x, place.y},
                      origin.x + glyphs[at + 1].x))
        return;
    if (run->rtl && n == 1) {
        double width = hb_font_get_glyph_h_advance(run->face->hb_font, glyphs[at].id) *
                       layout->size / run->face->units_per_em;
        add_ligature(self, run->face, layout->text + start, end - start, glyphs[at].id, place,
                     width);
        return;
    }
    cairo_text_cluster_t cluster = {.num_bytes = (int)(end - start), .num_glyphs = (int)n};
    g_array_append_val(self->clusters, cluster);
    for (guint i = 0; i < n; i++) {
        const Glyph *glyph = &glyphs[run->rtl ? at - i : at + i];
        cairo_glyph_t shown = {glyph->id, origin.x + glyph->x, origin.y + glyph->y};
        g_array_append_val(self->glyphs, shown);
    }
}

static void add_run(Shown *self, const TextLayout *layout, const GlyphRun *run, Point origin) {
    const Glyph *glyphs = layout->glyphs + run->first_glyph;
    for (guint i = 0; i < run->n_glyphs;) {
        guint at = run->rtl ? run->n_glyphs - 1 - i : i, n = 1;
        guint32 end = run->start + run->len;
        while (i + n < run->n_glyphs &&
               glyphs[run->rtl ? at - n : at + n].cluster == glyphs[at].cluster)
            n++;
        if (i + n < run->n_glyphs) end = glyphs[run->rtl ? at - n : at + n].cluster;
        add_cluster(self, layout, run, i, n, end, origin);
        i += n;
    }
}

static void reverse_glyphs(GArray *glyphs) {
    for (guint i = 0; i < glyphs->len / 2; i++) {
        cairo_glyph_t *a = &g_array_index(glyphs, cairo_glyph_t, i);
        cairo_glyph_t *b = &g_array_index(glyphs, cairo_glyph_t, glyphs->len - 1 - i);
        cairo_glyph_t swap = *a;
        *a = *b;
        *b = swap;
    }
}

static void show_run(CairoText *self, cairo_t *cr, const TextLayout *layout, const GlyphRun *run,
                     Point origin) {
    cairo_font_face_t *face = face_of(self, run->face);
    if (!face || run->n_glyphs == 0) return;
    Shown shown = {g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
                   g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t)),
                   g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t))};
    add_run(&shown, layout, run, origin);
    /* Cairo wants the glyphs of Arabic from left to right, but the clusters as they are read. */
    if (run->rtl) reverse_glyphs(shown.glyphs);
    cairo_set_font_face(cr, face);
    cairo_set_font_size(cr, layout->size);
    cairo_set_font_options(cr, self->options);
    cairo_show_text_glyphs(cr, layout->text + run->start, (int)run->len,
                           (cairo_glyph_t *)shown.glyphs->data, (int)shown.glyphs->len,
                           (cairo_text_cluster_t *)shown.clusters->data, (int)shown.clusters->len,
                           run->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    if (shown.silent->len) {
        cairo_new_path(cr);
        cairo_glyph_path(cr, (cairo_glyph_t *)shown.silent->data, (int)shown.silent->len);
        cairo_fill(cr);
    }
    g_array_unref(shown.glyphs);
    g_array_unref(shown.clusters);
    g_array_unref(shown.silent);
}

void cairo_text_show(CairoText *self, cairo_t *cr, const TextLayout *layout, Point origin) {
    cairo_tag_begin(cr, "P", "");
    for (guint i = 0; i < layout->n_runs; i++) show_run(self, cr, layout, &layout->runs[i], origin);
    cairo_tag_end(cr, "P");
}
