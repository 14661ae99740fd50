/* Which words of the tables stand where: the longest form that begins first wins, a kind of word
 * at a time. */
#include "incident/stages.h"

typedef struct {
    TableId table;
    const char *column, *value; /* rows whose cell is `value`; NULL: every row */
    MarkKind kind;
} MarkRule;

/* The first rule that fits a row says what it marks; a rule without a value takes the rest. */
static const MarkRule RULES[] = {
    {TABLE_TRIGGER, "strength", "light", MARK_LIGHT},
    {TABLE_TRIGGER, NULL, NULL, MARK_TRIGGER},
    {TABLE_ACTOR, NULL, NULL, MARK_ACTOR},
    {TABLE_TARGET, NULL, NULL, MARK_TARGET},
    {TABLE_WEAPON, NULL, NULL, MARK_WEAPON},
    {TABLE_MODALITY, "modality", "block", MARK_BLOCK},
    {TABLE_MODALITY, "modality", "figurative", MARK_BLOCK},
    {TABLE_MODALITY, "modality", "source", MARK_SOURCE},
    {TABLE_MODALITY, NULL, NULL, MARK_MODALITY},
    {TABLE_CONNECTIVE, "effect", "with", MARK_WITH},
    {TABLE_CONNECTIVE, "effect", "onto", MARK_ONTO},
    {TABLE_CONNECTIVE, "effect", "agent", MARK_AGENT},
    {TABLE_CONNECTIVE, "effect", "masculine", MARK_MASCULINE},
    {TABLE_CONNECTIVE, "effect", "part", MARK_PART},
    {TABLE_CONNECTIVE, "effect", "treatment", MARK_TREATMENT},
    {TABLE_CONNECTIVE, "effect", "leading", MARK_LEADING},
    {TABLE_CONNECTIVE, "effect", "stationed", MARK_STATIONED},
    {TABLE_CONNECTIVE, "effect", "people", MARK_PEOPLE},
    {TABLE_CONNECTIVE, "effect", "anyone", MARK_ANYONE},
    {TABLE_CONNECTIVE, "effect", "martyr", MARK_MARTYR},
    {TABLE_CONNECTIVE, "effect", "latter", MARK_LATTER},
    {TABLE_CONNECTIVE, "effect", "each", MARK_EACH},
    {TABLE_CONNECTIVE, "effect", "again", MARK_AGAIN},
    {TABLE_CONNECTIVE, "effect", "front", MARK_FRONT},
    {TABLE_CONNECTIVE, "effect", "case", MARK_CASE},
    {TABLE_CONNECTIVE, "effect", "approach", MARK_APPROACH},
    {TABLE_CONNECTIVE, "effect", "entered", MARK_ENTERED},
    {TABLE_CONNECTIVE, NULL, NULL, MARK_JOINT},
    {TABLE_HARM, "harm", "person", MARK_PERSON},
    {TABLE_HARM, "harm", "other", MARK_PERSON},
    {TABLE_HARM, NULL, NULL, MARK_HARM},
    {TABLE_NUMBER, "kind", "bound", MARK_BOUND},
    {TABLE_NUMBER, NULL, NULL, MARK_NUMBER},
    {TABLE_CALENDAR, NULL, NULL, MARK_CALENDAR},
    {TABLE_CUE, "cue", "agent", MARK_AGENT},
    {TABLE_CUE, "cue", "patient", MARK_PATIENT},
    {TABLE_CUE, "cue", "owner", MARK_OWNER},
    {TABLE_CUE, "cue", "backer", MARK_BACKER},
    {TABLE_CUE, "cue", "ally", MARK_ALLY},
    {TABLE_CUE, "cue", "part", MARK_PART},
    {TABLE_CUE, "cue", "cause", MARK_CAUSE},
    {TABLE_CUE, "cue", "effect", MARK_EFFECT},
    {TABLE_CUE, "cue", "between", MARK_BETWEEN},
    {TABLE_CUE, "cue", "treatment", MARK_TREATMENT},
    {TABLE_CUE, "cue", "anaphora", MARK_ANAPHORA},
    {TABLE_CUE, "value", "weak", MARK_FROM},
    {TABLE_CUE, "cue", "destination", MARK_TO},
    {TABLE_CUE, "value", "control", MARK_HOLDER},
    {TABLE_CUE, "value", "partly", MARK_PARTLY},
};

