/* What stands at each token: see scan.h. */
#include "toponym/scan.h"

static const char *const CUE_NAMES[N_CUES] = {
    [CUE_NEAR] = "near",
    [CUE_OFFSET] = "offset",
    [CUE_OFFSET_UNIT] = "offset_unit",
    [CUE_BETWEEN] = "between",
    [CUE_ROAD] = "road",
    [CUE_ALONG] = "along",
    [CUE_FROMTO] = "fromto",
    [CUE_BEARING] = "bearing",
    [CUE_BANK] = "bank",
    [CUE_INSIDE] = "inside",
    [CUE_DESTINATION] = "destination",
    [CUE_ORIGIN] = "origin",
    [CUE_HOME] = "home",
    [CUE_TREATMENT] = "treatment",
    [CUE_COMPARE] = "compare",
    [CUE_METONYM] = "metonym",
    [CUE_DATELINE] = "dateline",
    [CUE_PART_OF] = "part_of",
    [CUE_APPOSITION] = "apposition",
    [CUE_OUTLET] = "outlet",
    [CUE_UNDERGO] = "undergo",
    [CUE_BACKER] = "backer",
};

static CueKind cue_parse(const char *name) {
    for (CueKind kind = CUE_NONE + 1; kind < N_CUES; kind++)
        if (strcmp(CUE_NAMES[kind], name) == 0) return kind;
    return CUE_NONE;
}

/* What a row of cues.tsv says, wherever it stands. */
static Cue parse_cue(const Gazetteer *gazetteer, guint32 row) {
    const char *name = gazetteer_cell(gazetteer, TABLE_CUE, row, "cue");
    return (Cue){.kind = cue_parse(name),
                 .row = row,
                 .name = name,
                 .value = gazetteer_cell(gazetteer, TABLE_CUE, row, "value")};
}

static void *cues_read(const Gazetteer *gazetteer) {
    GArray *cues = g_array_new(FALSE, FALSE, sizeof(Cue));
    for (guint32 row = 0; row < gazetteer_n_rows(gazetteer, TABLE_CUE); row++) {
        Cue cue = parse_cue(gazetteer, row);
        g_array_append_val(cues, cue);
    }
    return cues;
}

static void cues_free(void *data) { g_array_unref(data); }

static void collect_cues(Scan *self) {
    const GArray *rows = gazetteer_kept(self->gazetteer, KEPT_CUES, cues_read, cues_free);
    guint32 n_tokens = self->text->n_tokens;
    self->cues = g_array_new(FALSE, FALSE, sizeof(Cue));
    self->cue_begins = g_new0(guint32, n_tokens + 1);
    self->cue_ends = g_new0(guint32, n_tokens + 1);
    for (guint32 i = 0; i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->table != TABLE_CUE) continue;
        Cue cue = g_array_index(rows, Cue, m->entry);
        if (cue.kind == CUE_NONE) continue;
        cue.first = m->first_token;
        cue.n = m->n_tokens;
        cue.clitics = m->clitics;
        cue.article = m->article;
        g_array_append_val(self->cues, cue);
        self->cue_begins[cue.first] |= 1u << cue.kind;
        self->cue_ends[cue.first + cue.n] |= 1u << cue.kind;
    }
    self->cue_at = g_new(guint32, n_tokens + 1);
    guint32 next = 0;
    for (guint32 token = 0; token <= n_tokens; token++) {
        while (next < self->cues->len && g_array_index(self->cues, Cue, next).first < token) next++;
        self->cue_at[token] = next;
    }
}

/* ---- what is no place ------------------------------------------------------------------------ */

/* Does a word that says where end right before `token` («في», «قرب»)? */
static bool follows_where(const Scan *self, guint32 token) {
    return token > 0 && scan_same_sentence(self, token - 1, token) &&
           (scan_cue_before(self, CUE_INSIDE, token, 0) ||
            scan_cue_before(self, CUE_NEAR, token, 0));
}

