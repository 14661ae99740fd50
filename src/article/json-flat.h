/*
 * json-flat: a JSON object of strings, as nearly all lines of crawlers are, read where it lies
 * instead of as a tree of values. What it does not know to be right it leaves to jansson: nested
 * values, numbers but for whole ones, whatever is damaged. Private to article/.
 */
#pragma once

#include "base/base.h"

enum { MOST_FLAT_MEMBERS = 32 };

typedef enum { FLAT_OTHER, FLAT_STRING, FLAT_NUMBER } FlatKind;

/* Borrows the text. */
typedef struct {
    const char *key, *value; /* between the quotation marks */
    gsize key_len, value_len;
    FlatKind kind;
} FlatMember;

typedef struct {
    FlatMember members[MOST_FLAT_MEMBERS];
    guint n;
} FlatObject;

/* FALSE where the text is no such object, or jansson should say what is wrong with it. */
bool flat_object_read(FlatObject *self, const char *text, gsize len);
/* The member with that key, or NULL. */
const FlatMember *flat_object_get(const FlatObject *self, const char *key);
/* Its string without escapes, or its number as written. The caller frees it. */
char *flat_member_text(const FlatMember *member);
