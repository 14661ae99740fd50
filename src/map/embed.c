/*
 * embed: the <figure> that a newsroom's CMS takes, and the pictures that it names, all beside the
 * map that was asked for:
 *
 *     attacks.png, attacks@2x.png               the map, and with twice the pixels
 *     attacks-phone.png, attacks-phone@2x.png   a drawing of its own for phones
 *     attacks.webp …                            each of them as WebP
 *     attacks.html                              the snippet: pictures, alt text, caption, credit
 *
 * An SVG is as sharp on every screen: it needs no second one, and no WebP.
 */
#include <string.h>

#include "map/scene.h"

static const char WEBP[] = ".webp";

/* One drawing of the figure. */
typedef struct {
    const MapScene *scene;
    const char *suffix; /* of the name, before the ending */
} Drawing;

/* "folder/attacks" and ".png". False where the format has no place in a page. */
static bool split_name(const char *path, char **ret_stem, const char **ret_ending) {
    static const char *const ENDINGS[] = {".png", ".svg"};
    gsize length = strlen(path);
    for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        gsize ending = strlen(ENDINGS[i]);
        if (length <= ending || g_ascii_strcasecmp(path + length - ending, ENDINGS[i]) != 0)
            continue;
        *ret_stem = g_strndup(path, length - ending);
        *ret_ending = path + length - ending;
        return true;
    }
    return false;
}

bool map_embed_takes(const char *path) {
    g_autofree char *stem = NULL;
    const char *ending;
    return split_name(path, &stem, &ending);
}

static bool is_vector(const char *ending) { return g_ascii_strcasecmp(ending, ".svg") == 0; }

/* ---- the snippet ------------------------------------------------------------------------------
 */

static void append_escaped(GString *out, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

/* The name of a picture as a page refers to it: no folder, spaces and commas as a URL has them. */
static char *address(const char *stem, const char *suffix, const char *ending) {
    g_autofree char *base = g_path_get_basename(stem);
    g_autofree char *name = g_strconcat(base, suffix, ending, NULL);
    return g_uri_escape_string(name, "@", TRUE);
}

static void append_srcset(GString *out, const char *stem, const Drawing *drawing,
                          const char *ending) {
    g_autofree char *once = address(stem, drawing->suffix, ending);
    g_string_append_printf(out, "srcset=\"%s", once);
    if (!is_vector(ending)) {
        g_autofree char *suffix = g_strconcat(drawing->suffix, "@2x", NULL);
        g_autofree char *twice = address(stem, suffix, ending);
        g_string_append_printf(out, " 1x, %s 2x", twice);
    }
    g_string_append_printf(out, "\" width=\"%d\" height=\"%d\"", drawing->scene->width,
                           drawing->scene->height);
}

/* A source of the picture: a browser takes the first that fits. */
static void append_source(GString *out, const char *stem, const char *ending,
                          const Drawing *drawing, bool is_narrow) {
    g_string_append(out, "    <source ");
    if (is_narrow) g_string_append_printf(out, "media=\"(max-width: %dpx)\" ", MAP_COMPACT_WIDTH);
    if (ending == WEBP) g_string_append(out, "type=\"image/webp\" ");
    append_srcset(out, stem, drawing, ending);
    g_string_append(out, ">\n");
}

static void append_picture(GString *out, const char *stem, const char *ending, const Drawing *wide,
                           const Drawing *narrow, bool has_webp) {
    g_autofree char *source = address(stem, wide->suffix, ending);
    g_string_append(out, "  <picture>\n");
    if (narrow->scene && has_webp) append_source(out, stem, WEBP, narrow, true);
    if (narrow->scene) append_source(out, stem, ending, narrow, true);
    if (has_webp) append_source(out, stem, WEBP, wide, false);
    g_string_append_printf(out, "    <img src=\"%s\" ", source);
    append_srcset(out, stem, wide, ending);
    g_string_append(out,
                    "\n         loading=\"lazy\" decoding=\"async\" "
                    "style=\"max-width: 100%; height: auto\"\n         alt=\"");
    append_escaped(out, wide->scene->alt_text);
    g_string_append(out, "\">\n  </picture>\n");
}

/* <TAG>text</TAG>, or nothing where there is no text. */
static void append_element(GString *out, const char *tag, const char *text) {
    if (!text || !*text) return;
    g_string_append_printf(out, "      <%s>", tag);
    append_escaped(out, text);
    g_string_append_printf(out, "</%s>\n", tag);
}

/* The description's first line is the title, which stands above it already. */
static void append_description(GString *out, const Caption *caption) {
    g_auto(GStrv) lines = g_strsplit(caption->description, "\n", -1);
    g_string_append(out, "      <details>\n        <summary>");
    append_escaped(out, caption->in_words);
    g_string_append(out, "</summary>\n        <ul>\n");
    for (guint i = 1; lines[0] && lines[i]; i++) {
        if (!*lines[i]) continue;
        g_string_append(out, "          <li>");
        append_escaped(out, lines[i]);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "        </ul>\n      </details>\n");
}

static void append_caption(GString *out, const Caption *caption) {
    g_string_append_printf(out, "    <div lang=\"%s\" dir=\"%s\">\n", caption->language,
                           caption->direction == DIRECTION_RTL ? "rtl" : "ltr");
    append_element(out, "strong", caption->title);
    append_element(out, "p", caption->subtitle);
    append_element(out, "p", caption->count);
    append_description(out, caption);
    append_element(out, "small", caption->credit);
    g_string_append(out, "    </div>\n");
}

static GString *snippet(const char *stem, const char *ending, const Drawing *wide,
                        const Drawing *narrow, bool has_webp) {
    const MapScene *scene = wide->scene;
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "<figure class=\"kharita\" lang=\"%s\" dir=\"%s\">\n",
                           scene->captions[0].language,
                           scene->captions[0].direction == DIRECTION_RTL ? "rtl" : "ltr");
    append_picture(out, stem, ending, wide, narrow, has_webp);
    g_string_append(out, "  <figcaption>\n");
    for (guint i = 0; i < scene->n_captions; i++) append_caption(out, &scene->captions[i]);
    g_string_append(out, "  </figcaption>\n</figure>\n");
    return out;
}