/* «قرية أبو الحسن»، «بلدة "أبو الحسن"»: the noun of a settlement right before the token. */
static bool follows_settlement(const Scan *self, guint32 token) {
    const guint64 SETTLEMENTS = G_GUINT64_CONSTANT(1) << PLACE_VILLAGE | G_GUINT64_CONSTANT(1)
                                                                             << PLACE_TOWN;
    Head head;
    if (token > 0 && scan_is_quote(self, token - 1)) token--;
    return token > 0 && scan_same_sentence(self, token - 1, token) &&
           scan_head(self, token - 1, &head) && head.role == HEAD_KIND && !head.article &&
           (head.kinds & SETTLEMENTS);
}

/* Is there a name that covers the words `first` … `first + n - 1` and is longer, or with `or_equal`
 * as long (الشيخ مسكين is a town before it is a sheikh; «في أبو الحسن» is a village, with an
 * article that its table does not give it)? */
static bool name_covers(const Scan *self, guint32 first, guint32 n, bool or_equal) {
    guint32 from = first > 4 ? first - 4 : 0;
    for (guint32 i = matches_at(self->matches, from); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token > first) break;
        if (m->table != TABLE_NAME || m->first_token + m->n_tokens < first + n) continue;
        bool is_led = follows_where(self, first) || follows_settlement(self, first) ||
                      (m->clitics & CLITIC_IN);
        if (m->n_tokens > n || (or_equal && (m->exact || is_led))) return true;
    }
    return false;
}

static const Sentence *sentence_of(const Scan *self, guint32 token) {
    return &self->text->sentences[self->text->tokens[token].sentence];
}

/* Only marks stand between `from` and `to`. */
static bool only_marks(const Scan *self, guint32 from, guint32 to) {
    for (guint32 t = from; t < to; t++)
        if (self->text->tokens[t].kind != TOKEN_PUNCT) return false;
    return true;
}

static const char LINE_MARKS[] = ":|/-–—";

/* Is the match a piece of site furniture here? Most of its words are ordinary elsewhere: they count
 * as a whole line, at the head of a line before a mark, or beside a dash. */
static bool is_furniture(const Scan *self, const Match *m) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_BOILERPLATE, m->entry, "kind");
    const Sentence *s = sentence_of(self, m->first_token);
    guint32 begin = s->first_token, end = begin + s->n_tokens, after = m->first_token + m->n_tokens;
    bool begins = only_marks(self, begin, m->first_token);
    if (begins && only_marks(self, after, end)) return true;
    if (strcmp(kind, "phrase") == 0) return begins;
    if (strcmp(kind, "line") == 0) return false;
    if (strcmp(kind, "byline") == 0)
        return scan_is_punct(self, after, LINE_MARKS) ||
               (m->first_token > begin && scan_is_punct(self, m->first_token - 1, LINE_MARKS));
    return begins && scan_is_punct(self, after, LINE_MARKS);
}

/* A title or a kunya with any word behind it. */
static bool is_title(const Scan *self, const Match *m) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind");
    return m->n_tokens > 1 && (strcmp(kind, "title") == 0 || strcmp(kind, "person") == 0);
}

/* «جمعية *»: an organisation by any word behind its noun; «جمعية الزهراء» is a quarter. */
static bool is_org_of_any(const Scan *self, const Match *m) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind");
    return m->n_tokens == 2 && strcmp(kind, "org") == 0;
}

/* «دير الزور إن»: a phrase that fits only in its folded letters does not take a name of several
 * words that stands as written. */
static bool begins_with_name(const Scan *self, const Match *phrase) {
    for (guint32 i = matches_at(self->matches, phrase->first_token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != phrase->first_token) return false;
        if (m->table != TABLE_NAME || !m->exact) continue;
        guint32 place = gazetteer_name(self->gazetteer, m->entry)->place;
        if (m->n_tokens > 1 || gazetteer_place(self->gazetteer, place)->kind == PLACE_CITY)
            return true;
    }
    return false;
}

