/* areas: what the ways to divide the land share. Private to compare/. */
#pragma once

#include "compare/compare.h"
#include "compare/hexagons.h"

/* A line that incidents are laid along: its points in the plane and how far along it each is. */
typedef struct {
    PlanePoint *points;
    double *along_m;
    guint n;
} Track;

/* Where a point lies beside a track. */
typedef struct {
    double along_m, away_m;
    Bank bank; /* seen in the direction of the track */
} TrackPosition;

struct AreaSystem {
    AreaKind kind;
    PlaceKind unit; /* of AREAS_ADMIN */
    double size_m;
    const Gazetteer *gazetteer;
    Projection *plane;
    Track track;
    guint32 centre;      /* of AREAS_AROUND; of AREAS_RIVER the river; else NO_PLACE */
    GPtrArray *areas;    /* Area */
    GHashTable *indices; /* id of an area -> its index */
};

/* track.c: a line of the gazetteer laid flat, from its first point on. */
void track_from(Track *self, const Projection *plane, const LonLat *points, guint n);
void track_clear(Track *self);
TrackPosition track_locate(const Track *self, PlanePoint at);
PlanePoint track_point(const Track *self, double along_m);
/* Part of the track as a line. */
Shape *track_part(const Track *self, const Projection *plane, double from_m, double to_m);
