/* gazetteer: what the phrase matcher finds in a text. The rules stand in
 * tests/cases/gazetteer/scan.tsv. */
#include "cases.h"
#include "gazetteer-tables.h"

static Gazetteer *gazetteer;

static const char *const TABLES_BY_ID[N_TABLES] = {
    "NAME",   "HEAD",     "CUE",         "COMMON",       "NOT_PLACE",  "TRIGGER",
    "ACTOR",  "TARGET",   "WEAPON",      "MODALITY",     "CONNECTIVE", "HARM",
    "NUMBER", "CALENDAR", "BOILERPLATE", "RELATION_NAME"};

static void describe_match(GString *out, const Match *match) {
    const char *what = match->table == TABLE_NAME
                           ? id_of(gazetteer, gazetteer_name(gazetteer, match->entry)->place)
                           : gazetteer_cell(gazetteer, match->table, match->entry,
                                            match->table == TABLE_ACTOR ? "id" : "form");
    g_string_append_printf(out, "%s%u+%u:%s:%s%s%s%s", out->len ? " " : "", match->first_token,
                           match->n_tokens, TABLES_BY_ID[match->table], what,
                           match->exact ? "=" : "", match->variant ? "~" : "",
                           match->article ? "^" : "");
    static const char *const CLITICS[] = {"و", "ب", "ك", "ل"};
    for (guint i = 0; i < G_N_ELEMENTS(CLITICS); i++)
        if (match->clitics >> i & 1) g_string_append(out, CLITICS[i]);
}

static void check_scan(const CaseFile *cases, guint line, char **cells) {
    g_autofree char *body = g_strcompress(cells[0]);
    Article article = {.id = (char *)"x", .body = body};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint32 i = 0; i < matches->n; i++) describe_match(found, &matches->items[i]);
    if (!g_str_equal(found->str, cells[1])) case_fail(cases, line, cells[1], found->str);
}

static void test_scan_finds_what_the_cases_say(void) {
    cases_run("gazetteer/scan.tsv", 2, check_scan);
}

static void test_scan_of_nothing_is_empty(void) {
    Article article = {.id = (char *)"x", .body = (char *)""};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_assert_cmpuint(matches->n, ==, 0);
    g_assert_cmpuint(matches_at(matches, 0), ==, 0);
}

static void test_matches_at_gives_the_first_from_a_token(void) {
    Article article = {.id = (char *)"x", .body = (char *)"هجوم في بقرص"};
    g_autoptr(Text) text = text_new(&article);
    g_autoptr(Matches) matches = gazetteer_scan(gazetteer, text);
    g_assert_cmpuint(matches->n, ==, 3);
    for (guint32 token = 0; token <= 3; token++)
        g_assert_cmpuint(matches_at(matches, token), ==, token);
}

static void test_cells_are_found_by_column(void) {
    g_assert_cmpstr(gazetteer_cell(gazetteer, TABLE_TRIGGER, 0, "type"), ==, "attack");
    g_assert_cmpstr(gazetteer_cell(gazetteer, TABLE_TRIGGER, 2, "type"), ==, "");
    g_assert_cmpuint(gazetteer_n_rows(gazetteer, TABLE_TRIGGER), ==, 4);
    g_assert_cmpuint(gazetteer_n_rows(gazetteer, TABLE_WEAPON), ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    gazetteer = open_tables();
    g_test_add_func("/gazetteer/scan/finds-what-the-cases-say", test_scan_finds_what_the_cases_say);
    g_test_add_func("/gazetteer/scan/of-nothing-is-empty", test_scan_of_nothing_is_empty);
    g_test_add_func("/gazetteer/scan/matches-at-gives-the-first-from-a-token",
                    test_matches_at_gives_the_first_from_a_token);
    g_test_add_func("/gazetteer/scan/cells-are-found-by-column", test_cells_are_found_by_column);
    int status = g_test_run();
    gazetteer_free(gazetteer);
    return status;
}
