/*
 * phrases: the matcher's data, as build and scan both see them. Forms (names of places and the
 * forms of the word tables) are sequences of words; words are numbers in a vocabulary; the
 * sequences share a trie.
 *
 *   "دير الزور" ─► words دير(7) زور(12, with ال) ─► root ─7─► node ─12─► payload
 *
 * Words lose their article, because the press adds and drops it; a bit in the payload says where
 * the form had it. Private to gazetteer/.
 */
#pragma once

#include "gazetteer/packed.h"

/* Most words of a form, and most tokens in a gap («…») between its parts. */
enum { MAX_WORDS = 32, MAX_GAP = 4 };
/* Bytes of the two letters that must stand before a trailing `*`. */
enum { PREFIX_START = 4 };
/* Bits of the filter over the first two letters of prefixes. */
enum { PREFIX_BITS = 1 << 12 };
/* Bits of the filter over the vocabulary. Most words of a text are none of ours; the filter says so
 * out of a cache, where the table would cost a walk to memory. */
enum { FILTER_BITS = 1 << 19 };

/* A hash of bytes that is the same on every machine that can map the file; never 0. */
static inline guint32 phrase_hash(const char *bytes, gsize len) {
    guint64 hash = 0x9E3779B97F4A7C15u ^ len;
    while (len > 0) {
        guint64 chunk = 0;
        gsize n = MIN(len, sizeof chunk);
        memcpy(&chunk, bytes, n);
        hash = (hash ^ chunk) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
        bytes += n;
        len -= n;
    }
    return MAX((guint32)hash, 1u);
}

/* Other bits of the hash than those that choose a slot. */
static inline guint32 filter_bit(guint32 hash) { return (hash >> 13) & (FILTER_BITS - 1); }

static inline guint32 edge_hash(guint32 node, guint32 word) {
    guint64 key = ((guint64)node << 32 | word) * 0xD6E8FEB86659FD93u;
    return (guint32)(key >> 32);
}
