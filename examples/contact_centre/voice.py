"""How the story is told: a few colours where the terminal has them, plain text where it does not."""

import os
import sys
import textwrap

_COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ
WIDTH = 96


def _paint(code: str, text: str) -> str:
    return f"\033[{code}m{text}\033[0m" if _COLOUR else text


def chapter(title: str) -> None:
    """Begin a chapter."""
    print()
    print(_paint("1;36", f"── {title} " + "─" * max(3, WIDTH - len(title) - 4)))


def tell(text: str) -> None:
    """Tell what goes on."""
    print()
    print(textwrap.fill(text, WIDTH))


def did(time: str, who: str, what: str) -> None:
    """Somebody did something."""
    print(f"   {_paint('2', time)}  {_paint('32', '✓')} {who:<5} {what}")


def refused(time: str, who: str, what: str, code: str, sentence: str) -> None:
    """Somebody was refused something."""
    print(f"   {_paint('2', time)}  {_paint('31', '✗')} {who:<5} {what}")
    for line in textwrap.wrap(f"{code}: {sentence}", WIDTH - 19):
        print(f"                 {_paint('33', line)}")


def may(who: str, commands: list[str]) -> None:
    """What somebody may do next."""
    print(f"          {_paint('2', '·')} {who:<5} may now: {_paint('36', ', '.join(commands) or 'only look')}")


def sees(who: str, what: str) -> None:
    """What somebody sees."""
    print(f"          {_paint('2', '·')} {who:<5} sees: {what}")


def fact(text: str) -> None:
    """A fact about the log."""
    first, *rest = textwrap.wrap(text, WIDTH - 5)
    print(f"   {_paint('35', '▪')} {first}")
    for line in rest:
        print(f"     {line}")
