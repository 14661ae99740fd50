/* module: files beside the program with what needs heavy libraries, opened when it is asked for. */
#pragma once

#include "base/base.h"

/* A symbol of a module, which stays open. Fails where the file is not there, or lacks it. */
gpointer module_symbol(const char *file_name, const char *symbol, GError **error);
/* Fails where a module is not of the program's build. */
gboolean module_check_build(const char *file_name, bool is_same, GError **error);