static int kind_of_row(const Gazetteer *gazetteer, TableId table, guint32 row) {
    for (guint i = 0; i < G_N_ELEMENTS(RULES); i++) {
        if (RULES[i].table != table) continue;
        if (!RULES[i].value) return RULES[i].kind;
        if (!strcmp(gazetteer_cell(gazetteer, table, row, RULES[i].column), RULES[i].value))
            return RULES[i].kind;
    }
    return NO_MARK;
}

/* When the names of a row of actors mean him, and by which words. */
typedef struct {
    guint32 from, until; /* Julian days, 0 when open */
    bool is_dated, is_holder, is_nisba, needs_article;
    bool is_of_holders, is_of_rival; /* some row of its side is a holder, a rival among them */
} ActorRow;

/* What each row of the tables marks. Owns its arrays; a table without rules has none. */
typedef struct {
    gint8 *of[N_TABLES];
    ActorRow *actors;
} MarkKinds;

/* Which sides the names of holders may mean. */
static void read_holders(const Gazetteer *gazetteer, ActorRow *rows, guint32 n) {
    g_autoptr(GHashTable) holders = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) rivals = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint32 i = 0; i < n; i++) {
        bool is_rival = strstr(gazetteer_cell(gazetteer, TABLE_ACTOR, i, "kind"), "rival") != NULL;
        char *side = (char *)gazetteer_cell(gazetteer, TABLE_ACTOR, i, "side");
        if (rows[i].is_holder) g_hash_table_add(is_rival ? rivals : holders, side);
    }
    for (guint32 i = 0; i < n; i++) {
        const char *side = gazetteer_cell(gazetteer, TABLE_ACTOR, i, "side");
        rows[i].is_of_holders = g_hash_table_contains(holders, side);
        rows[i].is_of_rival = g_hash_table_contains(rivals, side);
    }
}

static ActorRow *actor_rows_read(const Gazetteer *gazetteer) {
    guint32 n = gazetteer_n_rows(gazetteer, TABLE_ACTOR);
    ActorRow *rows = g_new(ActorRow, MAX(n, 1));
    for (guint32 i = 0; i < n; i++) {
        const char *kind = gazetteer_cell(gazetteer, TABLE_ACTOR, i, "kind");
        rows[i] =
            (ActorRow){.from = julian_of_iso(gazetteer_cell(gazetteer, TABLE_ACTOR, i, "from")),
                       .until = julian_of_iso(gazetteer_cell(gazetteer, TABLE_ACTOR, i, "until")),
                       .is_dated = strstr(kind, "dated") != NULL,
                       .is_holder = strstr(kind, "holder") != NULL,
                       .is_nisba = strstr(kind, "nisba") != NULL,
                       .needs_article = strstr(kind, "article") != NULL};
    }
    read_holders(gazetteer, rows, n);
    return rows;
}

static void *mark_kinds_read(const Gazetteer *gazetteer) {
    MarkKinds *self = g_new0(MarkKinds, 1);
    self->actors = actor_rows_read(gazetteer);
    for (guint i = 0; i < G_N_ELEMENTS(RULES); i++) {
        TableId table = RULES[i].table;
        guint32 n = gazetteer_n_rows(gazetteer, table);
        if (self->of[table]) continue;
        self->of[table] = g_new(gint8, MAX(n, 1));
        for (guint32 row = 0; row < n; row++)
            self->of[table][row] = (gint8)kind_of_row(gazetteer, table, row);
    }
    return self;
}

static void mark_kinds_free(void *data) {
    MarkKinds *self = data;
    for (guint table = 0; table < N_TABLES; table++) g_free(self->of[table]);
    g_free(self->actors);
    g_free(self);
}

