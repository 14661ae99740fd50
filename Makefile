# kharita: one Makefile, no recursion. Everything that is made goes to out/.
#
#   make               the program, the compiled gazetteer, the compiled basemap
#   make test          all tests (prove)
#   make test-integration  what needs a browser and a database (./bootstrap test-integration installs them)
#   make demo          the main job on the bundled samples, into out/demo/
#   make sample        draw the README's pictures anew, where the development data are
#   make gallery       draw everything in all sizes, styles and languages into out/gallery/, and check the layouts
#   make geometry      draw the pictures of docs/geometry.md anew
#   make readme        measure the README's tables anew
#   make format        put the sources into the project's format; format-check only looks
#
# SAN=1 builds with sanitizers, DEVELOPER=1 turns warnings into errors, V=1 shows the commands.
# OUT= builds elsewhere, CC= with another compiler. CFLAGS and LDFLAGS of the caller are kept.

OUT ?= out
CC ?= cc
PKG_CONFIG ?= pkg-config
Q := $(if $(V),,@)
# A comma inside a call of make's own functions.
, := ,
say = $(if $(V),@:,@echo "  $(1)")

PACKAGES := glib-2.0 gmodule-2.0 icu-uc icu-i18n jansson libxml-2.0 proj zlib sqlite3
MAP_PACKAGES := cairo cairo-ft harfbuzz harfbuzz-subset libpng libconfuse
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) $(MAP_PACKAGES) | sed 's/-I/-isystem /g')
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lgeos_c -lcsv -lm
MAP_LIBS := $(shell $(PKG_CONFIG) --libs $(MAP_PACKAGES))
OGR_CFLAGS := $(shell $(PKG_CONFIG) --cflags gdal | sed 's/-I/-isystem /g') -DDEBUG
OGR_LIBS := $(shell $(PKG_CONFIG) --libs gdal)

VERSION := $(shell cat VERSION)
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
            -Wwrite-strings -Wvla -Wundef -Wformat=2 -Wno-unused-parameter
CFLAGS ?= -O2 -g
# tests/hardening.sh looks for them in what was built. The sanitizers' own checks stand in for the fortified functions.
HARDENING := -fstack-protector-strong -fstack-clash-protection \
             -U_FORTIFY_SOURCE $(if $(SAN),,-D_FORTIFY_SOURCE=3)
ALL_CFLAGS := -std=gnu17 -Isrc -D_GNU_SOURCE -DKHARITA_VERSION='"$(VERSION)"' $(PKG_CFLAGS) $(WARNINGS) \
              -fPIC $(HARDENING) $(if $(DEVELOPER),-Werror) \
              $(if $(SAN),-fsanitize=address$(,)undefined -fno-omit-frame-pointer) $(CFLAGS)
ALL_LDFLAGS := -Wl,--as-needed -Wl,-z,relro,-z,now,-z,noexecstack $(if $(SAN),-fsanitize=address$(,)undefined) $(LDFLAGS)

