"""What README and guide show works when it is pasted."""

import re
from pathlib import Path

import pytest

BLOCKS = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FACE = Path(__file__).parent.parent
ROOT = FACE.parent.parent


@pytest.mark.parametrize(
    "page",
    [FACE / "README.md", ROOT / "README.md", *sorted((ROOT / "docs/guide").glob("[0-9]*.md"))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_api_04_what_is_shown_works_when_pasted(page: Path) -> None:
    blocks = BLOCKS.findall(page.read_text())
    assert blocks
    exec("\n".join(blocks), {"__name__": "pasted"})