static const MarkKinds *mark_kinds(const Gazetteer *gazetteer) {
    return gazetteer_kept(gazetteer, KEPT_MARK_KINDS, mark_kinds_read, mark_kinds_free);
}

static const ActorRow *actor_row(const Reader *self, const Match *match) {
    return &mark_kinds(self->gazetteer)->actors[match->entry];
}
G_STATIC_ASSERT(N_MARKS <= 64); /* bits of kinds_at */

/* Does the name stand behind words of saying (قال مصدر في وزارة الدفاع)? Those who tell may be of
 * any day. */
static bool is_teller(const Reader *self, guint32 token) {
    enum { REACH = 2, LONGEST = 4 };
    guint32 from = token > REACH + LONGEST ? token - REACH - LONGEST : 0;
    for (guint32 i = matches_at(self->matches, from); i < self->matches->n; i++) {
        const Match *match = &self->matches->items[i];
        if (match->first_token >= token) return false;
        if (match->table == TABLE_MODALITY && mark_end(match) + REACH > token &&
            mark_is(self, match, "modality", "source"))
            return true;
    }
    return false;
}

/* An undated article that names one who came up on some day (الأمن العام, فلول النظام) is later:
 * the last such day among names that mean nobody else, or 0. */
static guint32 epoch_of(const Reader *self) {
    const Matches *matches = self->matches;
    guint32 epoch = 0, covered = 0; /* what stands inside a longer name is none */
    for (guint32 i = 0; i < matches->n;) {
        const Match *first = &matches->items[i];
        guint32 earliest = G_MAXUINT32, end = covered;
        bool is_actor = false;
        for (; i < matches->n && matches->items[i].first_token == first->first_token; i++) {
            const Match *match = &matches->items[i];
            if (match->table != TABLE_ACTOR || match->n_tokens < 2) continue;
            earliest = MIN(earliest, actor_row(self, match)->from);
            is_actor = first->first_token >= covered && !is_teller(self, first->first_token);
            end = MAX(end, mark_end(match));
        }
        covered = end;
        if (is_actor) epoch = MAX(epoch, earliest);
    }
    return epoch;
}

/* Does a row whose time is not over bear the same name? */
static bool has_earlier_bearer(const Reader *self, const Match *match) {
    const Matches *matches = self->matches;
    for (guint32 i = matches_at(matches, match->first_token); i < matches->n; i++) {
        const Match *other = &matches->items[i];
        if (other->first_token != match->first_token) break;
        if (other->table != TABLE_ACTOR || other->n_tokens != match->n_tokens) continue;
        if (actor_row(self, other)->until > self->epoch) return true;
    }
    return false;
}

/* Do the actor's names mean him on the day of the article? Undated articles take the first row,
 * but for those that mean him only by their date, or no longer when the article was written. */
static bool is_current(const Reader *self, const Match *match) {
    const ActorRow *row = actor_row(self, match);
    if (!self->published)
        return !row->is_dated && (!row->until || self->epoch < row->until) &&
               (row->from <= self->epoch || !has_earlier_bearer(self, match));
    return (!row->from || self->published >= row->from) &&
           (!row->until || self->published < row->until);
}

/* Whose the area is that the article speaks of: does it name the rival (the SDF) more often than
 * the other holders of areas, who rule in Damascus? */
static bool names_rival_most(const Reader *self) {
    guint n_rival = 0, n_others = 0;
    for (guint32 i = 0; i < self->matches->n; i++) {
        const Match *match = &self->matches->items[i];
        if (match->table != TABLE_ACTOR) continue;
        const ActorRow *row = actor_row(self, match);
        if (row->is_holder || !is_current(self, match)) continue;
        n_rival += row->is_of_rival;
        n_others += row->is_of_holders;
    }
    return n_rival > n_others;
}

/* "ضابط روسي", "قصف تركي": an adjective of a state means its forces behind a man, a thing, a weapon
 * or a deed. The marks before it are made already. */
