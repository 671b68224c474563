"""Transcripts of recorders beside packages that read the same files, those of the recorders' makers where they have one: the same
words in the same order, by the same speakers, from and to the same millisecond."""

import dataclasses
import datetime
import decimal
import io
import itertools
import json
import pathlib
import re
import subprocess
import sys
import typing
import warnings

import botocore.parsers
import botocore.session
import pysrt
import srt
import touchline
import tscribe
import webvtt
from assemblyai.types import TranscriptResponse
from deepgram.types import ListenV1Response
from google.apps.meet_v2 import ListTranscriptEntriesResponse
from google.cloud.speech_v1p1beta1 import LongRunningRecognizeResponse
from google.cloud.speech_v2 import BatchRecognizeResults
from openai.types.audio import TranscriptionDiarized, TranscriptionVerbose
from rev_ai.models.asynchronous import Transcript
from twilio.rest.intelligence.v2.transcript.sentence import SentenceInstance
from whisperx.utils import WriteSRT, WriteTSV, WriteTXT, WriteVTT

# It signs with a package that has a successor, and nothing is signed here.
with warnings.catch_warnings(record=True):
    from vcon import Vcon

DATA, SUBTITLE, NODE = map(pathlib.Path, sys.argv[1:4])
# Files of forms that none from elsewhere has.
MADE = pathlib.Path(__file__).with_suffix(".json")

# Who speaks as the file calls them, when that begins and ends, and the words of it.
Segment = tuple[str | None, int | None, int | None, list[str]]
Names = dict[str | None, str | None]
# And the names of those who speak, where a package tells them.
Told = tuple[list[Segment], Names | None]
Cue = tuple[int | None, int | None, list[str]]


@dataclasses.dataclass(frozen=True)
class Word:
    """A word, of which a file may tell who says it, and when."""

    text: str
    speaker: str | None = None
    start: int | None = None
    end: int | None = None


@dataclasses.dataclass(frozen=True)
class Piece:
    """What a file tells as one: an utterance, a segment, a sentence."""

    speaker: str | None
    start: int | None
    end: int | None
    words: list[Word]


def plain(text: str) -> list[Word]:
    return [Word(word) for word in text.split()]


def millis(seconds: float | str) -> int:
    """Seconds as they are written, half a millisecond and more as one."""
    return int(decimal.Decimal(str(seconds)).scaleb(3).quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))


def label(number: object) -> str | None:
    return None if number is None else str(number)


def texts(words: typing.Iterable[Word]) -> list[str]:
    return [part for word in words for part in word.text.split()]


def of_each(pieces: list[Piece]) -> list[Segment]:
    """A segment for each piece; and where its words are of several speakers, one for what each says in it."""
    told: list[Segment] = []
    for piece in pieces:
        runs: list[tuple[str | None, list[Word]]] = []
        for word in piece.words:
            if runs and word.speaker in (None, runs[-1][0]):
                runs[-1][1].append(word)
            else:
                runs.append((word.speaker or piece.speaker, [word]))
        if len(runs) == 1:
            told.append((runs[0][0], piece.start, piece.end, texts(piece.words)))
            continue
        for nth, (who, words) in enumerate(runs):
            starts = [word.start for word in words if word.start is not None]
            ends = [word.end for word in words if word.end is not None]
            # Its own bounds are of the outermost words, where these have none.
            start = words[0].start if nth == 0 and words[0].start is not None else next(iter(starts), piece.start)
            end = ends[-1] if ends else piece.end
            told.append((who, start, end, texts(words)))
    return in_order(told)


def turns(words: list[Word]) -> list[Segment]:
    """Words as turns: until somebody else speaks, or nobody for two seconds."""
    parts: list[list[Word]] = []
    for word in words:
        before = parts[-1][-1] if parts else None
        is_silent = before and (word.start or 0) - (before.end or word.start or 0) >= 2_000
        if before and before.speaker == word.speaker and not is_silent:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [(part[0].speaker, part[0].start, part[-1].end, texts(part)) for part in parts]


