/*
 * What holds of every text, however hostile: made of head nouns, cues, names, marks and digits in
 * any order, in title and body, it gives mentions that lie in one field on whole characters, in
 * order, with a place on the ground or none, and a reason. The seed is fixed, so that a failure
 * comes back.
 */
#include <math.h>

#include "place/place.h"
#include "sentences.h"

enum { N_TEXTS = 400, MAX_WORDS = 60 };

static const char *const MARKS[] = {".", "،", ":", "(", ")", "«",  "»", "\"",
                                    "#", "_", "-", "–", "/", "\n", "ـ", "*"};
static const char *const WORDS[] = {"دير الزور",
                                    "الميادين",
                                    "تدمر",
                                    "القريتين",
                                    "نهر الفرات",
                                    "البادية",
                                    "البادية السورية",
                                    "ريف حلب الشمالي",
                                    "دمشق",
                                    "تركيا",
                                    "حقل العمر",
                                    "اللواء 52",
                                    "المطار العسكري",
                                    "على بعد",
                                    "كم",
                                    "بين",
                                    "شرقي",
                                    "الشرقي",
                                    "من",
                                    "إلى",
                                    "في",
                                    "ميادين",
                                    "السخنة"};
static const char *const CLITICS[] = {"و", "ب", "ل", "ف", "وب", "لل", "كال", "ال"};
static const char *const CUTS[] = {"ـ ـ", ".", "ً", "\xE2\x80\x8F", "\xE2\x80\x8D", "٣", "A"};

#define PICK(rand, array) ((array)[g_rand_int_range((rand), 0, G_N_ELEMENTS(array))])

/* One form of a random row of a word table. */
static char *form_of(GRand *rand, const Gazetteer *gazetteer, TableId table) {
    guint32 row = (guint32)g_rand_int_range(rand, 0, (gint32)gazetteer_n_rows(gazetteer, table));
    g_auto(GStrv) forms = g_strsplit(gazetteer_cell(gazetteer, table, row, "form"), "|", -1);
    return g_strdup(forms[g_rand_int_range(rand, 0, (gint32)g_strv_length(forms))]);
}

static char *word_of(GRand *rand, const Gazetteer *gazetteer) {
    static const TableId TABLES[] = {TABLE_HEAD,   TABLE_CUE,       TABLE_COMMON,
                                     TABLE_NUMBER, TABLE_NOT_PLACE, TABLE_TRIGGER};
    double kind = g_rand_double(rand);
    if (kind < 0.35) return g_strdup(PICK(rand, WORDS));
    if (kind < 0.8) return form_of(rand, gazetteer, PICK(rand, TABLES));
    if (kind < 0.9) return g_strdup_printf("%d", g_rand_int_range(rand, 0, 100000));
    guint32 place = (guint32)g_rand_int_range(rand, 0, (gint32)gazetteer_n_places(gazetteer));
    return g_strdup(gazetteer_string(gazetteer, gazetteer_place(gazetteer, place)->name_ar));
}

/* Cuts a word at a random character. */
static void append_cut(GRand *rand, GString *out, const char *word) {
    glong at = g_rand_int_range(rand, 0, (gint32)g_utf8_strlen(word, -1) + 1);
    const char *p = g_utf8_offset_to_pointer(word, at);
    g_string_append_len(out, word, p - word);
    g_string_append(out, PICK(rand, CUTS));
    g_string_append(out, p);
}

static char *hostile_text(GRand *rand, const Gazetteer *gazetteer, int most) {
    GString *out = g_string_new(NULL);
    for (int n = g_rand_int_range(rand, 0, most); n > 0; n--) {
        g_autofree char *word = word_of(rand, gazetteer);
        if (g_rand_double(rand) < 0.2) g_string_append(out, PICK(rand, CLITICS));
        if (g_rand_double(rand) < 0.05)
            append_cut(rand, out, word);
        else
            g_string_append(out, word);
        if (g_rand_double(rand) < 0.8) g_string_append_c(out, ' ');
        if (g_rand_double(rand) < 0.25) g_string_append(out, PICK(rand, MARKS));
    }
    return g_string_free(out, FALSE);
}

static void check_mention(const Article *article, const PlaceMention *m) {
    const char *field = article_field(article, m->field);
    g_assert_cmpuint(m->body.len, >, 0);
    g_assert_cmpuint(m->body.start + m->body.len, <=, strlen(field));
    g_assert_true(g_utf8_validate(field + m->body.start, (gssize)m->body.len, NULL));
    g_assert_cmpuint(m->n_notes, >, 0);
    g_assert_true(m->confidence >= 0 && m->confidence <= 1);
    if (isnan(m->location.lon)) return;
    g_assert_true(fabs(m->location.lon) <= 180 && fabs(m->location.lat) <= 90);
    g_assert_cmpfloat(m->location.radius_m, >, 0);
}

static void check_text(const Gazetteer *gazetteer, const char *title, const char *body) {
    Article article = {.id = (char *)"hostile", .title = (char *)title, .body = (char *)body};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_autoptr(Toponyms) toponyms = toponyms_find(text, matches, gazetteer);
    g_autoptr(PlaceMentions) places = places_resolve(text, matches, toponyms, gazetteer);
    for (guint32 i = 0; i < places->n; i++) {
        const PlaceMention *m = &places->items[i];
        check_mention(&article, m);
        g_assert_true(m->within == NO_PLACE || m->within < places->n);
        if (i > 0 && places->items[i - 1].field == m->field)
            g_assert_cmpuint(places->items[i - 1].body.start, <=, m->body.start);
    }
}

static void mentions_of_hostile_texts_are_sound(void) {
    g_autoptr(Gazetteer) gazetteer = sentences_gazetteer();
    GRand *rand = g_rand_new_with_seed(20220115);
    for (int i = 0; i < N_TEXTS; i++) {
        g_autofree char *title = hostile_text(rand, gazetteer, 8);
        g_autofree char *body = hostile_text(rand, gazetteer, MAX_WORDS);
        check_text(gazetteer, title, body);
    }
    g_rand_free(rand);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/place/mentions-of-hostile-texts-are-sound",
                    mentions_of_hostile_texts_are_sound);
    return g_test_run();
}
