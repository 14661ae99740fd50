"""A quiet shaded relief for the whole country and insets, from Tom Patterson's public-domain raster."""
import os

import numpy
from osgeo import gdal

import geo

MIDDLE = 232                                   # flat ground
STRENGTH = 0.55                                # how much of the source's contrast stays


def make(raw, folder):
    """relief.tif: 8-bit grey, flat ground MIDDLE, darker in shade, lighter in the sun."""
    source = os.path.join(raw, "basemap/relief/shadedrelief_10800_clip.tif")
    finer = gdal.Warp("", source, format="MEM", outputBounds=geo.REGION, xRes=1 / 60.0, yRes=1 / 60.0,
                      resampleAlg="cubicspline")
    grey = finer.ReadAsArray().astype(float).mean(axis=0)
    flat = numpy.median(grey)
    quiet = numpy.clip(MIDDLE + (grey - flat) * STRENGTH, 120, 255).astype("uint8")
    path = os.path.join(folder, "relief.tif")
    out = gdal.GetDriverByName("GTiff").Create(path, quiet.shape[1], quiet.shape[0], 1, gdal.GDT_Byte,
                                               ["COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=9"])
    out.SetGeoTransform(finer.GetGeoTransform())
    out.SetProjection(finer.GetProjection())
    out.GetRasterBand(1).WriteArray(quiet)
    out = None
    print("  relief.tif %d x %d %d bytes" % (quiet.shape[1], quiet.shape[0], os.path.getsize(path)))