def in_order(segments: list[Segment]) -> list[Segment]:
    """In the order in which they begin, where they tell it."""
    return segments if any(start is None for _, start, _, _ in segments) else sorted(segments, key=lambda one: one[1] or 0)


def ours(text: str) -> tuple[list[Segment], Names]:
    """The segments as they are read here, and the names of those who speak; everything has to be read."""
    read = touchline.transcript.read({"text": text, "consented": True})
    report, transcript = read["report"], read["transcript"]
    assert not report["not_read"] and not report["joined"], f"not all is read: {report}"
    labels = {who["key"]: who["labels"][0] for who in report["speakers"]}
    assert all(len(who["labels"]) == 1 for who in report["speakers"])
    names: Names = {labels[who["key"]]: who["name"] for who in transcript["speakers"]}
    who = lambda one: one["speaker"] and labels[one["speaker"]]
    told = [(who(one), one["start_ms"], one["end_ms"], one["text"].split()) for one in transcript["segments"]]
    assert report["words"] == sum(len(words) for *_, words in told)
    return told, names


def alike(name: str, package: str, text: str, told: list[Segment] | Told) -> None:
    """Holds what is read here against what a package reads."""
    there, names = told if isinstance(told, tuple) else (told, None)
    here, named = ours(text)
    for nth, (found, wanted) in enumerate(itertools.zip_longest(here, there)):
        assert found == wanted, f"{name}, segment {nth}: {found} here is not {wanted} of {package}"
    if names is not None:
        assert named == names, f"{name}: {named} here are not the names {names} of {package}"
    words = sum(len(words) for *_, words in here)
    speakers = len({who for who, *_ in here if who is not None})
    print(f"{name}: words {words}, segments {len(here)}, speakers {speakers}: read like {package}")


def deepgram(text: str) -> list[Segment]:
    """Utterances where there are any, which have all words of the channels; else these."""
    file: typing.Any = ListenV1Response.model_validate_json(text)
    channels = file.results.channels

    def who(channel: int, speaker: int | None) -> str | None:
        if len(channels) == 1:
            return label(speaker)
        return f"channel:{channel}" + ("" if speaker is None else f" speaker:{speaker}")

    def word(one: typing.Any, channel: int) -> Word:
        letters = one.punctuated_word or (one.model_extra or {}).get("punctuated_word") or one.word
        speaker = None if one.speaker is None else who(channel, one.speaker)
        return Word(letters, speaker, millis(one.start), millis(one.end))

    heard = [[word(one, nth) for one in channel.alternatives[0].words] for nth, channel in enumerate(channels)]
    if file.results.utterances is None:
        said = [dataclasses.replace(word, speaker=word.speaker or who(nth, None)) for nth, of in enumerate(heard) for word in of]
        of_channels = [turns([word for word in said if word.speaker == speaker]) for speaker in {word.speaker for word in said}]
        return in_order([turn for of in of_channels for turn in of])
    pieces = []
    for one in file.results.utterances:
        words = [word(said, one.channel) for said in one.words]
        assert texts(words) == one.transcript.split(), "an utterance's words are not what it says"
        pieces.append(Piece(who(one.channel, one.speaker), millis(one.start), millis(one.end), words))
    uttered = sorted(word.text for piece in pieces for word in piece.words)
    assert uttered == sorted(word.text for of in heard for word in of), "utterances lack words of the channels"
    return of_each(pieces)


def assembly_ai(text: str) -> list[Segment]:
    """Utterances where there are any, else words; milliseconds."""
    file: typing.Any = TranscriptResponse.parse_raw(text)

    def who(one: typing.Any) -> str | None:
        return one.speaker or (f"channel:{one.channel}" if one.channel else None)

    words = [Word(one.text, who(one), one.start, one.end) for one in file.words]
    if file.utterances is None:
        return turns(words)
    pieces = []
    for one in file.utterances:
        said = [Word(word.text, who(word), word.start, word.end) for word in one.words]
        assert texts(said) == one.text.split(), "an utterance's words are not what it says"
        pieces.append(Piece(who(one), one.start, one.end, said))
    assert sorted(texts(words)) == sorted(part for piece in pieces for part in texts(piece.words)), "utterances lack words"
    return of_each(pieces)


