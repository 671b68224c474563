"""Why the scores of a table's rows are what they are, and what would lift them, beside the scores: `explain.py NAME THREADS FOLDER`.

This library alone: no other explains a table. What it comes to is held against what the scores of the same rows are.
"""

import numpy as np
import pyarrow as pa
from batch import AREAS, THREADS, arrow, timed
from touchline import tables

AREA = AREAS[0]["key"]
table = arrow()

scores = pa.table(tables.score(table, threads=THREADS))
why = pa.table(tables.explain(table, area=AREA, threads=THREADS))
print("apart", float(np.nanmax(np.abs(scores[AREA].to_numpy() - why[AREA].to_numpy()))))
del scores, why
timed(lambda: tables.score(table, threads=THREADS), "score", "score_wall")
timed(lambda: tables.explain(table, area=AREA, threads=THREADS))
timed(lambda: tables.explain(table, threads=THREADS), "whole", "whole_wall")
timed(lambda: tables.what_if(table, area=AREA, score=80, threads=THREADS), "what_if", "what_if_wall")
