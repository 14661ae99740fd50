/* drawing: the options that all commands share that draw. */
#pragma once

#include "cmd/cmd.h"
#include "map/map.h"

/* The words of these options. Owns its strings. */
typedef struct {
    char *size, *language, *style, *title, *subtitle, *credit, *focus, *crs, *boundaries, *svg_text,
        *png_colors;
    char *style_where; /* where kharita.conf names the style; NULL: it does not */
    double scale;
    MapWriting writing; /* what svg_text and png_colors say, after drawing_read */
} DrawingWords;

void drawing_words_clear(DrawingWords *self);
/* The options of a command with these behind them, for command_line_parse; the caller frees the
 * array, which borrows all else. */
GOptionEntry *drawing_join(DrawingWords *self, const GOptionEntry *own);
/* Fills the options, which borrow the words. Returns -1, or the exit status after a message. */
int drawing_read(DrawingWords *self, const CommandLine *line, MapOptions *ret_options);
/* Whether each -o can be drawn, asked before anything is read. Returns -1, or the exit status after
 * a message. */
int drawing_check_outputs(const CommandLine *line);
/* The style that was asked for, or the default. */
Style *drawing_style(const DrawingWords *self, GError **error);
/* Says what a scene warns of; writes it to every -o. */
void drawing_say_warnings(const CommandLine *line, const MapScene *scene);
gboolean drawing_write(const DrawingWords *self, const CommandLine *line, const MapScene *scene,
                       GError **error);