/* ---- the files --------------------------------------------------------------------------------
 */

/* A picture of one size, and the same as WebP beside it. */
static gboolean write_picture(const MapScene *scene, const char *stem, const char *suffix,
                              const char *ending, const MapWriting *writing, GError **error) {
    g_autofree char *path = g_strconcat(stem, suffix, ending, NULL);
    if (!map_scene_write_with(scene, path, writing, error)) return FALSE;
    if (is_vector(ending) || !writing->webp) return TRUE;
    g_autofree char *webp = g_strconcat(stem, suffix, WEBP, NULL);
    return writing->webp(path, webp, error);
}

static gboolean write_drawing(const Drawing *drawing, const char *stem, const char *ending,
                              const MapWriting *writing, GError **error) {
    if (!write_picture(drawing->scene, stem, drawing->suffix, ending, writing, error)) return FALSE;
    if (is_vector(ending)) return TRUE;
    MapScene twice = *drawing->scene; /* borrows everything */
    twice.scale *= 2;
    g_autofree char *suffix = g_strconcat(drawing->suffix, "@2x", NULL);
    return write_picture(&twice, stem, suffix, ending, writing, error);
}

gboolean map_embed_write(const MapScene *wide, const MapScene *narrow, const char *path,
                         const MapWriting *writing, GError **error) {
    g_autofree char *stem = NULL;
    const char *ending;
    if (!split_name(path, &stem, &ending)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_USAGE,
                    _("'%s' cannot be embedded: a page takes .png or .svg"), path);
        return FALSE;
    }
    g_assert(wide);
    const Drawing drawings[] = {{wide, ""}, {narrow, "-phone"}};
    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++)
        if (drawings[i].scene && !write_drawing(&drawings[i], stem, ending, writing, error))
            return FALSE;
    g_autofree char *page = g_strconcat(stem, ".html", NULL);
    GString *html =
        snippet(stem, ending, &drawings[0], &drawings[1], writing->webp && !is_vector(ending));
    gboolean done = out_file_write(page, html->str, html->len, error);
    g_string_free(html, TRUE);
    return done;
}
