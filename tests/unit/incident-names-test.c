/* What a record calls a place that has no name of its own, and a record without a place. */
#include <math.h>

#include "pipeline.h"

static Gazetteer *gazetteer;

static Reading *read_text(const char *text) {
    Article *article = g_new0(Article, 1);
    article->id = g_strdup("names");
    article->body = g_strdup(text);
    article->published = g_strdup("2021-05-12");
    return reading_new(article, gazetteer);
}

static void test_relations_name_the_place(void) {
    static const struct {
        const char *text, *ar, *en;
    } cases[] = {
        {"هاجم تنظيم داعش رتلاً لقوات النظام في بادية الميادين.", "بادية الميادين",
         "Badia of Al-Mayadin"},
        {"قصفت قوات النظام محيط مدينة تدمر.", "محيط تدمر", "Near Palmyra"},
        {"انفجرت عبوة ناسفة في سوق الخضار بمدينة تدمر.", "سوق الخضار في تدمر", "Market in Palmyra"},
        {"انفجر لغم أرضي في ناحية الكسرة بريف دير الزور.", "ناحية الكسرة", "Al-Kasrah subdistrict"},
        {"عثر الأهالي على جثة رجل في نهر الفرات قرب بلدة الشحيل.", "نهر الفرات قرب الشحيل",
         "Euphrates near Al-Shuhayl"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = read_text(cases[i].text);
        g_assert_cmpuint(reading->incidents->len, ==, 1);
        const Incident *incident = reading->incidents->pdata[0];
        g_assert_cmpstr(incident->place_ar, ==, cases[i].ar);
        g_assert_cmpstr(incident->place_en, ==, cases[i].en);
    }
}

static void test_unplaced_record_has_words_but_no_point(void) {
    g_autoptr(Reading) reading = read_text("قصف الطيران الروسي مواقع لتنظيم داعش في سوريا.");
    g_assert_cmpuint(reading->incidents->len, ==, 1);
    const Incident *incident = reading->incidents->pdata[0];
    g_assert_cmpstr(incident->surface, ==, "سوريا");
    g_assert_null(incident->place);
    g_assert_true(isnan(incident->location.lon) && isnan(incident->location.lat));
    g_assert_cmpint(incident->geo_precision, ==, 0);
}

static void test_inherited_point_is_that_of_the_town(void) {
    g_autoptr(Reading) reading = read_text("انفجرت عبوة ناسفة في سوق الخضار بمدينة تدمر.");
    const Incident *incident = reading->incidents->pdata[0];
    g_assert_cmpint(incident->location.method, ==, METHOD_INHERITED);
    g_assert_cmpint(incident->geo_precision, ==, 2);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    const char *out = g_getenv("OUT");
    g_autofree char *path = g_build_filename(out ? out : "out", "gazetteer.bin", NULL);
    g_autoptr(GError) error = NULL;
    gazetteer = gazetteer_open(path, &error);
    g_assert_no_error(error);
    g_test_add_func("/incident/relations-name-the-place", test_relations_name_the_place);
    g_test_add_func("/incident/unplaced-record-has-words-but-no-point",
                    test_unplaced_record_has_words_but_no_point);
    g_test_add_func("/incident/inherited-point-is-that-of-the-town",
                    test_inherited_point_is_that_of_the_town);
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
