/*
 * config: kharita.conf, in which a desk writes down once what it would else say with options on
 * every run. The first that is there holds: in the working folder, then in the folders of XDG.
 */
#pragma once

#include "base/base.h"

/* What a file says; what it leaves out is NULL. Owns all. */
typedef struct Config Config;

typedef enum {
    CONFIG_LANGUAGE,
    CONFIG_STYLE, /* a file's name is made a path */
    CONFIG_CREDIT,
    CONFIG_SIZE,
    CONFIG_GAZETTEER, /* paths, from here on */
    CONFIG_PLACES,    /* a list */
    CONFIG_ACTORS,    /* a list */
    N_CONFIG_KEYS
} ConfigKey;

/* Reads the file `named`, else the first that is found; "none" reads none. An empty one where there
 * is none. Fails with file and line on the first group, key or value that is none. */
Config *config_load(const char *named, GError **error);
void config_free(Config *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* The file that was read, NULL where none was; borrowed. */
const char *config_path(const Config *self);
/* The value of a key, NULL where the file has none; borrowed. */
const char *config_value(const Config *self, ConfigKey key);
/* The values of a list, NULL-ended, NULL where the file has none; borrowed. */
char **config_list(const Config *self, ConfigKey key);
/* Names of the desk's own sizes, NULL-ended, in the file's order; borrowed. */
const char *const *config_sizes(const Config *self);
/* What such a size is, as WIDTHxHEIGHT; NULL where it is none of them; borrowed. */
const char *config_size(const Config *self, const char *name);
/* "FILE, line N" of a key, for messages; the caller frees it. */
char *config_where(const Config *self, ConfigKey key);
