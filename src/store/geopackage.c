/* The tables of the GeoPackage standard. */
#include "store/geopackage.h"

/* "GPKG" as a number, and version 1.3.0 of the standard, at their places in SQLite's header. */
static const char HEADER_SQL[] =
    "PRAGMA application_id = 1196444487;"
    "PRAGMA user_version = 10300;";

/* Times would make two runs differ: the list of contents bears a fixed one. */
static const char TABLES_SQL[] =
    "CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys ("
    " srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,"
    " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);"
    "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES"
    " ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',"
    "  'undefined Cartesian coordinate reference system'),"
    " ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',"
    "  'undefined geographic coordinate reference system'),"
    " ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID["
    "\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
    "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
    "AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],"
    "AUTHORITY[\"EPSG\",\"4326\"]]', 'longitude/latitude in degrees on WGS 84');"
    "CREATE TABLE IF NOT EXISTS gpkg_contents ("
    " table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,"
    " description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT"
    " '2000-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,"
    " srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES"
    " gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE IF NOT EXISTS gpkg_geometry_columns ("
    " table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,"
    " srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,"
    " CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
    " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
    " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
    "CREATE TABLE IF NOT EXISTS gpkg_extensions ("
    " table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,"
    " scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));"
    "CREATE TABLE IF NOT EXISTS gpkg_metadata ("
    " id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT"
    " 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',"
    " metadata TEXT NOT NULL DEFAULT '');"
    "CREATE TABLE IF NOT EXISTS gpkg_metadata_reference ("
    " reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,"
    " timestamp DATETIME NOT NULL DEFAULT '2000-01-01T00:00:00.000Z', md_file_id INTEGER NOT NULL,"
    " md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES"
    " gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES"
    " gpkg_metadata(id));"
    "INSERT OR IGNORE INTO gpkg_extensions SELECT 'gpkg_metadata', NULL, 'gpkg_metadata',"
    " 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write' WHERE NOT EXISTS"
    " (SELECT 1 FROM gpkg_extensions WHERE table_name = 'gpkg_metadata');"
    "INSERT OR IGNORE INTO gpkg_extensions SELECT 'gpkg_metadata_reference', NULL, 'gpkg_metadata',"
    " 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write' WHERE NOT EXISTS"
    " (SELECT 1 FROM gpkg_extensions WHERE table_name = 'gpkg_metadata_reference');"
    /* QGIS looks for styles in this table, with these columns. */
    "CREATE TABLE IF NOT EXISTS layer_styles ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema"
    " TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML"
    " TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),"
    " update_time DATETIME DEFAULT '2000-01-01T00:00:00.000Z');";

gboolean geopackage_create(Database *database, GError **error) {
    static const PackageTable styles = {"layer_styles", NULL, "layer_styles",
                                        "default styles for QGIS"};
    return database_run(database, HEADER_SQL, error) && database_run(database, TABLES_SQL, error) &&
           geopackage_register(database, &styles, error);
}

gboolean geopackage_register(Database *database, const PackageTable *table, GError **error) {
    auto_statement *contents = database_prepare(
        database,
        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description,"
        " srs_id) VALUES (?1, CASE WHEN ?2 IS NULL THEN 'attributes' ELSE 'features' END, ?3, ?4,"
        " CASE WHEN ?2 IS NULL THEN NULL ELSE 4326 END)",
        error);
    if (!contents) return FALSE;
    bind_text(contents, 1, table->name);
    bind_text(contents, 2, table->geometry);
    bind_text(contents, 3, table->title);
    bind_text(contents, 4, table->description);
    if (!database_step(database, contents, error)) return FALSE;
    if (!table->geometry) return TRUE;
    auto_statement *column =
        database_prepare(database,
                         "INSERT OR IGNORE INTO gpkg_geometry_columns (table_name, column_name,"
                         " geometry_type_name, srs_id, z, m) VALUES (?1, 'geom', ?2, 4326, 0, 0)",
                         error);
    if (!column) return FALSE;
    bind_text(column, 1, table->name);
    bind_text(column, 2, table->geometry);
    return database_step(database, column, error);
}

gboolean geopackage_update_box(Database *database, const char *table, GError **error) {
    char *sql = sqlite3_mprintf(
        "WITH box AS (SELECT min(ST_MinX(geom)) AS w, min(ST_MinY(geom)) AS s, max(ST_MaxX(geom))"
        " AS e, max(ST_MaxY(geom)) AS n FROM \"%w\") UPDATE gpkg_contents SET min_x = (SELECT w"
        " FROM box), min_y = (SELECT s FROM box), max_x = (SELECT e FROM box), max_y = (SELECT n"
        " FROM box) WHERE table_name = %Q",
        table, table);
    gboolean done = database_run(database, sql, error);
    sqlite3_free(sql);
    return done;
}

/* ---- functions --------------------------------------------------------------------------------
 */

typedef enum { EDGE_WEST, EDGE_EAST, EDGE_SOUTH, EDGE_NORTH, EDGE_NONE } Edge;

static void on_edge(sqlite3_context *context, int n, sqlite3_value **values) {
    Edge edge = (Edge)GPOINTER_TO_INT(sqlite3_user_data(context));
    LonLatBox box;
    const void *bytes = sqlite3_value_blob(values[0]);
    gboolean has_box = geometry_blob_box(bytes, (gsize)sqlite3_value_bytes(values[0]), &box);
    if (edge == EDGE_NONE)
        sqlite3_result_int(context, !has_box);
    else if (!has_box)
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, edge == EDGE_WEST    ? box.west
                                       : edge == EDGE_EAST  ? box.east
                                       : edge == EDGE_SOUTH ? box.south
                                                            : box.north);
}

gboolean geopackage_add_functions(Database *database, GError **error) {
    static const char *const names[] = {"ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY", "ST_IsEmpty"};
    for (int i = 0; i < (int)G_N_ELEMENTS(names); i++) {
        int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
        if (sqlite3_create_function_v2(database->handle, names[i], 1, flags, GINT_TO_POINTER(i),
                                       on_edge, NULL, NULL, NULL) == SQLITE_OK)
            continue;
        g_set_error(error, KHARITA_ERROR, KHARITA_ERROR_DATA, _("cannot add %s to SQLite"),
                    names[i]);
        return FALSE;
    }
    return TRUE;
}

/* ---- styles -----------------------------------------------------------------------------------
 */

gboolean geopackage_add_style(Database *database, const char *table, const char *name,
                              const char *qml, GError **error) {
    auto_statement *statement = database_prepare(
        database,
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner)"
        " SELECT '', '', ?1, 'geom', ?2, ?3, '', 1, 'made by kharita', '' WHERE NOT EXISTS"
        " (SELECT 1 FROM layer_styles WHERE f_table_name = ?1)",
        error);
    if (!statement) return FALSE;
    bind_text(statement, 1, table);
    bind_text(statement, 2, name);
    bind_text(statement, 3, qml);
    return database_step(database, statement, error);
}
