"""Reports as programs of others read them. PDFs are held against PDF/A-2a and PDF/UA-1 by veraPDF, looked through by qpdf, and read
back word for word in their order; pages pass html5lib where it is strict, and are written down for a browser; sheets come back from
Python's csv, pandas and polars, and from Gnumeric, which finds no formula in them.

What is rendered is what cases of the suite render or make to be rendered, each kind of report, a coaching report with all that it may
hold, and of each kind also: with hostile texts, from right to left, with tables of 500 rows, with nothing in its lists.

Usage: reports.py STREAM MATERIAL FOLDER FONT [CLASS_PATH]; without a class path nothing is held against the standards.
"""

import base64
import copy
import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import html5lib
import openpyxl
import pandas as pd
import polars as pl
import touchline
from executor import Executor, input_of
from touchline.numbers import Status

AT = "2026-03-09T08:00:00Z"
STANDARDS = ["2a", "ua1"]
ROWS = 500
# What a whole coaching report does without: it is about all areas, and asks for no more of them than it names.
MAY_BE_EMPTY = {"area", "more_gaps"}
# What makes a report, and of which kind.
MADE = {"report.coaching": "coaching", "report.quick_card": "quick_card"}
# What people write themselves stands under these names.
WRITTEN = {
    "call_name", "conclusion", "description", "name", "note", "notes", "practice", "quote", "reason", "summary", "task", "text", "tip",
    "title", "topic",
}
HOSTILE = "<script>alert(1)</script>&amp;\"' =cmd|' /C calc'!A0 {name} \u05e9\u05dc\u05d5\u05dd \U0001f600 " + "W" * 200
ARABIC = "\u062a\u0642\u0631\u064a\u0631"
# What lies between the running heads and the numbers of pages, in points.
BODY = "-r 72 -x 0 -y 48 -W 596 -H 752".split()
# What a file that conforms loses to become a control, and the standard that it breaks by that.
CONTROLS = [
    (b"/MarkInfo", b"/MarkInfx", "2a"),
    (b"/ToUnicode", b"/ToUnicodx", "2a"),
    (b"/StructTreeRoot ", b"/StructTreeRoox ", "2a"),
    (b"/DisplayDocTitle true", b"/DisplayDocTitlx true", "ua1"),
    (b"/Alt", b"/Alx", "ua1"),
    (b"pdfuaid:part", b"pdfuaid:parx", "ua1"),
]


class Listening(Executor):
    """Performs the suite's cases, and keeps what was rendered, and what was made to be."""

    def __init__(self) -> None:
        super().__init__()
        self.rendered: list[dict] = []

    def do_call(self, operation: str, input: str):
        reply = super().do_call(operation, input)
        if reply[0] == Status.OK:
            name = input_of(operation).decode()
            if name == "report.render":
                self.rendered.append(json.loads(input_of(input)))
            elif name in MADE:
                self.rendered.append({"kind": MADE[name], "data": json.loads(reply[1])})
        return reply