def google(text: str) -> list[Segment]:
    """Results, of the first version of its interface or the second; or the last of them, where it has all words once more with who
    says them."""

    # Google's client for Node writes a time as an object, and the form of JSON of protocol buffers as a text.
    def written(value: dict[str, typing.Any]) -> object:
        is_time = value and set(value) <= {"seconds", "nanos"}
        return f"{int(value.get('seconds', 0))}.{int(value.get('nanos', 0)):09}s" if is_time else value

    is_second = "endOffset" in text
    model = BatchRecognizeResults if is_second else LongRunningRecognizeResponse
    told = model.from_json(json.dumps(json.loads(text, object_hook=written)))
    at = lambda time: time.days * 86_400_000 + time.seconds * 1_000 + (time.microseconds + 500) // 1_000
    has_channels = any(result.channel_tag > 1 for result in told.results)

    def words(result: typing.Any) -> list[Word]:
        channel = f"channel:{result.channel_tag}" if has_channels else None
        said = result.alternatives[0].words
        if is_second:
            return [Word(one.word, one.speaker_label or channel, at(one.start_offset), at(one.end_offset)) for one in said]
        return [Word(one.word, label(one.speaker_tag or None) or channel, at(one.start_time), at(one.end_time)) for one in said]

    *before, last = [words(result) for result in told.results]
    if any(word.speaker and not word.speaker.startswith("channel:") for word in last):
        bare = lambda word: (word.start, word.end, word.text)
        assert {bare(word) for of in before for word in of} <= {bare(word) for word in last}, "the last result lacks words"
        return turns(last)
    pieces = [
        Piece(said[0].speaker, said[0].start, said[-1].end, plain(result.alternatives[0].transcript))
        for said, result in zip([*before, last], told.results)
    ]
    return of_each(pieces)


def rev_ai(text: str) -> Told:
    """Monologues, and the names of who speaks in them."""
    file = Transcript.from_json(json.loads(text))
    pieces: list[Piece] = []
    names: Names = {}
    for one in file.monologues:
        who, said = label(one.speaker), [element for element in one.elements if element.timestamp is not None]
        start, end = millis(said[0].timestamp), millis(said[-1].end_timestamp)
        pieces.append(Piece(who, start, end, plain("".join(element.value for element in one.elements))))
        names[who] = one.speaker_info.display_name if one.speaker_info else names.get(who)
    return of_each(pieces), names


def aws_transcribe(text: str) -> list[Segment]:
    """Words and speakers as `tscribe` puts them together. It keeps whole seconds of the times: those to the millisecond are of the
    file's items, one for each of its words, and are held against these seconds."""
    file = json.loads(text)
    items = [item for item in file["results"]["items"] if item["type"] == "pronunciation"]
    rows = list(tscribe.decode_transcript(file).itertuples(index=False))
    words, at = [], 0
    for row in rows:
        said = row.comment.split()
        of_row = items[at : at + len(said)]
        at += len(said)
        for text_of_word, item in zip(said, of_row, strict=True):
            words.append(Word(text_of_word, row.speaker, millis(item["start_time"]), millis(item["end_time"])))
        hours, minutes, seconds = map(int, row.start_time.split(":"))
        begins = (hours * 60 + minutes) * 60 + seconds
        assert begins == int(float(of_row[0]["start_time"])), f"a row of {begins} s begins with {of_row[0]}"
    assert at == len(items), "not every item is a word"
    if "channel_labels" not in file["results"]:
        return turns(words)
    channels = {word.speaker for word in words}
    return in_order([turn for channel in channels for turn in turns([word for word in words if word.speaker == channel])])