/* «الضفة الغربية لنهر الفرات»: words of relation that reach further than the phrase. */
static bool cue_covers(const Scan *self, const Match *phrase) {
    for (guint32 i = matches_at(self->matches, phrase->first_token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != phrase->first_token) return false;
        if (m->table == TABLE_CUE && m->n_tokens > phrase->n_tokens) return true;
    }
    return false;
}

/* A definite word at `token` that is a nisba or a town's name by itself. */
static bool is_byname(const Scan *self, guint32 token) {
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) return false;
        if (m->n_tokens > 1 || m->clitics || !scan_has_article(self, token)) continue;
        if (m->table == TABLE_NOT_PLACE || (m->table == TABLE_NAME && m->exact)) return true;
    }
    return false;
}

/* «أبو حسن الشحيل»: a kunya with a byname is a man, whatever village bears the kunya; behind a head
 * noun it is the village. */
static bool is_full_kunya(const Scan *self, const Match *m) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind");
    guint32 next = m->first_token + m->n_tokens;
    Head head;
    /* «يدعى "أبو دياب معارة"»: what stands between quotes is all his name. */
    bool is_quoted = m->first_token > 0 && scan_is_quote(self, m->first_token - 1) &&
                     scan_is_quote(self, next + 1);
    return m->n_tokens == 2 && strcmp(kind, "person") == 0 &&
           scan_same_sentence(self, m->first_token, next) && (is_byname(self, next) || is_quoted) &&
           !(m->first_token > 0 && scan_head(self, m->first_token - 1, &head));
}

/* «الدكتور علي القامشلي»: a title that takes in a given name which reads like على, and a byname. */
static bool is_titled_upon(const Scan *self, const Match *m) {
    guint32 last = m->first_token + m->n_tokens;
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind");
    if (strcmp(kind, "title") != 0 || m->n_tokens < 2) return false;
    guint32 given = last - 1;
    const Token *t = &self->text->tokens[given];
    const char *end = article_field(self->text->article, t->field) + t->body.start + t->body.len;
    return scan_is_upon(self, given) && t->body.len > 2 &&
           g_utf8_get_char(g_utf8_prev_char(end)) == 0x064A &&
           scan_same_sentence(self, m->first_token, given + 1) && is_byname(self, given + 1);
}

static bool is_unit(const Scan *self, const Match *m) {
    return m->table == TABLE_ACTOR ||
           strcmp(gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind"), "unit") == 0;
}

/* «حافلة عند جسر الرئيس بمدينة دمشق»: the word that a title or an idiom takes in is no head noun
 * and no preposition. */
static guint32 shut_tokens(const Scan *self, const Match *m) {
    guint32 last = m->first_token + m->n_tokens - 1;
    Head head;
    if (m->table != TABLE_NOT_PLACE || m->n_tokens < 2) return m->n_tokens;
    bool goes_on = scan_cue_at(self, CUE_INSIDE, last) || scan_cue_at(self, CUE_ORIGIN, last) ||
                   scan_cue_at(self, CUE_DESTINATION, last) ||
                   (scan_head(self, last, &head) &&
                    (head.clitics || (!head.article && scan_name(self, last + head.n, 8))));
    return goes_on ? m->n_tokens - 1 : m->n_tokens;
}

/* «من باب توما»: an idiom with any word behind it, and a name of several words begins inside it. */
static bool cuts_name(const Scan *self, const Match *phrase) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, phrase->entry, "kind");
    guint32 last = phrase->first_token + phrase->n_tokens - 1;
    if (strcmp(kind, "idiom") != 0) return false;
    for (guint32 at = phrase->first_token + 1; at <= last; at++)
        for (guint32 i = matches_at(self->matches, at); i < self->matches->n; i++) {
            const Match *m = &self->matches->items[i];
            if (m->first_token != at) break;
            if (m->table == TABLE_NAME && m->exact && m->n_tokens > 1 && at + m->n_tokens > last)
                return true;
        }
    return false;
}

