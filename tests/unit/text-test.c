/* text: search form, stems, tokens, sentences, offsets. The spellings stand in tests/cases/text/.
 */
#include "text/text.h"

#include "cases.h"
#include "text/fold.h"

static void check_search_form(const CaseFile *cases, guint line, char **cells) {
    g_autofree char *form = search_form(cells[0]);
    if (!g_str_equal(form, cells[1])) case_fail(cases, line, cells[1], form);
}

static void test_search_form_folds_spellings(void) {
    cases_run("text/search-form.tsv", 2, check_search_form);
}

/* The tokenizer folds common letters by a table of its own. */
static void test_letters_fold_alike(void) {
    for (gunichar c = 0x0600; c <= 0x06FF; c++) {
        if (!fold_is_letter(c)) continue;
        g_autoptr(GString) sign = g_string_new(NULL), folded = g_string_new(NULL);
        fold_append(sign, c);
        if (fold_letter(c)) g_string_append_unichar(folded, fold_letter(c));
        g_assert_cmpstr(folded->str, ==, sign->str);
    }
}

/* "ميادين+ال+ب" for one reading of «بالميادين». */
static char *describe_stem(const char *norm, Stem stem) {
    GString *out = g_string_new(norm + stem.offset);
    if (stem.article) g_string_append(out, "+ال");
    if (stem.clitics & CLITIC_IN) g_string_append(out, "+ب");
    if (stem.clitics & CLITIC_LIKE) g_string_append(out, "+ك");
    if (stem.clitics & CLITIC_TO) g_string_append(out, "+ل");
    if (stem.clitics & CLITIC_AND) g_string_append(out, "+و");
    return g_string_free(out, FALSE);
}

static void check_stems(const CaseFile *cases, guint line, char **cells) {
    g_autofree char *norm = search_form(cells[0]);
    Stem stems[MAX_STEMS];
    guint n = text_stems(norm, strlen(norm), stems);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        g_autofree char *one = describe_stem(norm, stems[i]);
        g_string_append_printf(all, "%s%s", i ? " " : "", one);
    }
    if (!g_str_equal(all->str, cells[1])) case_fail(cases, line, cells[1], all->str);
}

static void test_stems_take_clitics_off(void) { cases_run("text/stems.tsv", 2, check_stems); }

static Text *read_body(Article *article, const char *body) {
    *article = (Article){.id = (char *)"x", .body = (char *)body};
    return text_new(article);
}

/* Tokens by their bytes, split by |, and sentences by //. */
static void check_tokens(const CaseFile *cases, guint line, char **cells) {
    Article article;
    g_autofree char *body = g_strcompress(cells[0]);
    g_autoptr(Text) text = read_body(&article, body);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint32 i = 0; i < text->n_tokens; i++) {
        g_autofree char *word = span_dup(body, text->tokens[i].body);
        if (i)
            g_string_append(all,
                            text->tokens[i].sentence != text->tokens[i - 1].sentence ? "//" : "|");
        g_string_append(all, word);
    }
    if (!g_str_equal(all->str, cells[1])) case_fail(cases, line, cells[1], all->str);
}

static void test_tokens_and_sentences(void) { cases_run("text/tokens.tsv", 2, check_tokens); }

static void test_offsets_count_code_points(void) {
    Article article;
    GString *body = g_string_new(NULL);
    for (guint i = 0; i < 400; i++) g_string_append(body, "قرية Z ");
    g_autoptr(Text) text = read_body(&article, body->str);
    g_assert_cmpuint(text->n_tokens, ==, 800);
    for (guint32 i = 0; i < text->n_tokens; i++) {
        guint32 expected =
            (guint32)g_utf8_pointer_to_offset(body->str, body->str + text->tokens[i].body.start);
        g_assert_cmpuint(text_code_points(text, FIELD_BODY, text->tokens[i].body.start), ==,
                         expected);
    }
    g_string_free(body, TRUE);
}

static void test_title_comes_before_body(void) {
    Article article = {
        .id = (char *)"x", .title = (char *)"عنوان", .body = (char *)"سطر أول\n\nسطر ثان"};
    g_autoptr(Text) text = text_new(&article);
    g_assert_cmpuint(text->n_sentences, ==, 3);
    g_assert_cmpint(text->sentences[0].field, ==, FIELD_TITLE);
    g_assert_cmpuint(text->sentences[2].paragraph, ==, 1);
    g_assert_cmpuint(text->sentences[2].first_token, ==, 3);
}

static void test_numbers_have_their_value(void) {
    static const struct {
        const char *body;
        double value;
    } CASES[] = {{"١٢", 12}, {"۴۸", 48}, {"1,500", 1500}, {"2.5", 2.5}, {"١٫٥", 1.5}};
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Article article;
        g_autoptr(Text) text = read_body(&article, CASES[i].body);
        g_assert_cmpuint(text->n_tokens, ==, 1);
        g_assert_cmpint(text->tokens[0].kind, ==, TOKEN_NUMBER);
        g_assert_cmpfloat(text->tokens[0].value, ==, CASES[i].value);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/search-form/folds-spellings", test_search_form_folds_spellings);
    g_test_add_func("/text/search-form/letters-fold-alike", test_letters_fold_alike);
    g_test_add_func("/text/stems/take-clitics-off", test_stems_take_clitics_off);
    g_test_add_func("/text/tokens/and-sentences", test_tokens_and_sentences);
    g_test_add_func("/text/offsets/count-code-points", test_offsets_count_code_points);
    g_test_add_func("/text/title/comes-before-body", test_title_comes_before_body);
    g_test_add_func("/text/numbers/have-their-value", test_numbers_have_their_value);
    return g_test_run();
}
