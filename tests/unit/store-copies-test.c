/* Copies of one text, and what only sounds alike. */
#include "store/copies.h"

static const char AGENCY[] =
    "قتل أربعة عناصر من قوات النظام وأصيب ستة آخرون، صباح اليوم الأحد، بهجوم شنه مسلحون "
    "يعتقد أنهم من تنظيم داعش على رتل عسكري في بادية السخنة شرقي حمص.\n"
    "وقال مصدر محلي إن المهاجمين استهدفوا الرتل بالأسلحة الرشاشة وقذائف آر بي جي قبل أن "
    "ينسحبوا إلى عمق البادية، وإن مروحيات حلقت في سماء المنطقة ساعات بعد الهجوم.\n"
    "ونقل الجرحى إلى مشفى تدمر الوطني، فيما وصلت تعزيزات إلى المدينة مساء.";

static GBytes *sketch_of(const char *body) {
    Article article = {.id = (char *)"a", .body = (char *)body};
    g_autoptr(Text) text = text_new(&article);
    return sketch_new(text);
}

static bool are_copies(const char *a, const char *b) {
    g_autoptr(GBytes) x = sketch_of(a);
    g_autoptr(GBytes) y = sketch_of(b);
    gsize n_x, n_y;
    const void *of_x = g_bytes_get_data(x, &n_x), *of_y = g_bytes_get_data(y, &n_y);
    Sketch one = sketch_read(of_x, n_x), other = sketch_read(of_y, n_y);
    bool forth = sketches_are_copies(&one, &other);
    g_assert_true(forth == sketches_are_copies(&other, &one));
    return forth;
}

static void test_the_same_text_is_a_copy(void) { g_assert_true(are_copies(AGENCY, AGENCY)); }

/* The search form folds what spelling leaves open. */
static void test_another_spelling_is_a_copy(void) {
    g_autoptr(GString) text = g_string_new(AGENCY);
    g_string_replace(text, "أ", "ا", 0);
    g_string_replace(text, "ة ", "ه ", 0);
    g_assert_true(are_copies(AGENCY, text->str));
}

static void test_a_byline_and_a_lead_leave_a_copy(void) {
    g_autofree char *text = g_strdup_printf(
        "دمشق - وكالات\nنشرت صفحات محلية صباح اليوم تفاصيل جديدة عن الحادثة.\n%s\nتحرير: القسم "
        "العربي",
        AGENCY);
    g_assert_true(are_copies(AGENCY, text));
}

static void test_a_cut_text_is_a_copy(void) {
    g_autofree char *text =
        g_strndup(AGENCY, (gsize)(strchr(strchr(AGENCY, '\n') + 1, '\n') - AGENCY));
    g_assert_true(are_copies(AGENCY, text));
}

static void test_another_hand_is_none(void) {
    g_assert_false(are_copies(
        AGENCY,
        "أفاد ناشطون بمقتل أربعة عناصر من قوات النظام في هجوم لتنظيم داعش استهدف رتلاً لهم يوم "
        "الأحد في بادية السخنة.\nوأضافوا أن ستة عناصر جرحوا، وأن المنطقة شهدت تحليقاً لطيران "
        "مروحي بعد ساعات، وأن قوات إضافية أرسلت من مدينة تدمر لتمشيط محيط الطريق."));
}

static void test_headlines_are_too_short(void) {
    g_assert_false(are_copies("هجوم على رتل في بادية السخنة شرقي حمص",
                              "هجوم على رتل في بادية السخنة شرقي حمص"));
}

static void test_a_post_again_is_a_copy(void) {
    static const char POST[] =
        "مجهولون يغتالون عنصراً من قسد اليوم في بلدة ذيبان بريف دير الزور الشرقي";
    g_autofree char *tagged = g_strconcat(POST, " #دير_الزور", NULL);
    g_assert_true(are_copies(POST, POST));
    g_assert_true(are_copies(POST, tagged));
    g_assert_false(are_copies(
        POST, "مجهولون يغتالون عنصراً من قسد اليوم في بلدة الشحيل بريف دير الزور الشرقي"));
}

static void test_groups_are_led_by_the_first(void) {
    g_autofree char *cut = g_strndup(AGENCY, 500);
    const char *end = NULL;
    if (!g_utf8_validate(cut, -1, &end)) cut[end - cut] = '\0';
    const char *const bodies[] = {"نص قصير", AGENCY, "نص آخر لا يشبهه في شيء", cut, AGENCY};
    GBytes *blobs[G_N_ELEMENTS(bodies)];
    Sketch sketches[G_N_ELEMENTS(bodies)];
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
        gsize len;
        blobs[i] = sketch_of(bodies[i]);
        const void *bytes = g_bytes_get_data(blobs[i], &len);
        sketches[i] = sketch_read(bytes, len);
    }
    g_autofree guint *first = sketches_group(sketches, G_N_ELEMENTS(bodies));
    static const guint expected[] = {0, 1, 2, 1, 1};
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_assert_cmpuint(first[i], ==, expected[i]);
        g_bytes_unref(blobs[i]);
    }
}

static void test_broken_bytes_are_an_empty_sketch(void) {
    static const guint32 numbers[SKETCH_MOST + 1] = {0};
    g_assert_cmpuint(sketch_read(NULL, 0).n, ==, 0);
    g_assert_cmpuint(sketch_read(numbers, 7).n, ==, 0);
    g_assert_cmpuint(sketch_read(numbers, sizeof numbers).n, ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/copies/the-same-text-is-a-copy", test_the_same_text_is_a_copy);
    g_test_add_func("/copies/another-spelling-is-a-copy", test_another_spelling_is_a_copy);
    g_test_add_func("/copies/a-byline-and-a-lead-leave-a-copy",
                    test_a_byline_and_a_lead_leave_a_copy);
    g_test_add_func("/copies/a-cut-text-is-a-copy", test_a_cut_text_is_a_copy);
    g_test_add_func("/copies/another-hand-is-none", test_another_hand_is_none);
    g_test_add_func("/copies/headlines-are-too-short", test_headlines_are_too_short);
    g_test_add_func("/copies/a-post-again-is-a-copy", test_a_post_again_is_a_copy);
    g_test_add_func("/copies/groups-are-led-by-the-first", test_groups_are_led_by_the_first);
    g_test_add_func("/copies/broken-bytes-are-an-empty-sketch",
                    test_broken_bytes_are_an_empty_sketch);
    return g_test_run();
}
