/*
 * names: all names of the map and of its enlargements. Those of the story are solved first; where
 * some find no good place, once more with letters for them, which a list says (letters.c). What
 * stands around them is kept: only names are set again. Rivers and regions take the room left.
 */
#include <math.h>

#include "map/layout.h"

/* A letter that is dearer still takes the place of no name. */
static const double DEAREST = 3;

/* The names of one layout as they stood, and what had room beside them. Owns its arrays. */
typedef struct {
    GArray *labels, *obstacles;
    GroundPath dots; /* of towns; of no layer where there are none */
    guint n_wished, n_placed;
} Naming;

static void naming_clear(Naming *self) {
    g_clear_pointer(&self->labels, g_array_unref);
    g_clear_pointer(&self->obstacles, g_array_unref);
    ground_path_clear(&self->dots);
}

/* The map, and then its enlargements. */
static Layout *next_of(const Layout *self) { return self->is_detail ? self->next : self->detail; }

/* ---- what stood before ------------------------------------------------------------------------
 */

/* Where the names of a layout begin among its obstacles and its ground. */
typedef struct {
    guint n_obstacles, n_ground;
} Mark;

static GArray *marks_of(const Layout *self) {
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    for (const Layout *part = self; part; part = next_of(part)) {
        Mark mark = {part->obstacles->len, part->scene->ground->len};
        g_array_append_val(marks, mark);
    }
    return marks;
}

/* Takes the names off again. */
static Naming naming_take(Layout *self, Mark mark) {
    MapSummary *summary = &self->scene->summary;
    GArray *ground = self->scene->ground;
    Naming naming = {.labels = self->scene->labels,
                     .obstacles = g_array_new(FALSE, FALSE, sizeof(Box)),
                     .n_wished = summary->n_labels_wished,
                     .n_placed = summary->n_labels_placed};
    g_array_append_vals(naming.obstacles, (Box *)self->obstacles->data + mark.n_obstacles,
                        self->obstacles->len - mark.n_obstacles);
    if (ground->len > mark.n_ground) {
        GroundPath *dots = &g_array_index(ground, GroundPath, mark.n_ground);
        naming.dots = *dots;
        *dots = (GroundPath){0};
    }
    g_array_set_size(ground, mark.n_ground);
    g_array_set_size(self->obstacles, mark.n_obstacles);
    self->scene->labels = labels_new();
    summary->n_labels_wished = summary->n_labels_placed = 0;
    return naming;
}

/* Puts them back, instead of those that stand there now. */
static void naming_put(Layout *self, Mark mark, Naming *naming) {
    MapSummary *summary = &self->scene->summary;
    g_array_set_size(self->scene->ground, mark.n_ground);
    if (naming->dots.layer) {
        g_array_append_val(self->scene->ground, naming->dots);
        naming->dots = (GroundPath){0};
    }
    g_array_set_size(self->obstacles, mark.n_obstacles);
    g_array_append_vals(self->obstacles, naming->obstacles->data, naming->obstacles->len);
    g_array_unref(self->scene->labels);
    self->scene->labels = g_steal_pointer(&naming->labels);
    summary->n_labels_wished = naming->n_wished;
    summary->n_labels_placed = naming->n_placed;
}

/* ---- with letters -----------------------------------------------------------------------------
 */

static void name_story(Layout *self) {
    for (Layout *part = self; part; part = next_of(part)) layout_labels(part);
}

/* Sets the story's names again, at `price` for a letter. The caller frees what stood before. */
static GArray *name_again(Layout *self, const GArray *marks, double price) {
    GArray *namings = g_array_new(FALSE, FALSE, sizeof(Naming));
    g_array_set_clear_func(namings, (GDestroyNotify)naming_clear);
    guint i = 0;
    for (Layout *part = self; part; part = next_of(part)) {
        Naming naming = naming_take(part, g_array_index(marks, Mark, i++));
        g_array_append_val(namings, naming);
        part->letters_price = price;
    }
    name_story(self);
    return namings;
}

static void put_back(Layout *self, const GArray *marks, GArray *namings) {
    guint i = 0;
    for (Layout *part = self; part; part = next_of(part), i++) {
        naming_put(part, g_array_index(marks, Mark, i), &g_array_index(namings, Naming, i));
        part->letters_price = 0;
    }
}

/* Where names stand badly, letters for them, and for fewer of them until the list of these finds
 * room on the page as it is. What the longest one would need of another page is noted. */
static void name_with_letters(Layout *self, const GArray *marks) {
    guint badly_set = letters_wanted(self);
    if (badly_set == 0) return;
    GArray *plain = NULL;
    bool is_set = false;
    double needed = INFINITY;
    for (double price = 1; !is_set && price <= DEAREST; price++) {
        GArray *before = name_again(self, marks, price);
        if (plain)
            g_array_unref(before);
        else
            plain = before;
        is_set = letters_wanted(self) < badly_set && letters_set(self);
        if (isinf(needed)) needed = self->letters_needed;
    }
    self->letters_needed = is_set ? 0 : needed;
    if (!plain) return; /* no price was tried */
    if (!is_set) put_back(self, marks, plain);
    g_array_unref(plain);
}

/* Letters for as many names as the room that is kept for their list can hold. */
static void name_into_room(Layout *self, const GArray *marks) {
    bool is_set = false;
    for (double price = 1; !is_set && price <= DEAREST; price++) {
        g_array_unref(name_again(self, marks, price));
        is_set = letters_set(self);
    }
}

static void name_ground(Layout *self) {
    for (Layout *part = self; part; part = next_of(part)) {
        layout_river_labels(part);
        layout_region_labels(part);
        layout_range_labels(part);
    }
}

void layout_names(Layout *self) {
    Layout *shielded = self;
    do layout_shields(shielded);
    while ((shielded = next_of(shielded)));
    g_autoptr(GArray) marks = marks_of(self);
    if (self->letters_room > 0) {
        name_into_room(self, marks);
    } else {
        name_story(self);
        name_with_letters(self, marks);
    }
    name_ground(self);
}
