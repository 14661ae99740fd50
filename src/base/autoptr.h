/* Automatic clean-up for the types of foreign libraries, once for all. Include it after their
 * headers. */
#pragma once

#include <glib.h>

#ifdef JANSSON_H
static inline void json_decref_auto(json_t **p) {
    if (*p) json_decref(*p);
}
#define auto_json __attribute__((cleanup(json_decref_auto))) json_t
#endif

#ifdef CAIRO_H
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
#endif
