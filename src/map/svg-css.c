/*
 * svg-css: looks as declarations of a style sheet. What all texts share stands in one rule, so that
 * a look says only what is its own.
 */
#include <math.h>

#include "map/svg.h"

static const char LATIN[] = "Noto Sans", ARABIC[] = "Noto Sans Arabic";

guint svg_byte(double part) { return (guint)lround(CLAMP(part, 0, 1) * 255); }

/* "#rgb" where that is enough, else "#rrggbb". */
static char *color_text(Color color) {
    guint r = svg_byte(color.r), g = svg_byte(color.g), b = svg_byte(color.b);
    if (r % 17 == 0 && g % 17 == 0 && b % 17 == 0)
        return g_strdup_printf("#%x%x%x", r / 17, g / 17, b / 17);
    return g_strdup_printf("#%02x%02x%02x", r, g, b);
}

static void append_declaration(GString *css, const char *declaration) {
    if (css->len > 0) g_string_append_c(css, ';');
    g_string_append(css, declaration);
}

void svg_declare(GString *css, const char *name, const char *value) {
    append_declaration(css, name);
    g_string_append_printf(css, ":%s", value);
}

void svg_declare_number(GString *css, const char *name, double value) {
    g_autofree char *number = svg_number(value, 2);
    svg_declare(css, name, number);
}

void svg_declare_color(GString *css, const char *name, Color color) {
    if (color.a <= 0) return; /* the document has none to begin with */
    g_autofree char *text = color_text(color);
    svg_declare(css, name, text);
    if (color.a >= 1) return;
    g_autofree char *opacity = g_strconcat(name, "-opacity", NULL);
    svg_declare_number(css, opacity, color.a);
}

/* `unit`: how many points the element's own unit is. */
void svg_declare_stroke(GString *css, const Paint *paint, double unit) {
    if (paint->stroke.a <= 0 || paint->stroke_width <= 0) return;
    svg_declare_color(css, "stroke", paint->stroke);
    svg_declare_number(css, "stroke-width", paint->stroke_width / unit);
    if (paint->round) {
        svg_declare(css, "stroke-linecap", "round");
        svg_declare(css, "stroke-linejoin", "round");
    }
    if (paint->n_dash == 0) return;
    g_autoptr(GString) dashes = g_string_new(NULL);
    for (guint i = 0; i < MIN(paint->n_dash, G_N_ELEMENTS(paint->dash)); i++) {
        g_autofree char *dash = svg_number(paint->dash[i] / unit, 2);
        g_string_append_printf(dashes, i ? " %s" : "%s", dash);
    }
    svg_declare(css, "stroke-dasharray", dashes->str);
}

void svg_declare_ink(GString *css, const Type *type, double unit) {
    svg_declare_color(css, "fill", type->color);
    if (!type_has_halo(type)) return;
    svg_declare_color(css, "stroke", type->halo);
    svg_declare_number(css, "stroke-width", 2 * type->halo_width / unit);
}

void svg_declare_ink_order(GString *css) {
    svg_declare(css, "stroke-linejoin", "round");
    svg_declare(css, "paint-order", "stroke");
}

static void declare_family(GString *css, const char *family, bool rtl) {
    const char *first = rtl ? ARABIC : LATIN, *second = rtl ? LATIN : ARABIC;
    if (!family) family = LATIN;
    if (g_str_equal(family, first)) return;
    g_string_append_printf(css, ";font-family:'%s'", family);
    g_string_append_printf(css, ",'%s'", first);
    if (!g_str_equal(family, second)) g_string_append_printf(css, ",'%s'", second);
    g_string_append(css, ",sans-serif");
}

char *svg_type_declarations(const Type *type, const char *anchor, bool rtl) {
    g_autofree char *size = svg_number(type->size, 2);
    GString *css = g_string_new(NULL);
    g_string_append_printf(css, "font-size:%spx", size);
    if (type->weight != 400) svg_declare_number(css, "font-weight", type->weight);
    declare_family(css, type->family, rtl);
    svg_declare_ink(css, type, 1);
    if (anchor && !rtl) svg_declare(css, "text-anchor", anchor);
    return g_string_free(css, FALSE);
}

void svg_append_text_rules(GString *css, const char *prefix) {
    /* Else Chromium sets each letter on a whole pixel, and words come out longer or shorter. */
    g_string_append(css, "text{text-rendering:geometricPrecision;stroke-linejoin:round;");
    g_string_append_printf(css, "paint-order:stroke;font-family:'%s','%s',sans-serif}\n", LATIN,
                           ARABIC);
    g_string_append_printf(css, ".%srtl{font-family:'%s','%s',sans-serif;direction:rtl;", prefix,
                           ARABIC, LATIN);
    g_string_append(css, "text-anchor:middle}\n");
}

/* ---- rules ------------------------------------------------------------------------------------
 */

/* A declaration and the classes that have it. Owns its list. */
typedef struct {
    const char *text;  /* borrowed */
    GString *selector; /* of those classes */
    guint n;
    bool is_told;
} Shared;

static void shared_clear(void *data) { g_string_free(((Shared *)data)->selector, TRUE); }

static Shared *find_shared(GArray *all, const char *declaration) {
    for (guint i = 0; i < all->len; i++) {
        Shared *shared = &g_array_index(all, Shared, i);
        if (g_str_equal(shared->text, declaration)) return shared;
    }
    Shared shared = {.text = declaration, .selector = g_string_new(NULL)};
    g_array_append_val(all, shared);
    return &g_array_index(all, Shared, all->len - 1);
}

/* Is it shorter to say it once, of a list of classes, than with each? */
static bool is_worth_sharing(const Shared *self) {
    enum { least_gain = 12 }; /* for less the looks are not torn apart */
    gsize once = self->selector->len + strlen(self->text) + strlen("{}\n");
    return once + least_gain < self->n * (strlen(self->text) + strlen(";"));
}

/* What several looks have in common is said of all of them at once; declarations of the same
 * classes stand in one rule. */
static void append_shared_rules(GString *css, GArray *all) {
    for (guint i = 0; i < all->len; i++) {
        const Shared *first = &g_array_index(all, Shared, i);
        if (first->is_told || !is_worth_sharing(first)) continue;
        g_autoptr(GString) rule = g_string_new(NULL);
        for (guint j = 0; j < all->len; j++) {
            Shared *other = &g_array_index(all, Shared, j);
            if (!g_string_equal(other->selector, first->selector)) continue;
            append_declaration(rule, other->text);
            other->is_told = true;
        }
        g_string_append_printf(css, "%s{%s}\n", first->selector->str, rule->str);
    }
}

void svg_append_classes(GString *css, const char *prefix, const GPtrArray *classes) {
    g_autoptr(GPtrArray) looks = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Shared));
    g_array_set_clear_func(all, shared_clear);
    for (guint i = 0; i < classes->len; i++) {
        char **look = g_strsplit(classes->pdata[i], ";", -1);
        g_ptr_array_add(looks, look);
        for (char **at = look; *at; at++) {
            Shared *shared = find_shared(all, *at);
            g_string_append_printf(shared->selector, shared->n++ ? ",.%sk%u" : ".%sk%u", prefix,
                                   i + 1);
        }
    }
    append_shared_rules(css, all);
    for (guint i = 0; i < looks->len; i++) {
        g_autoptr(GString) own = g_string_new(NULL);
        for (char **at = looks->pdata[i]; *at; at++)
            if (!find_shared(all, *at)->is_told) append_declaration(own, *at);
        if (own->len) g_string_append_printf(css, ".%sk%u{%s}\n", prefix, i + 1, own->str);
    }
}
