"""Skill scores are what NumPy makes of the framework's document, and JSON text says the same as values."""

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import touchline
from touchline.numbers import SkillLevel

FRAMEWORKS = touchline.skill.frameworks({})
VIEWS = [(framework["key"], None) for framework in FRAMEWORKS] + [
    (framework["key"], view["key"]) for framework in FRAMEWORKS for view in framework["views"]
]


def weights_of(entries: list[Any]) -> np.ndarray[Any, Any]:
    given = [entry["weight"] for entry in entries]
    return np.array([1 / len(given) if weight is None else weight for weight in given])


def mean(values: np.ndarray[Any, Any], weights: np.ndarray[Any, Any]) -> float:
    """The mean of what is there; NaN where that is less than half of the weight."""
    there = ~np.isnan(values)
    if not there.any() or weights[there].sum() < weights.sum() / 2 - 1e-9:
        return float("nan")
    return float(np.average(values[there], weights=weights[there]))


def parts_of(framework: Any, view: str | None) -> list[tuple[str, float, list[Any], np.ndarray[Any, Any]]]:
    """By area: its key, its weight, its components and their weights, as the document or a view has them."""
    if view is None:
        areas, weights = framework["areas"], weights_of(framework["areas"])
        return [
            (area["key"], weight, area["components"], weights_of(area["components"]))
            for area, weight in zip(areas, weights, strict=True)
        ]
    [seen] = [each["components"] for each in framework["views"] if each["key"] == view]
    share = dict(zip([each["component"] for each in seen], weights_of(seen), strict=True))
    parts = []
    for area in framework["areas"]:
        inside = [component for component in area["components"] if component["key"] in share]
        if inside:
            weights = np.array([share[component["key"]] for component in inside])
            parts.append((area["key"], weights.sum(), inside, weights))
    return parts


def value(component: Any, raw: float | None) -> float:
    points = component["curve"]["points"]
    if raw is None:
        return float("nan")
    return float(np.interp(raw, [point["x"] for point in points], [point["y"] for point in points]))


def same(ours: float | None, theirs: float) -> bool:
    return np.isnan(theirs) if ours is None else bool(abs(ours - theirs) <= 1e-9)


@pytest.mark.parametrize(("key", "view"), VIEWS)
def test_skl_02_scores_are_what_numpy_makes_of_the_document(key: str, view: str | None) -> None:
    [framework] = [each for each in FRAMEWORKS if each["key"] == key]
    choice: Any = {"type": "built_in", "body": {"key": key}}
    parts = parts_of(framework, view)
    draw = np.random.default_rng(20)
    reach = {"count": 3.0, "ratio": 2.5, "score": 110.0, "share": 1.1}
    for _ in range(200):
        missing = draw.random()
        values = {
            component["key"]: None if draw.random() < missing else draw.random() * reach[component["unit"]]
            for _, _, components, _ in parts
            for component in components
        }
        score = touchline.skill.score({"framework": choice, "view": view, "values": values})
        scores = np.array([
            mean(np.array([value(component, values[component["key"]]) for component in components]), weights)
            for _, _, components, weights in parts
        ])
        assert [area["area"] for area in score["areas"]] == [area for area, _, _, _ in parts]
        for area, theirs in zip(score["areas"], scores, strict=True):
            assert same(area["rating"]["score"], theirs)
            points = [part["in_area"]["points"] for part in area["components"] if part["in_area"]]
            assert same(sum(points) if points else None, theirs)
        overall = mean(scores, np.array([weight for _, weight, _, _ in parts]))
        assert same(score["overall"]["score"], overall)
        given = [part["in_overall"] for area in score["areas"] for part in area["components"]]
        points = [part["points"] for part in given if part]
        assert same(sum(points) if points else None, overall)


def test_skl_02_a_measure_that_is_no_number_is_refused() -> None:
    for number in (float("nan"), float("inf")):
        with pytest.raises(touchline.InvalidInput):
            touchline.skill.score({"values": {"win_rate": number}})


def part_of(part: touchline.ScorePart | None) -> Any:
    return None if part is None else {"points": part.points, "weight": part.weight}


