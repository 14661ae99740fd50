/*
 * Gold of `evaluate`: four files in one input, parted by lines "%%": the places, the mentions and
 * the incidents of an article, and JSON lines that hold their texts. The command ends as it should,
 * whatever gold says.
 */
#include "cmd/cmd.h"
#include "fuzz.h"

enum { N_PARTS = 4 };
static const char *const NAMES[N_PARTS] = {"places.json", "a.mentions.json", "a.incidents.json",
                                           "rows.jsonl"};
static const char ARTICLE[] =
    "قتل ثلاثة مدنيين بقصف مدفعي لقوات النظام على بلدة الشحيل بريف دير الزور يوم أمس.";

/* The folder of all runs, with the article that gold is about. */
static const char *folder(void) {
    static char *made = NULL;
    if (made) return made;
    made = g_strdup_printf("/dev/shm/kharita-gold-fuzz-%d", getpid());
    g_autofree char *article = g_build_filename(made, "a.txt", NULL);
    g_assert_cmpint(g_mkdir_with_parents(made, 0700), ==, 0);
    g_assert_true(g_file_set_contents(article, ARTICLE, -1, NULL));
    return made;
}

static void evaluate(const char *gold, const char *more, const char *format) {
    const char *argv[] = {"kharita", "--quiet", "--errors", "--output=/dev/null",
                          format,    gold,      more,       NULL};
    int status = cmd_evaluate(more ? 7 : 6, (char **)argv);
    g_assert_true(status == EXIT_WELL || status == EXIT_BAD_INPUT || status == EXIT_USAGE);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    if (memchr(data, '\0', size)) return 0;
    be_silent();
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) parts = g_strsplit(text, "%%\n", N_PARTS);
    g_autofree char *rows = g_build_filename(folder(), NAMES[N_PARTS - 1], NULL);
    gboolean has_rows = FALSE;
    for (guint i = 0, at = 0; i < N_PARTS; i++) {
        g_autofree char *path = g_build_filename(folder(), NAMES[i], NULL);
        gboolean is_there = parts[at] && *parts[at];
        if (is_there) g_assert_true(g_file_set_contents(path, parts[at], -1, NULL));
        if (!is_there) g_unlink(path);
        if (i == N_PARTS - 1) has_rows = is_there;
        if (parts[at]) at++;
    }
    evaluate(folder(), folder(), size % 2 ? "--format=json" : "--format=table");
    if (has_rows) evaluate(rows, NULL, "--format=table");
    return 0;
}
