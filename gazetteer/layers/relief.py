"""A quiet shaded relief for the whole country and insets, from Tom Patterson's public-domain raster."""
import os

import numpy
from osgeo import gdal

import geo

SOFT = 0.9                                     # blur, in cells of a minute: the source has half as many
MIDDLE = 232                                   # flat ground
STRENGTH = 0.55                                # how much of the source's contrast stays


def blurred(grey, sigma):
    """Gauss's curve each way."""
    reach = int(3 * sigma) + 1
    curve = numpy.exp(-0.5 * (numpy.arange(-reach, reach + 1) / sigma) ** 2)
    curve /= curve.sum()
    for axis in (0, 1):
        padded = numpy.pad(grey, [(reach, reach) if axis == i else (0, 0) for i in (0, 1)], mode="edge")
        grey = numpy.apply_along_axis(lambda row: numpy.convolve(row, curve, mode="valid"), axis, padded)
    return grey


def make(raw, folder):
    """relief.tif: 8-bit grey, flat ground MIDDLE, darker in shade, lighter in the sun."""
    source = os.path.join(raw, "basemap/relief/shadedrelief_10800_clip.tif")
    finer = gdal.Warp("", source, format="MEM", outputBounds=geo.REGION, xRes=1 / 60.0, yRes=1 / 60.0,
                      resampleAlg="cubicspline")
    grey = blurred(finer.ReadAsArray().astype(float).mean(axis=0), SOFT)
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
