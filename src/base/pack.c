/*
 * Packed files. The container is a GVariant of type (sua{s(tat)}): magic, version, and per array
 * its size in bytes and its content as 8-byte words, so that every array lies aligned in the mapped
 * file.
 */
#include "base/base.h"

#define PACK_TYPE "(sua{s(tat)})"

struct PackWriter {
    char *magic;
    guint32 version;
    GVariantBuilder arrays;
};

PackWriter *pack_writer_new(const char *magic, guint32 version) {
    PackWriter *self = g_new0(PackWriter, 1);
    self->magic = g_strdup(magic);
    self->version = version;
    g_variant_builder_init(&self->arrays, G_VARIANT_TYPE("a{s(tat)}"));
    return self;
}

void pack_writer_free(PackWriter *self) {
    if (!self) return;
    g_variant_builder_clear(&self->arrays);
    g_free(self->magic);
    g_free(self);
}

void pack_writer_add(PackWriter *self, const char *name, const void *records, gsize n, gsize size) {
    gsize bytes = n * size, words = (bytes + 7) / 8;
    guint64 *copy = g_new0(guint64, words + 1);
    if (bytes) memcpy(copy, records, bytes);
    GVariant *array = g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, copy, words, sizeof *copy);
    g_free(copy);
    g_variant_builder_add(&self->arrays, "{s(t@at)}", name, (guint64)bytes, array);
}

gboolean pack_writer_save(PackWriter *self, const char *path, GError **error) {
    g_autoptr(GVariant) pack = g_variant_ref_sink(g_variant_new(
        "(su@a{s(tat)})", self->magic, self->version, g_variant_builder_end(&self->arrays)));
    g_variant_builder_init(&self->arrays, G_VARIANT_TYPE("a{s(tat)}"));
    return out_file_write(path, g_variant_get_data(pack), g_variant_get_size(pack), error);
}

struct Pack {
    char *path;
    GMappedFile *file;
    GVariant *pack;
    GHashTable *arrays; /* name, in the file → GVariant (tat) */
};

/* All at once: a look into the dictionary of the file reads it from its beginning. */
static void index_arrays(Pack *self, GVariant *arrays) {
    self->arrays =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_variant_unref);
    gsize n = g_variant_n_children(arrays);
    for (gsize i = 0; i < n; i++) {
        const char *name;
        GVariant *array;
        g_variant_get_child(arrays, i, "{&s@(tat)}", &name, &array);
        g_hash_table_replace(self->arrays, (gpointer)name, array);
    }
}

static gboolean check_head(Pack *self, const char *magic, guint32 version, GError **error) {
    const char *found = NULL;
    guint32 found_version = 0;
    g_autoptr(GVariant) arrays = NULL;
    g_variant_get(self->pack, "(&su@a{s(tat)})", &found, &found_version, &arrays);
    if (!g_str_equal(found, magic)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("'%s' is no %s file: build it anew with make"), self->path, magic);
        return FALSE;
    }
    if (found_version != version) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("'%s' has version %u, this program reads %u: build it anew with make"),
                    self->path, found_version, version);
        return FALSE;
    }
    index_arrays(self, arrays);
    return TRUE;
}

Pack *pack_open(const char *path, const char *magic, guint32 version, GError **error) {
    g_autoptr(Pack) self = g_new0(Pack, 1);
    g_autoptr(GError) cause = NULL;
    self->path = g_strdup(path);
    if (!file_is_readable(path, G_MAXINT64, error)) return NULL;
    self->file = g_mapped_file_new(path, FALSE, &cause);
    if (!self->file) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot read '%s': %s"), path,
                    cause->message);
        return NULL;
    }
    g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(self->file);
    self->pack =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(PACK_TYPE), bytes, FALSE));
    return check_head(self, magic, version, error) ? g_steal_pointer(&self) : NULL;
}

const void *pack_array(const Pack *self, const char *name, gsize size, gsize *ret_n,
                       GError **error) {
    GVariant *entry = g_hash_table_lookup(self->arrays, name);
    guint64 bytes = 0;
    g_autoptr(GVariant) array = NULL;
    if (entry) g_variant_get(entry, "(t@at)", &bytes, &array);
    gsize words = 0;
    /* The words stay mapped while the pack lives, whoever holds the small variants around them. */
    const void *records = array ? g_variant_get_fixed_array(array, &words, sizeof(guint64)) : NULL;
    if (!array || bytes % size != 0 || bytes > words * sizeof(guint64)) {
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA,
                    _("'%s' is damaged: no whole array '%s'"), self->path, name);
        return NULL;
    }
    static const guint64 nothing = 0;
    *ret_n = bytes / size;
    return records ? records : &nothing;
}

void pack_free(Pack *self) {
    if (!self) return;
    g_clear_pointer(&self->arrays, g_hash_table_unref);
    g_clear_pointer(&self->pack, g_variant_unref);
    g_clear_pointer(&self->file, g_mapped_file_unref);
    g_free(self->path);
    g_free(self);
}
