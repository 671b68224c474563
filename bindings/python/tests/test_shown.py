"""What a notebook shows, what is printed, and what goes to another process and comes back."""

import pickle
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import touchline
from touchline import skill, tables
from world import story

COMPONENTS = [part["key"] for area in skill.frameworks({"key": "sales"})[0]["areas"] for part in area["components"]]
HOSTILE = "<script>alert('é')</script>"


class Tags(HTMLParser):
    """The tags of a page, which are all closed, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(of: Any) -> Tags:
    return Tags(of._repr_html_())


def measures() -> pd.DataFrame:
    table = pd.DataFrame([dict.fromkeys(COMPONENTS, 0.5)] * 25)
    return table.assign(rep=HOSTILE, day=pd.Timestamp("2026-03-02"), hired=pd.Timestamp("2020-01-05").date(), known=True, none=None)


KEEP = ["rep", "day", "hired", "known", "none"]


def test_api_04_a_table_of_scores_shows_its_first_rows_escaped() -> None:
    page = shown(tables.score(measures(), keep=KEEP))
    assert "script" not in page.seen
    assert page.text.count(HOSTILE) == 10
    assert {"overall", "2026-03-02 00:00:00", "2020-01-05", "true", "… and 15 more"} <= set(page.text)
    assert shown(tables.score(measures()[:0], keep=KEEP)).text[-1].startswith("0 rows")


def test_api_04_every_table_tells_its_rows_and_columns() -> None:
    scores = tables.score(measures(), keep=KEEP)
    names = "rep, day, hired, known, none, overall, coverage, published, …"
    assert repr(scores) == f"<touchline.tables.Scores: 25 rows, {len(scores.columns)} columns: {names}>"
    one = tables.agreement(pa.table({"rater": ["a", "b"], "subject": [1, 1], "rating": [1, 2]}), level="interval", coefficients=["percent"])
    assert repr(one) == f"<touchline.tables.Scores: 2 rows, {named(one)}>"
    reader = tables.stream(measures(), keep=KEEP)
    assert repr(reader) == f"<touchline.tables.ScoreReader: {named(reader)}>"
    hostile = tables.score(measures().rename(columns={"rep": "a\n<b>"}), keep=["a\n<b>"], extra="ignore")
    assert r"columns: a\n<b>, overall" in repr(hostile)
    assert "b" not in shown(hostile).seen


def named(table: Any) -> str:
    return f"{len(table.columns)} columns: " + ", ".join([*table.columns[:8], *(["…"] if len(table.columns) > 8 else [])])


@pytest.mark.parametrize("levels", [0, 25])
def test_api_04_a_table_of_scores_pickles_with_every_bit(levels: int) -> None:
    scores = tables.score(measures()[:levels], keep=KEEP, detail=True, recommendations=True)
    again = pickle.loads(pickle.dumps(scores))
    assert pa.table(again).equals(pa.table(scores), check_metadata=True)
    assert again.columns == scores.columns
    with pytest.raises(ValueError, match=r"."):
        type(scores).again(b"no table")


def test_api_04_a_scorer_says_what_it_is_and_pickles() -> None:
    framework = skill.frameworks({"key": "sales"})[0]
    for scorer in (touchline.SkillScorer(), touchline.SkillScorer(framework)):
        assert repr(scorer) == "<touchline.SkillScorer: sales, as a whole, 6 areas, 18 components>"
        again = pickle.loads(pickle.dumps(scorer))
        assert repr(again) == repr(scorer)
        assert repr(again.score({"win_rate": 0.4})) == repr(scorer.score({"win_rate": 0.4}))


def test_api_04_a_scored_row_says_what_it_is_pickles_and_shows_its_areas() -> None:
    scorer = touchline.SkillScorer()
    scored = scorer.score({"win_rate": 0.4, "active_listening": 0.45})
    assert repr(scored).startswith("touchline.ScoredRow(areas=<6>, components=<18>, coverage=0.")
    assert " at 0x" not in repr(scored) + repr(scored.areas) + repr(scored.components)
    again = pickle.loads(pickle.dumps(scored))
    assert repr(again.areas) == repr(scored.areas)
    assert repr(again.components) == repr(scored.components)
    assert again.keys == (scorer.areas, scorer.components) == scored.keys
    page = shown(scored)
    assert {"overall", *scorer.areas} <= set(page.text)
    for part in [*scored.areas, *(component for component in scored.components if component)]:
        assert "table" in shown(part).seen


def test_api_04_an_answer_is_shown_as_tables_escaped_and_stays_what_it_is() -> None:
    answer = skill.score({"values": dict.fromkeys(COMPONENTS, 0.5)})
    display = touchline.shown(answer)
    assert display.answer is answer
    assert repr(display) == repr(answer)
    page = shown(display)
    assert {"overall", "areas", "published"} <= set(page.text)
    hostile = shown(touchline.shown({HOSTILE: [{HOSTILE: HOSTILE}, 1, None, 1.23456789], "b": [{"x": 1}, {"y": HOSTILE}]}))
    assert "script" not in hostile.seen
    assert "".join(hostile.text).count(HOSTILE) == 4
    assert "1.23457" in "".join(hostile.text)
    deep: Any = HOSTILE
    for _ in range(100):
        deep = [deep]
    assert "script" not in shown(touchline.shown(deep)).seen
    assert "… and 150 more" in shown(touchline.shown([{"a": 1}] * 200)).text


@pytest.mark.parametrize("named", ["to_pandas", "to_polars"])
def test_api_04_a_list_of_documents_becomes_a_frame_and_nothing_else_does(named: str) -> None:
    answer = [{"key": "a", "effect": {"low": 1.5, "change": {"n": 2}}, "words": ["x", "y"]}, {"key": "b", "effect": {"low": None}}]
    frame = getattr(touchline.shown(answer), named)()
    assert list(frame.columns) == ["key", "effect.low", "effect.change.n", "words"]
    assert list(frame["key"]) == ["a", "b"]
    assert frame["effect.low"][0] == 1.5
    assert len(getattr(touchline.shown(answer[0]), named)()) == 1
    assert len(getattr(touchline.shown([]), named)()) == 0
    for other in ("text", [answer], [1, 2], None, 5):
        with pytest.raises(TypeError, match="a row for each of a list of documents"):
            getattr(touchline.shown(other), named)()


def test_api_04_a_workspace_is_shown_as_what_it_is() -> None:
    assert "<touchline.Workspace: 6 records>" in shown(story()[0]).text
