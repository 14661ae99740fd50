/*
 * style-schema: the one table of what can be styled. Key names are those of the MapLibre style
 * specification where it has them.
 */
#include "map/style-schema.h"

#define COLOR(layer, key, value) \
    { layer, key, STYLE_COLOR, value }
#define NUMBER(layer, key, value) \
    { layer, key, STYLE_NUMBER, value }
#define STRING(layer, key, value) \
    { layer, key, STYLE_STRING, value }

#define FILL(layer, color) COLOR(layer, "fill-color", color)
#define LINE(layer, color, width) \
    COLOR(layer, "line-color", color), NUMBER(layer, "line-width", width)
#define DASHED(layer, color, width, dash, gap) \
    LINE(layer, color, width), NUMBER(layer, "line-dash", dash), NUMBER(layer, "line-gap", gap)
#define TEXT(layer, color, size, weight)                                 \
    COLOR(layer, "text-color", color), NUMBER(layer, "text-size", size), \
        NUMBER(layer, "text-weight", weight)
#define HALO(layer, color, width) \
    COLOR(layer, "text-halo-color", color), NUMBER(layer, "text-halo-width", width)
#define INCIDENT(type, shape, color)                    \
    STRING("incident-" type, "symbol-shape", shape),    \
        COLOR("incident-" type, "symbol-color", color), \
        COLOR("incident-" type, "symbol-outline-color", "#202020")