/* «مدينة المنصورة بريف الرقة»: a phrase that mostly means a town abroad, and right behind it words
 * that only lands here have. */
static bool is_told_here(const Scan *self, const Match *m) {
    const char *kind = gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind");
    guint32 next = m->first_token + m->n_tokens;
    Head head;
    return strcmp(kind, "abroad") == 0 && scan_same_sentence(self, m->first_token, next) &&
           scan_head(self, next, &head) && (head.clitics & CLITIC_IN) && !head.article &&
           (head.role == HEAD_COUNTRYSIDE || head.role == HEAD_BADIA);
}

static bool is_given(const Scan *self, const Match *m) {
    return m->table == TABLE_NOT_PLACE &&
           strcmp(gazetteer_cell(self->gazetteer, TABLE_NOT_PLACE, m->entry, "kind"), "given") == 0;
}

/* «محمد ريحانية»: a given name and one bare name, of which no place is made; behind a head noun
 * («شارع محمد كردي») and before words that lead elsewhere it is none. */
static bool shuts_byname(const Scan *self, const Match *m) {
    guint32 last = m->first_token + m->n_tokens - 1;
    Head head;
    if (m->n_tokens != 2 || scan_has_article(self, m->first_token) ||
        (m->first_token > 0 && scan_head(self, m->first_token - 1, &head)))
        return false;
    bool is_short = scan_is_particle(self, last) && scan_name(self, last, 8) < 2;
    bool leads = scan_head(self, last, &head) || is_short || scan_cue_at(self, CUE_BEARING, last) ||
                 scan_cue_at(self, CUE_NEAR, last);
    guint8 clitics = G_MAXUINT8;
    for (guint32 i = matches_at(self->matches, last); i < self->matches->n; i++) {
        const Match *name = &self->matches->items[i];
        if (name->first_token != last) break;
        if (name->table == TABLE_NAME) clitics = MIN(clitics, name->clitics);
    }
    bool is_loose = clitics == G_MAXUINT8 && scan_name(self, m->first_token, 8) > 1;
    return !leads && (clitics == 0 || is_loose) &&
           !name_covers(self, m->first_token, m->n_tokens, true);
}

static bool shuts(const Scan *self, const Match *m) {
    if (m->table == TABLE_BOILERPLATE)
        return is_furniture(self, m) && !name_covers(self, m->first_token, m->n_tokens, false);
    if (m->table != TABLE_NOT_PLACE && m->table != TABLE_ACTOR) return false;
    if (is_given(self, m)) return shuts_byname(self, m);
    if (m->table == TABLE_NOT_PLACE && is_told_here(self, m)) return false;
    if (is_unit(self, m) && units_is_site(self, m->first_token, m->n_tokens)) return false;
    if (m->table == TABLE_NOT_PLACE) {
        guint32 n = shut_tokens(self, m);
        bool or_equal = n == m->n_tokens && (is_title(self, m) || is_org_of_any(self, m));
        return (m->exact || !begins_with_name(self, m)) && !cue_covers(self, m) &&
               !cuts_name(self, m) && !name_covers(self, m->first_token, n, or_equal);
    }
    /* A single word that is an actor may be a country; a name of several words that holds a place's
     * name (قوات سوريا الديمقراطية) is the actor alone. فرع الأمن العسكري is a building as well as
     * a service. */
    Head head;
    bool is_site = scan_head(self, m->first_token, &head);
    /* «قاعدتي التنف والشدادي»: two sites, though one of them may stand for those who hold it. */
    if (is_site && head.number > 1 && head.role == HEAD_KIND) return false;
    /* «قرب فرع الأمن الجنائي» */
    if (is_site && scan_cue_before(self, CUE_NEAR, m->first_token, 0)) return false;
    return m->n_tokens > 1 && !name_covers(self, m->first_token, m->n_tokens, is_site);
}

