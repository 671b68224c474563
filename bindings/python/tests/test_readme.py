"""What README and guide show works when it is pasted."""

import re
from pathlib import Path

import pytest

BLOCKS = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FACE = Path(__file__).parent.parent
ROOT = FACE.parent.parent
IN_TYPESCRIPT = "40-a-product-around-it.md"
"""What this page shows is held against the product that it is of, by the tests of that."""


@pytest.mark.parametrize(
    "page",
    [
        FACE / "README.md",
        ROOT / "README.md",
        *sorted(page for page in (ROOT / "docs/guide").glob("[0-9]*.md") if page.name != IN_TYPESCRIPT),
    ],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_api_04_what_is_shown_works_when_pasted(page: Path) -> None:
    blocks = BLOCKS.findall(page.read_text())
    assert blocks
    exec("\n".join(blocks), {"__name__": "pasted"})


def test_each_chapter_of_the_guide_is_listed() -> None:
    chapters = {page.name for page in (ROOT / "docs/guide").glob("[0-9]*.md")}
    for page, folder in [(ROOT / "README.md", "docs/guide/"), (ROOT / "docs/guide/README.md", "")]:
        assert not {name for name in chapters if f"({folder}{name})" not in page.read_text()}, page
