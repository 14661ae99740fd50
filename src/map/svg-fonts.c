/*
 * svg-fonts: an SVG that is used as an image sees only the fonts that it carries. HarfBuzz cuts out
 * the glyphs that are shown, with their joins, and the rest is WOFF 1 (W3C Recommendation of 2012):
 * each table packed by zlib.
 */
#include <hb-subset.h>
#include <zlib.h>

#include "map/svg.h"

typedef struct {
    const FontFace *face; /* borrowed */
    hb_set_t *characters;
} Entry;

struct SvgFonts {
    GArray *entries; /* Entry, in the order of first use */
};

SvgFonts *svg_fonts_new(void) {
    SvgFonts *self = g_new0(SvgFonts, 1);
    self->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    return self;
}

void svg_fonts_free(SvgFonts *self) {
    if (!self) return;
    for (guint i = 0; i < self->entries->len; i++)
        hb_set_destroy(g_array_index(self->entries, Entry, i).characters);
    g_array_unref(self->entries);
    g_free(self);
}

static hb_set_t *characters_of(SvgFonts *self, const FontFace *face) {
    for (guint i = 0; i < self->entries->len; i++) {
        const Entry *entry = &g_array_index(self->entries, Entry, i);
        if (entry->face == face) return entry->characters;
    }
    Entry entry = {face, hb_set_create()};
    /* Browsers take a blank from the first font of the list, we from the letters' font. */
    hb_set_add(entry.characters, ' ');
    g_array_append_val(self->entries, entry);
    return entry.characters;
}

void svg_fonts_add(SvgFonts *self, const TextLayout *layout) {
    for (guint i = 0; i < layout->n_runs; i++) {
        const GlyphRun *run = &layout->runs[i];
        hb_set_t *characters = characters_of(self, run->face);
        const char *at = layout->text + run->start, *end = at + run->len;
        for (; at < end; at = g_utf8_next_char(at)) hb_set_add(characters, g_utf8_get_char(at));
    }
}

/* ---- WOFF -------------------------------------------------------------------------------------
 */

enum { SFNT_HEADER = 12, SFNT_ENTRY = 16, WOFF_HEADER = 44, WOFF_ENTRY = 20 };

static guint32 read_32(const guint8 *at) {
    return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static void append_16(GByteArray *out, guint16 value) {
    const guint8 bytes[] = {(guint8)(value >> 8), (guint8)value};
    g_byte_array_append(out, bytes, sizeof bytes);
}

static void append_32(GByteArray *out, guint32 value) {
    append_16(out, (guint16)(value >> 16));
    append_16(out, (guint16)value);
}

static guint32 padded(guint32 len) { return (len + 3) & ~3u; }

/* Appends a table, packed where that makes it shorter; returns its length in the file. */
static guint32 append_table(GByteArray *out, const guint8 *table, guint32 len) {
    uLongf packed_len = compressBound(len);
    g_autofree guint8 *packed = g_malloc(packed_len);
    bool shorter =
        compress2(packed, &packed_len, table, len, Z_BEST_COMPRESSION) == Z_OK && packed_len < len;
    guint32 written = shorter ? (guint32)packed_len : len;
    g_byte_array_append(out, shorter ? packed : table, written);
    const guint8 zeros[4] = {0};
    g_byte_array_append(out, zeros, padded(written) - written);
    return written;
}

/* NULL when the tables of `sfnt` do not lie within it. */
static GByteArray *woff_new(const guint8 *sfnt, gsize len) {
    if (len < SFNT_HEADER) return NULL;
    guint16 n_tables = (guint16)(sfnt[4] << 8 | sfnt[5]);
    if (len < SFNT_HEADER + (gsize)n_tables * SFNT_ENTRY) return NULL;
    g_autoptr(GByteArray) tables = g_byte_array_new();
    g_autoptr(GByteArray) directory = g_byte_array_new();
    guint32 first = WOFF_HEADER + (guint32)n_tables * WOFF_ENTRY;
    guint32 sfnt_len = SFNT_HEADER + (guint32)n_tables * SFNT_ENTRY;
    for (guint16 i = 0; i < n_tables; i++) {
        const guint8 *entry = sfnt + SFNT_HEADER + i * SFNT_ENTRY;
        guint32 offset = read_32(entry + 8), table_len = read_32(entry + 12);
        if ((guint64)offset + table_len > len) return NULL;
        guint32 place = first + tables->len;
        guint32 written = append_table(tables, sfnt + offset, table_len);
        g_byte_array_append(directory, entry, 4); /* tag */
        append_32(directory, place);
        append_32(directory, written);
        append_32(directory, table_len);
        append_32(directory, read_32(entry + 4)); /* checksum */
        sfnt_len += padded(table_len);
    }
    GByteArray *woff = g_byte_array_new();
    append_32(woff, 0x774f4646); /* wOFF */
    append_32(woff, read_32(sfnt));
    append_32(woff, first + tables->len);
    append_16(woff, n_tables);
    append_16(woff, 0);
    append_32(woff, sfnt_len);
    for (int i = 0; i < 6; i++) append_32(woff, 0); /* version, metadata, private data: none */
    g_byte_array_append(woff, directory->data, directory->len);
    g_byte_array_append(woff, tables->data, tables->len);
    return woff;
}

/* ---- cutting ----------------------------------------------------------------------------------
 */

/* What names and numbers are set with unasked; forms for fractions, small figures and the like
 * would add a glyph for many a letter. */
static void keep_features(hb_subset_input_t *input) {
    static const char *const kept[] = {"ccmp", "isol", "init", "medi", "fina", "rlig", "rclt",
                                       "calt", "liga", "clig", "kern", "curs", "mark", "mkmk"};
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++)
        hb_set_add(features, hb_tag_from_string(kept[i], 4));
}

static hb_face_t *subset_of(const Entry *entry) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_union(hb_subset_input_unicode_set(input), entry->characters);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    keep_features(input);
    /* Names of the font are of no use here; its licence stands with the map's credits. */
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID));
    hb_face_t *face = hb_subset_or_fail(entry->face->hb_face, input);
    hb_subset_input_destroy(input);
    return face;
}

static GByteArray *embed(const Entry *entry) {
    hb_face_t *face = subset_of(entry);
    if (!face) return NULL;
    hb_blob_t *blob = hb_face_reference_blob(face);
    guint len;
    const char *bytes = hb_blob_get_data(blob, &len);
    GByteArray *woff = bytes ? woff_new((const guint8 *)bytes, len) : NULL;
    hb_blob_destroy(blob);
    hb_face_destroy(face);
    return woff;
}

gboolean svg_fonts_append_css(const SvgFonts *self, GString *css, GError **error) {
    for (guint i = 0; i < self->entries->len; i++) {
        const Entry *entry = &g_array_index(self->entries, Entry, i);
        g_autoptr(GByteArray) woff = embed(entry);
        if (!woff) {
            g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot cut the font '%s'"),
                        entry->face->path);
            return FALSE;
        }
        g_autofree char *base64 = g_base64_encode(woff->data, woff->len);
        g_string_append_printf(css,
                               "@font-face{font-family:'%s';font-weight:%d;"
                               "src:url(data:font/woff;base64,%s)}\n",
                               entry->face->family, entry->face->weight, base64);
    }
    return TRUE;
}
