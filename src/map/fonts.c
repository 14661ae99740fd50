/*
 * fonts: the private set of font files. A family is a file name without its spaces
 * ("Noto Sans Arabic" is NotoSansArabic-Bold.ttf), looked for with the program's own data and then
 * where Debian's package fonts-noto-core puts it; what else the machine has is never asked.
 */
#include "map/fonts.h"

#include <hb-ot.h>

enum { MAX_STACK = 3 };
/* More lines than any map or page has; then it begins anew, which changes the time alone. */
enum { MOST_LINES = 1 << 13 };

static const char *const FALLBACK_FAMILIES[] = {"Noto Sans", "Noto Sans Arabic"};
static const char *const SYSTEM_FOLDERS[] = {
    "/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto"};

/* A weight is served by the first of these files that is there. */
static const struct {
    int weight;
    const char *files[2];
} WEIGHTS[] = {
    {400, {"Regular", "Regular"}},
    {600, {"SemiBold", "Bold"}},
    {700, {"Bold", "SemiBold"}},
};

/* A family at a weight, and what stands in for what it lacks. */
typedef struct {
    char *family;
    int weight;
    const FontFace *faces[MAX_STACK + 1];
} Stack;

/* A line of text as it was asked for, and laid out. Owns the text and the layout. */
typedef struct {
    const char *text;
    const char *family; /* interned, or NULL */
    double size;
    int weight;
    Direction direction;
    TextLayout *layout;
} KeptLine;

/* Owns faces and stacks; few enough to be searched in order. */
struct Fonts {
    GPtrArray *faces;
    GPtrArray *stacks;
    GHashTable
        *lines;   /* a set of KeptLine: layouts ask for the same words again, then painters do */
    guint8 *told; /* fonts_told */
};

static void font_face_free(gpointer data) {
    FontFace *self = data;
    if (!self) return;
    g_free(self->family);
    g_free(self->path);
    g_hash_table_unref(self->outlines);
    hb_font_destroy(self->hb_font);
    hb_face_destroy(self->hb_face);
    if (self->file) g_mapped_file_unref(self->file);
    g_free(self);
}

static void stack_free(gpointer data) {
    Stack *self = data;
    g_free(self->family);
    g_free(self);
}

static void line_free(gpointer data) {
    KeptLine *self = data;
    g_free((char *)self->text);
    text_layout_free(self->layout);
    g_free(self);
}

static guint line_hash(gconstpointer data) {
    const KeptLine *self = data;
    return g_str_hash(self->text) ^ (guint)self->weight << 16 ^ (guint)(self->size * 64) << 8 ^
           (guint)self->direction;
}

static gboolean line_equal(gconstpointer a, gconstpointer b) {
    const KeptLine *left = a, *right = b;
    return left->size == right->size && left->weight == right->weight &&
           left->direction == right->direction && left->family == right->family &&
           g_str_equal(left->text, right->text);
}

static char *find_font_file(const char *base_name) {
    g_autofree char *own = g_build_filename("fonts", base_name, NULL);
    char *path = data_path(own, NULL);
    for (guint i = 0; !path && i < G_N_ELEMENTS(SYSTEM_FOLDERS); i++) {
        path = g_build_filename(SYSTEM_FOLDERS[i], base_name, NULL);
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) g_clear_pointer(&path, g_free);
    }
    return path;
}

static int weight_of_file(const char *file) {
    for (guint i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
        if (g_str_equal(WEIGHTS[i].files[0], file)) return WEIGHTS[i].weight;
    g_assert_not_reached();
}

/* The file of a family, and the weight that it really has. */
static char *find_family_file(const char *family, int weight, int *ret_weight) {
    static const char *const ENDINGS[] = {"ttf", "otf"};
    g_auto(GStrv) words = g_strsplit(family, " ", -1);
    g_autofree char *joined = g_strjoinv("", words);
    for (guint i = 0; i < G_N_ELEMENTS(WEIGHTS); i++) {
        for (guint j = 0; WEIGHTS[i].weight == weight && j < G_N_ELEMENTS(WEIGHTS[i].files); j++) {
            const char *file = WEIGHTS[i].files[j];
            for (guint k = 0; k < G_N_ELEMENTS(ENDINGS); k++) {
                g_autofree char *name = g_strdup_printf("%s-%s.%s", joined, file, ENDINGS[k]);
                char *path = find_font_file(name);
                if (!path) continue;
                *ret_weight = weight_of_file(file);
                return path;
            }
        }
    }
    return NULL;
}

static FontFace *font_face_open(const char *family, int weight, const char *path, GError **error) {
    GMappedFile *file = g_mapped_file_new(path, FALSE, error);
    if (!file) return NULL;
    hb_blob_t *blob =
        hb_blob_create(g_mapped_file_get_contents(file), (guint)g_mapped_file_get_length(file),
                       HB_MEMORY_MODE_READONLY, NULL, NULL);
    FontFace *self = g_new0(FontFace, 1);
    self->family = g_strdup(family);
    self->weight = weight;
    self->path = g_strdup(path);
    self->file = file;
    self->outlines = glyph_outlines_new();
    self->hb_face = hb_face_create(blob, 0);
    self->hb_font = hb_font_create(self->hb_face);
    self->units_per_em = hb_face_get_upem(self->hb_face);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(self->hb_face) > 0) return self;
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("'%s' is no font"), path);
    font_face_free(self);
    return NULL;
}

