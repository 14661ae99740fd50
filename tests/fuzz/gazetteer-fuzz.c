/* A compiled gazetteer that somebody names: opened, and everything asked of it that a run asks. */
#include "fuzz.h"
#include "pipeline.h"

static void ask(const Gazetteer *gazetteer) {
    static const char BODY[] =
        "قصفت طائرات بلدة القورية بريف دير الزور الشرقي، على بعد 2 كم شرقي مدينة الميادين، بين "
        "الميادين والبوكمال، في بادية تدمر قرب الطريق الواصل بين تدمر والسخنة يوم 5 كانون الثاني.";
    Article *article = g_new0(Article, 1);
    article->id = g_strdup("fuzz");
    article->body = g_strdup(BODY);
    g_autoptr(Reading) reading = reading_new(article, gazetteer);
    g_autoptr(GArray) found = gazetteer_find(gazetteer, "Mayadin", 5);
    g_autoptr(GPtrArray) findings = gazetteer_check(gazetteer, CHECK_ALL);
    g_assert_true(reading && findings && found);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
    g_auto(MemoryFile) file = memory_file_open(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Gazetteer) gazetteer = gazetteer_open(file.path, &error);
    g_assert_true(!gazetteer == !!error);
    if (error) check_error(error);
    if (gazetteer) ask(gazetteer);
    return 0;
}
