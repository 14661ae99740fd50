/* How much is taken, and what happens when memory runs out. */
#include "cmd/limits.h"

#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cmd/cmd.h"

static const struct {
    const char *option;
    gsize at;
    int least, most, usual;
} LIMITS[] = {
    {"max-article", G_STRUCT_OFFSET(Limits, article), 1, 1024, 16},
    {"max-depth", G_STRUCT_OFFSET(Limits, depth), 1, 2048, 256},
    {"max-mentions", G_STRUCT_OFFSET(Limits, mentions), 1, 10000000, 10000},
    {"max-pixels", G_STRUCT_OFFSET(Limits, pixels), 1, 1000, 130},
    {"max-memory", G_STRUCT_OFFSET(Limits, memory), 64, 1 << 20, 4096},
};

const char *limits_complete(Limits *self, int *ret_least, int *ret_most) {
    for (guint i = 0; i < G_N_ELEMENTS(LIMITS); i++) {
        int *value = &G_STRUCT_MEMBER(int, self, LIMITS[i].at);
        if (*value == 0) *value = LIMITS[i].usual;
        *ret_least = LIMITS[i].least;
        *ret_most = LIMITS[i].most;
        if (*value < *ret_least || *value > *ret_most) return LIMITS[i].option;
    }
    return NULL;
}

/* ---- memory -----------------------------------------------------------------------------------
 *
 * GLib ends a program that gets no memory with a trap, C++ libraries with an abort; where not even
 * GLib's message can be made it calls itself until the stack is full. None says what can be done
 * about it. So what is said stands ready from the start, and a stack for saying it.
 */

static char last_words[512];

enum { STACK_BYTES = 1 << 16 };

static void *new_block(gsize n_bytes) {
    void *block = mmap(NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block == MAP_FAILED ? NULL : block;
}

static void end(void) {
    gssize said = write(STDERR_FILENO, last_words, strlen(last_words));
    (void)said; /* nobody may listen */
    _exit(EXIT_FAILED);
}

/* A large request has failed: small ones still succeed, so that GLib can say its own. */
static GLogWriterOutput end_on_failed_request(GLogLevelFlags level, const GLogField *fields,
                                              gsize n_fields, void *data) {
    for (gsize i = 0; (level & G_LOG_LEVEL_ERROR) && i < n_fields; i++)
        if (g_str_equal(fields[i].key, "MESSAGE") && strstr(fields[i].value, "failed to allocate"))
            end();
    return g_log_writer_default(level, fields, n_fields, data);
}

/* Not even a little is left: it is no other mistake that ends the program. */
static void end_without_memory(int signal_number) {
    enum { LITTLE = 1 << 20 };
    if (!new_block(LITTLE)) end();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

guint limits_most_threads(const Limits *self) {
    enum { MIB_OF_A_STACK = 8 };
    return MAX(1, (guint)self->memory / (2 * MIB_OF_A_STACK));
}

static void free_last_stack(void *stack) {
    const stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(stack, STACK_BYTES);
}

static GPrivate last_stack = G_PRIVATE_INIT(free_last_stack);

void limits_hold_thread(void) {
    if (!*last_words || g_private_get(&last_stack)) return;
    const stack_t stack = {.ss_sp = new_block(STACK_BYTES), .ss_size = STACK_BYTES};
    if (stack.ss_sp && sigaltstack(&stack, NULL) == 0) g_private_set(&last_stack, stack.ss_sp);
}

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#elif defined __has_feature
#define IS_SANITIZED __has_feature(address_sanitizer)
#else
#define IS_SANITIZED FALSE
#endif

void limits_hold_memory(const Limits *self, const char *command) {
    if (IS_SANITIZED) return;
    rlim_t most = (rlim_t)self->memory << 20;
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur <= most) return;
    limit.rlim_cur = most;
    if (setrlimit(RLIMIT_DATA, &limit) != 0) return;
    g_autofree char *why = g_strdup_printf(
        _("more than %d MiB of memory would be needed (--max-memory)"), self->memory);
    g_snprintf(last_words, sizeof last_words, "kharita %s: %s\n", command, why);
    json_set_alloc_funcs(g_malloc, g_free); /* else they take it for bad input */
    xmlMemSetup(g_free, g_malloc, g_realloc, g_strdup);
    g_log_set_writer_func(end_on_failed_request, NULL, NULL);
    /* GLib's log makes its own keeping places when first used: not when nothing is left. */
    g_debug("memory is held to %d MiB", self->memory);
    limits_hold_thread();
    const struct sigaction action = {.sa_handler = end_without_memory, .sa_flags = SA_ONSTACK};
    sigaction(SIGTRAP, &action, NULL);
    sigaction(SIGABRT, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
}
