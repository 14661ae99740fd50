/* Plain numbers, as nearly all programs write them, without the C library's care for the others. */
#include "store/fields.h"

enum { MOST_DIGITS = 15 /* with the point: a double holds them */ };

const char *number_read(const char *at, double *ret_number) {
    static const double POWERS[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool is_negative = *at == '-';
    const char *first = at += is_negative, *point = NULL;
    gint64 digits = 0;
    for (; g_ascii_isdigit(*at) || (*at == '.' && !point); at++) {
        if (*at == '.')
            point = at;
        else if (at - first <= MOST_DIGITS)
            digits = digits * 10 + (*at - '0');
    }
    bool has_digits = at > first && first != point && at[-1] != '.';
    if (!has_digits || at - first > MOST_DIGITS || *at == 'e' || *at == 'E') return NULL;
    if (*first == '0' && g_ascii_isdigit(first[1])) return NULL;
    if (is_negative && digits == 0) return NULL;
    double size = (double)digits / POWERS[point ? at - point - 1 : 0];
    *ret_number = is_negative ? -size : size;
    return at;
}

const char *number_digits(char room[NUMBER_ROOM], gint64 value) {
    char *at = room + NUMBER_ROOM - 1;
    guint64 left = value < 0 ? -(guint64)value : (guint64)value;
    *at = '\0';
    do *--at = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0) *--at = '-';
    return at;
}
