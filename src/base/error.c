/* The one error domain. */
#include "base/base.h"

G_DEFINE_QUARK(kharita - error, kharita_error)