static void shut_others(Scan *self) {
    self->shut = g_new0(guint8, self->text->n_tokens + 1);
    for (guint32 i = 0; i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        bool is_kunya = m->table == TABLE_NOT_PLACE && is_full_kunya(self, m);
        /* «مى عز الدين»: the byname is of two words. */
        if (is_given(self, m) && m->n_tokens == 2 && shuts(self, m))
            memset(self->shut + m->first_token, 1,
                   1 + MAX(1, scan_name(self, m->first_token + 1, 8)));
        if (m->table == TABLE_NOT_PLACE && is_titled_upon(self, m))
            memset(self->shut + m->first_token, 1, m->n_tokens + 1);
        if (is_kunya || shuts(self, m))
            memset(self->shut + m->first_token, 1, shut_tokens(self, m) + is_kunya);
    }
}

/* Texts that write ه for ة, or ى for ي, do so throughout. */
static guint8 collect_endings(const Text *text) {
    guint8 endings = 0;
    for (guint32 i = 0; i < text->n_tokens && endings != 3; i++) {
        const Token *t = &text->tokens[i];
        const char *end = article_field(text->article, t->field) + t->body.start + t->body.len;
        if (t->kind != TOKEN_WORD || t->body.len < 4) continue;
        gunichar last = g_utf8_get_char(g_utf8_prev_char(end));
        endings |= last == 0x064A ? 1 : last == 0x0629 ? 2 : 0;
    }
    return endings;
}

void scan_init(Scan *self, const Text *text, const Matches *matches, const Gazetteer *gazetteer) {
    *self = (Scan){.text = text, .matches = matches, .gazetteer = gazetteer};
    self->endings = collect_endings(text);
    collect_cues(self);
    shut_others(self);
}

void scan_clear(Scan *self) {
    g_array_unref(self->cues);
    g_free(self->cue_at);
    g_free(self->cue_begins);
    g_free(self->cue_ends);
    g_free(self->shut);
}

/* ---- heads ----------------------------------------------------------------------------------- */

guint64 kinds_parse(const char *cell) {
    guint64 kinds = 0;
    PlaceKind kind;
    while (*cell) {
        char name[32];
        gsize len = strcspn(cell, "|");
        if (len < sizeof name) {
            memcpy(name, cell, len);
            name[len] = '\0';
            if (place_kind_parse(name, &kind)) kinds |= G_GUINT64_CONSTANT(1) << kind;
        }
        cell += len + (cell[len] == '|');
    }
    return kinds;
}

static HeadRole head_role_parse(const char *role) {
    static const char *const NAMES[] = {"kind", "countryside", "badia", "admin", "region"};
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (strcmp(NAMES[i], role) == 0) return (HeadRole)i;
    return HEAD_KIND;
}

static Head parse_head(const Gazetteer *gazetteer, guint32 row) {
    const char *number = gazetteer_cell(gazetteer, TABLE_HEAD, row, "number");
    return (Head){
        .row = row,
        .kinds = kinds_parse(gazetteer_cell(gazetteer, TABLE_HEAD, row, "kinds")),
        .role = head_role_parse(gazetteer_cell(gazetteer, TABLE_HEAD, row, "role")),
        .number = strcmp(number, "du") == 0   ? 2
                  : strcmp(number, "pl") == 0 ? 3
                                              : 1,
    };
}

/* All rows of heads.tsv. */
static void *heads_read(const Gazetteer *gazetteer) {
    GArray *heads = g_array_new(FALSE, FALSE, sizeof(Head));
    for (guint32 row = 0; row < gazetteer_n_rows(gazetteer, TABLE_HEAD); row++) {
        Head head = parse_head(gazetteer, row);
        g_array_append_val(heads, head);
    }
    return heads;
}

static void heads_free(void *data) { g_array_unref(data); }

