/* article: every format in, every bad input named. */
#include "article/article.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

typedef struct {
    char *folder;
} Fixture;

static void set_up(Fixture *self, gconstpointer data) {
    self->folder = g_dir_make_tmp("kharita-XXXXXX", NULL);
}

static void tear_down(Fixture *self, gconstpointer data) {
    g_autoptr(GDir) folder = g_dir_open(self->folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(folder))) {
        g_autofree char *path = g_build_filename(self->folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(self->folder);
    g_free(self->folder);
}

static char *put(const Fixture *self, const char *name, const char *bytes, gssize len) {
    char *path = g_build_filename(self->folder, name, NULL);
    g_assert_true(g_file_set_contents(path, bytes, len, NULL));
    return path;
}

/* The same where only the folder is read. */
static void put_aside(const Fixture *self, const char *name, const char *text) {
    g_free(put(self, name, text, -1));
}

static ArticleReader *open_one(const char *path) {
    static const ArticleOptions options = {0};
    const char *const paths[] = {path, NULL};
    return article_reader_new(paths, &options);
}

static void check_error(const char *path, const char *message) {
    g_autoptr(ArticleReader) reader = open_one(path);
    g_autoptr(GError) error = NULL;
    g_assert_null(article_reader_next(reader, &error));
    g_assert_error(error, KHARITA_ERROR, KHARITA_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, message));
    g_assert_nonnull(strstr(error->message, path));
    g_clear_error(&error);
    g_assert_null(article_reader_next(reader, &error));
    g_assert_no_error(error);
}

static Article *read_one(const char *path) {
    g_autoptr(ArticleReader) reader = open_one(path);
    g_autoptr(GError) error = NULL;
    Article *article = article_reader_next(reader, &error);
    g_assert_no_error(error);
    g_assert_nonnull(article);
    g_assert_null(article_reader_next(reader, &error));
    g_assert_no_error(error);
    return article;
}

static void test_head_lines_are_metadata(Fixture *self, gconstpointer data) {
    g_autofree char *path =
        put(self, "a.txt", "Title: هجوم\nالتاريخ: 20/1/2022\nSource: sample\n\nنص أول\nثان\n", -1);
    g_autoptr(Article) article = read_one(path);
    g_assert_cmpstr(article->id, ==, "a.txt");
    g_assert_cmpstr(article->title, ==, "هجوم");
    g_assert_cmpstr(article->published, ==, "2022-01-20");
    g_assert_true(article->is_sample);
    g_assert_cmpstr(article->body, ==, "نص أول\nثان\n");
}

static void test_without_head_all_is_body(Fixture *self, gconstpointer data) {
    const char *text = "Facebook\n\nقال المصدر: لا شيء\n";
    g_autofree char *path = put(self, "2022-02-03-b.txt", text, -1);
    g_autoptr(Article) article = read_one(path);
    g_assert_cmpstr(article->body, ==, text);
    g_assert_cmpstr(article->published, ==, "2022-02-03");
    g_assert_null(article->title);
}

static void test_bad_files_are_named(Fixture *self, gconstpointer data) {
    g_autofree char *missing = g_build_filename(self->folder, "none.txt", NULL);
    check_error(missing, "No such file");
    g_autofree char *empty = put(self, "empty.txt", "", 0);
    check_error(empty, "is empty");
    g_autofree char *blank = put(self, "blank.txt", " \n\n", -1);
    check_error(blank, "holds no text");
    g_autofree char *half = put(self, "half.txt", "\xd8", 1);
    check_error(half, "no valid UTF-8");
    g_autofree char *cut = put(self, "cut.txt", "قصف على المدينة \xd8", -1);
    check_error(cut, "line 1: no valid UTF-8");
    g_autofree char *binary = put(self, "binary.txt",
                                  "\x7f"
                                  "ELF\0\1\2\3\xff\xfe\0\0",
                                  12);
    check_error(binary, "NUL bytes");
}