def contact_lens(text: str) -> list[Segment]:
    """Entries by the model that Amazon's own client has of them while a call is on, which has their members."""
    service = botocore.session.get_session().get_service_model("connect-contact-lens")
    shape = service.operation_model("ListRealtimeContactAnalysisSegments").output_shape
    body = json.dumps({"Segments": [{"Transcript": entry} for entry in json.loads(text)["Transcript"]]}).encode()
    answer = botocore.parsers.create_parser("rest-json").parse({"body": body, "headers": {}, "status_code": 200}, shape)
    entries = [segment["Transcript"] for segment in answer["Segments"]]
    bounds = lambda one: (one["BeginOffsetMillis"], one["EndOffsetMillis"])
    return of_each([Piece(one["ParticipantRole"], *bounds(one), plain(one["Content"])) for one in entries])


def twilio(text: str) -> list[Segment]:
    """Sentences by channel; texts of seconds."""
    pieces = []
    for payload in json.loads(text)["sentences"]:
        one = SentenceInstance(typing.cast(typing.Any, None), payload, "GT0")
        pieces.append(Piece(f"channel:{one.media_channel}", millis(one.start_time), millis(one.end_time), plain(one.transcript)))
    return of_each(pieces)


def google_meet(text: str) -> list[Segment]:
    """Entries from moment to moment, as times since the first."""
    entries = ListTranscriptEntriesResponse.from_json(text).transcript_entries
    first = min(entry.start_time for entry in entries)
    since = lambda moment: round((moment - first).total_seconds() * 1_000)
    return of_each([Piece(one.participant, since(one.start_time), since(one.end_time), plain(one.text)) for one in entries])


def openai(text: str) -> list[Segment]:
    """What its interface answers: segments, with speakers or without, or words alone."""
    if "speaker" in text:
        diarized = TranscriptionDiarized.model_validate_json(text)
        return of_each([Piece(one.speaker, millis(one.start), millis(one.end), plain(one.text)) for one in diarized.segments])
    file = TranscriptionVerbose.model_validate_json(text)
    if file.segments:
        return of_each([Piece(None, millis(one.start), millis(one.end), plain(one.text)) for one in file.segments])
    said, words = file.text.split(), file.words or []
    # The words have no punctuation, which stands in the text.
    return turns([Word(full, None, millis(one.start), millis(one.end)) for full, one in zip(said, words, strict=True)])


def written(writer: type, file: dict[str, typing.Any]) -> str:
    """What WhisperX itself writes of what it heard."""
    out = io.StringIO()
    writer("").write_result(file, out, {"max_line_width": None, "max_line_count": None, "highlight_words": False})
    return out.getvalue()


def whisper_x(text: str) -> list[Segment]:
    """Times and text out of WhisperX's table, speakers out of its text; who says each word is only told by the file."""
    file = json.loads(text)
    rows = [line.split("\t") for line in written(WriteTSV, file).splitlines()[1:]]
    speakers = [re.match(r"\[(.*?)\]: ", line) for line in written(WriteTXT, file).splitlines()]
    pieces = []
    for (start, end, said), speaker, segment in zip(rows, speakers, file["segments"], strict=True):
        time = lambda word, name: millis(word[name]) if name in word else None
        words = [Word(one["word"], one.get("speaker"), time(one, "start"), time(one, "end")) for one in segment["words"]]
        assert said.split() == texts(words), "a segment's words are not what it says"
        pieces.append(Piece(speaker and speaker[1], int(start), int(end), words))
    return of_each(pieces)