Head head_read(const Gazetteer *gazetteer, guint32 row) {
    const GArray *heads = gazetteer_kept(gazetteer, KEPT_HEADS, heads_read, heads_free);
    return g_array_index(heads, Head, row);
}

bool scan_head(const Scan *self, guint32 token, Head *ret_head) {
    if (!matches_have(self->matches, token, TABLE_HEAD)) return false;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table != TABLE_HEAD) continue;
        *ret_head = head_read(self->gazetteer, m->entry);
        ret_head->first = token;
        ret_head->n = m->n_tokens;
        ret_head->clitics = m->clitics;
        ret_head->article = scan_has_article(self, token) || m->article;
        return true;
    }
    return false;
}

guint32 scan_name(const Scan *self, guint32 token, guint32 most) {
    if (!matches_have(self->matches, token, TABLE_NAME)) return 0;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) break;
        if (m->table != TABLE_NAME || m->n_tokens > most) continue;
        if (memchr(self->shut + token, 1, m->n_tokens)) continue;
        return m->n_tokens;
    }
    return 0;
}

/* ---- cues ------------------------------------------------------------------------------------ */

const Cue *scan_cue_before(const Scan *self, CueKind kind, guint32 token, guint32 from) {
    if (token > self->text->n_tokens) return NULL;
    /* «من أهالي "اللاذقية"»: the mark before a name in quotes parts nothing. */
    if (token > 0 && scan_is_quote(self, token - 1)) token--;
    if (!(self->cue_ends[token] >> kind & 1)) return NULL;
    guint32 start = token > 6 ? token - 6 : 0;
    for (guint32 i = self->cue_at[MAX(start, from)]; i < self->cues->len; i++) {
        const Cue *cue = &g_array_index(self->cues, Cue, i);
        if (cue->first >= token) return NULL;
        if (cue->kind == kind && cue->first + cue->n == token &&
            scan_same_sentence(self, cue->first, token))
            return cue;
    }
    return NULL;
}

const Cue *scan_cue_over(const Scan *self, CueKind kind, guint32 token, guint32 end) {
    if (!(self->cue_begins[token] >> kind & 1)) return NULL;
    for (guint32 i = self->cue_at[token]; i < self->cues->len; i++) {
        const Cue *cue = &g_array_index(self->cues, Cue, i);
        if (cue->first != token) return NULL;
        if (cue->kind == kind && token + cue->n == end) return cue;
    }
    return NULL;
}

const Cue *scan_cue_at(const Scan *self, CueKind kind, guint32 token) {
    if (token >= self->text->n_tokens || !(self->cue_begins[token] >> kind & 1)) return NULL;
    for (guint32 i = self->cue_at[token]; i < self->cues->len; i++) {
        const Cue *cue = &g_array_index(self->cues, Cue, i);
        if (cue->first != token) return NULL;
        if (cue->kind == kind) return cue;
    }
    return NULL;
}

guint32 scan_table_at(const Scan *self, TableId table, guint32 token) {
    if (!matches_have(self->matches, token, table)) return 0;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) return 0;
        if (m->table == table) return m->n_tokens;
    }
    return 0;
}

bool scan_table_alone(const Scan *self, TableId table, guint32 token, guint32 n, guint8 clitics) {
    if (!matches_have(self->matches, token, table)) return false;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table != table || m->n_tokens != n || (m->clitics & ~clitics)) continue;
        bool names_government =
            table == TABLE_CUE &&
            strcmp(gazetteer_cell(self->gazetteer, TABLE_CUE, m->entry, "value"), "name") == 0;
        if (!names_government) return true;
    }
    return false;
}

bool scan_names_event(const Scan *self, guint32 token) {
    if (matches_have(self->matches, token, TABLE_WEAPON)) return true;
    if (!matches_have(self->matches, token, TABLE_TRIGGER)) return false;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) return false;
        if (m->table == TABLE_TRIGGER &&
            strcmp(gazetteer_cell(self->gazetteer, TABLE_TRIGGER, m->entry, "class"), "noun") == 0)
            return true;
    }
    return false;
}