static void test_folder_without_articles_is_named(Fixture *self, gconstpointer data) {
    put_aside(self, "picture.png", "x");
    check_error(self->folder, "holds no articles");
}

static void test_folder_is_read_in_order(Fixture *self, gconstpointer data) {
    put_aside(self, "b.txt", "نص");
    put_aside(self, "a.txt", "نص");
    put_aside(self, "c.txt", "");
    g_autoptr(ArticleReader) reader = open_one(self->folder);
    g_autoptr(Article) first = article_reader_next(reader, NULL);
    g_autoptr(Article) second = article_reader_next(reader, NULL);
    g_assert_cmpstr(first->id, ==, "a.txt");
    g_assert_cmpstr(second->id, ==, "b.txt");
    g_autoptr(GError) error = NULL;
    g_assert_null(article_reader_next(reader, &error));
    g_assert_nonnull(error);
}

static void test_old_encodings_are_decoded(Fixture *self, gconstpointer data) {
    const char *text = "استهدفت طائرات حربية مواقع في بادية الميادين شرقي دير الزور ليلة أمس";
    const char *const encodings[] = {"WINDOWS-1256", "ISO-8859-6", "UTF-16"};
    for (guint i = 0; i < G_N_ELEMENTS(encodings); i++) {
        gsize len = 0;
        g_autofree char *bytes = g_convert(text, -1, encodings[i], "UTF-8", NULL, &len, NULL);
        g_autofree char *path = put(self, "old.txt", bytes, (gssize)len);
        g_autoptr(Article) article = read_one(path);
        g_assert_cmpstr(article->body, ==, text);
    }
}

static void test_json_lines_go_on_after_a_bad_one(Fixture *self, gconstpointer data) {
    g_autofree char *path =
        put(self, "a.jsonl",
            "{\"id\": 7, \"text\": \"أول\", \"date\": \"2022-01-05T10:00:00Z\"}\n"
            "{\"text\": 3}\n\n{\"content\": \"ثالث\", \"sitename\": \"x\"}\n{\"text\":",
            -1);
    g_autoptr(ArticleReader) reader = open_one(path);
    g_autoptr(GError) error = NULL;
    g_autoptr(Article) first = article_reader_next(reader, &error);
    g_assert_cmpstr(first->id, ==, "7");
    g_assert_cmpstr(first->published, ==, "2022-01-05");
    g_assert_null(article_reader_next(reader, &error));
    g_assert_nonnull(
        strstr(error->message, "line 2: expected an object with a string for \"text\""));
    g_clear_error(&error);
    g_autoptr(Article) third = article_reader_next(reader, &error);
    g_assert_cmpstr(third->source, ==, "x");
    g_assert_null(article_reader_next(reader, &error));
    g_assert_nonnull(strstr(error->message, "line 5"));
}

static void test_csv_and_json_arrays(Fixture *self, gconstpointer data) {
    g_autofree char *csv =
        put(self, "a.csv", "id,title,text,date\n1,\"ع, ن\",\"سطر\nثان\",2022-03-01\n", -1);
    g_autoptr(Article) article = read_one(csv);
    g_assert_cmpstr(article->title, ==, "ع, ن");
    g_assert_cmpstr(article->body, ==, "سطر\nثان");
    g_autofree char *json =
        put(self, "a.json", "[{\"body\": \"نص\", \"published_at\": 1642636800}]", -1);
    g_autoptr(Article) other = read_one(json);
    g_assert_cmpstr(other->published, ==, "2022-01-20");
    g_autofree char *no_text = put(self, "b.csv", "id,title\n1,x\n", -1);
    check_error(no_text, "no column text");
}

