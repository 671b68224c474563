"""Cues of captions that others wrote, beside `webvtt-py`: the same moments, and the same words."""

import pathlib
import sys

import touchline
import webvtt

DATA = pathlib.Path(sys.argv[1])

# Where the two read otherwise, with the reason.
APART = {
    "invalid.vtt": "without the first line of WebVTT it is refused there, and read as SubRip here",
    "invalid_timeframe.vtt": "a cue whose time is none is left out there, and refuses the file here",
    "missing_timeframe.srt": "what has no times is said by the cue before there, and listed as not read here",
    "youtube_dl.vtt": "captions that roll up say each line twice there, and once here",
}


def millis(clock: str) -> int:
    """A time as `webvtt-py` writes it."""
    hours, minutes, seconds = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1_000)


def theirs(path: pathlib.Path) -> list[tuple[int, int, list[str]]] | None:
    """The cues with words, as `webvtt-py` reads them; nothing where it refuses the file."""
    try:
        captions = webvtt.from_srt(str(path)) if path.suffix == ".srt" else webvtt.read(str(path))
        cues = [(millis(cue.start), millis(cue.end), cue.text.split()) for cue in captions]
    except webvtt.errors.MalformedFileError:
        return None
    return sorted((cue for cue in cues if cue[2]), key=lambda cue: cue[0])


def ours(path: pathlib.Path) -> list[tuple[int, int, list[str]]] | None:
    """The segments, as they are read here."""
    try:
        read = touchline.transcript.read({"text": path.read_text(encoding="utf-8"), "consented": True})
    except touchline.Rejected:
        return None
    segments = read["transcript"]["segments"]
    return [(segment["start_ms"], segment["end_ms"], segment["text"].split()) for segment in segments]


def main() -> None:
    """Hold every file against the other reader."""
    if not DATA.is_dir():
        print("skipped: the captions are not there")
        return
    paths = sorted(path for path in DATA.iterdir() if path.suffix in (".srt", ".vtt"))
    alike = 0
    for path in paths:
        here, there = ours(path), theirs(path)
        if path.name in APART:
            assert here != there, f"{path.name} is read alike by now"
            continue
        assert here == there, f"{path.name}: {here} is not {there}"
        alike += 1
    print(alike, "files of captions are read alike, and", len(paths) - alike, "otherwise for a reason")


main()