static bool has_thing_before(const Reader *self, guint32 token) {
    static const MarkKind things[] = {MARK_TARGET, MARK_WEAPON, MARK_PERSON, MARK_TRIGGER};
    if (token == 0) return false;
    const Match *cue = mark_at(self, MARK_MODALITY, token - 1); /* يعتقد أنها أمريكية */
    if (cue && !strcmp(mark_cell(self, cue, "modality"), "suspected")) return true;
    for (guint i = 0; i < G_N_ELEMENTS(things); i++) {
        const Match *thing = mark_at(self, things[i], token - 1);
        if (thing && mark_end(thing) == token && !is_verb(self, thing)) return true;
    }
    /* إن الطائرة المغيرة روسية */
    return token > 1 && mark_at(self, MARK_WEAPON, token - 2) &&
           text_has_article(self->text, token - 1);
}

/* "بين قسد وقوى الأمن الداخلي": of two that fight each other the second, whose name forces of both
 * sides bear, is not of the side of the first. */
static bool faces_rival(const Reader *self, const Match *match) {
    enum { NEAR = 2 };
    const GArray *names = self->marks[MARK_ACTOR];
    if (names->len == 0 || !(match->clitics & CLITIC_AND)) return false;
    const Match *last = &g_array_index(names, Match, names->len - 1);
    return match->first_token - mark_end(last) <= NEAR && actor_row(self, last)->is_of_rival &&
           last->first_token > 0 && mark_at(self, MARK_BETWEEN, last->first_token - 1);
}

/* "مدفعية الجيش التركي": whose last word begins the longer name of another side is cut short. */
static bool is_cut_short(const Reader *self, const Match *match) {
    if (match->n_tokens < 2) return false;
    guint32 last = mark_end(match) - 1;
    for (guint32 i = matches_at(self->matches, last); i < self->matches->n; i++) {
        const Match *other = &self->matches->items[i];
        if (other->first_token != last) break;
        if (other->table == TABLE_ACTOR && other->n_tokens > 1 && is_current(self, other) &&
            !mark_is(self, other, "side", mark_cell(self, match, "side")))
            return true;
    }
    return false;
}

/* A weekday or night of one word is one only with its article: أحد is also "one", and ليلة الثلاثاء
 * is no night but that of the weekday. */
static bool is_usable(const Reader *self, const Match *match) {
    /* كما أسفر is كما, no ما أسفر with ك. */
    if ((match->table == TABLE_CONNECTIVE || match->table == TABLE_CUE) && match->n_tokens > 1 &&
        (match->clitics & CLITIC_LIKE))
        return false;
    if (match->table == TABLE_ACTOR) {
        const ActorRow *row = actor_row(self, match);
        if (row->is_nisba && !has_thing_before(self, match->first_token)) return false;
        bool needs_article = row->needs_article && match->n_tokens == 1;
        if (needs_article && !match->article && !match->exact) return false; /* نصرة لغزة */
        bool means_rival = self->names_rival && !faces_rival(self, match);
        if (row->is_holder && row->is_of_rival != means_rival) return false;
        return is_current(self, match) && !is_cut_short(self, match);
    }
    /* "في أثناء مرور" is not "في الأثناء", nor what opens a story the word without its article. */
    if (match->table == TABLE_CONNECTIVE && !match->exact)
        return match->n_tokens == 1 && !mark_is(self, match, "effect", "reset");
    /* A verb has no article to lose: لقي is not ألقى. */
    if (match->table == TABLE_TRIGGER && !match->exact && !match->article &&
        !strcmp(gazetteer_cell(self->gazetteer, TABLE_TRIGGER, match->entry, "strength"), "light"))
        return false;
    /* التبني is a town, تبنى a verb: a name with its article is no verb of a cue. */
    if (match->table == TABLE_MODALITY && match->n_tokens == 1 && match->article && !match->exact)
        return self->place_at[match->first_token] == NO_MARK;
    if (match->table == TABLE_CALENDAR) {
        const char *kind = gazetteer_cell(self->gazetteer, TABLE_CALENDAR, match->entry, "kind");
        const char *value = gazetteer_cell(self->gazetteer, TABLE_CALENDAR, match->entry, "value");
        bool is_today = !strcmp(kind, "day") && !strcmp(value, "0"); /* فجر اليوم, not فجر يوم */
        if (is_today) return match->exact;
        return match->article || match->n_tokens > 1 ||
               (strcmp(kind, "weekday") && strcmp(kind, "night"));
    }
    return true;
}

