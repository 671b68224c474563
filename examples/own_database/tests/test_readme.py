"""What the README shows is what runs."""

import re
from pathlib import Path

BLOCKS = re.compile(r"^```(?:python|sql|ts)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FOLDER = Path(__file__).parent.parent


def test_what_the_readme_shows_stands_in_the_source() -> None:
    sources = [path.read_text() for ending in ("*.py", "sql/*.sql", "node/*.mts", "node/service/*.mts") for path in FOLDER.glob(ending)]
    blocks = BLOCKS.findall((FOLDER / "README.md").read_text())
    assert len(blocks) >= 5
    for block in blocks:
        assert any(block in source for source in sources), block
