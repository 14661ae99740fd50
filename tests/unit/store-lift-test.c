/* Coordinates read beside the tree of values are those that the tree would have held. */
#include <string.h>

#include "store/fields.h"

static void add_shape(GString *out, const Shape *shape) {
    if (!shape) {
        g_string_append(out, "none\n");
        return;
    }
    g_string_append_printf(out, "kind %d\n", (int)shape->kind);
    for (guint32 part = 0; part < shape->n_parts; part++) {
        for (guint32 i = shape->parts[part]; i < shape_part_end(shape, part); i++)
            g_string_append_printf(out, " %a,%a", shape->points[i].lon, shape->points[i].lat);
        g_string_append_c(out, '\n');
    }
}

/* The geometry, lifted and not; whether any of it was. */
static bool check(const char *geometry) {
    json_error_t problem;
    g_autoptr(LiftedShapes) shapes = NULL;
    json_t *tree = json_loads(geometry, 0, &problem);
    g_assert_nonnull(tree);
    json_t *rest = json_load_lifted(geometry, &shapes, &problem);
    g_assert_nonnull(rest);
    g_autoptr(GString) expected = g_string_new(NULL), got = g_string_new(NULL);
    g_autoptr(Shape) plain = geometry_shape(tree, NULL);
    g_autoptr(Shape) lifted = geometry_shape(rest, shapes);
    add_shape(expected, plain);
    add_shape(got, lifted);
    g_assert_cmpstr(got->str, ==, expected->str);
    bool was_lifted = json_is_integer(json_object_get(rest, "coordinates"));
    json_decref(tree);
    json_decref(rest);
    return was_lifted;
}

#define GEOMETRY(type, coordinates) "{\"type\":\"" type "\",\"coordinates\":" coordinates "}"

static void test_lifted(void) {
    g_assert_true(check(GEOMETRY("LineString", "[[40.12345,35.5],[40,-0.000001]]")));
    g_assert_true(check(GEOMETRY("MultiLineString", "[[[1,2],[3,4]],[[-5.5,6],[7,8.25]]]")));
    g_assert_true(check(GEOMETRY("Polygon", "[[[1,2],[3,4],[5,6],[1,2]],[[2,2],[3,3],[2,2]]]")));
    g_assert_true(check(GEOMETRY("MultiPolygon", "[[[[1,2],[3,4],[1,2]]],[[[5,6],[7,8],[5,6]]]]")));
    g_assert_true(check(GEOMETRY("LineString", " [ [ 0.1 , 0.2 ],\n[ 0.3,\t0.7, 120 ] ] ")));
    g_assert_true(check(GEOMETRY("LineString", "[[40.123456789012,35.5],[179.99999,90]]")));
    /* Of another depth than the type has: no shape, either way. */
    g_assert_true(check(GEOMETRY("Polygon", "[[1,2],[3,4]]")));
    g_assert_true(check(GEOMETRY("LineString", "[[[1,2],[3,4]]]")));
}

static void test_left_in_the_text(void) {
    static const char *const COORDINATES[] = {
        "[40.1,35.5]",
        "[]",
        "[[]]",
        "[[1,2]]",
        "[[1,2],[3]]",
        "[[1,2],[3,\"4\"]]",
        "[[1,2],[3,4e0]]",
        "[[1,2],[3,4.12345678901234567]]",
        "[[1,2],[181,4]]",
        "[[1,2],[-0.0,4]]",
        "[[[[[1,2],[3,4]]]]]",
    };
    for (guint i = 0; i < G_N_ELEMENTS(COORDINATES); i++) {
        g_autofree char *text = g_strdup_printf(GEOMETRY("LineString", "%s"), COORDINATES[i]);
        g_assert_false(check(text));
    }
}

/* The word in a text is no key; where a number is given for coordinates, none is taken. */
static void test_only_values_of_the_key(void) {
    json_error_t problem;
    g_autoptr(LiftedShapes) shapes = NULL;
    const char *text = "{\"a\":\"\\\"coordinates\\\":[[1,2],[3,4]]\",\"b\":\"coordinates\"}";
    json_t *root = json_load_lifted(text, &shapes, &problem);
    g_assert_cmpstr(json_string_value(json_object_get(root, "a")), ==,
                    "\"coordinates\":[[1,2],[3,4]]");
    json_decref(root);
    g_clear_pointer(&shapes, lifted_shapes_free);

    text = "[{\"coordinates\":[[1,2],[3,4]]},{\"type\":\"LineString\",\"coordinates\":0}]";
    root = json_load_lifted(text, &shapes, &problem);
    g_assert_null(geometry_shape(json_array_get(root, 1), shapes));
    g_assert_true(json_is_array(json_object_get(json_array_get(root, 0), "coordinates")));
    json_decref(root);
}

/* Lines are counted as they stand in the file, and what is no JSON stays none. */
static void test_errors(void) {
    json_error_t problem;
    g_autoptr(LiftedShapes) shapes = NULL;
    g_assert_null(
        json_load_lifted("{\"coordinates\":[[1,2],\n[3,4]],\n\"b\":}", &shapes, &problem));
    g_assert_cmpint(problem.line, ==, 3);
    static const char *const NO_JSON[] = {
        "{\"coordinates\":[[1,2],[3,4]",
        "{\"coordinates\":[[1,2],[3,04]]}",
        "{\"coordinates\":[[1,2],[3,4.]]}",
        "{\"coordinates\":[[1,2],[3,.4]]}",
        "{\"coordinates\":[[1,2],[3,4],]}",
        "{\"coordinates\":[[1,2],[3,-]]}",
        "{\"coordinates\":[[1,2],[3,4]],\"coordinates\":[[1,2],[3,4]]}"};
    for (guint i = 0; i < G_N_ELEMENTS(NO_JSON); i++) {
        g_clear_pointer(&shapes, lifted_shapes_free);
        g_assert_null(json_load_lifted(NO_JSON[i], &shapes, &problem));
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lift/lifted", test_lifted);
    g_test_add_func("/lift/left-in-the-text", test_left_in_the_text);
    g_test_add_func("/lift/only-values-of-the-key", test_only_values_of_the_key);
    g_test_add_func("/lift/errors", test_errors);
    return g_test_run();
}
