"""Each notebook runs from top to bottom, draws what it says, and is kept without its outputs.

Its cells are plain Python, so they are run here one after another in one namespace, as a kernel would run them: a kernel
and its sockets would bring some thirty packages more, and show nothing more.
"""

import ast
import io
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import pytest

import reps
import segments

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

FOLDER = Path(__file__).parent.parent
# Each notebook with its cells that draw, and those whose claims back what the story says.
STORIES = {
    "coaching_week.ipynb": (
        ["curve", "teams", "coached", "points"],
        {"framework", "blanks", "same", "coverage", "teams-claim", "coached", "rep", "points", "points-claim",
         "what-if", "what-if-claim", "focus", "sessions", "page", "progress"},
    ),
    "coaching_effect.ipynb": (
        ["trends-plot", "ranking-plot", "proficiency-plot", "effect-plot"],
        {"score", "trends", "ranking", "proficiency", "effect", "effect-claim"},
    ),
    "coaching_calls.ipynb": (
        ["shares", "reps-plot"],
        {"read", "measure", "figures", "shares", "phrases", "moments", "moments-claim", "quotes", "request", "reading",
         "confirm", "many", "same", "languages", "reps-claim", "hits", "score"},
    ),
}
TOOLS = FOLDER.parent.parent / "bindings/python/requirements-dev.txt"


@pytest.fixture(params=STORIES)
def notebook(request: pytest.FixtureRequest) -> Path:
    """Each of the notebooks."""
    return FOLDER / str(request.param)


def cells(notebook: Path, kind: str) -> list[dict[str, Any]]:
    """A notebook's cells of a kind."""
    return [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def run(source: str, name: str, namespace: dict[str, Any]) -> int:
    """Run a cell, show what it ends with and draw what it plots; give the number of figures."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    if isinstance(last, ast.Expr):
        shown = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
        assert getattr(shown, "_repr_html_", shown.__repr__)()
    figures = pyplot.get_fignums()
    for number in figures:
        pyplot.figure(number).savefig(io.BytesIO())
    pyplot.close("all")
    return len(figures)


@pytest.fixture
def beside_the_table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where Jupyter starts a notebook: in its folder, and with a screen of its own."""
    monkeypatch.chdir(FOLDER)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        yield


@pytest.mark.usefixtures("beside_the_table")
def test_bat_01_a_notebook_runs_and_what_it_claims_holds(notebook: Path) -> None:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    figures = {cell["id"]: run("".join(cell["source"]), f"cell {cell['id']}", namespace) for cell in cells(notebook, "code")}
    drawn = [cell for cell, number in figures.items() if number]
    assert drawn == STORIES[notebook.name][0]


def test_each_figure_and_table_of_the_story_is_backed_by_a_claim(notebook: Path) -> None:
    claims = [cell["id"] for cell in cells(notebook, "code") if re.search(r"^ *assert ", "".join(cell["source"]), re.MULTILINE)]
    assert STORIES[notebook.name][1] == {*claims}


def test_outputs_are_cleared(notebook: Path) -> None:
    kept = [cell["id"] for cell in cells(notebook, "code") if cell["outputs"] or cell["execution_count"] is not None]
    assert not kept, "clear all outputs before you save"
    whole = json.loads(notebook.read_text("utf-8"))
    assert [cell["id"] for cell in whole["cells"] if cell["metadata"]] == []
    assert whole["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_the_file_is_as_jupyter_writes_it(notebook: Path) -> None:
    text = notebook.read_text("utf-8")
    whole = json.loads(text)
    assert text == json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in whole["cells"]]
    assert len({*ids}) == len(ids)


def test_cells_are_short_and_have_no_magic(notebook: Path) -> None:
    for cell in cells(notebook, "code"):
        lines = "".join(cell["source"]).splitlines()
        assert len(lines) <= 25, cell["id"]
        assert not [line for line in lines if line.startswith(("%", "!")) or len(line) > 120], cell["id"]


def test_links_lead_to_pages_that_are_there(notebook: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", "".join("".join(cell["source"]) for cell in cells(notebook, "markdown")))
    assert links
    assert not [link for link in links if not (FOLDER / link).exists()]


def test_the_tables_are_what_their_scripts_make() -> None:
    assert (FOLDER / "reps.csv").read_text("utf-8") == reps.table(), "python reps.py > reps.csv"
    assert (FOLDER / "segments.csv").read_text("utf-8") == segments.table(), "python segments.py > segments.csv"


def test_packages_are_pinned_as_for_the_package_itself() -> None:
    tools = dict(line.split("==") for line in TOOLS.read_text().split())
    for line in (FOLDER / "requirements.txt").read_text().split():
        name, version = line.split("==")
        assert tools.get(name, version) == version, name
