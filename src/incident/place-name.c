/*
 * What a record calls its place: the name of the gazetteer with the words of the relation, in both
 * languages. The patterns and the words of direction stand in relation-names.tsv.
 */
#include <math.h>

#include "incident/stages.h"

static const struct {
    LocationMethod method;
    const char *relation;
} RELATIONS[] = {{METHOD_NEAR, "near"},       {METHOD_OFFSET, "offset"},
                 {METHOD_BETWEEN, "between"}, {METHOD_ROAD, "road"},
                 {METHOD_BADIA, "badia"},     {METHOD_COUNTRYSIDE, "countryside"}};

static const char *relation_of(LocationMethod method) {
    for (guint i = 0; i < G_N_ELEMENTS(RELATIONS); i++)
        if (RELATIONS[i].method == method) return RELATIONS[i].relation;
    return NULL;
}

/* relation -> its first row + 1 */
static void *rows_by_relation(const Gazetteer *gazetteer) {
    GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint32 row = gazetteer_n_rows(gazetteer, TABLE_RELATION_NAME); row-- > 0;)
        g_hash_table_insert(rows,
                            (char *)gazetteer_cell(gazetteer, TABLE_RELATION_NAME, row, "relation"),
                            GUINT_TO_POINTER(row + 1));
    return rows;
}

static void rows_free(void *data) { g_hash_table_unref(data); }

/* The words of a relation in a language; "" where the table has none. */
static const char *words_of(const Reader *self, const char *relation, bool is_arabic) {
    GHashTable *rows =
        gazetteer_kept(self->gazetteer, KEPT_RELATION_NAMES, rows_by_relation, rows_free);
    guint32 row = GPOINTER_TO_UINT(g_hash_table_lookup(rows, relation));
    if (row == 0) return "";
    return gazetteer_cell(self->gazetteer, TABLE_RELATION_NAME, row - 1, is_arabic ? "ar" : "en");
}

/* Directions are named by eighths of the circle. */
static const char *direction(const Reader *self, const char *relation, double bearing,
                             bool is_arabic) {
    int eighth = isfinite(bearing) ? (int)((bearing + 22.5) / 45) % 8 : -1;
    g_autofree char *key = eighth < 0 ? g_strconcat(relation, "-any", NULL)
                                      : g_strdup_printf("%s-%d", relation, eighth * 45);
    return words_of(self, key, is_arabic);
}

static char *kilometres(double metres) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isfinite(metres)) return g_strdup("");
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.3g", metres / 1000));
}

static const char *name_of(const Reader *self, guint32 place, bool is_arabic) {
    if (place == NO_PLACE) return "";
    const Place *at = gazetteer_place(self->gazetteer, place);
    return gazetteer_string(self->gazetteer, is_arabic ? at->name_ar : at->name_en);
}

/* Puts a value where its mark stands, and leaves single spaces. */
static char *fill(const char *pattern, const char *a, const char *b, const char *d, const char *w) {
    g_autoptr(GString) name = g_string_new(pattern);
    g_string_replace(name, "{a}", a, 0);
    g_string_replace(name, "{b}", b, 0);
    g_string_replace(name, "{d}", d, 0);
    g_string_replace(name, "{w}", w, 0);
    g_string_replace(name, "  ", " ", 0);
    return g_strdup(g_strstrip(name->str));
}

static bool is_settlement(const Reader *self, guint32 place) {
    return place != NO_PLACE &&
           kind_is_settlement((PlaceKind)gazetteer_place(self->gazetteer, place)->kind);
}

/* The name by a relation to the anchors, or NULL where there is none. */
static char *built_name(const Reader *self, const Location *at, bool is_arabic) {
    const char *relation = relation_of(at->method);
    /* «ناحية الكسرة»: the unit that bears the town's name. */
    if (at->method == METHOD_ADMIN && at->n_anchors == 1 &&
        is_settlement(self, at->anchors[0].place))
        relation = "unit";
    if (!relation || at->n_anchors == 0) return NULL;
    const Anchor *anchor = &at->anchors[0];
    /* «شرقي السخنة» is no ring, and what is near two governorates is their border. */
    if (at->method == METHOD_NEAR && at->n_anchors > 1)
        relation = "border";
    else if (at->method == METHOD_NEAR && isfinite(anchor->bearing))
        relation = "offset";
    const char *a = name_of(self, anchor->place, is_arabic);
    const char *b = at->n_anchors > 1 ? name_of(self, at->anchors[1].place, is_arabic) : "";
    bool is_one_end = at->method == METHOD_ROAD && !*b;
    bool is_side = at->method == METHOD_NEAR && strcmp(relation, "offset") == 0;
    const char *pattern = words_of(self,
                                   is_one_end ? "road-to"
                                   : is_side  ? "side"
                                              : relation,
                                   is_arabic);
    if (!*pattern) return NULL;
    g_autofree char *d = kilometres(anchor->distance_m);
    char *name = fill(pattern, a, b, d, direction(self, relation, anchor->bearing, is_arabic));
    name[0] = g_ascii_toupper(name[0]); /* English, where the direction before it is empty */
    return name;
}

