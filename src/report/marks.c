/* marks: overlapping parts of a text as elements that nest. */
#include "report/marks.h"

#include "report/html.h"

struct MarkWriter {
    GString *out;
    const char *text;
    GArray *marks;
    guint next;       /* the first mark not opened yet */
    GPtrArray *stack; /* Mark, open, outermost first */
};

void mark_clear(Mark *self) {
    g_clear_pointer(&self->id, g_free);
    g_clear_pointer(&self->attributes, g_free);
    g_clear_pointer(&self->tail, g_free);
}

/* The longer of two that start together is the outer one. */
static gint marks_compare(gconstpointer a, gconstpointer b) {
    const Mark *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return g_strcmp0(x->attributes, y->attributes);
}

MarkWriter *mark_writer_new(GString *out, const char *text, GArray *marks) {
    MarkWriter *self = g_new0(MarkWriter, 1);
    g_array_sort(marks, marks_compare);
    self->out = out;
    self->text = text;
    self->marks = marks;
    self->stack = g_ptr_array_new();
    return self;
}

void mark_writer_free(MarkWriter *self) {
    if (!self) return;
    g_ptr_array_unref(self->stack);
    g_free(self);
}

static void open_piece(MarkWriter *self, Mark *mark) {
    g_string_append(self->out, "<mark");
    if (mark->id && !mark->begun) html_attribute(self->out, "id", mark->id);
    g_string_append_printf(self->out, "%s>", mark->attributes);
    mark->begun = true;
}

static void close_pieces(MarkWriter *self, guint depth) {
    for (guint i = self->stack->len; i > depth; i--) g_string_append(self->out, "</mark>");
}

/* Opens what starts up to `at`; what ended before was in a part of the text that is not written. */
static void start_marks(MarkWriter *self, guint32 at) {
    for (; self->next < self->marks->len; self->next++) {
        Mark *mark = &g_array_index(self->marks, Mark, self->next);
        if (mark->start > at) return;
        if (mark->end <= at) continue;
        g_ptr_array_add(self->stack, mark);
        open_piece(self, mark);
    }
}

/* Takes what ended by `at` off the stack from `first` on. */
static void drop_ended(MarkWriter *self, guint first, guint32 at) {
    guint left = first;
    for (guint i = first; i < self->stack->len; i++) {
        Mark *mark = self->stack->pdata[i];
        if (mark->end > at)
            self->stack->pdata[left++] = mark;
        else if (mark->tail)
            g_string_append(self->out, mark->tail);
    }
    g_ptr_array_set_size(self->stack, (gint)left);
}

/* Closes what ends at `at`, and with it what was opened after it: that goes on in a new piece. */
static void end_marks(MarkWriter *self, guint32 at) {
    guint keep = 0;
    while (keep < self->stack->len && ((const Mark *)self->stack->pdata[keep])->end > at) keep++;
    close_pieces(self, keep);
    drop_ended(self, keep, at);
    for (guint i = keep; i < self->stack->len; i++) open_piece(self, self->stack->pdata[i]);
}

static guint32 next_border(const MarkWriter *self, guint32 to) {
    if (self->next < self->marks->len)
        to = MIN(to, g_array_index(self->marks, Mark, self->next).start);
    for (guint i = 0; i < self->stack->len; i++)
        to = MIN(to, ((const Mark *)self->stack->pdata[i])->end);
    return to;
}

void mark_writer_write(MarkWriter *self, guint32 from, guint32 to) {
    drop_ended(self, 0, from);
    for (guint i = 0; i < self->stack->len; i++) open_piece(self, self->stack->pdata[i]);
    for (guint32 at = from; at < to;) {
        start_marks(self, at);
        guint32 border = next_border(self, to);
        html_text(self->out, self->text + at, border - at);
        at = border;
        if (at < to) end_marks(self, at);
    }
    close_pieces(self, 0);
    drop_ended(self, 0, to);
}