/* A name that is no ordinary word begins at `token` (not «الصباح»). */
static bool plain_name_at(const Scan *self, guint32 token) {
    guint32 n = scan_name(self, token, 8);
    if (n == 0 || scan_table_at(self, TABLE_CALENDAR, token) >= n) return false;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) break;
        if (m->table != TABLE_COMMON || m->n_tokens != n) continue;
        const char *need = gazetteer_cell(self->gazetteer, TABLE_COMMON, m->entry, "need");
        if (strcmp(need, "head") == 0 || strcmp(need, "never") == 0) return false;
    }
    return true;
}

bool scan_place_follows(const Scan *self, guint32 token) {
    if (token >= self->text->n_tokens) return false;
    Head head;
    if (scan_cue_at(self, CUE_PART_OF, token) || scan_cue_at(self, CUE_BEARING, token))
        return !scan_has_article(self, token) || scan_cue_at(self, CUE_PART_OF, token);
    if (scan_cue_at(self, CUE_INSIDE, token))
        return scan_head(self, token + 1, &head) || plain_name_at(self, token + 1);
    const Cue *near = scan_cue_at(self, CUE_NEAR, token); /* «بأطراف مدينة الميادين» */
    if (near && (near->clitics & CLITIC_IN)) return true;
    return scan_head(self, token, &head) && (head.clitics & CLITIC_IN);
}

guint64 scan_back_kinds(const Scan *self, guint32 token) {
    if (!matches_have(self->matches, token, TABLE_CUE)) return 0;
    for (guint32 i = matches_at(self->matches, token); i < self->matches->n; i++) {
        const Match *m = &self->matches->items[i];
        if (m->first_token != token) return 0;
        if (m->table == TABLE_CUE && m->n_tokens == 1 && m->exact &&
            strcmp(gazetteer_cell(self->gazetteer, TABLE_CUE, m->entry, "cue"), "anaphora") == 0)
            return kinds_parse(gazetteer_cell(self->gazetteer, TABLE_CUE, m->entry, "value"));
    }
    return 0;
}

/* ---- tokens ---------------------------------------------------------------------------------- */

bool scan_same_sentence(const Scan *self, guint32 a, guint32 b) {
    return a < self->text->n_tokens && b < self->text->n_tokens &&
           self->text->tokens[a].sentence == self->text->tokens[b].sentence;
}

bool scan_is_punct(const Scan *self, guint32 token, const char *characters) {
    if (token >= self->text->n_tokens) return false;
    const Token *t = &self->text->tokens[token];
    return t->kind == TOKEN_PUNCT && g_utf8_strchr(characters, -1, t->punct) != NULL;
}

bool scan_is_and(const Scan *self, guint32 token) {
    return token < self->text->n_tokens && strcmp(text_norm(self->text, token), "و") == 0;
}

bool scan_is_headline_break(const Scan *self, guint32 token) {
    if (!scan_is_punct(self, token, ".…")) return false;
    const Token *t = &self->text->tokens[token];
    const char *after = article_field(self->text->article, t->field) + t->body.start + t->body.len;
    return t->punct == 0x2026 || *after == '.';
}

bool scan_is_quote(const Scan *self, guint32 token) {
    return token < self->text->n_tokens && self->text->tokens[token].kind == TOKEN_PUNCT &&
           text_is_quote(self->text->tokens[token].punct);
}

bool scan_is_upon(const Scan *self, guint32 token) {
    return token < self->text->n_tokens && strcmp(text_norm(self->text, token), "علي") == 0;
}

bool scan_is_particle(const Scan *self, guint32 token) {
    if (token >= self->text->n_tokens) return false;
    const Token *t = &self->text->tokens[token];
    return t->kind == TOKEN_WORD && g_utf8_strlen(text_norm(self->text, token), -1) <= 3;
}

bool scan_has_article(const Scan *self, guint32 token) {
    return text_has_article(self->text, token);
}
