#!/usr/bin/env python3
"""Scores the b-* articles with a given score.py and the coordinates of b-places.json.

  b-score.py SCORE_PY places|incidents GOLD_FOLDER

SCORE_PY is the project's scorer (it reads a places.json beside itself, which is replaced here);
GOLD_FOLDER holds the articles too. KHARITA names the program, as for score.py.
"""
import importlib.util, json, os, sys

if len(sys.argv) != 4 or sys.argv[2] not in ("places", "incidents"):
    sys.exit(__doc__)
spec = importlib.util.spec_from_file_location("score", sys.argv[1])
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)
own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "b-places.json")
with open(own, encoding="utf-8") as file:
    score.PLACES = json.load(file)
folder = sys.argv[3]
{"places": score.score_places, "incidents": score.score_incidents}[sys.argv[2]](folder, folder)
