"""Coefficients of agreement by the package that has each: `agreement.py NAME FOLDER`.

Prints seconds of this process's processor time, the median of some runs after a first one, and what was found.
"""

import sys
import warnings
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np
import pyarrow as pa

NAME, FOLDER = sys.argv[1], Path(sys.argv[2])
RUNS = 3


def ratings(name: str) -> np.ndarray:
    """A row for each rater, and NaN where nothing was said."""
    table = pa.ipc.open_file(pa.memory_map(str(FOLDER / f"{name}.arrow"))).read_all()
    return np.array([column.to_numpy() for column in table.columns])


def timed(name: str, work) -> None:
    """Prints the median of some runs, and what came of them."""
    found, times = work(), []
    for _ in range(RUNS):
        start = process_time()
        work()
        times.append(process_time() - start)
    print(name, median(times))
    print(f"{name}_is", repr(float(found)))


def krippendorff() -> None:
    """Alpha of an interval scale."""
    import krippendorff as package

    matrix = ratings("alpha")
    timed("alpha", lambda: package.alpha(reliability_data=matrix, level_of_measurement="interval"))


def pingouin() -> None:
    """All six correlations within classes, of which the third is told."""
    import pandas as pd
    import pingouin as package

    matrix = ratings("icc")
    raters, units = matrix.shape
    frame = pd.DataFrame({
        "unit": np.tile(np.arange(units), raters), "rater": np.repeat(np.arange(raters), units), "rating": matrix.ravel(),
    })

    def work() -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = package.intraclass_corr(frame, targets="unit", raters="rater", ratings="rating")
        return float(found.set_index("Type")["ICC"].filter(regex=r"^ICC\(?(A,1|2)\)?$").iloc[0])

    timed("icc", work)


if __name__ == "__main__":
    {"krippendorff": krippendorff, "pingouin": pingouin}[NAME]()