static void test_html_without_its_menus(Fixture *self, gconstpointer data) {
    g_autofree char *path =
        put(self, "a.html",
            "<html><head><title>موقع</title><script "
            "type='application/ld+json'>{\"@graph\":[{\"datePublished\":"
            "\"2022-01-09T08:00\"}]}</script></head><body><nav>دمشق حلب</nav><h1>عنوان الخبر</h1>"
            "<div class='content'><p>هجوم على بلدة <b>القورية</b> شرقي المدينة.</p><div "
            "class='share-buttons'>شارك"
            "</div><p>فقرة ثانية.</p></div><footer>حمص</footer></body></html>",
            -1);
    g_autoptr(Article) article = read_one(path);
    g_assert_cmpstr(article->title, ==, "عنوان الخبر");
    g_assert_cmpstr(article->published, ==, "2022-01-09");
    g_assert_cmpstr(article->body, ==, "هجوم على بلدة القورية شرقي المدينة.\nفقرة ثانية.");
}

static void test_gzip_is_unpacked(Fixture *self, gconstpointer data) {
    g_autofree char *path = g_build_filename(self->folder, "a.txt.gz", NULL);
    gzFile file = gzopen(path, "wb");
    gzputs(file, "Title: ع\n\nنص");
    gzclose(file);
    g_autoptr(Article) article = read_one(path);
    g_assert_cmpstr(article->body, ==, "نص");
}

/* The lines of a file one after another: the bad one is named by its line, the others go
 * through. */
static void test_lines_come_one_by_one(Fixture *self, gconstpointer data) {
    g_autofree char *path = put(self, "a.jsonl",
                                "\xef\xbb\xbf{\"text\":\"one\"}\r\n"
                                "\n"
                                "{\"text\":\"two\"\n"
                                "{\"text\":\"\xdf\xe1\xe3\xc7\xca \xda\xd1\xc8\xed\xc9 "
                                "\xdf\xcb\xed\xd1\xc9\"}\n"
                                "{\"text\":\"four\"}",
                                -1);
    static const char *const bodies[] = {"one", NULL, "كلمات عربية كثيرة", "four"};
    g_autoptr(ArticleReader) reader = open_one(path);
    for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Article) article = article_reader_next(reader, &error);
        g_assert_cmpstr(article ? article->body : NULL, ==, bodies[i]);
        if (!bodies[i]) g_assert_nonnull(strstr(error->message, "line 3, column"));
    }
    g_assert_null(article_reader_next(reader, NULL));
}

