/*
 * packed: the records of the compiled gazetteer as they lie in the mapped file, and the opened file
 * itself. Whatever can be known when the tables are compiled stands here, so that opening is no
 * more than finding the arrays. Private to gazetteer/.
 *
 *   places   sorted by id           names    sorted by place, display names first
 *   spots    beside places
 *   details  beside places          infos    beside names
 *   areas ─► rings ─► points        lines ─► line points
 *   road nodes ─► road edges           relations sorted by place
 *   tables ─► columns, cells        grid ─► cells ─► members (places, by where they lie)
 *   vocabulary ─► nodes ─► payloads (the phrase matcher: phrases.h)
 *   slips    sorted hashes (slips.h)
 *   keys     sorted (what a person may type: find-key.h)
 *   codes    sorted, in any case of their letters
 */
#pragma once

#include "gazetteer/gazetteer.h"

#define GAZETTEER_MAGIC "kharita gazetteer"
enum { GAZETTEER_VERSION = 7 };

/* Where a record stands in the tables, for whoever is to mend it. */
typedef struct {
    guint32 file, line; /* string; from 1 */
} TableRow;

/* What only a person who looks a place up wants to know. Beside Place. */
typedef struct {
    guint32 sources, note;
    guint32 first_name, n_names; /* into names */
    TableRow row;
} PlaceDetail;

/* Beside Name. */
typedef struct {
    guint32 kind;        /* string: display, short, spelling, second … */
    guint16 is_latin;    /* not in Arabic letters */
    guint16 is_ordinary; /* one word, of ordinary-words.tsv */
    TableRow row;
} NameInfo;

/* The polygons of a place: rings, outer ones counter-clockwise, each followed by its holes. */
typedef struct {
    LonLatBox box;
    guint32 place;
    guint32 first_ring, n_rings;
    guint32 kind; /* PlaceKind of the place, so that a search needs no look at it */
    guint32 file; /* string: where the polygons stand */
    guint32 spare;
} Area;

typedef struct {
    guint32 first_point, n_points;
} Ring;

/* A word table: its rows lie in the array of cells one after another, `n_columns` strings each, and
 * their numbers as lines of `file` in row_lines. */
typedef struct {
    guint32 first_column, n_columns, first_cell, n_rows;
    guint32 file, first_line;
} Table;

/* A net of squares over the country; what lies outside belongs to the square at the edge. */
typedef struct {
    double west, south, step;
    guint32 n_columns, n_rows;
} Grid;

/* A slot of the vocabulary's hash table. */
typedef struct {
    guint32 hash;
    guint32 bytes; /* offset into the vocabulary's bytes, NUL-ended */
    guint32 word;  /* the word's number, from 1; 0 in an empty slot */
    guint32 node;  /* the node that the root reaches with this word; 0 when none */
} WordSlot;

/* A slot of the hash table of the trie's edges. */
typedef struct {
    guint32 node, word;
    guint32 child; /* 0 in an empty slot */
} EdgeSlot;

/* A node of the trie over words. Node 0 is the root. */
typedef struct {
    guint32 first_payload, n_payloads;
    guint32 gap;   /* the node behind an optional gap of up to MAX_GAP tokens; 0 when none */
    guint32 flags; /* NODE_* */
} PhraseNode;

/* The other bits say which words may lead on (node_word_bit): most do not, and that is told without
 * a look at the edges. */
enum { NODE_HAS_CHILDREN = 1, NODE_HAS_PREFIXES = 2, NODE_WORD_BITS = 30 };
static inline guint32 node_word_bit(guint32 word) { return 4u << word % NODE_WORD_BITS; }

/* A form that ends at a node. */
typedef struct {
    guint32 entry;    /* what Match.entry says */
    guint32 owner;    /* the place of a name, else the row: one of an owner's forms is enough */
    guint32 articles; /* bit i: word i of the form has ال */
    guint16 table;    /* TableId */
    guint16 flags;    /* PAYLOAD_* */
} Payload;

enum {
    PAYLOAD_VARIANT = 1, /* made by a rule of variants.tsv: never exact */
    PAYLOAD_GAP = 2,     /* has a gap: the shortest match is meant */
    PAYLOAD_BEFORE_IN = 4, /* written with a final ب or ل (المحيطة ب): the next token must begin */
    PAYLOAD_BEFORE_TO = 8, /* with that letter */
};

/* An id or P-code of a place. Sorted by g_ascii_strcasecmp(), then place. */
typedef struct {
    guint32 code; /* string */
    guint32 place;
} PlaceCode;

/* A name as find-key.h reduces it. Sorted by key, then name. */
typedef struct {
    guint64 beginning; /* of the key, as find_beginning says it: most are told apart by it */
    guint32 key, letters, plain; /* strings */
    guint32 name;
    guint32 signature; /* bit set over the letters, to pass over names that cannot be near */
    guint16 n_letters;
    guint8 is_arabic;
    guint8 is_headless; /* the name without the word for its kind: «Mezzeh» of Mezzeh airport */
} FindKey;

/* What later stages made of the tables: gazetteer_kept. */
typedef struct {
    void *made;
    GDestroyNotify release;
} Kept;

enum { COLUMN_BITS = 6, COLUMN_SLOTS = 1 << COLUMN_BITS };
static inline guint32 column_slot(guint32 code) { return code * 2654435761u >> (32 - COLUMN_BITS); }

struct Gazetteer {
    Pack *pack;
    Kept *kept;            /* N_KEEPERS; they change, while all else is read only */
    guint32 *column_codes; /* beside columns */
    guint8 *column_slots;  /* COLUMN_SLOTS a table: which column a code is, as a guess */
    const char *strings;
    const Place *places;
    const GeoSpot *spots;
    const PlaceDetail *details;
    const Name *names;
    const NameInfo *infos;
    const Area *areas;
    const Ring *rings;
    const LonLat *points;
    const Line *lines;
    const LonLat *line_points;
    const RoadNode *road_nodes;
    const RoadEdge *road_edges;
    const Relation *relations;
    const Table *tables;
    const guint32 *columns, *cells, *row_lines;
    const Grid *grid;
    const guint32 *grid_cells, *grid_members;
    const WordSlot *words;
    const char *word_bytes;
    const EdgeSlot *edges;
    const PhraseNode *nodes;
    const Payload *payloads;
    const guint32 *prefix_starts; /* bit set over the hash of the first two letters */
    const guint32 *word_filter;   /* bit set over the hashes of all words */
    const FindKey *keys;
    const PlaceCode *codes;
    const guint32 *slips; /* sorted hashes: slips.h */
    gsize n_strings, n_places, n_spots, n_details, n_names, n_infos, n_areas, n_rings, n_points,
        n_lines, n_line_points, n_road_nodes, n_road_edges, n_relations, n_tables, n_columns,
        n_cells, n_row_lines, n_grids, n_grid_cells, n_grid_members, n_words, n_word_bytes, n_edges,
        n_nodes, n_payloads, n_prefix_starts, n_word_filter, n_keys, n_codes, n_slips;
};

/* One array of the file: its name, the size of a record, and where in Gazetteer it is kept. */
typedef struct {
    const char *name;
    gsize size;
    gsize pointer_offset, count_offset;
} PackedArray;

/* All arrays, in the order of the file; ends with a NULL name. Builder and reader share the list.
 */
extern const PackedArray PACKED_ARRAYS[];

/* The grid's square of a point, clamped to the edge. */
guint32 grid_cell(const Grid *grid, LonLat point);

/* Is the point inside the rings? (Even-odd crossing.) */
gboolean area_holds(const Area *area, const Ring *rings, const LonLat *points, LonLat point);
