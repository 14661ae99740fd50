/*
 * One scene, three formats: SVG as librsvg draws it and PDF as poppler does are the PNG's picture,
 * and Arabic copied from the PDF is the letters that were written. A test is skipped where its
 * program is not installed (`./bootstrap check` installs all).
 *
 * The measure: the mean difference of a channel over all pixels, of 255, and the share of pixels in
 * which a channel differs by more than a quarter. Lines of the ground lie on half points in an SVG,
 * and each program softens edges in its own way; a missing word or a moved symbol is more than
 * that.
 */
#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/autoptr.h"
#include "map-incidents.h"

static const double MOST_MEAN = 1.2, MOST_SHARE = 0.012;
enum { CLEARLY = 64 };

typedef struct {
    Fixture made;
    MapScene *scene;
    char *folder;
} Drawn;

static char *file_in(const Drawn *self, const char *name) {
    return g_build_filename(self->folder, name, NULL);
}

static void set_up(Drawn *self, gconstpointer data) {
    fixture_set_up(&self->made);
    self->made.options.language = LANGUAGE_BOTH;
    /* What may differ is measured by the page: the words of a headline must not change it. */
    self->made.options.title =
        "حوادث أمنية ليلاً في وادي الفرات · Violent incidents along the Euphrates";
    const struct {
        const char *ar, *en;
        IncidentType type;
        double lon, lat;
    } places[] = {{"الميادين", "Al-Mayadin", INCIDENT_ATTACK, 40.45, 35.019},
                  {"البوكمال", "Abu Kamal", INCIDENT_AIRSTRIKE, 40.919, 34.451},
                  {"التبني", "Al-Tibni", INCIDENT_SHELLING, 39.82, 35.61},
                  {"السخنة", "Al-Sukhnah", INCIDENT_IED, 38.87, 34.89}};
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        Incident *incident = fixture_add(&self->made, places[i].type, places[i].en, places[i].lon,
                                         places[i].lat, METHOD_EXACT);
        g_free(incident->place_ar);
        incident->place_ar = g_strdup(places[i].ar);
    }
    self->scene = fixture_scene(&self->made);
    self->folder = g_dir_make_tmp("kharita-formats-XXXXXX", NULL);
}

static void tear_down(Drawn *self, gconstpointer data) {
    g_autoptr(GDir) dir = g_dir_open(self->folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        g_autofree char *path = file_in(self, name);
        g_unlink(path);
    }
    g_rmdir(self->folder);
    g_free(self->folder);
    map_scene_free(self->scene);
    fixture_tear_down(&self->made);
}

static char *write_as(const Drawn *self, const char *name) {
    g_autoptr(GError) error = NULL;
    char *path = file_in(self, name);
    const MapWriting full = {.png_colors = PNG_COLORS_FULL};
    g_assert_true(map_scene_write_with(self->scene, path, &full, &error));
    g_assert_no_error(error);
    return path;
}

static gboolean has(const char *program) {
    g_autofree char *path = g_find_program_in_path(program);
    if (!path) g_test_skip(program);
    return path != NULL;
}

static void run(const char *const *command) {
    g_autoptr(GError) error = NULL;
    int status = 1;
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                 &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
}

/* A PNG file as opaque pixels. */
static cairo_surface_t *pixels_of(const char *path) {
    g_autoptr(cairo_surface_t) read = cairo_image_surface_create_from_png(path);
    g_assert_cmpint(cairo_surface_status(read), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_t *flat =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(read),
                                   cairo_image_surface_get_height(read));
    g_autoptr(cairo_t) cr = cairo_create(flat);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, read, 0, 0);
    cairo_paint(cr);
    cairo_surface_flush(flat);
    return flat;
}