/* One file is opened once, whatever weights it serves. */
static const FontFace *fonts_face(Fonts *self, const char *family, int weight, GError **error) {
    int real_weight = weight;
    g_autofree char *path = find_family_file(family, weight, &real_weight);
    if (!path) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("cannot find a font file of \"%s\", weight %d: install fonts-noto-core"),
                    family, weight);
        return NULL;
    }
    for (guint i = 0; i < self->faces->len; i++) {
        const FontFace *face = self->faces->pdata[i];
        if (g_str_equal(face->path, path)) return face;
    }
    FontFace *face = font_face_open(family, real_weight, path, error);
    if (face) g_ptr_array_add(self->faces, face);
    return face;
}

/* Weights between those that have files go to the nearest. */
static int round_weight(int weight) { return weight < 500 ? 400 : weight < 650 ? 600 : 700; }

static bool stack_has(const FontFace *const *faces, const FontFace *face) {
    for (; *faces; faces++)
        if (*faces == face) return true;
    return false;
}

const FontFace *const *fonts_stack(Fonts *self, const char *family, int weight, GError **error) {
    if (!family) family = FALLBACK_FAMILIES[0];
    weight = round_weight(weight);
    for (guint i = 0; i < self->stacks->len; i++) {
        const Stack *stack = self->stacks->pdata[i];
        if (stack->weight == weight && g_str_equal(stack->family, family)) return stack->faces;
    }
    Stack stack = {.weight = weight};
    guint n = 0;
    for (guint i = 0; i < 1 + G_N_ELEMENTS(FALLBACK_FAMILIES); i++) {
        const char *wanted = i == 0 ? family : FALLBACK_FAMILIES[i - 1];
        const FontFace *face = fonts_face(self, wanted, weight, error);
        if (!face) return NULL;
        if (!stack_has(stack.faces, face)) stack.faces[n++] = face;
    }
    stack.family = g_strdup(family);
    Stack *kept = g_memdup2(&stack, sizeof stack);
    g_ptr_array_add(self->stacks, kept);
    return kept->faces;
}

Fonts *fonts_new(GError **error) {
    g_autoptr(Fonts) self = g_new0(Fonts, 1);
    self->faces = g_ptr_array_new_with_free_func(font_face_free);
    self->stacks = g_ptr_array_new_with_free_func(stack_free);
    self->lines = g_hash_table_new_full(line_hash, line_equal, line_free, NULL);
    self->told = g_new0(guint8, FONTS_TOLD);
    /* A missing font is said now, not in the middle of a map. */
    if (!fonts_stack(self, NULL, 400, error)) return NULL;
    return g_steal_pointer(&self);
}

void fonts_free(Fonts *self) {
    if (!self) return;
    g_clear_pointer(&self->lines, g_hash_table_unref);
    g_clear_pointer(&self->stacks, g_ptr_array_unref);
    g_clear_pointer(&self->faces, g_ptr_array_unref);
    g_free(self->told);
    g_free(self);
}

guint8 *fonts_told(Fonts *self) { return self->told; }

const TextLayout *fonts_line(Fonts *self, const char *text, const Type *type, Direction direction,
                             GError **error) {
    KeptLine asked = {text, type->family, type->size, type->weight, direction, NULL};
    const KeptLine *known = g_hash_table_lookup(self->lines, &asked);
    if (known) return known->layout;
    asked.layout = text_layout_new(self, text, type, direction, error);
    if (!asked.layout) return NULL;
    asked.text = g_strdup(text);
    if (g_hash_table_size(self->lines) >= MOST_LINES) g_hash_table_remove_all(self->lines);
    g_hash_table_add(self->lines, g_memdup2(&asked, sizeof asked));
    return asked.layout;
}

gboolean fonts_measure(Fonts *self, const char *text, const Type *type, Direction direction,
                       TextAnchor anchor, Box *ret_ink, double *ret_advance, GError **error) {
    const TextLayout *line = fonts_line(self, text, type, direction, error);
    if (!line) return FALSE;
    if (ret_ink) {
        *ret_ink = line->ink;
        ret_ink->x -= text_anchor_shift(anchor, line->advance);
    }
    if (ret_advance) *ret_advance = line->advance;
    return TRUE;
}
