"""What the README shows works when it is pasted."""

import re
from pathlib import Path

BLOCKS = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_api_04_the_readme_works_when_pasted() -> None:
    readme = Path(__file__).parent.parent / "README.md"
    blocks = BLOCKS.findall(readme.read_text())
    assert blocks
    exec("\n".join(blocks), {"__name__": "readme"})