def rendered_by_cases(stream: str) -> list[dict]:
    listening = Listening()
    with open(stream, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            listening.perform(line.removesuffix("\n"))
    return listening.rendered


def kinds() -> set[str]:
    """Every kind that there is, as a refusal of another one names them."""
    try:
        touchline.report.render({"kind": "?", "data": {}, "format": "html"})
    except touchline.InvalidInput as refusal:
        [fault] = [fault for fault in refusal.faults if fault["path"] == "/kind"]
        return set(fault["details"]["known"])
    raise AssertionError("a kind that is not there was taken")


def everywhere(value, change: Callable[[str, object], object], name: str = ""):
    """The value with something done to each member, the innermost first."""
    if isinstance(value, dict):
        value = {key: everywhere(member, change, key) for key, member in value.items()}
    elif isinstance(value, list):
        value = [everywhere(entry, change, name) for entry in value]
    return change(name, value)


def hostile(input: dict) -> dict:
    def written(name: str, value):
        return HOSTILE if name in WRITTEN and isinstance(value, str) else value

    names = {person: HOSTILE[:200] for person in input.get("names") or {}}
    return input | {"data": everywhere(input["data"], written), "names": names}


def long(input: dict) -> dict:
    def lengthened(_: str, value):
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            return [copy.copy(value[place % len(value)]) for place in range(max(len(value), ROWS))]
        return value

    # A list of each in a list would be 250,000 rows: of those the outer one stays.
    data = input["data"]
    return input | {"data": {key: lengthened(key, everywhere_once(member, lengthened)) for key, member in data.items()}}


def everywhere_once(value, change):
    return {key: change(key, everywhere_once(member, change)) for key, member in value.items()} if isinstance(value, dict) else value


def empty(input: dict) -> dict:
    return input | {"data": everywhere(input["data"], lambda _, value: [] if isinstance(value, list) else value)}


def from_right_to_left(input: dict) -> dict:
    def translated(text: str) -> str:
        return re.sub(r"\{\w+\}|[A-Za-z]+", lambda found: found[0] if found[0].startswith("{") else ARABIC, text)

    # No two are alike, as of people's languages few are: parts of a page are told apart by them.
    shipped = touchline.report.words()["texts"]
    texts = {key: f"{translated(text)} {number}" for number, (key, text) in enumerate(shipped.items())}
    names = {person: ARABIC for person in input.get("names") or {}}
    return input | {"words": {"locale": "ar", "texts": texts}, "locale": None, "names": names}


VARIANTS = {"hostile": hostile, "long": long, "empty": empty, "right_to_left": from_right_to_left}


def whole(material: Path) -> dict:
    """A coaching report with all its parts."""
    data = touchline.report.coaching(json.loads(material.read_text(encoding="utf-8")))
    empty = sorted(part for part, value in data.items() if value in (None, []) and part not in MAY_BE_EMPTY)
    assert not empty, f"the whole report has no {empty}"
    return {"kind": "coaching", "data": data}


def inputs(rendered: list[dict]) -> Iterator[tuple[str, dict]]:
    """What is rendered, each under a name; but for what is at a limit, of thousands of pages: poppler walks along those for hours."""
    seen: set[str] = set()
    left_out = 0
    fullest: dict[str, dict] = {}
    for place, input in enumerate(rendered):
        plain = {key: value for key, value in input.items() if key not in ("format", "table", "fonts")}
        printed = json.dumps(plain, sort_keys=True)
        if printed in seen:
            continue
        seen.add(printed)
        if len(content(plain, format="html")) > LONGEST:
            left_out += 1
            continue
        yield f"{input['kind']}-{place}", plain
        if len(printed) > len(json.dumps(fullest.get(input["kind"], {}))):
            fullest[input["kind"]] = plain
    print(f"{left_out} of what cases render is too long for other programs, and left out")
    missing = kinds() - set(fullest)
    assert not missing, f"no case renders {missing}"
    for kind, input in fullest.items():
        for name, variant in VARIANTS.items():
            yield f"{kind}-{name}", variant(input)


def content(input: dict, **how) -> str:
    return touchline.report.render(input | how)["content"]


def texts_of(page: str) -> list[str]:
    """The texts of a page in their order, without its pictures; the page has no fault that html5lib knows."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)

    def within(element) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in ("head", "{http://www.w3.org/2000/svg}svg"):
            return
        yield element.text or ""
        for child in element:
            yield from within(child)
            yield child.tail or ""

    return [text for text in within(root) if text.strip()]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u202a-\u202e\u2066-\u2069]+", "", text)


# How long a page is of whose file other programs are asked, in characters: some hundred pages of paper.
LONGEST = 1_000_000

# What poppler says of a file that says, as it may, that its tags are not suspect.
HARMLESS = "Syntax Error: Suspects object is wrong type (boolean)\n"


def output(*command: str | Path) -> str:
    # Titles of tags come in UTF-16: nothing else is not UTF-8.
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0 and not done.stderr.replace(HARMLESS, ""), f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def read_in_order(name: str, texts: list[str], read: str, how: str) -> None:
    """Every text of the page stands in what was read of the PDF, in the same order."""
    read, place = squeezed(read), 0
    for text in texts:
        found = read.find(squeezed(text), place)
        assert found >= 0, f"{name}: {how} does not read `{text}` after `{read[max(0, place - 120) : place]}`, but `{read[place : place + 200]}`"
        place = found + len(squeezed(text))


def by_its_tags(path: Path) -> str:
    lines = output("pdfinfo", "-struct-text", path).split("\n")
    return "".join(line.strip()[1:-1] for line in lines if line.strip().startswith('"'))


def sheets_of(input: dict) -> list[str]:
    """Every value, and each table."""
    whole = content(input, format="csv")
    tables = sorted({row["part"] for row in csv.DictReader(io.StringIO(whole, newline="")) if row["row"]})
    sheets = [whole]
    for table in tables:
        if not re.fullmatch(r"[a-z_]+", table):
            continue
        try:
            sheets.append(content(input, format="csv", table=table))
        except touchline.InvalidInput:
            continue  # A list, which is no table.
    return sheets


def sheet_agrees(name: str, sheet: str) -> None:
    """The same fields from each reader."""
    head, *rows = csv.reader(io.StringIO(sheet, newline=""), strict=True)
    assert all(len(row) == len(head) for row in rows), name
    frame = pd.read_csv(io.StringIO(sheet, newline=""), dtype=str, keep_default_na=False)
    normal = [[re.sub(r"\r\n?", "\n", field) for field in row] for row in rows]
    assert list(frame.columns) == head and frame.to_numpy().tolist() == normal, name
    read = pl.read_csv(io.BytesIO(sheet.encode()), infer_schema=False).fill_null("")
    assert read.columns == head and [list(row) for row in read.rows()] == rows, name


def spreadsheets_agree(sheets: dict[str, str], folder: Path) -> None:
    """Each field as a cell of Gnumeric's, which runs none of them."""
    folder.mkdir()
    paths = [folder / f"{place}.csv" for place in range(len(sheets))]
    for path, sheet in zip(paths, sheets.values(), strict=True):
        path.write_text(sheet, encoding="utf-8", newline="")
    merged = folder / "all.xlsx"
    subprocess.run(["ssconvert", "--import-encoding=UTF-8", f"--merge-to={merged}", *paths], check=True, capture_output=True)
    book = openpyxl.load_workbook(merged)
    for (name, sheet), read in zip(sheets.items(), book.worksheets, strict=True):
        for row, cells in zip(csv.reader(io.StringIO(sheet, newline="")), read.iter_rows(max_col=read.max_column), strict=True):
            for field, cell in zip(row, cells, strict=False):
                assert cell.data_type != "f", f"{name}: `{field}` became a formula, {cell.value}"
                assert is_told(field, cell), f"{name}: `{field}` became {cell.value!r}"


def is_told(field: str, cell) -> bool:
    """Whether a cell tells what a field does. One apostrophe in front says that a text is one, and is no part of it."""
    match cell.value:
        case None:
            return field == ""
        case bool(value):
            return field == str(value).lower()
        case int(value) | float(value):
            return float(field) == value
        case datetime() as value:
            return datetime.fromisoformat(field.removesuffix("Z")) == value
        case value:
            return str(value) == re.sub(r"\r\n?", "\n", field.removeprefix("'"))


def claimed(bytes_: bytes) -> list[str]:
    said = bytes_.decode("latin-1")

    def value(name: str) -> str | None:
        found = re.search(rf"{name}(?:>|=\")(\w)", said)
        return found[1] if found else None

    assert (value("pdfaid:part"), value("pdfaid:conformance")) == ("2", "A") and value("pdfuaid:part") == "1", "claims"
    return STANDARDS


def judged(asked: list[tuple[Path, str]], class_path: str) -> dict[tuple[str, str], list[str]]:
    """The rules that each file breaks of each standard it is asked about."""
    lines = "".join(f"{path}\t{standard}\n" for path, standard in asked)
    judge = Path(__file__).with_name("Judge.java")
    done = subprocess.run(["java", "-cp", class_path, judge], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    verdicts = {}
    for line in done.stdout.decode().splitlines():
        path, standard, looked_at, *broken = line.split("\t")
        assert int(looked_at) > 30, f"{path}: hardly looked at"
        verdicts[path, standard] = broken
    assert len(verdicts) == len(asked)
    return verdicts


def controls(files: list[Path], folder: Path) -> Iterator[tuple[Path, str]]:
    """Files that conform, each without something that its standard asks for."""
    for place, (taken, put, standard) in enumerate(CONTROLS):
        whole = next(path for path in files if taken in path.read_bytes())
        control = folder / f"control-{place}.pdf"
        control.write_bytes(whole.read_bytes().replace(taken, put))
        yield control, standard


def main(stream: str, material: Path, folder: Path, font: Path, class_path: str | None) -> None:
    pages = folder / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    pages.mkdir(parents=True)
    fonts = [{"data": base64.b64encode(font.read_bytes()).decode()}]
    files, asked, sheets, in_spreadsheets = [], [], 0, {}
    for name, input in inputs([*rendered_by_cases(stream), whole(material)]):
        page = content(input, format="html")
        (pages / f"{name}.html").write_text(page, encoding="utf-8")
        texts = texts_of(page)
        written = sheets_of(input)
        sheets += len(written)
        for sheet in written:
            sheet_agrees(name, sheet)
        in_spreadsheets.update({f"{name}-{place}": sheet for place, sheet in enumerate(written)})
        path = folder / f"{name}.pdf"
        path.write_bytes(base64.b64decode(content(input, format="pdf", at=input.get("at") or AT, fonts=fonts)))
        output("qpdf", "--check", path)
        if not name.endswith(("right_to_left", "hostile")):
            read_in_order(name, texts, output("pdftotext", "-raw", *BODY, path, "-"), "pdftotext")
            # Of 500 rows poppler takes minutes to walk along the tags.
            if not name.endswith("long"):
                read_in_order(name, texts, by_its_tags(path), "its tags")
        files.append(path)
        asked += [(path, standard) for standard in claimed(path.read_bytes())]
    spreadsheets_agree(in_spreadsheets, folder / "sheets")
    print(f"{len(files)} reports: pages, files and {sheets} sheets are read as they were written")
    if class_path is None:
        return
    controlled = list(controls(files, folder))
    verdicts = judged(asked + controlled, class_path)
    faults = [f"{path.name} breaks {standard}: {rule}" for path, standard in asked for rule in verdicts[str(path), standard]]
    assert not faults, "\n".join(faults)
    for path, standard in controlled:
        assert verdicts[str(path), standard], f"{path.name} breaks {standard}, and nobody saw it"
    print(f"{len(files)} PDFs conform to {' and '.join(STANDARDS)}; {len(controlled)} that must not do not")


if __name__ == "__main__":
    stream, material, folder, font, *class_path = sys.argv[1:]
    main(stream, Path(material), Path(folder), Path(font), class_path[0] if class_path else None)