/* One for each token. */
static gint32 *no_marks(guint32 n_tokens) {
    gsize bytes = MAX(1u, n_tokens) * sizeof(gint32);
    gint32 *marks = g_malloc(bytes);
    memset(marks, 0xFF, bytes);
    return marks;
}

static void add_mark(Reader *self, MarkKind kind, const Match *match) {
    enum { FIRST_ROOM = 16 };
    if (self->marks[kind] == self->no_marks)
        self->marks[kind] = g_array_sized_new(FALSE, FALSE, sizeof(Match), FIRST_ROOM);
    GArray *marks = self->marks[kind];
    const Match *last = marks->len ? &g_array_index(marks, Match, marks->len - 1) : NULL;
    if (last && match->first_token < last->first_token + last->n_tokens) return;
    for (guint32 i = 0; i < match->n_tokens; i++)
        self->kinds_at[match->first_token + i] |= G_GUINT64_CONSTANT(1) << kind;
    g_array_append_val(marks, *match);
}

static void mark_places(Reader *self) {
    for (guint32 i = 0; i < self->places->n; i++) {
        const PlaceMention *mention = &self->places->items[i];
        for (guint32 t = 0; t < mention->n_tokens; t++)
            self->place_at[mention->first_token + t] = (gint32)i;
    }
}

/* How many bits are set: one or two, as a rule. */
static inline guint32 few_bits(guint64 bits) {
    guint32 n = 0;
    for (; bits; bits &= bits - 1) n++;
    return n;
}

/* Notes which mark of each kind covers each token, once all stand. */
static void note_covers(Reader *self) {
    guint32 n = 0, n_tokens = self->text->n_tokens;
    self->covers_from = g_new(guint32, MAX(1u, n_tokens));
    for (guint32 t = 0; t < n_tokens; t++) {
        self->covers_from[t] = n;
        n += few_bits(self->kinds_at[t]);
    }
    self->covers = g_new(guint32, MAX(1u, n));
    for (guint kind = 0; kind < N_MARKS; kind++) {
        const GArray *marks = self->marks[kind];
        guint64 before = (G_GUINT64_CONSTANT(1) << kind) - 1;
        for (guint i = 0; i < marks->len; i++) {
            const Match *mark = &g_array_index(marks, Match, i);
            for (guint32 t = mark->first_token; t < mark_end(mark); t++)
                self->covers[self->covers_from[t] + few_bits(self->kinds_at[t] & before)] = i;
        }
    }
}

static void note_far_cues(Reader *self) {
    const GArray *cues = self->marks[MARK_MODALITY];
    self->far_cues = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < cues->len; i++) {
        const Match *cue = &g_array_index(cues, Match, i);
        if (mark_is(self, cue, "scope", "rest") || mark_is(self, cue, "scope", "paragraph"))
            g_array_append_val(self->far_cues, i);
    }
}