def vcon(text: str) -> Told:
    """A container's transcript, whose speakers are called by the role that its parties have; or its messages."""
    file = Vcon.build_from_json(text)
    parties = [party.to_dict() for party in file.parties]
    if not file.analysis:
        starts = [datetime.datetime.fromisoformat(message["start"]) for message in file.dialog]
        since = [round((start - min(starts)).total_seconds() * 1_000) for start in starts]
        messages = [
            Piece(label(message["originator"]), start, None, plain(message["body"]))
            for message, start in zip(file.dialog, since, strict=True)
        ]
        return of_each(messages), {str(nth): party["name"] for nth, party in enumerate(parties)}
    roles = {party.get("meta", {}).get("role"): party["name"] for party in parties}
    said = file.find_analysis_by_type("transcript")["body"]
    names: Names = {turn["speaker"]: roles[turn["speaker"].lower()] for turn in said}
    return of_each([Piece(turn["speaker"], None, None, plain(turn["message"])) for turn in said]), names


# Captions that a package reads otherwise, with the reason.
APART = {
    ("pysrt", "invalid_format4.srt"): "without words it is no cue there, and refused here",
    ("pysrt", "missing_timeframe.srt"): "what has no times refuses the file there, and is listed as not read here",
    ("srt", "missing_timeframe.srt"): "what has no times is said by the cue before there, and listed as not read here",
    ("subtitle", "empty.vtt"): "an empty text has no cues there, and is of no format here",
    ("subtitle", "invalid_format1.srt"): "a number alone has no cues there, and is of no format here",
    ("subtitle", "invalid_timeframe.vtt"): "a cue whose time is none is said by the cue before there, and refuses the file here",
    ("subtitle", "invalid_timeframe_in_cue_text.vtt"): "times within a cue are said there, and begin the next cue here",
    ("subtitle", "missing_timeframe.srt"): "what has no times is said by the cue before there, and listed as not read here",
    ("subtitle", "missing_timeframe.vtt"): "what has no times is said by the cue before there, and listed as not read here",
    ("subtitle", "styles.vtt"): "styles refuse the file there",
    ("subtitle", "using_identifiers.vtt"): "an identifier that is no number is said by the cue before there",
    ("subtitle", "youtube_dl.vtt"): "lines in the heading refuse the file there",
    ("webvtt-py", "invalid.vtt"): "without the first line of WebVTT it is refused there, and read as SubRip here",
    ("webvtt-py", "invalid_timeframe.vtt"): "a cue whose time is none is left out there, and refuses the file here",
    ("webvtt-py", "youtube_dl.vtt"): "captions that roll up say each line twice there, and once here",
}


# What is in none of the cues here, and listed.
NOT_READ = {"missing_timeframe.srt": "2\nCaption text #2", "missing_timeframe.vtt": "Caption text #2"}


def said(text: str) -> list[str]:
    """The words of a cue, whose tags and times within it are none."""
    return re.sub(r"<[^>]*>", "", text).split()


def cues(told: typing.Iterable[Cue]) -> list[Cue]:
    return sorted((cue for cue in told if cue[2]), key=lambda cue: cue[0] or 0)


def of_srt(text: str) -> list[Cue] | None:
    at = lambda time: time.days * 86_400_000 + time.seconds * 1_000 + time.microseconds // 1_000
    try:
        return cues((at(cue.start), at(cue.end), said(cue.content)) for cue in srt.parse(text))
    except srt.SRTParseError:
        return None


def of_pysrt(text: str) -> list[Cue] | None:
    try:
        read = pysrt.from_string(text, error_handling=pysrt.ERROR_RAISE)
    except pysrt.Error:
        return None
    return cues((cue.start.ordinal, cue.end.ordinal, said(cue.text)) for cue in read)


def of_webvtt(text: str) -> list[Cue] | None:
    at = lambda time: ((time.hours * 60 + time.minutes) * 60 + time.seconds) * 1_000 + time.milliseconds
    try:
        read: typing.Any = webvtt.from_string(text)
    except webvtt.errors.MalformedFileError:
        return None
    return cues((at(cue.start_time), at(cue.end_time), cue.text.split()) for cue in read)