/* A line longer than an article may be is passed over without being held. */
static void test_endless_line_is_passed_over(Fixture *self, gconstpointer data) {
    g_autoptr(GString) text = g_string_new("{\"text\":\"");
    for (guint i = 0; i < 300000; i++) g_string_append(text, "x");
    g_string_append(text, "\"}\n{\"text\":\"short\"}\n");
    g_autofree char *path = put(self, "a.jsonl", text->str, (gssize)text->len);
    const ArticleOptions options = {.max_bytes = 100000};
    const char *const paths[] = {path, NULL};
    g_autoptr(ArticleReader) reader = article_reader_new(paths, &options);
    g_autoptr(GError) error = NULL;
    g_assert_null(article_reader_next(reader, &error));
    g_assert_nonnull(
        strstr(error->message, "line 1: it is longer than an article may be (--max-article)"));
    g_clear_error(&error);
    g_autoptr(Article) article = article_reader_next(reader, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(article->body, ==, "short");
}

static void test_files_without_articles_say_so(Fixture *self, gconstpointer data) {
    g_autofree char *blank = put(self, "a.jsonl", "\n \n\n", -1);
    check_error(blank, "holds no articles");
    g_autofree char *head = put(self, "b.csv", "text,date\n", -1);
    check_error(head, "holds no articles");
}

static void test_open_quote_is_an_error(Fixture *self, gconstpointer data) {
    g_autofree char *path = put(self, "a.csv", "text,date\n\"never closed,2022-01-05\n", -1);
    check_error(path, "record 2: a quote is never closed");
}

static void test_text_with_nuls_is_refused(Fixture *self, gconstpointer data) {
    static const char wide[] =
        "\xff\xfe"
        "a\0\0\0b\0";
    g_autofree char *path = put(self, "a.txt", wide, sizeof wide - 1);
    check_error(path, "is no valid UTF-16");
    static const char odd[] =
        "\xff\xfe"
        "a\0b";
    g_autofree char *half = put(self, "b.txt", odd, sizeof odd - 1);
    check_error(half, "is no valid UTF-16");
}

static void test_deep_and_wide_pages_are_refused(Fixture *self, gconstpointer data) {
    g_autoptr(GString) deep = g_string_new("<html><body>");
    for (guint i = 0; i < 5000; i++) g_string_append(deep, "<div>");
    g_string_append(deep, "<p>text");
    g_autofree char *path = put(self, "a.html", deep->str, -1);
    check_error(path, "is nested more than 256 deep");
    g_autoptr(GString) wide = g_string_new("<html>\n<p ");
    for (guint i = 0; i < 1500; i++) g_string_append_printf(wide, "a%u ", i);
    g_string_append(wide, ">text</p>");
    g_autofree char *other = put(self, "b.html", wide->str, -1);
    check_error(other, "line 2: a tag with more than 1000 attributes");
}

/* What looks like a tag in a script is none. */
static void test_scripts_hold_no_tags(Fixture *self, gconstpointer data) {
    g_autoptr(GString) page = g_string_new("<html><script>if (a<b) { ");
    for (guint i = 0; i < 1500; i++) g_string_append(page, "c d ");
    g_string_append(page, "}</script><p>قصف على المدينة</p></html>");
    g_autofree char *path = put(self, "a.html", page->str, -1);
    g_autoptr(Article) article = read_one(path);
    g_assert_cmpstr(article->body, ==, "قصف على المدينة");
}

/* A link back to the folder itself, and a pipe that nobody writes to. */
static void test_folders_hold_no_traps(Fixture *self, gconstpointer data) {
    g_autofree char *loop = g_build_filename(self->folder, "loop.txt", NULL);
    g_autofree char *pipe = g_build_filename(self->folder, "pipe.txt", NULL);
    put_aside(self, "a.txt", "text");
    g_assert_cmpint(symlink(self->folder, loop), ==, 0);
    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    g_autoptr(Article) article = read_one(self->folder);
    g_assert_cmpstr(article->id, ==, "a.txt");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)
    ADD("/article/lines-come-one-by-one", test_lines_come_one_by_one);
    ADD("/article/endless-line-is-passed-over", test_endless_line_is_passed_over);
    ADD("/article/files-without-articles-say-so", test_files_without_articles_say_so);
    ADD("/article/open-quote-is-an-error", test_open_quote_is_an_error);
    ADD("/article/text-with-nuls-is-refused", test_text_with_nuls_is_refused);
    ADD("/article/deep-and-wide-pages-are-refused", test_deep_and_wide_pages_are_refused);
    ADD("/article/scripts-hold-no-tags", test_scripts_hold_no_tags);
    ADD("/article/folders-hold-no-traps", test_folders_hold_no_traps);
    ADD("/article/text/head-lines-are-metadata", test_head_lines_are_metadata);
    ADD("/article/text/without-head-all-is-body", test_without_head_all_is_body);
    ADD("/article/bad-files-are-named", test_bad_files_are_named);
    ADD("/article/folder/without-articles-is-named", test_folder_without_articles_is_named);
    ADD("/article/folder/is-read-in-order", test_folder_is_read_in_order);
    ADD("/article/old-encodings-are-decoded", test_old_encodings_are_decoded);
    ADD("/article/json-lines-go-on-after-a-bad-one", test_json_lines_go_on_after_a_bad_one);
    ADD("/article/csv-and-json-arrays", test_csv_and_json_arrays);
    ADD("/article/html-without-its-menus", test_html_without_its_menus);
    ADD("/article/gzip-is-unpacked", test_gzip_is_unpacked);
    return g_test_run();
}
