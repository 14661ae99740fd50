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
#   make install       into PREFIX= (/usr/local), below DESTDIR= where that is given; uninstall takes all of it away
#   make deb           a Debian package, into out/deb/
#   make po            take new messages into the catalogues of src/po
#   make bench         how fast, against yardsticks; make bench-compare REV= sets another revision beside
#   make tidy          static analysis (./bootstrap check installs it)
#   make format        put the sources into the project's format; format-check only looks
#
# SAN=1 builds with sanitizers, DEVELOPER=1 turns warnings into errors, V=1 shows the commands.
# OUT= builds elsewhere, CC= with another compiler. CFLAGS and LDFLAGS of the caller are kept.

OUT ?= out
CC ?= cc
# C++ is compiled by the C compiler's sister, which knows the same flags.
ifeq ($(origin CXX),default)
CXX := $(if $(findstring clang,$(CC)),$(subst clang,clang++,$(CC)),c++)
endif
PKG_CONFIG ?= pkg-config
Q := $(if $(V),,@)
# A comma inside a call of make's own functions.
, := ,
say = $(if $(V),@:,@echo "  $(1)")

PACKAGES := glib-2.0 gmodule-2.0 icu-uc icu-i18n jansson libxml-2.0 zlib sqlite3
MAP_PACKAGES := cairo cairo-ft harfbuzz harfbuzz-subset libpng libdeflate libconfuse
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) $(MAP_PACKAGES) proj | sed 's/-I/-isystem /g')
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lgeos_c -lcsv -lGeographicLib -lstdc++ -lm
MAP_LIBS := $(shell $(PKG_CONFIG) --libs $(MAP_PACKAGES))
PROJ_LIBS := $(shell $(PKG_CONFIG) --libs proj)
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
ALL_CXXFLAGS = $(filter-out -std=gnu17 -Wstrict-prototypes -Wmissing-prototypes,$(ALL_CFLAGS)) -std=gnu++17
ALL_LDFLAGS := -Wl,--as-needed -Wl,-z,relro,-z,now,-z,noexecstack $(if $(SAN),-fsanitize=address$(,)undefined) $(LDFLAGS)