static const StyleRule RULES[] = {
    COLOR("page", "background-color", "#FFFFFF"),
    NUMBER("page", "margin", "14"),
    STRING("page", "digits", "latn"),
    STRING("page", "text-font-arabic", "Noto Sans Arabic"),
    STRING("page", "text-font-latin", "Noto Sans"),
    NUMBER("page", "arabic-scale", "1.15"),
    STRING("page", "credit", ""),
    NUMBER("page", "context-labels", "15"),

    FILL("sea", "#D3EAF7"),
    FILL("land", "#FAFAF8"),
    FILL("neighbour", "#EFEFED"),
    FILL("relief", "#40382E38"),
    FILL("valley", "#EEF3E4"),
    FILL("builtup", "#E4E2DE"),
    FILL("saltpan", "#F3F0EA"),
    FILL("water", "#D3EAF7"),
    COLOR("water", "line-color", "#B4D5E8"),
    NUMBER("water", "line-width", "0.5"),
    LINE("river", "#9CC6DF", "1.8"),
    FILL("river", "#B6D8EB"),
    LINE("stream", "#BFDAE8", "0.7"),
    LINE("road-major", "#DCD7CE", "1.6"),
    LINE("road-minor", "#E3E0DA", "0.9"),
    LINE("runway", "#CFCBC6", "2"),
    LINE("dam", "#B9B4AE", "1.6"),
    DASHED("rail", "#CFCBC6", "0.8", "5", "3"),
    DASHED("admin1", "#C4BFC6", "0.8", "4", "3"),
    DASHED("admin2", "#D6D2D6", "0.6", "2", "3"),
    LINE("border", "#8F8A90", "1.2"),
    DASHED("disputed", "#8F8A90", "1.1", "4", "3"),

    TEXT("label-story", "#1A1A1A", "14", "600"),
    HALO("label-story", "#FAFAF8E6", "1.8"),
    TEXT("label-area", "#3A3A3A", "13", "600"),
    HALO("label-area", "#FAFAF8E6", "1.8"),
    TEXT("label-town", "#595959", "12", "400"),
    HALO("label-town", "#FAFAF8E6", "1.6"),
    COLOR("label-town", "icon-color", "#6B6B6B"),
    TEXT("label-capital", "#4A4A4A", "13", "600"),
    HALO("label-capital", "#FAFAF8E6", "1.6"),
    TEXT("label-governorate", "#6F6C70", "13", "400"),
    HALO("label-governorate", "#FAFAF8CC", "1.5"),
    TEXT("label-country", "#69666A", "15", "600"),
    HALO("label-country", "#EFEFEDCC", "1.5"),
    TEXT("label-river", "#2F6C90", "12", "400"),
    HALO("label-river", "#FAFAF8CC", "1.4"),
    LINE("leader", "#4A4A4A", "0.7"),

    TEXT("title", "#1A1A1A", "22", "700"),
    TEXT("subtitle", "#4A4A4A", "14", "400"),
    TEXT("legend", "#333333", "11.5", "400"),
    TEXT("scale", "#4A4A4A", "11", "400"),
    TEXT("credit", "#6A6A6A", "11", "400"),
    TEXT("sample", "#9A3412", "12", "600"),
    FILL("panel", "#FFFFFFE6"),
    LINE("panel", "#D9D9D6", "0.6"),
    LINE("frame", "#D0CFCB", "0.6"),
    LINE("scale", "#4A4A4A", "1.1"),
    FILL("locator-land", "#CBC8C2"),
    FILL("locator-sea", "#FFFFFF00"),
    LINE("locator", "#9A3412", "1.4"),

    NUMBER("symbol", "symbol-size", "14"),
    NUMBER("symbol", "symbol-size-max", "36"),
    NUMBER("symbol", "symbol-outline-width", "1.1"),
    COLOR("symbol", "text-color", "#FFFFFF"),
    COLOR("symbol", "text-color-dark", "#1A1A1A"),
    COLOR("symbol", "hollow-color", "#FFFFFF"),
    COLOR("uncertainty", "fill-color", "#00000000"),
    NUMBER("uncertainty", "fill-opacity", "0.08"),
    NUMBER("uncertainty", "line-opacity", "0.75"),
    NUMBER("uncertainty", "line-width", "0.8"),
    NUMBER("uncertainty", "line-dash", "4"),
    NUMBER("uncertainty", "line-gap", "3"),
    COLOR("badge", "fill-color", "#FFFFFFF2"),
    COLOR("badge", "text-color", "#1A1A1A"),
    NUMBER("badge", "text-size", "12"),

    INCIDENT("attack", "circle", "#D55E00"),
    INCIDENT("clash", "cross", "#E69F00"),
    INCIDENT("ambush", "square", "#CC79A7"),
    INCIDENT("airstrike", "triangle-down", "#0072B2"),
    INCIDENT("drone", "triangle", "#56B4E9"),
    INCIDENT("shelling", "diamond", "#F0E442"),
    INCIDENT("ied", "star", "#8C2D04"),
    INCIDENT("suicide", "star", "#000000"),
    INCIDENT("grenade", "hexagon", "#009E73"),
    INCIDENT("chemical", "hexagon", "#F0E442"),
    INCIDENT("assassination", "pentagon", "#5B2A86"),
    INCIDENT("abduction", "pentagon", "#F4B6D2"),
    INCIDENT("body_found", "plus", "#4D4D4D"),
    INCIDENT("arrest", "square", "#009E73"),
    INCIDENT("sweep", "diamond", "#009E73"),
    INCIDENT("movement", "triangle", "#8A8A8A"),
    INCIDENT("alert", "circle", "#BDBDBD"),
    INCIDENT("seizure", "square", "#BDBDBD"),
    INCIDENT("protest", "circle", "#56B4E9"),

    COLOR("category", "color-1", "#D55E00"),
    COLOR("category", "color-2", "#0072B2"),
    COLOR("category", "color-3", "#E69F00"),
    COLOR("category", "color-4", "#009E73"),
    COLOR("category", "color-5", "#CC79A7"),
    COLOR("category", "color-6", "#56B4E9"),
    COLOR("category", "color-7", "#F0E442"),
    COLOR("category", "color-8", "#8A8A8A"),

    COLOR("period", "before-color", "#1F4E79"),
    COLOR("period", "after-color", "#D55E00"),
    COLOR("change", "fall-color-1", "#542788"),
    COLOR("change", "fall-color-2", "#8E82BE"),
    COLOR("change", "fall-color-3", "#C6C5E4"),
    COLOR("change", "rise-color-3", "#FBCF96"),
    COLOR("change", "rise-color-2", "#EC922E"),
    COLOR("change", "rise-color-1", "#B35806"),
    COLOR("change", "chance-color", "#D3D3CF"),
    NUMBER("change", "fill-opacity", "0.82"),
    STRING("change", "fall-hatch", "none"),
    COLOR("density", "color-1", "#FDDDB6"),
    COLOR("density", "color-2", "#FBBE7C"),
    COLOR("density", "color-3", "#F99A52"),
    COLOR("density", "color-4", "#E2662C"),
    COLOR("density", "color-5", "#B13A14"),
    COLOR("density", "color-6", "#6E1D0A"),
    NUMBER("density", "fill-opacity", "0.85"),
};

const StyleRule *style_schema(guint *ret_n) {
    *ret_n = G_N_ELEMENTS(RULES);
    return RULES;
}
