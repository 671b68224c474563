"""Make the table that the notebook reads: 32 reps in four teams, six weeks, eighteen measures, some of them blank.

    python reps.py > reps.csv

The dice are seeded and only added up, so that every machine makes the same table.
"""

import csv
import io
import random
import sys
from dataclasses import dataclass

WEEKS = ["2026-01-26", "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02"]

TEAMS = {
    "Enterprise": ["Aiko Mori", "Bruno Salas", "Carla Neri", "David Osei", "Elif Aydin", "Femi Bello", "Greta Holm", "Hugo Petit"],
    "Inbound": ["Ines Duarte", "Jonas Weber", "Katya Orlova", "Liam Byrne", "Maya Levi", "Nils Berg", "Olga Sokol", "Pablo Ruiz"],
    "Mid-market": ["Quinn Adair", "Rosa Conti", "Samir Haddad", "Tess Vermeer", "Uma Rao", "Victor Lund", "Wanda Zajac", "Xavier Roy"],
    "Partners": ["Yara Nasser", "Zoe Clark", "Adam Novak", "Bea Fischer", "Chidi Eze", "Dana Popov", "Emil Dahl", "Fay Wong"],
}  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """What is usual, how far people are from it, where it ends, and how exactly it is known."""

    usual: float
    spread: float
    most: float
    digits: int


def score(usual: float, spread: float) -> Measure:
    """From 0 to 100."""
    return Measure(usual, spread, 100, 0)


def share(usual: float, spread: float) -> Measure:
    """From 0 to 1."""
    return Measure(usual, spread, 1, 2)


def ratio(usual: float, spread: float) -> Measure:
    """Beside a target, or a count."""
    return Measure(usual, spread, 3, 2)


MEASURES = {
    "question_quality": score(76, 10),
    "active_listening": share(0.57, 0.04),
    "need_identification": share(0.8, 0.1),
    "framework_adherence": share(0.8, 0.1),
    "icp_alignment": share(0.82, 0.08),
    "disqualification_rate": share(0.72, 0.12),
    "value_articulation": score(77, 9),
    "personalization": score(73, 10),
    "engagement": score(76, 9),
    "response_quality": score(77, 9),
    "empathy": score(80, 8),
    "resolution": share(0.76, 0.09),
    "discount_management": ratio(1.15, 0.12),
    "value_defense": share(0.7, 0.12),
    "deal_size": ratio(1.05, 0.15),
    "trial_close": ratio(1.6, 0.25),
    "next_steps": share(0.86, 0.07),
    "win_rate": share(0.34, 0.06),
}

HABITS = {
    "Enterprise": {"question_quality": -1.3, "active_listening": -3.4, "need_identification": -1.2},
    "Inbound": {"personalization": -0.8, "trial_close": 0.6, "next_steps": 0.5},
    "Partners": {"discount_management": 3.2, "value_defense": -1.4},
}
"""What a whole team does otherwise, in spreads."""

COACHED = {"Mid-market": ["response_quality", "empathy", "resolution"]}
"""What a team was coached in: it starts far below the usual, and comes up week by week."""

SELDOM = {"discount_management": 0.14, "value_defense": 0.14}
"""Measures of won deals and of objections to the price, which not every week has."""

BLANK = 0.04
AWAY = 0.03


def table() -> str:
    """Give the table as CSV."""
    dice = random.Random(20260309)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["week", "team", "rep", *MEASURES])
    strengths = {rep: {key: dice.triangular(-1.5, 1.5) for key in MEASURES} for reps in TEAMS.values() for rep in reps}
    for number, week in enumerate(WEEKS):
        for team, reps in TEAMS.items():
            for rep in reps:
                away = dice.random() < AWAY
                cells = [cell(dice, key, strengths[rep][key] + habit(team, key, number), away) for key in MEASURES]
                out.writerow([week, team, rep, *cells])
    return text.getvalue()


def habit(team: str, key: str, number: int) -> float:
    """How many spreads a team is from the usual in a week."""
    coached = -2.2 + 0.4 * number if key in COACHED.get(team, ()) else 0.0
    return coached + HABITS.get(team, {}).get(key, 0.0)


def cell(dice: random.Random, key: str, distance: float, away: bool) -> str:
    """Print a measure so many spreads from the usual, give or take the week; or nothing."""
    week, drawn = dice.triangular(-0.5, 0.5), dice.random()
    blank = 0.7 if away else SELDOM.get(key, BLANK)
    if drawn < blank:
        return ""
    measure = MEASURES[key]
    value = measure.usual + measure.spread * (distance + week)
    return f"{min(max(value, 0.0), measure.most):.{measure.digits}f}"


if __name__ == "__main__":
    sys.stdout.write(table())
