/*
 * style-schema: every layer and key that a style file may set, with its default, which is the look
 * of styles/newsroom.style. Private to map/.
 */
#pragma once

#include <glib.h>

typedef enum { STYLE_COLOR, STYLE_NUMBER, STYLE_STRING } StyleValueKind;

typedef struct {
    const char *layer, *key;
    StyleValueKind kind;
    const char *fallback; /* as a style file would write it */
} StyleRule;

/* The rules, those of one layer together. */
const StyleRule *style_schema(guint *ret_n);