def our_cues(name: str, text: str) -> list[Cue] | None:
    try:
        read = touchline.transcript.read({"text": text, "consented": True})
    except touchline.Rejected:
        return None
    not_read = "".join(one["text"] for one in read["report"]["not_read"])
    assert not_read == NOT_READ.get(name, ""), f"{name}: {not_read!r} is not read"
    segments, speakers = read["transcript"]["segments"], read["transcript"]["speakers"]
    names = {one["key"]: one["name"] for one in speakers}
    # A name in front of what is said is a part of the cue.
    front = lambda one: [f"{names[one['speaker']]}:"] if one["speaker"] else []
    return [(one["start_ms"], one["end_ms"], front(one) + one["text"].split()) for one in segments]


def captions() -> None:
    """WebVTT and SubRip of elsewhere, and what WhisperX writes of a meeting."""
    heard = json.loads((DATA / "whisperx.json").read_text(encoding="utf-8"))
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((DATA / "vtt_srt_edge").iterdir())}
    files |= {"whisperx.vtt": written(WriteVTT, heard), "whisperx.srt": written(WriteSRT, heard)}
    told = [name for name in files if not name.endswith(".sbv")]
    for name in files.keys() - set(told):
        # SubViewer is none of the formats, and is refused as a whole.
        assert our_cues(name, files[name]) is None, f"{name} is read by now"
    texts_told = json.dumps([files[name] for name in told])
    node = subprocess.run(["node", SUBTITLE, NODE], input=texts_told, capture_output=True, text=True, check=False)
    assert node.returncode == 0, node.stderr
    cues_of = lambda read: None if read is None else cues((start, end, said(text)) for start, end, text in read)
    of_subtitle = dict(zip(told, map(cues_of, json.loads(node.stdout)), strict=True))
    counts: dict[str, list[int]] = {}
    for name in told:
        text = files[name]
        here = our_cues(name, text)
        there = {"subtitle": of_subtitle[name]}
        there |= {"srt": of_srt(text), "pysrt": of_pysrt(text)} if name.endswith(".srt") else {"webvtt-py": of_webvtt(text)}
        for package, read in there.items():
            if (package, name) in APART:
                assert here != read, f"{name} is read like {package} by now"
                continue
            assert here == read, f"{name}: {here} here is not {read} of {package}"
            count = counts.setdefault(package, [0, 0, 0])
            counts[package] = [count[0] + 1, count[1] + len(here or []), count[2] + sum(len(words) for *_, words in here or [])]
    for package, (alike_files, alike_cues, words) in counts.items():
        apart = sum(of == package for of, _ in APART)
        size = f"{alike_files} files of captions with {alike_cues} cues and {words} words"
        print(f"{size} are read like {package}, and {apart} otherwise for a reason")


# By what of which package each file is read.
READERS: dict[str, tuple[str, typing.Callable[[str], list[Segment] | Told]]] = {
    "assemblyai_utterances.json": ("assemblyai", assembly_ai),
    "aws_call_analytics.json": ("botocore", contact_lens),
    "aws_transcribe.json": ("tscribe", aws_transcribe),
    "deepgram_speakers.json": ("deepgram-sdk", deepgram),
    "deepgram_utterances.json": ("deepgram-sdk", deepgram),
    "google_stt.json": ("google-cloud-speech", google),
    "revai.json": ("rev_ai", rev_ai),
    "vcon.json": ("vcon", vcon),
    "whisperx.json": ("whisperx", whisper_x),
}


def main() -> None:
    """Hold every file against its reader."""
    for made in json.loads(MADE.read_text(encoding="utf-8")):
        text = json.dumps(made["file"])
        alike(made["what"], made["package"], text, globals()[made["reader"]](text))
    if not DATA.is_dir():
        print("skipped: the transcripts of elsewhere are not there")
        return
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(DATA.iterdir()) if path.is_file()}
    for name, text in files.items():
        package, reader = READERS[name]
        alike(name, package, text, reader(text))
    captions()


main()