void reader_init(Reader *self, const Text *text, const Matches *matches,
                 const PlaceMentions *places, const Gazetteer *gazetteer) {
    *self = (Reader){.text = text,
                     .matches = matches,
                     .places = places,
                     .gazetteer = gazetteer,
                     .actors = actors_of(gazetteer)};
    self->published = julian_of_iso(text->article->published);
    self->epoch = self->published ? self->published : epoch_of(self);
    self->names_rival = names_rival_most(self);
    self->no_marks = g_array_new(FALSE, FALSE, sizeof(Match));
    for (guint k = 0; k < N_MARKS; k++) self->marks[k] = self->no_marks;
    self->kinds_at = g_new0(guint64, MAX(1u, text->n_tokens));
    self->place_at = no_marks(text->n_tokens);
    mark_places(self);
    const MarkKinds *kinds = mark_kinds(gazetteer);
    for (guint32 i = 0; i < matches->n; i++) {
        const gint8 *rows = kinds->of[matches->items[i].table];
        int kind = rows ? rows[matches->items[i].entry] : NO_MARK;
        if (kind != NO_MARK && is_usable(self, &matches->items[i]))
            add_mark(self, (MarkKind)kind, &matches->items[i]);
    }
    note_covers(self);
    note_far_cues(self);
    self->today = today_of(self);
    self->is_sport = is_of_sport(self);
    self->is_of_mishaps = is_of_mishaps(self);
}

void reader_clear(Reader *self) {
    for (guint k = 0; k < N_MARKS; k++)
        if (self->marks[k] != self->no_marks) g_array_unref(self->marks[k]);
    g_array_unref(self->no_marks);
    g_array_unref(self->far_cues);
    g_free(self->kinds_at);
    g_free(self->covers_from);
    g_free(self->covers);
    g_free(self->place_at);
}