static void assert_same_picture(const char *left_path, const char *right_path) {
    g_autoptr(cairo_surface_t) left = pixels_of(left_path), right = pixels_of(right_path);
    int width = cairo_image_surface_get_width(left), height = cairo_image_surface_get_height(left);
    g_assert_cmpint(cairo_image_surface_get_width(right), ==, width);
    g_assert_cmpint(cairo_image_surface_get_height(right), ==, height);
    double sum = 0, clear = 0;
    for (int y = 0; y < height; y++) {
        const guint8 *a = cairo_image_surface_get_data(left) +
                          (gsize)y * (gsize)cairo_image_surface_get_stride(left);
        const guint8 *b = cairo_image_surface_get_data(right) +
                          (gsize)y * (gsize)cairo_image_surface_get_stride(right);
        for (int x = 0; x < width; x++, a += 4, b += 4) {
            int most = 0;
            for (int channel = 0; channel < 3; channel++) {
                int difference = abs(a[channel] - b[channel]);
                sum += difference;
                most = MAX(most, difference);
            }
            clear += most > CLEARLY;
        }
    }
    double n = (double)width * height;
    g_test_message("mean difference %.3f, clearly different %.4f", sum / (3 * n), clear / n);
    g_assert_cmpfloat(sum / (3 * n), <=, MOST_MEAN);
    g_assert_cmpfloat(clear / n, <=, MOST_SHARE);
}

static void test_svg(Drawn *self, gconstpointer data) {
    if (!has("rsvg-convert")) return;
    g_autofree char *png = write_as(self, "a.png"), *svg = write_as(self, "a.svg");
    g_autofree char *drawn = file_in(self, "svg.png");
    run((const char *const[]){"rsvg-convert", "-o", drawn, svg, NULL});
    assert_same_picture(png, drawn);
}

static void test_pdf(Drawn *self, gconstpointer data) {
    if (!has("pdftocairo")) return;
    g_autofree char *png = write_as(self, "a.png"), *pdf = write_as(self, "a.pdf");
    g_autofree char *stem = file_in(self, "pdf"), *drawn = file_in(self, "pdf.png");
    run((const char *const[]){"pdftocairo", "-png", "-singlefile", "-r", "96", pdf, stem, NULL});
    assert_same_picture(png, drawn);
}

static void test_pdf_words(Drawn *self, gconstpointer data) {
    if (!has("pdftotext")) return;
    g_autofree char *pdf = write_as(self, "a.pdf"), *out = file_in(self, "a.txt"), *text = NULL;
    run((const char *const[]){"pdftotext", "-enc", "UTF-8", pdf, out, NULL});
    g_assert_true(g_file_get_contents(out, &text, NULL, NULL));
    static const char *const words[] = {"الميادين", "البوكمال", "السخنة",     "ليلاً",
                                        "حوادث",    "كم",       "Al-Mayadin", "Airstrike"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(text, words[i])) continue;
        g_test_message("not copied from the PDF: %s", words[i]);
        g_test_fail();
    }
    /* In the title, and bent along the river's course. */
    const char *river = strstr(text, "الفرات");
    g_assert_nonnull(river);
    g_assert_nonnull(strstr(river + 1, "الفرات"));
}

/* Who hears the PDF hears its title first, as a heading. */
static void test_pdf_is_tagged(Drawn *self, gconstpointer data) {
    if (!has("pdfinfo")) return;
    g_autofree char *pdf = write_as(self, "a.pdf"), *said = NULL;
    const char *const command[] = {"pdfinfo", "-struct-text", pdf, NULL};
    int status = 1;
    g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said,
                               NULL, &status, NULL));
    g_assert_cmpint(status, ==, 0);
    const char *document = strstr(said, "Document"), *heading = strstr(said, "H1");
    const char *figure = strstr(said, "Figure");
    g_assert_true(document && heading && figure);
    g_assert_true(document < heading && heading < figure);
}

#define ADD(name, test) g_test_add("/map/formats/" name, Drawn, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_setenv("KHARITA_DATA", ".", FALSE);
    ADD("svg-is-the-png", test_svg);
    ADD("pdf-is-the-png", test_pdf);
    ADD("arabic-is-copied-from-pdf", test_pdf_words);
    ADD("pdf-is-tagged", test_pdf_is_tagged);
    return g_test_run();
}
