"""What tables give goes into the libraries of which `pyproject.toml` names the oldest: run with these, too."""

from typing import Any

import numpy
import pandas
import polars
import pyarrow
import pytest

from touchline import skill, tables

COMPONENTS = [part["key"] for area in skill.frameworks({"key": "sales"})[0]["areas"] for part in area["components"]]
MEASURES = {"rep": ["Ana", "Ben", "Cleo"]} | {key: [0.5, 0.25, None] for key in COMPONENTS}

FRAMES: dict[str, Any] = {
    "pandas": pandas.DataFrame(MEASURES | {key: numpy.array([0.5, 0.25, numpy.nan]) for key in COMPONENTS}),
    "polars": polars.DataFrame(MEASURES),
    "pyarrow": pyarrow.table(MEASURES),
}
DEALS: Any = {
    "deal": ["D1", "D2", "D3"],
    "owner": ["ana", "ana", "ben"],
    "closed_at": ["2026-02-01", "2026-02-02", "2026-02-03"],
    "closed_outcome": ["won", "lost", "won"],
}
AT = "2026-04-01T00:00:00Z"


def deals() -> pyarrow.Table:
    days = pyarrow.array(DEALS["closed_at"]).cast(pyarrow.date32())
    return pyarrow.table(DEALS | {"closed_at": days})


ANSWERS: dict[str, Any] = {
    "score": lambda of: tables.score(of, keep=["rep"]),
    "explain": lambda of: tables.explain(of, keep=["rep"], layout="parts"),
    "what_if": lambda of: tables.what_if(of, keep=["rep"], score=95),
    "groups": lambda of: tables.groups(of, person="rep"),
    "recommendations": lambda of: tables.score(of, keep=["rep"], recommendations=True),
    "stream": lambda of: tables.stream(of, keep=["rep"]),
}


@pytest.mark.parametrize("library", FRAMES)
@pytest.mark.parametrize("called", ANSWERS)
def test_bat_02_every_table_goes_in_and_comes_out_as_a_frame(library: str, called: str) -> None:
    wanted = pyarrow.table(ANSWERS[called](FRAMES["pyarrow"]))
    pandas_frame = ANSWERS[called](FRAMES[library]).to_pandas()
    assert isinstance(pandas_frame, pandas.DataFrame)
    assert list(pandas_frame.columns) == wanted.column_names
    polars_frame = ANSWERS[called](FRAMES[library]).to_polars()
    assert isinstance(polars_frame, polars.DataFrame)
    assert polars_frame.columns == wanted.column_names
    assert len(pandas_frame) == len(polars_frame) == wanted.num_rows > 0
    for name in wanted.column_names:
        if pyarrow.types.is_floating(wanted[name].type):
            assert polars_frame[name].to_list() == wanted[name].to_pylist()
            told = [None if value != value else value for value in pandas_frame[name].tolist()]
            assert told == wanted[name].to_pylist()


def test_bat_03_metrics_agreement_and_scorecards_come_out_as_frames() -> None:
    figures = tables.metrics(at=AT, deals=deals(), metrics=["win_rate"], zone="UTC")
    rated = tables.agreement(pyarrow.table({"rater": ["a", "b"], "subject": [1, 1], "rating": [1, 2]}), level="interval")
    for answer in (figures, rated):
        wanted = pyarrow.table(answer)
        assert list(answer.to_pandas().columns) == answer.to_polars().columns == wanted.column_names
        assert len(answer.to_pandas()) == len(answer.to_polars()) == wanted.num_rows > 0


def test_bat_02_a_stream_becomes_a_frame_once() -> None:
    reader = tables.stream(FRAMES["polars"], keep=["rep"])
    assert len(reader.to_pandas()) == 3
    with pytest.raises(ValueError, match="read once"):
        reader.to_polars()


LEVELS = ["critical", "needs_coaching", "developing", "proficient", "expert"]

# Of each call a table that is only of levels, from the least to the greatest and back.
LEVELLED: dict[str, Any] = {
    "score": lambda of: tables.score(of, keep=["rep"], detail=True),
    "groups": lambda of: tables.groups(of, person="rep", detail=True),
}
STEPS = {"rep": ["Ana", "Ben", "Cleo", "Dora", "Eve"]} | {key: [100.0, 0.0, 80.0, 20.0, 10.0] for key in COMPONENTS}


@pytest.mark.parametrize("called", LEVELLED)
def test_bat_02_levels_are_in_their_order_and_not_in_that_of_their_names(called: str) -> None:
    scores = LEVELLED[called](pyarrow.table(STEPS))
    table = pyarrow.table(scores)
    columns = [name for name in table.column_names if name == "level" or name.endswith("_level")]
    assert len(columns) > 1 and all(table.field(name).type.ordered for name in columns)
    assert not table.field("weakest").type.ordered
    told = table.select(["rep", "level"]).to_pylist()
    ranked = [row["rep"] for row in sorted(told, key=lambda row: LEVELS.index(row["level"]))]
    assert ranked != [row["rep"] for row in sorted(told, key=lambda row: row["level"])]
    good = {row["rep"] for row in told if LEVELS.index(row["level"]) >= LEVELS.index("developing")}
    assert 0 < len(good) < len(told)
    frame = LEVELLED[called](pyarrow.table(STEPS)).to_pandas()
    assert list(frame["level"].cat.categories) == LEVELS and frame["level"].cat.ordered
    assert list(frame.sort_values("level", kind="stable")["rep"]) == ranked
    assert set(frame[frame["level"] >= "developing"]["rep"]) == good
    # polars takes no order over: the guide casts.
    in_polars = LEVELLED[called](pyarrow.table(STEPS)).to_polars()
    cast = in_polars.with_columns(polars.col("level").cast(polars.String).cast(polars.Enum(LEVELS)))
    assert cast.sort("level", maintain_order=True)["rep"].to_list() == ranked
    assert set(cast.filter(polars.col("level") >= "developing")["rep"]) == good
