/* kharita basemap build: the layers of gazetteer/layers become the file that maps are drawn from.
 */
#include "cmd/cmd.h"
#include "cmd/module.h"

static int build(CommandLine *line) {
    if (g_strv_length(line->files) != 2) return command_usage(line, "build takes one folder");
    const char *output = command_line_output(line);
    if (!output) return EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    const OgrModule *module = module_open(&error);
    BasemapSummary summary;
    if (!module || !module->build_basemap(line->files[1], output, &summary, &error))
        return command_fail(line, error);
    command_say(line, "%u layers, %u features, %u points%s", summary.n_layers, summary.n_features,
                summary.n_points, summary.has_relief ? ", relief" : "");
    return EXIT_WELL;
}

int cmd_basemap(int argc, char **argv) {
    g_auto(CommandLine) line = {0};
    int status = command_line_parse(&line, "basemap", NULL, argc, argv);
    if (status >= 0) return status;
    if (!line.files || !g_str_equal(line.files[0], "build"))
        return command_usage(&line, "say 'basemap build FOLDER -o FILE'");
    return build(&line);
}
