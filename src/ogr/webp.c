/* webp: a PNG of ours pixel by pixel as WebP, which is a sixth smaller for drawings, without loss.
 */
#include "ogr/webp.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_utils.h>

bool webp_is_there(void) {
    GDALAllRegister();
    return GDALGetDriverByName("WEBP") != NULL;
}

static gboolean fail(const char *path, GError **error) {
    g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_OUTPUT, _("cannot write '%s': %s"), path,
                CPLGetLastErrorMsg());
    return FALSE;
}

/* Into GDAL's memory. The driver takes colours, where a palette stands for them. */
static bool translate(const char *png, const char *memory) {
    static const char *const ONLY_PNG[] = {"PNG", NULL};
    GDALDatasetH picture = GDALOpenEx(png, GDAL_OF_RASTER, ONLY_PNG, NULL, NULL);
    if (!picture) return false;
    bool has_palette = GDALGetRasterColorTable(GDALGetRasterBand(picture, 1)) != NULL;
    const char *words[] = {"-of", "WEBP", "-co", "LOSSLESS=YES", "-expand", "rgb", NULL};
    if (!has_palette) words[4] = NULL;
    GDALTranslateOptions *options = GDALTranslateOptionsNew((char **)words, NULL);
    GDALDatasetH made = GDALTranslate(memory, picture, options, NULL);
    GDALTranslateOptionsFree(options);
    GDALClose(picture);
    if (made) GDALClose(made);
    return made != NULL;
}

gboolean webp_from_png(const char *png, const char *path, GError **error) {
    static const char memory[] = "/vsimem/kharita.webp";
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    vsi_l_offset len = 0;
    const guint8 *bytes = translate(png, memory) ? VSIGetMemFileBuffer(memory, &len, FALSE) : NULL;
    gboolean done = bytes ? out_file_write(path, bytes, len, error) : fail(path, error);
    VSIUnlink(memory);
    CPLPopErrorHandler();
    return done;
}
