#!/usr/bin/python3
"""A QGIS project of a store, with the styles that the store brings, and a picture of it.

    open-store.py STORE.gpkg PROJECT.qgs [PICTURE.png]

The project names the store by its place beside it. Where this checkout's gazetteer/layers is, it lies below as a ground.
Needs QGIS 3.22 or later with its Python (Debian: python3-qgis).
"""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication, QgsCategorizedSymbolRenderer, QgsCoordinateReferenceSystem, QgsFillSymbol, QgsLineSymbol,
    QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRendererCategory, QgsSettings, QgsSingleSymbolRenderer,
    QgsVectorLayer, QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QPainter  # noqa: E402

LAYERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../gazetteer/layers")
# Name of a layer, and how styles/newsroom.style draws it.
GROUND = [
    ("land-1", QgsFillSymbol, {"color": "#EFEFED", "outline_style": "no"}),
    ("countries-1", QgsFillSymbol, {"color": "#FAFAF8", "outline_style": "no"}),
    ("admin1-1", QgsLineSymbol, {"color": "#C4BFC6", "width": "0.2", "line_style": "dash"}),
    ("rivers-1", QgsLineSymbol, {"color": "#9CC6DF", "width": "0.45"}),
    ("borders-1", QgsLineSymbol, {"color": "#8F8A90", "width": "0.3"}),
]
# The type of an extent's incident, where the style of incidents draws that; fields are joined under "i_",
# in the table's own order: QGIS 3.22 takes another for other columns.
JOINED = ["status", "type", "modality", "aggregate"]
DRAWN_TYPE = """if("is_shown" AND coalesce("i_status", '') <> 'rejected' AND NOT coalesce("i_aggregate", false)
    AND "i_modality" IN ('stated', 'suspected', 'claimed'), "i_type", NULL)"""


def opened(source, name):
    layer = QgsVectorLayer(source, name, "ogr")
    if not layer.isValid():
        sys.exit(f"open-store: cannot open {source}")
    return layer


def single(layer, kind, properties):
    layer.setRenderer(QgsSingleSymbolRenderer(kind.createSimple(properties)))
    return layer


def mixed(color, share):
    """A colour with as much white as is left: opaque, so that overlaps do not add up."""
    return QColor(*(round(255 - share * (255 - part)) for part in (color.red(), color.green(), color.blue())))


def symbol_of(color, along_lines):
    """A tint below and a dashed edge above all tints."""
    edge = mixed(color, 0.85).name()
    if along_lines:
        return QgsLineSymbol.createSimple({"color": edge, "width": "0.6", "line_style": "dash"})
    symbol = QgsFillSymbol.createSimple({"color": mixed(color, 0.16).name(), "outline_style": "no"})
    line = QgsFillSymbol.createSimple({"style": "no", "outline_color": edge, "outline_style": "dash", "outline_width": "0.3"})
    symbol.appendSymbolLayer(line.symbolLayer(0).clone())
    symbol.symbolLayer(1).setRenderingPass(1)
    return symbol


def extents(store, incidents, along_lines):
    """The extents in the colours of the rules that draw the incidents; what those leave unticked is left out."""
    geometry = "LineString" if along_lines else "Polygon"
    layer = opened(f"{store}|layername=extents|geometrytype={geometry}", "extents along lines" if along_lines else "extents")
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(incidents)
    join.setJoinFieldName("id")
    join.setTargetFieldName("incident")
    join.setJoinFieldNamesSubset(JOINED)
    join.setPrefix("i_")
    join.setUsingMemoryCache(True)
    layer.addJoin(join)
    categories = []
    for rule in incidents.renderer().rootRule().children()[0].children():
        if rule.active():
            color = rule.symbol().symbolLayer(2).fillColor()
            categories.append(QgsRendererCategory(rule.ruleKey(), symbol_of(color, along_lines), rule.label()))
    renderer = QgsCategorizedSymbolRenderer(DRAWN_TYPE, categories)
    renderer.setUsingSymbolLevels(True)
    layer.setRenderer(renderer)
    layer.setBlendMode(QPainter.CompositionMode_Multiply)
    return layer


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    store, project_path = sys.argv[1:3]
    QgsApplication.setPrefixPath("/usr", True)
    app = QgsApplication([], False)
    app.initQgis()
    QgsSettings().setValue("qgis/walForSqlite3", False)  # the store is read, not written
    QgsSettings().setValue("projects/anonymize_saved_projects", True, QgsSettings.Core)
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:32637"))
    project.setBackgroundColor(QColor("#D3EAF7"))
    ground = project.layerTreeRoot().addGroup("ground")
    layers = []
    for name, kind, properties in GROUND:
        path = os.path.join(LAYERS, f"{name}.fgb")
        if os.path.exists(path):
            layer = single(opened(path, name), kind, properties)
            project.addMapLayer(layer, False)
            ground.insertLayer(0, layer)
            layers.append(layer)
    incidents = opened(f"{store}|layername=incidents", "incidents")
    project.addMapLayer(incidents)
    for along_lines in (True, False):
        layer = extents(store, incidents, along_lines)
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(1, layer)
        layers.append(layer)
    layers.append(incidents)
    about = project.metadata()
    about.setAuthor("kharita")
    project.setMetadata(about)
    project.setFileName(project_path)
    project.writeEntryBool("Paths", "/Absolute", False)
    if not project.write():
        sys.exit(f"open-store: cannot write {project_path}")
    if len(sys.argv) == 4:
        draw(project, list(reversed(layers)), incidents, sys.argv[3])
    app.exitQgis()


def draw(project, layers, incidents, path):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setBackgroundColor(project.backgroundColor())
    settings.setOutputSize(QSize(1200, 675))
    settings.setOutputDpi(96)
    around = settings.layerExtentToOutputExtent(incidents, incidents.extent())
    around.scale(1.15)
    settings.setExtent(around)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    if job.errors() or not job.renderedImage().save(path):
        sys.exit(f"open-store: cannot draw: {[error.message for error in job.errors()]}")


main()
