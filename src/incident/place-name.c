/*
 * What a record calls its place: the name of the gazetteer with the words of the relation, in both
 * languages. The patterns belong to the languages as the labels of the types do; {a} and {b} are
 * the anchors, {d} a distance in kilometres, {w} a direction.
 */
#include <math.h>

#include "incident/stages.h"

typedef struct {
    const char *ar, *en;
} Pattern;

static const Pattern ROAD_TO = {"طريق {a}", "Road to {a}"};
static const Pattern PATTERNS[N_METHODS] = {
    [METHOD_NEAR] = {"محيط {a}", "Near {a}"},
    [METHOD_OFFSET] = {"على بعد {d} كم {w} {a}", "{d} km {w} {a}"},
    [METHOD_BETWEEN] = {"بين {a} و{b}", "Between {a} and {b}"},
    [METHOD_ROAD] = {"طريق {a} - {b}", "{a}–{b} road"},
    [METHOD_COUNTRYSIDE] = {"ريف {a} {w}", "{w} countryside of {a}"},
    [METHOD_BADIA] = {"بادية {a} {w}", "{w} Badia of {a}"},
};

/* Directions by eighths of the circle: of an offset, and as an adjective of ريف and بادية. */
static const struct {
    const char *offset_ar, *offset_en, *adjective_ar, *adjective_en;
} DIRECTIONS[] = {{"شمال", "north of", "الشمالي", "Northern"},
                  {"شمال شرق", "northeast of", "الشمالي الشرقي", "Northeastern"},
                  {"شرق", "east of", "الشرقي", "Eastern"},
                  {"جنوب شرق", "southeast of", "الجنوبي الشرقي", "Southeastern"},
                  {"جنوب", "south of", "الجنوبي", "Southern"},
                  {"جنوب غرب", "southwest of", "الجنوبي الغربي", "Southwestern"},
                  {"غرب", "west of", "الغربي", "Western"},
                  {"شمال غرب", "northwest of", "الشمالي الغربي", "Northwestern"}};

/* ريف is masculine, بادية is feminine: the adjective takes ة, once a word. */
static char *direction(double bearing, LocationMethod method, bool is_arabic) {
    if (!isfinite(bearing)) {
        if (method == METHOD_OFFSET) return g_strdup(is_arabic ? "من" : "from");
        return g_strdup("");
    }
    guint at = (guint)((bearing + 22.5) / 45) % G_N_ELEMENTS(DIRECTIONS);
    if (method == METHOD_OFFSET)
        return g_strdup(is_arabic ? DIRECTIONS[at].offset_ar : DIRECTIONS[at].offset_en);
    if (!is_arabic) return g_strdup(DIRECTIONS[at].adjective_en);
    if (method != METHOD_BADIA) return g_strdup(DIRECTIONS[at].adjective_ar);
    g_auto(GStrv) words = g_strsplit(DIRECTIONS[at].adjective_ar, " ", -1);
    g_autofree char *joined = g_strjoinv("ة ", words);
    return g_strconcat(joined, "ة", NULL);
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

/* An English name keeps its first letter a capital where the direction before it is empty. */
static char *capitalised(char *name) {
    name[0] = g_ascii_toupper(name[0]);
    return name;
}

static char *built_name(const Reader *self, const Location *at, bool is_arabic) {
    const Pattern *pattern = &PATTERNS[at->method];
    const Anchor *anchor = &at->anchors[0];
    const char *a = name_of(self, anchor->place, is_arabic);
    const char *b = at->n_anchors > 1 ? name_of(self, at->anchors[1].place, is_arabic) : "";
    if (at->method == METHOD_ROAD && !*b) pattern = &ROAD_TO;
    g_autofree char *d = kilometres(anchor->distance_m);
    g_autofree char *w = direction(anchor->bearing, at->method, is_arabic);
    return capitalised(fill(is_arabic ? pattern->ar : pattern->en, a, b, d, w));
}

/* Does the gazetteer name the area itself (ريف دير الزور الشرقي), not only its anchor? */
static bool is_named_area(const Reader *self, const PlaceMention *mention) {
    if (mention->place == NO_PLACE) return false;
    PlaceKind kind = (PlaceKind)gazetteer_place(self->gazetteer, mention->place)->kind;
    return kind == PLACE_COUNTRYSIDE || kind == PLACE_DESERT || kind == PLACE_REGION ||
           kind == PLACE_ROAD || kind == PLACE_RIVER;
}

void place_names(const Reader *self, const PlaceMention *mention, char **ret_ar, char **ret_en) {
    const Location *at = &mention->location;
    if (at->n_anchors > 0 && PATTERNS[at->method].ar && !is_named_area(self, mention)) {
        *ret_ar = built_name(self, at, true);
        *ret_en = built_name(self, at, false);
        return;
    }
    const char *ar = name_of(self, mention->place, true);
    const char *en = name_of(self, mention->place, false);
    const char *field = article_field(self->text->article, mention->field);
    *ret_ar = *ar ? g_strdup(ar) : span_dup(field, mention->body);
    *ret_en = *en ? g_strdup(en) : g_strdup(*ret_ar);
}