@pytest.mark.parametrize(("key", "view"), VIEWS)
def test_api_04_a_scorer_gives_the_figures_that_json_gives(key: str, view: str | None) -> None:
    scorer = touchline.SkillScorer(key, view=view)
    draw = np.random.default_rng(21)
    for _ in range(100):
        missing = draw.random()
        values = {key: None if draw.random() < missing else float(draw.random() * 2) for key in scorer.components}
        scored = scorer.score(values)
        choice: Any = {"type": "built_in", "body": {"key": key}}
        told = touchline.skill.score({"framework": choice, "view": view, "values": values})
        assert tuple(area["area"] for area in told["areas"]) == scorer.areas
        overall = told["overall"]
        assert (scored.score, scored.published, scored.coverage) == (
            overall["score"],
            overall["published"],
            overall["coverage"],
        )
        assert SkillLevel(scored.level).name.lower() == (overall["level"]["level"] if overall["level"] else "none")
        weakest = None if scored.weakest is None else scorer.components[scored.weakest]
        assert weakest == (told["weakest"]["component"] if told["weakest"] else None)
        components = iter(zip(scorer.components, scored.components, strict=True))
        for ours, area in zip(scored.areas, told["areas"], strict=True):
            rating = area["rating"]
            assert (ours.score, ours.published, ours.coverage) == (
                rating["score"],
                rating["published"],
                rating["coverage"],
            )
            assert SkillLevel(ours.level).name.lower() == (rating["level"]["level"] if rating["level"] else "none")
            assert part_of(ours.in_overall) == area["in_overall"]
            assert (None if ours.weakest is None else scorer.components[ours.weakest]) == area["weakest"]
            for component in area["components"]:
                name, part = next(components)
                assert name == component["component"]
                if part is None:
                    assert component["raw"] is None and component["value"] is None
                else:
                    assert (part.raw, part.value) == (component["raw"], component["value"])
                    assert part_of(part.in_area) == component["in_area"]
                    assert part_of(part.in_overall) == component["in_overall"]


def test_api_04_a_scorer_refuses_what_it_cannot_score() -> None:
    scorer = touchline.SkillScorer()
    assert scorer.components[0] == "question_quality"
    for number in (float("nan"), float("inf"), float("-inf")):
        with pytest.raises(touchline.InvalidInput) as broken:
            scorer.score({"question_quality": 1, "win_rate": number})
        assert [fault["path"] for fault in broken.value.faults] == ["/win_rate"]
    wrong: dict[str, tuple[Any, str, str]] = {
        "a key of no component": ({"charm": 1, "win_rate": 1}, "/charm", "`charm` is not known here"),
        "a text": ({"win_rate": "1"}, "/win_rate", "a number is expected here, not text"),
        "both": ({"charm": 1, "win_rate": "1"}, "/win_rate", "a number is expected here, not text"),
    }
    for row, path, message in wrong.values():
        with pytest.raises(touchline.InvalidInput) as refused:
            scorer.score(row)
        (fault,) = refused.value.faults
        assert (fault["path"], fault["position"], message in fault["message"]) == (path, None, True)
    mixed: Any = {"win_rate": Decimal(1), "charm": 1.0}
    with pytest.raises(TypeError, match="^/win_rate: a Decimal cannot be printed"):
        scorer.score(mixed)
    for no_row in (None, [1.0], 5):
        with pytest.raises(TypeError, match="a row is a mapping of measures by component, not a"):
            scorer.score(no_row)  # type: ignore[arg-type]
    with pytest.raises(touchline.InvalidInput):
        touchline.SkillScorer("none")
    with pytest.raises(touchline.InvalidInput):
        touchline.SkillScorer(view="demo_call")
    framework = touchline.skill.frameworks({"key": "sales"})[0]
    framework["areas"][0]["weight"] = 0.3
    with pytest.raises(touchline.InvalidInput):
        touchline.SkillScorer(framework)


def test_skl_06_a_scorer_takes_what_the_calculator_takes_and_nothing_else() -> None:
    scorer = touchline.SkillScorer()
    plain = scorer.score({"win_rate": 0.25, "active_listening": 1})
    rows: list[Any] = [
        pd.Series({"win_rate": 0.25, "active_listening": 1}),
        {"win_rate": np.float32(0.25), "active_listening": np.int64(1)},
    ]
    for row in rows:
        assert repr(scorer.score(row)) == repr(plain)
    wrongs: list[Any] = [True, np.bool_(True), Decimal("0.25"), 10**400, "0.25", float("nan")]
    for wrong in wrongs:
        with pytest.raises((touchline.InvalidInput, TypeError), match="win_rate"):
            scorer.score({"win_rate": wrong})