guint mark_index(const Reader *self, MarkKind kind, guint32 first) {
    const GArray *marks = self->marks[kind];
    guint low = 0, high = marks->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(marks, Match, middle).first_token < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Of a token that a mark of the kind covers. */
static guint covering(const Reader *self, MarkKind kind, guint32 token) {
    if (!self->covers) return mark_index(self, kind, token + 1) - 1;
    guint64 before = self->kinds_at[token] & ((G_GUINT64_CONSTANT(1) << kind) - 1);
    return self->covers[self->covers_from[token] + few_bits(before)];
}

gint32 mark_number(const Reader *self, MarkKind kind, guint32 token) {
    return is_marked(self, kind, token) ? (gint32)covering(self, kind, token) : NO_MARK;
}

/* The number of the first mark of a kind that begins in [first, end), or G_MAXUINT. Few tokens are
 * looked through, of many the marks are. */
static guint first_mark(const Reader *self, MarkKind kind, guint32 first, guint32 end) {
    enum { FEW = 64 };
    const GArray *marks = self->marks[kind];
    if (first + FEW < end) {
        guint at = mark_index(self, kind, first);
        return at < marks->len && g_array_index(marks, Match, at).first_token < end ? at
                                                                                    : G_MAXUINT;
    }
    for (guint32 t = first; t < MIN(end, self->text->n_tokens); t++) {
        if (!is_marked(self, kind, t)) continue;
        guint at = covering(self, kind, t);
        if (g_array_index(marks, Match, at).first_token >= first) return at;
    }
    return G_MAXUINT;
}

const Match *mark_next(const Reader *self, MarkKind kind, guint32 first, guint32 end,
                       guint *cursor) {
    const GArray *marks = self->marks[kind];
    guint at = marks->len == 0 ? G_MAXUINT : *cursor ? *cursor : first_mark(self, kind, first, end);
    if (at >= marks->len) return NULL;
    const Match *mark = &g_array_index(marks, Match, at);
    if (mark->first_token >= end) return NULL;
    *cursor = at + 1;
    return mark;
}

const Match *mark_with(const Reader *self, MarkKind kind, guint32 first, guint32 end,
                       const char *column, const char *value) {
    const Match *mark;
    for (guint cursor = 0; (mark = mark_next(self, kind, first, end, &cursor));)
        if (mark_is(self, mark, column, value)) return mark;
    return NULL;
}

bool is_later_behind(const Reader *self, const Match *joint) {
    return mark_is(self, joint, "effect", "before") || mark_is(self, joint, "effect", "forced");
}

guint32 room_before(const Reader *self, guint32 token, guint32 most) {
    const Sentence *at = &self->text->sentences[self->text->tokens[token].sentence];
    return MIN(most, token - at->first_token);
}

bool is_preposition(const Reader *self, guint32 token) {
    enum { BYTES = 4 }; /* of two letters in UTF-8 */
    const Token *word = &self->text->tokens[token];
    return word->kind == TOKEN_WORD && word->norm_len <= BYTES;
}

bool is_verb_of_many(const Reader *self, guint32 verb) {
    return g_str_has_suffix(text_norm(self->text, verb), "وا");
}

/* "قصف استهدف X", "قصف بالصواريخ طال X": what a verb follows is the noun that is spelt like one. */
static bool has_verb_behind(const Reader *self, const Match *mark) {
    guint32 next = mark_end(mark);
    const Match *weapon = mark_at(self, MARK_WEAPON, next);
    if (mark->n_tokens == 1 && weapon && weapon->first_token == next &&
        (weapon->clitics & CLITIC_IN))
        next = mark_end(weapon);
    const Match *verb = mark_at(self, MARK_TRIGGER, next);
    return mark->n_tokens == 1 && verb && verb->first_token == next && !has_and(self, next) &&
           !verb->article && mark_is(self, verb, "class", "verb") &&
           mark_is(self, verb, "strength", "sure") && !mark_at(self, MARK_HARM, next);
}

bool is_verb(const Reader *self, const Match *mark) {
    guint32 first = mark->first_token;
    bool is_governed = first > 0 && (mark_at(self, MARK_ONTO, first - 1) ||
                                     mark_at(self, MARK_CASE, first - 1) || /* حالات قصف */
                                     mark_at(self, MARK_FROM, first - 1) || /* على قتل، من قتل */
                                     mark_at(self, MARK_CAUSE, first - 1)); /* جراء قصف */
    return mark->table == TABLE_TRIGGER && mark_is(self, mark, "class", "verb") && !is_governed &&
           !has_verb_behind(self, mark) && !mark->article &&
           !(mark->clitics & (CLITIC_IN | CLITIC_TO));
}

/* و"الجبهة الشامية", "A و B": the conjunction stands apart. */
static bool stands_behind_and(const Reader *self, guint32 token) {
    enum { AND_ALONE = 2 };
    const Token *tokens = self->text->tokens;
    guint32 room = room_before(self, token, 2), back = 1;
    if (room == 2 && tokens[token - 1].kind == TOKEN_PUNCT &&
        text_is_quote(tokens[token - 1].punct))
        back = 2;
    return room >= back && tokens[token - back].kind == TOKEN_WORD &&
           tokens[token - back].norm_len == AND_ALONE &&
           !strcmp(text_norm(self->text, token - back), "و");
}

/* The words of the tables know whether و is theirs (وسط) or a conjunction (وفي); of other words a
 * long one is taken to have the conjunction. */
bool has_and(const Reader *self, guint32 token) {
    enum { LONG = 8 };
    if (token < self->text->n_tokens && stands_behind_and(self, token)) return true;
    if (token >= self->text->n_tokens || self->text->tokens[token].kind != TOKEN_WORD ||
        !begins_with(text_norm(self->text, token), "و"))
        return false;
    bool is_known = false;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *match = &self->matches->items[i];
        if (match->first_token != token) break;
        is_known = true;
        /* وأيضاً stands in the table with its و */
        bool is_joint =
            match->table == TABLE_CONNECTIVE &&
            (mark_is(self, match, "effect", "split") || mark_is(self, match, "effect", "also"));
        if ((match->clitics & CLITIC_AND) || is_joint) return true;
    }
    if (is_known) return false;
    return self->text->tokens[token].norm_len >= LONG || self->text->tokens[token].norm_len == 2;
}

bool is_break(const Reader *self, guint32 token) {
    const Token *at = &self->text->tokens[token];
    if (at->kind != TOKEN_PUNCT) return false;
    switch (at->punct) {
        case 0x060C: /* ، */
        case ',':
        case ':':
        case '|':
        case 0x2013:
        case 0x2014:
            return true;
        default:
            return at->punct == '-' && !at->glued;
    }
}
