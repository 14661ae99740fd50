/*
 * The ratio of two Poisson rates with its exact interval.
 *
 * The incomplete beta function is written here because the libraries that have it are under a
 * licence that would bind the program (GSL, R's) or are C++ (Boost). It is the continued fraction
 * of Abramowitz and Stegun 26.5.8 by the modified method of Lentz (Thompson and Barnett 1986).
 */
#include <math.h>

#include "compare/compare.h"

/* The fraction converges fast where x < (a + 1) / (a + b + 2). */
static double beta_fraction(double a, double b, double x) {
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double fraction = d;
    for (int m = 1; m < 10000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        const double terms[] = {even, odd};
        double factor = 1;
        for (int i = 0; i < 2; i++) {
            d = 1 + terms[i] * d;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = 1 + terms[i] / c;
            if (fabs(c) < tiny) c = tiny;
            factor = c * d;
            fraction *= factor;
        }
        if (fabs(factor - 1) < 1e-14) break;
    }
    return fraction;
}

/* lgamma writes its sign into a global; this does not. */
static double log_gamma(double x) {
    int sign;
    return lgamma_r(x, &sign);
}

double incomplete_beta(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    if (x > (a + 1) / (a + b + 2)) return 1 - incomplete_beta(b, a, 1 - x);
    double log_front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x);
    return exp(log_front) * beta_fraction(a, b, x) / a;
}

/* The x at which I_x(a, b) = p. Bisection: 60 steps give every bit that counts. */
static double beta_quantile(double a, double b, double p) {
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (incomplete_beta(a, b, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* Twice the smaller tail of a binomial with `k` of `n` and probability `chance`. */
static double two_sided(double k, double n, double chance) {
    double at_least = k > 0 ? incomplete_beta(k, n - k + 1, chance) : 1;
    double at_most = k < n ? 1 - incomplete_beta(k + 1, n - k, chance) : 1;
    return MIN(1.0, 2 * MIN(at_least, at_most));
}

Rate rate_compare(double before, double after, double exposure_before, double exposure_after) {
    Rate rate = {before, after, exposure_before, exposure_after, NAN, 0, INFINITY, 1, true};
    double n = before + after;
    if (n <= 0 || exposure_before <= 0 || exposure_after <= 0) return rate;
    /* A count of `share` in the later period is what equal rates would give. */
    double share = exposure_after / (exposure_before + exposure_after);
    double to_ratio = exposure_before / exposure_after;
    rate.ratio = before > 0 ? after / before * to_ratio : INFINITY;
    double low = after > 0 ? beta_quantile(after, before + 1, 0.025) : 0;
    double high = before > 0 ? beta_quantile(after + 1, before, 0.975) : 1;
    rate.low = low / (1 - low) * to_ratio;
    rate.high = high < 1 ? high / (1 - high) * to_ratio : INFINITY;
    rate.p = two_sided(after, n, share);
    rate.may_be_chance = rate.p > 0.05;
    return rate;
}