/* Does the gazetteer name the area itself (ريف دير الزور الشرقي), not only its anchor? */
static bool is_named_area(const Reader *self, const PlaceMention *mention) {
    if (mention->place == NO_PLACE) return false;
    PlaceKind kind = (PlaceKind)gazetteer_place(self->gazetteer, mention->place)->kind;
    return kind == PLACE_COUNTRYSIDE || kind == PLACE_DESERT || kind == PLACE_REGION ||
           kind == PLACE_ROAD || kind == PLACE_RIVER;
}

static bool is_quarter(const Reader *self, guint32 place) {
    return place != NO_PLACE && gazetteer_place(self->gazetteer, place)->kind == PLACE_QUARTER;
}

/* "نهر الفرات قرب الشحيل": the river, and there alone. */
static bool is_reach(const Reader *self, const PlaceMention *mention) {
    return mention->location.method == METHOD_RIVER && mention->place != NO_PLACE &&
           gazetteer_place(self->gazetteer, mention->place)->kind == PLACE_RIVER;
}

/* The town in which the words put a site or a quarter, or by which a river is meant; NO_PLACE where
 * they name none: "سوق الخضار في معرة النعمان". */
static guint32 town_of(const Reader *self, const PlaceMention *mention) {
    enum { DEPTH = 4 };
    LocationMethod method = mention->location.method;
    if (method != METHOD_POI && method != METHOD_NEIGHBOURHOOD && method != METHOD_UNRESOLVED &&
        !is_reach(self, mention))
        return NO_PLACE;
    const PlaceMention *at = mention;
    for (guint depth = 0; depth < DEPTH && at->within != NO_PLACE; depth++) {
        at = &self->places->items[at->within];
        bool is_part = method == METHOD_POI && is_quarter(self, at->place);
        if ((is_part || is_settlement(self, at->place)) && at->place != mention->place)
            return at->place;
    }
    return NO_PLACE;
}

/* The name with that of its town, unless it holds it already. Takes `name`. */
static char *with_town(const Reader *self, char *name, guint32 town, const char *relation,
                       bool is_arabic) {
    const char *of = name_of(self, town, is_arabic);
    const char *pattern = words_of(self, relation, is_arabic);
    if (!*of || !*pattern || strstr(name, of)) return name;
    char *whole = fill(pattern, name, of, "", "");
    g_free(name);
    return whole;
}

/* The English word for a head noun of heads.tsv: "checkpoint"; else that of its likeliest kind. */
static char *english_of_head(const Reader *self, guint32 row) {
    const Gazetteer *g = self->gazetteer;
    g_auto(GStrv) forms = g_strsplit(gazetteer_cell(g, TABLE_HEAD, row, "form"), "|", 2);
    for (guint32 i = 0; i < gazetteer_n_rows(g, TABLE_ENGLISH_HEAD); i++) {
        const char *cell = gazetteer_cell(g, TABLE_ENGLISH_HEAD, i, "arabic");
        g_auto(GStrv) heads = g_strsplit(cell, "|", -1);
        if (g_strv_contains((const char *const *)heads, forms[0]))
            return g_strdup(gazetteer_cell(g, TABLE_ENGLISH_HEAD, i, "form"));
    }
    const char *kinds = gazetteer_cell(g, TABLE_HEAD, row, "kinds");
    return g_strndup(kinds, strcspn(kinds, "|"));
}

/* «مدرسة الضياف», which no table knows, is "School" in English: no name is made up. NULL where the
 * words hold no head noun. */
static char *english_sort(const Reader *self, const PlaceMention *mention) {
    guint32 end = mention->first_token + mention->n_tokens;
    for (guint32 i = matches_at(self->matches, mention->first_token); i < self->matches->n; i++) {
        const Match *match = &self->matches->items[i];
        if (match->first_token >= end) break;
        if (match->table != TABLE_HEAD || !mark_is(self, match, "role", "kind")) continue;
        char *word = english_of_head(self, match->entry);
        word[0] = g_ascii_toupper(word[0]);
        return word;
    }
    return NULL;
}

void place_names(const Reader *self, const PlaceMention *mention, char **ret_ar, char **ret_en) {
    const Location *at = &mention->location;
    bool is_own = is_named_area(self, mention);
    *ret_ar = is_own ? NULL : built_name(self, at, true);
    *ret_en = is_own ? NULL : built_name(self, at, false);
    const char *field = article_field(self->text->article, mention->field);
    const char *ar = name_of(self, mention->place, true);
    const char *en = name_of(self, mention->place, false);
    if (!*ret_ar) *ret_ar = *ar ? g_strdup(ar) : span_dup(field, mention->body);
    if (!*ret_en && mention->place == NO_PLACE) *ret_en = english_sort(self, mention);
    if (!*ret_en) *ret_en = *en ? g_strdup(en) : g_strdup(*ret_ar);
    guint32 town = town_of(self, mention);
    const char *relation = is_reach(self, mention) ? "beside" : "inside";
    *ret_ar = with_town(self, *ret_ar, town, relation, true);
    *ret_en = with_town(self, *ret_en, town, relation, false);
}
