/* Rates: against intervals computed from the binomial's own sum in exact fractions, and R's. */
#include <math.h>

#include "compare/compare.h"

static void assert_near(double value, double expected) {
    g_assert_cmpfloat_with_epsilon(value, expected, 1e-6 * MAX(1.0, fabs(expected)));
}

static void test_beta(void) {
    assert_near(incomplete_beta(1, 1, 0.5), 0.5); /* where the fraction turns round */
    assert_near(incomplete_beta(1, 1, 0.3), 0.3);
    assert_near(incomplete_beta(2, 3, 0.4), 0.5248);
    assert_near(incomplete_beta(2, 3, 0) + incomplete_beta(2, 3, 1), 1);
    assert_near(incomplete_beta(7.5, 2.5, 0.6) + incomplete_beta(2.5, 7.5, 0.4), 1);
}

static void test_interval(void) {
    Rate rate = rate_compare(4, 11, 30, 30);
    assert_near(rate.ratio, 2.75);
    assert_near(rate.low, 0.8148713574);
    assert_near(rate.high, 11.841661012644048);
    assert_near(rate.p, 0.11846923828125);
    g_assert_true(rate.may_be_chance);
}

/* 11 in 800 against 21 in 3011: the example of R's poisson.test. */
static void test_unlike_exposure(void) {
    Rate rate = rate_compare(21, 11, 3011, 800);
    assert_near(rate.ratio, 1.9714881);
    assert_near(rate.low, 0.8584264);
    assert_near(rate.high, 4.2772659);
}

static void test_sure_change(void) {
    Rate rate = rate_compare(100, 160, 365, 366);
    assert_near(rate.low, 1.2351658635699931);
    assert_near(rate.high, 2.0695903940383604);
    assert_near(rate.p, 0.0002603610984264705);
    g_assert_false(rate.may_be_chance);
}

static void test_none_before(void) {
    Rate rate = rate_compare(0, 5, 31, 31);
    g_assert_true(isinf(rate.ratio) && isinf(rate.high));
    assert_near(rate.low, 0.9163558573154597);
    assert_near(rate.p, 0.0625);
}

static void test_none_after(void) {
    Rate rate = rate_compare(1, 0, 10, 10);
    g_assert_cmpfloat(rate.ratio, ==, 0);
    assert_near(rate.high, 39);
    assert_near(rate.p, 1);
}

static void test_nothing(void) {
    Rate rate = rate_compare(0, 0, 10, 10);
    g_assert_true(isnan(rate.ratio) && rate.may_be_chance);
    rate = rate_compare(3, 4, 0, 10); /* a period without articles */
    g_assert_true(isnan(rate.ratio) && rate.may_be_chance);
}

/* Shares of incidents make counts that are not whole: the interval lies between its neighbours'. */
static void test_shares(void) {
    Rate low = rate_compare(4, 11, 30, 30), middle = rate_compare(4, 11.5, 30, 30);
    Rate high = rate_compare(4, 12, 30, 30);
    g_assert_true(low.low < middle.low && middle.low < high.low);
    g_assert_true(low.p > middle.p && middle.p > high.p);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compare/beta-is-the-known-function", test_beta);
    g_test_add_func("/compare/interval-is-exact", test_interval);
    g_test_add_func("/compare/exposure-may-differ", test_unlike_exposure);
    g_test_add_func("/compare/sure-change-is-told-from-chance", test_sure_change);
    g_test_add_func("/compare/none-before", test_none_before);
    g_test_add_func("/compare/none-after", test_none_after);
    g_test_add_func("/compare/nothing-is-no-difference", test_nothing);
    g_test_add_func("/compare/shares-lie-between", test_shares);
    return g_test_run();
}
