/* sheet-parts: what the files of a sheet share. Private to map/. */
#pragma once

#include "map/layout.h"
#include "map/sheet.h"

/* A sheet being made. Owns its arrays and `page`. */
typedef struct {
    const SheetInput *input;
    MapOptions options; /* of the page, with what the layout asks for */
    Layout page;        /* head, foot, and all incidents that are counted */
    const Incident **incidents;
    guint *periods;  /* of each of these: where most of its days lie */
    guint8 *classes; /* the same for an overlay: 0 first, 1 last */
    guint n;
    Box body;                /* room between head and foot */
    struct Circles *circles; /* where there are too many for marks; else NULL */
    Density *density;
    guint n_panels;
    LonLatBox ground;     /* what each panel shows */
    guint caption_form;   /* how much a caption says */
    double caption_scale; /* of its type */
} Sheet;

/* ---- sheet-grid.c: frames of one size, their captions, their ground ----------------------------
 */

/* The frames of `n` panels in `body`, each with room for a caption above, so that ground of
 * width / height `aspect` is drawn as large as can be. The caller frees them. */
Box *sheet_frames(const Sheet *self, guint n, double aspect, Box body);
/* Height of a caption above a frame of this width. */
double sheet_caption_height(const Sheet *self, double width);
/* "January 2022 · 12 incidents in 31 days" above a frame. */
void sheet_add_caption(Sheet *self, guint period, Box frame);
/* A thin line around a frame. */
void sheet_add_edge(Sheet *self, Box frame);

/* What all panels show; where many incidents are drawn, by those whose place is known well. */
gboolean sheet_ground_box(Sheet *self, LonLatBox *ret_box, GError **error);
/* Width over height of a box on the page. */
double sheet_aspect(LonLatBox box);
/* A layout of `incidents` in a frame of the page. Free with detail_free. */
Layout *sheet_panel_new(Sheet *self, const Incident *const *incidents, guint n, Box frame,
                        LonLatBox ground, const char *crs, GError **error);
/* Ground and scale bar; a small panel has no relief, roads and inner borders. */
void sheet_panel_ground(Layout *panel, bool has_scale_bar, bool is_small);
/* Gives the panel's scene, its sums and warnings to the sheet; takes `panel`. */
void sheet_take_panel(Sheet *self, Layout *panel);
/* Copies of a scene's labels and their towns' dots, moved. */
void sheet_copy_labels(const MapScene *from, MapScene *into, double dx, double dy);

/* ---- sheet-legend.c: pieces in a row -----------------------------------------------------------
 */

/* Pieces of a legend, in order of reading. */
GArray *legend_pieces_new(void);
/* A sample with its words beside it. The piece owns the sample's parts. */
typedef struct {
    Furniture drawn; /* in its own box, from (0, 0) on */
} LegendPiece;
void legend_add_piece(Layout *self, GArray *pieces, Furniture *sample, char *texts[2]);
/* A sample of a box of one colour. */
void legend_add_swatch(Layout *self, GArray *pieces, const Paint *paint, char *texts[2]);
/* A row of boxes, with a text under each border between two; `n_breaks` is one less, or the same
 * where a text stands before the first. */
void legend_add_scale(Layout *self, GArray *pieces, const Paint *paints, guint n,
                      char *const *breaks, char *texts[2]);
/* Lays the pieces in rows of at most `width`. */
void legend_flow(Layout *self, GArray *pieces, double width, Furniture *ret_legend);
/* The words of `key` in each of the page's languages; the caller frees them. */
void legend_words(const Layout *self, const char *key, double first, double second,
                  char *ret_texts[2]);

/* ---- layouts: each fills `self->body` ----------------------------------------------------------
 */

gboolean sheet_draw_maps(Sheet *self, GError **error);    /* side by side, multiples, overlay */
gboolean sheet_draw_change(Sheet *self, GError **error);  /* difference */
gboolean sheet_draw_density(Sheet *self, GError **error); /* hexagons */
gboolean sheet_draw_profile(Sheet *self, GError **error);
/* Before the page is set: their legends, where they have one of their own. */
gboolean sheet_prepare_maps(Sheet *self, GError **error);
void sheet_prepare_change(Sheet *self);
gboolean sheet_prepare_density(Sheet *self, GError **error);
void sheet_prepare_profile(Sheet *self);

/* The short name of an area: that of its best known place. */
char *sheet_area_name(const Sheet *self, const CompareRow *row, const Words *words);
/* sheet-table.c: the numbers of the surest areas beside the map, where the body is wider than the
 * ground needs; takes their room from the body. */
void sheet_add_table(Sheet *self);

/* Height that the timeline takes; 0 where none is asked for. */
double sheet_timeline_height(const Sheet *self);
void sheet_add_timeline(Sheet *self, Box room);

/* ---- sheet-circles.c: many incidents as circles whose area is their number ---------------------
 */

/* A neighbourhood, at the same place in every panel. */
typedef struct {
    LonLat at;
    guint32 place; /* the best known town there, or NO_PLACE */
    guint total;
    guint counts[SHEET_MOST_PANELS];
} Spot;

typedef struct Circles {
    GArray *spots;   /* Spot, most incidents first */
    guint most;      /* in one spot and panel */
    guint n_coarse;  /* known less well than a spot is wide */
    double diameter; /* of the largest circle, in points */
} Circles;

/* Neighbourhoods as wide as `reach` points where a point is so many metres. An overlay has the
 * first and the last period alone, as 0 and 1. */
Circles *circles_new(const Sheet *self, double reach, double metres_per_point);
void circles_free(Circles *self);
/* The circles of a period into a panel, the largest first. */
void circles_draw(const Circles *self, Layout *panel, guint period);
/* Both periods of an overlay into one: the first hollow. */
void circles_draw_both(const Circles *self, Layout *panel);
/* Names of the largest circles, `most_named` at the most, and of towns, where no circle of any
 * period stands. */
void circles_label(const Circles *self, Layout *panel, guint most_labels, guint most_named);
/* Sizes, for a legend. */
void circles_add_legend(const Circles *self, Layout *page, GArray *pieces);