FOLDERS := base article text gazetteer toponym place incident store cmd
# What draws or speaks to readers, and the commands that do: they are a module.
DRAWING := src/cmd/map-module.c $(sort $(wildcard src/cmd/map.c src/cmd/compare*.c src/cmd/drawing.c src/cmd/report.c src/cmd/explain*.c \
               src/words/*.c src/map/*.c src/compare/*.c src/report/*.c))
SOURCES := src/pipeline.c $(filter-out $(DRAWING),$(sort $(foreach f,$(FOLDERS),$(wildcard src/$(f)/*.c))))
OBJECTS := $(SOURCES:src/%.c=$(OUT)/obj/%.o) $(OUT)/obj/base/ellipsoid.o
MAP_OBJECTS := $(DRAWING:src/%.c=$(OUT)/obj/%.o)
MAIN_OBJECTS := $(OUT)/obj/main.o
PROJ_OBJECTS := $(patsubst src/%.c,$(OUT)/obj/%.o,$(sort $(wildcard src/proj/*.c)))
OGR_OBJECTS := $(patsubst src/%.c,$(OUT)/obj/%.o,$(sort $(wildcard src/ogr/*.c)))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(sort $(wildcard tests/unit/*-test.c)))

TABLES := $(wildcard gazetteer/*.tsv gazetteer/*.geojson)
LAYERS := $(wildcard gazetteer/layers/*.fgb gazetteer/layers/*.tif)

.PHONY: messages man install uninstall deb po tidy all always program tests test demo format format-check sample gallery geometry readme bench bench-compare clean
.DELETE_ON_ERROR:
all: program messages $(OUT)/gazetteer.bin $(OUT)/basemap.bin
program: $(OUT)/kharita $(OUT)/kharita-map.so $(OUT)/kharita-ogr.so $(OUT)/kharita-proj.so

# Other flags or another compiler: everything is compiled anew.
FLAGS_OF_BUILD := $(CC) $(CXX) $(filter-out -Werror,$(ALL_CFLAGS))
$(OUT)/flags: always
	@mkdir -p $(@D)
	@echo '$(FLAGS_OF_BUILD)' | cmp -s - $@ || echo '$(FLAGS_OF_BUILD)' >$@

$(OUT)/obj/%.o: src/%.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CC $<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/obj/%.o: src/%.cc $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CXX $<)
	$(Q)$(CXX) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<

# The names and codes of the types are a table that editors mend.
$(OUT)/gen/incident-types.inc: gazetteer/incident-types.tsv src/incident/incident-types.awk
	@mkdir -p $(@D)
	$(Q)awk -f src/incident/incident-types.awk $< >$@
# So are the kinds of place, and the reasons that are told: rows by the enumerators of their headers.
$(OUT)/gen/kinds.inc: gazetteer/kinds.tsv
$(OUT)/gen/kinds.inc: ROWS := -v prefix=PLACE -v key=kind -v cells='kind ar en'
$(OUT)/gen/place-reasons.inc: gazetteer/reasons.tsv
$(OUT)/gen/place-reasons.inc: ROWS := -v prefix=WHY -v only=of=place -v key=reason -v cells='ar en'
$(OUT)/gen/tie-reasons.inc: gazetteer/reasons.tsv
$(OUT)/gen/tie-reasons.inc: ROWS := -v prefix=TIE -v only=of=tie -v key=reason -v cells='ar en'
GENERATED := $(addprefix $(OUT)/gen/,incident-types.inc kinds.inc place-reasons.inc tie-reasons.inc)
$(filter-out %/incident-types.inc,$(GENERATED)): src/base/table-rows.awk
	@mkdir -p $(@D)
	$(Q)awk $(ROWS) -f src/base/table-rows.awk $(filter %.tsv,$^) >$@
WITH_ROWS := $(addprefix $(OUT)/obj/,incident/types.o gazetteer/kinds.o place/reasons.o incident/ties.o)
$(WITH_ROWS): $(GENERATED)
$(WITH_ROWS): ALL_CFLAGS += -I$(OUT)/gen

$(OGR_OBJECTS): ALL_CFLAGS += $(OGR_CFLAGS)
$(OUT)/obj/main.o $(OUT)/obj/cmd/module.o $(OUT)/obj/cmd/map-module.o $(OUT)/obj/base/projection.o $(OUT)/obj/proj/module.o: VERSION

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

# What only PROJ projects: docs/decisions/0009-geodesics-without-proj.md.
$(OUT)/kharita-proj.so: $(PROJ_OBJECTS)
	$(call say,LD $@)
	$(Q)$(CC) -shared -o $@ $(PROJ_OBJECTS) $(ALL_LDFLAGS) $(PROJ_LIBS) $(PKG_LIBS)

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
$(MAP_TESTS): DRAWING_LIBS = $(MAP_OBJECTS) $(MAP_LIBS) $(PROJ_LIBS)
$(OUT)/tests/%: tests/unit/%.c $(OUT)/libkharita.a
	@mkdir -p $(@D)
	$(call say,LD $@)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -rdynamic -o $@ $< \
	    -Wl,--whole-archive $(OUT)/libkharita.a -Wl,--no-whole-archive $(ALL_LDFLAGS) $(DRAWING_LIBS) $(PKG_LIBS)

tests: all man $(UNIT_TESTS)
test: tests
	$(Q)LC_ALL=C.UTF-8 XDG_CONFIG_HOME=/no/such XDG_CONFIG_DIRS=/no/such OUT=$(OUT) prove --exec "" $(UNIT_TESTS) $(sort $(wildcard tests/*.t)) tests/layers.sh :: -k

# ---- what people read: messages in other languages, man pages

LANGUAGES := $(patsubst src/po/%.po,%,$(wildcard src/po/*.po))
messages: $(LANGUAGES:%=$(OUT)/locale/%/LC_MESSAGES/kharita.mo)
$(OUT)/locale/%/LC_MESSAGES/kharita.mo: src/po/%.po
	@mkdir -p $(@D)
	$(call say,MO $@)
	$(Q)msgfmt --check -o $@ $<

# The messages as they stand in the sources: src/po/README.md.
$(OUT)/kharita.pot: $(sort $(shell find src -name '*.c'))
	$(Q)cd src && LC_ALL=C.UTF-8 xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=command_say:2 \
	    --keyword=command_usage:2 --keyword=command_warn:2 --keyword=tsv_fail:3 --keyword=bad_line:2 --keyword=refuse:3 --add-comments=Translators --no-location --sort-output \
	    --package-name=kharita -o $(abspath $@) $(patsubst src/%,%,$^)
po: $(OUT)/kharita.pot
	$(Q)for file in src/po/*.po; do msgmerge --quiet --update --backup=none --no-fuzzy-matching --sort-output --no-location $$file $< && sed -i '/^"POT-Creation-Date/d' $$file; done

MAN_PAGES := $(patsubst docs/man/%.scd,$(OUT)/man/%,$(wildcard docs/man/*.scd))
# The day of the last release, so that the same sources give the same pages.
RELEASED = $(shell date -u +%s -d "$$(sed -n 's/^ -- .*>  //p' packaging/debian/changelog | head -n 1)")
man: $(MAN_PAGES)
$(OUT)/man/%: docs/man/%.scd docs/man/make.pl VERSION packaging/debian/changelog styles/newsroom.style $(TABLES) \
    $(OUT)/kharita $(OUT)/kharita-map.so
	@mkdir -p $(@D)
	$(call say,MAN $@)
	$(Q)docs/man/make.pl $(OUT)/kharita $(VERSION) $< >$@.scd
	$(Q)SOURCE_DATE_EPOCH=$(RELEASED) scdoc <$@.scd >$@; status=$$?; rm -f $@.scd; exit $$status

# ---- installation: README.md says what lies where

PREFIX ?= /usr/local
INSTALL ?= install
# Where zsh looks; Debian's packages have a folder of their own.
ZSHDIR ?= share/zsh/site-functions
prefix := $(DESTDIR)$(PREFIX)
# All that is installed: pairs of what it is and where it goes below the prefix.
INSTALLED = $(OUT)/kharita bin/kharita \
    $(foreach f,kharita-map.so kharita-ogr.so kharita-proj.so gazetteer.bin basemap.bin,$(OUT)/$f lib/kharita/$f) \
    $(foreach f,$(wildcard styles/*.style styles/report/*),$f share/kharita/$f) \
    $(foreach f,$(TABLES),$f share/kharita/$f) \
    $(foreach f,$(MAN_PAGES),$f share/man/man$(subst .,,$(suffix $f))/$(notdir $f)) \
    $(foreach l,$(LANGUAGES),$(OUT)/locale/$l/LC_MESSAGES/kharita.mo share/locale/$l/LC_MESSAGES/kharita.mo) \
    packaging/completion/kharita.bash share/bash-completion/completions/kharita \
    packaging/completion/_kharita $(ZSHDIR)/_kharita \
    packaging/completion/kharita.fish share/fish/vendor_completions.d/kharita.fish \
    README.md share/doc/kharita/README.md gazetteer/SOURCES.md share/doc/kharita/SOURCES.md \
    gazetteer/layers/LICENSE-ODbL.md share/doc/kharita/LICENSE-ODbL.md \
    gazetteer/README.md share/kharita/gazetteer/README.md

install: all man
	$(Q)set -e; set -- $(INSTALLED); while [ $$# -gt 0 ]; do \
	    mode=644; case $$2 in bin/*) mode=755 ;; esac; \
	    $(INSTALL) -D -m $$mode "$$1" "$(prefix)/$$2"; shift 2; done

# Folders that are empty then go too, up to the prefix itself.
uninstall:
	$(Q)cd "$(prefix)" && set -- $(INSTALLED) && while [ $$# -gt 0 ]; do \
	    rm -f "$$2"; rmdir -p --ignore-fail-on-non-empty "$$(dirname "$$2")" 2>/dev/null || true; shift 2; done

# Built from a copy of the sources, since Debian's tools want their folder at its top.
DEB_TREE := $(OUT)/deb/kharita-$(VERSION)
deb:
	$(Q)rm -rf $(DEB_TREE) && mkdir -p $(DEB_TREE)
	$(Q)tar -c --exclude=./out --exclude=./.git --exclude=./tests . | tar -x -C $(DEB_TREE)
	$(Q)cp -r $(DEB_TREE)/packaging/debian $(DEB_TREE)/debian
	$(Q)cd $(DEB_TREE) && dpkg-buildpackage -us -uc -b

# With a browser, a database and readers of others: ./bootstrap test-integration installs them. What comes from npm is
# fetched once, in the versions of the lock.
$(OUT)/npm/.fetched: tests/integration/package.json tests/integration/package-lock.json tests/integration/.npmrc
	@mkdir -p $(@D)
	$(Q)cp $^ $(@D)/ && npm --prefix $(@D) ci --loglevel error && touch $@
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

# How fast, against yardsticks measured in the same run: docs/performance.md. RUNS= of each measure, LONG= of those that
# take more than ten seconds, MB= of text, ONLY= a pattern of measures.
BENCH = OUT=$(OUT) $(if $(RUNS),BENCH_RUNS=$(RUNS)) $(if $(LONG),BENCH_LONG=$(LONG)) $(if $(MB),BENCH_MB=$(MB)) \
        $(if $(ONLY),BENCH_ONLY='$(ONLY)') tests/bench/bench.pl
bench: all
	$(Q)$(BENCH)
# The same measures of this tree and of another revision, side by side.
bench-compare: all
	$(Q)$(BENCH) --compare $(REV)

# The measured tables of the README.
readme: all
	$(Q)OUT=$(OUT) tests/readme.pl

CODE := $(shell find src tests -name '*.[ch]' -o -name '*.cc' 2>/dev/null)
format:
	clang-format -i $(CODE)
format-check:
	$(Q)clang-format --dry-run --Werror $(CODE)

# Static analysis, by .clang-tidy; prints only what it finds.
tidy: $(GENERATED)
	$(Q)printf '%s\n' $(sort $(wildcard src/*.c src/*/*.c)) | xargs -P $$(nproc) -n 8 sh -c \
	    'clang-tidy --quiet "$$@" -- $(subst ','\'',$(ALL_CFLAGS) $(OGR_CFLAGS)) -I$(OUT)/gen 2>/dev/null' clang-tidy
	$(Q)clang-tidy --quiet $(sort $(wildcard src/*/*.cc)) -- $(ALL_CXXFLAGS) 2>/dev/null

clean:
	rm -rf $(OUT)/obj $(OUT)/tests $(OUT)/man $(OUT)/locale $(OUT)/deb $(OUT)/libkharita.a $(OUT)/kharita $(OUT)/kharita-*.so $(OUT)/*.bin $(OUT)/demo

-include $(OBJECTS:.o=.d) $(MAP_OBJECTS:.o=.d) $(PROJ_OBJECTS:.o=.d) $(MAIN_OBJECTS:.o=.d) $(OGR_OBJECTS:.o=.d) $(UNIT_TESTS:=.d)