FOLDERS := base article text gazetteer toponym place incident store cmd
# What draws, and the commands that do: they are a module.
DRAWING := src/cmd/map-module.c $(sort $(wildcard src/cmd/map.c src/cmd/compare*.c src/cmd/drawing.c src/cmd/report.c \
               src/words/*.c src/map/*.c src/compare/*.c src/report/*.c))
SOURCES := src/pipeline.c $(filter-out $(DRAWING),$(sort $(foreach f,$(FOLDERS),$(wildcard src/$(f)/*.c))))
OBJECTS := $(SOURCES:src/%.c=$(OUT)/obj/%.o)
MAP_OBJECTS := $(DRAWING:src/%.c=$(OUT)/obj/%.o)
MAIN_OBJECTS := $(OUT)/obj/main.o
OGR_OBJECTS := $(patsubst src/%.c,$(OUT)/obj/%.o,$(sort $(wildcard src/ogr/*.c)))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(sort $(wildcard tests/unit/*-test.c)))

TABLES := $(wildcard gazetteer/*.tsv gazetteer/*.geojson)
LAYERS := $(wildcard gazetteer/layers/*.fgb gazetteer/layers/*.tif)

.PHONY: all always program tests test demo format format-check sample gallery geometry readme clean
.DELETE_ON_ERROR:
all: program $(OUT)/gazetteer.bin $(OUT)/basemap.bin
program: $(OUT)/kharita $(OUT)/kharita-map.so $(OUT)/kharita-ogr.so

# Other flags or another compiler: everything is compiled anew.
FLAGS_OF_BUILD := $(CC) $(filter-out -Werror,$(ALL_CFLAGS))
$(OUT)/flags: always
	@mkdir -p $(@D)
	@echo '$(FLAGS_OF_BUILD)' | cmp -s - $@ || echo '$(FLAGS_OF_BUILD)' >$@

$(OUT)/obj/%.o: src/%.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(OGR_OBJECTS): ALL_CFLAGS += $(OGR_CFLAGS)
$(OUT)/obj/main.o $(OUT)/obj/cmd/module.o $(OUT)/obj/cmd/map-module.o: VERSION

$(OUT)/libkharita.a: $(OBJECTS)
	$(call say,AR $@)
	$(Q)rm -f $@ && ar rcs $@ $(OBJECTS)

# The program exports its functions, so that the modules can call them.
$(OUT)/kharita: $(MAIN_OBJECTS) $(OUT)/libkharita.a
	$(call say,LD $@)
	$(Q)$(CC) -rdynamic -o $@ $(MAIN_OBJECTS) -Wl,--whole-archive $(OUT)/libkharita.a -Wl,--no-whole-archive \
	    $(ALL_LDFLAGS) $(PKG_LIBS)

# Everything that draws, opened on demand: docs/decisions/0006-drawing-on-demand.md.
$(OUT)/kharita-map.so: $(MAP_OBJECTS)
	$(call say,LD $@)
	$(Q)$(CC) -shared -Wl,-Bsymbolic-functions -o $@ $(MAP_OBJECTS) $(ALL_LDFLAGS) $(MAP_LIBS) $(PKG_LIBS)

# Everything that needs GDAL, likewise: docs/decisions/0001-gdal-on-demand.md.
$(OUT)/kharita-ogr.so: $(OGR_OBJECTS)
	$(call say,LD $@)
	$(Q)$(CC) -shared -o $@ $(OGR_OBJECTS) $(ALL_LDFLAGS) $(OGR_LIBS) $(PKG_LIBS)

$(OUT)/gazetteer.bin: $(OUT)/kharita $(TABLES)
	$(call say,GAZETTEER $@)
	$(Q)$(OUT)/kharita gazetteer build --quiet -o $@ gazetteer

$(OUT)/basemap.bin: $(OUT)/kharita $(OUT)/kharita-ogr.so $(LAYERS)
	$(call say,BASEMAP $@)
	$(Q)$(OUT)/kharita basemap build --quiet -o $@ gazetteer/layers

# Whole, like the program: the module of GDAL calls functions that no test may need. Tests of what
# draws link it as it is, so that they reach all of it.
MAP_TESTS := $(filter $(addprefix $(OUT)/tests/,map-% compare-% words-% report-% ogr-%),$(UNIT_TESTS))
$(MAP_TESTS): $(MAP_OBJECTS)
$(MAP_TESTS): DRAWING_LIBS = $(MAP_OBJECTS) $(MAP_LIBS)
$(OUT)/tests/%: tests/unit/%.c $(OUT)/libkharita.a
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -rdynamic -o $@ $< \
	    -Wl,--whole-archive $(OUT)/libkharita.a -Wl,--no-whole-archive $(ALL_LDFLAGS) $(DRAWING_LIBS) $(PKG_LIBS)

tests: all $(UNIT_TESTS)
test: tests
	$(Q)LC_ALL=C.UTF-8 OUT=$(OUT) prove --exec "" $(UNIT_TESTS) $(sort $(wildcard tests/*.t)) tests/layers.sh :: -k

# With a browser, a database and readers of others: ./bootstrap test-integration installs them. What comes from npm is
# fetched once, in the versions of the lock.
$(OUT)/npm/.fetched: tests/integration/package.json tests/integration/package-lock.json tests/integration/.npmrc
	@mkdir -p $(@D)
	$(Q)cp $^ $(@D)/ && npm --prefix $(@D) ci --silent && touch $@
test-integration: all $(OUT)/npm/.fetched
	$(Q)LC_ALL=C.UTF-8 OUT=$(OUT) NODE_PATH=$(abspath $(OUT)/npm/node_modules) prove --exec "" $(sort $(wildcard tests/integration/*.t))

demo: all
	$(Q)OUT=$(OUT) tests/demo.sh

# The README's pictures: from the samples, and from the development data where they are.
sample: all
	$(Q)OUT=$(OUT) tests/sample.sh

gallery: all
	$(Q)OUT=$(OUT) tests/gallery.pl

# The pictures of docs/geometry.md.
geometry: all
	$(Q)OUT=$(OUT) tests/geometry.sh

# The measured tables of the README.
readme: all
	$(Q)OUT=$(OUT) tests/readme.pl

CODE := $(shell find src tests -name '*.[ch]' 2>/dev/null)
format:
	clang-format -i $(CODE)
format-check:
	$(Q)clang-format --dry-run --Werror $(CODE)

clean:
	rm -rf $(OUT)/obj $(OUT)/tests $(OUT)/libkharita.a $(OUT)/kharita $(OUT)/kharita-*.so $(OUT)/*.bin $(OUT)/demo

-include $(OBJECTS:.o=.d) $(MAP_OBJECTS:.o=.d) $(MAIN_OBJECTS:.o=.d) $(OGR_OBJECTS:.o=.d) $(UNIT_TESTS:=.d)
