/*
 * What the harnesses share. Each harness hands libFuzzer's bytes to one reader of foreign bytes; a
 * crash, a finding of the sanitizers, a leak, an input that takes too long or too much memory, and
 * a broken assertion are what it looks for. tests/fuzz/run.sh builds and runs them all.
 */
#pragma once

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazetteer/gazetteer.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* The input as a file in memory, for readers that take a path. */
typedef struct {
    int descriptor;
    char path[32];
} MemoryFile;

static inline MemoryFile memory_file_open(const void *bytes, gsize len) {
    MemoryFile self = {.descriptor = memfd_create("input", MFD_CLOEXEC)};
    g_assert_cmpint(self.descriptor, >=, 0);
    g_assert_cmpint(write(self.descriptor, bytes, len), ==, (gssize)len);
    g_snprintf(self.path, sizeof self.path, "/proc/self/fd/%d", self.descriptor);
    return self;
}

static inline void memory_file_close(MemoryFile *self) { close(self->descriptor); }
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MemoryFile, memory_file_close)

/* The input as a string; readers that take one are given no NUL. NULL where it holds one, or is no
 * UTF-8, since what comes out of `decode` never is. The caller frees it. */
static inline char *valid_text(const guint8 *data, gsize size) {
    return g_utf8_validate((const char *)data, (gssize)size, NULL)
               ? g_strndup((const char *)data, size)
               : NULL;
}

/* A whole command runs: what it prints is not looked at. */
static inline void be_silent(void) {
    static gboolean is_silent = FALSE;
    if (is_silent) return;
    is_silent = TRUE;
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    g_assert_cmpint(dup2(nowhere, STDOUT_FILENO), >=, 0);
    stderr = fdopen(nowhere, "w");
}

/* Every failure says what is wrong, in valid UTF-8. */
static inline void check_error(const GError *error) {
    g_assert_nonnull(error);
    g_assert_cmpuint(strlen(error->message), >, 0);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
}

/* A small gazetteer, compiled of the tables of the tests; opened once, never freed. */
static inline const Gazetteer *small_gazetteer(void) {
    static Gazetteer *opened = NULL;
    g_autoptr(GError) error = NULL;
    if (!opened) opened = gazetteer_open_tables("tests/cases/gazetteer/tables", NULL, &error);
    g_assert_no_error(error);
    return opened;
}

/* The gazetteer of the program. */
static inline const Gazetteer *whole_gazetteer(void) {
    static Gazetteer *opened = NULL;
    g_autoptr(GError) error = NULL;
    if (!opened) opened = gazetteer_open(NULL, &error);
    g_assert_no_error(error);
    return opened;
}
