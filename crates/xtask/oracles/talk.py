"""Conversations beside a plain count, word for word: questions, fillers, phrases and shares of talk in three sets of dialogues, as
they are and as somebody hesitates, shouts or is cut; the same, rhythm, rates and overlaps in calls with drawn times; and fillers and
questions beside what a reader marked by hand in a hundred turns."""

import json
import pathlib
import random
import re
import sys
import unicodedata

import touchline

DATA = pathlib.Path(sys.argv[1])
# What stands in a word and is no letter of it, and marks that go on with the letter before them.
SOFT = "\u00ad\u200c\u200d"
WITHOUT_SOFT = str.maketrans("", "", SOFT)
MARKS = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign).startswith("M"))
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{SOFT}{MARKS}])*")
APOSTROPHES = "'\u2019\u02bc\uff07"
ASKS, ENDS = "?\uff1f\u061f", ".!\u2026\u3002"
# Points of hesitation, or several points, behind which what was begun goes on with a small letter.
HESITATES = re.compile(r"(?:\.{2,}|\.*\u2026[.\u2026]*)(\s*)$")
# Two seconds in which whoever speaks was silent, in a text that is put together.
SILENCE = "\0"
SILENCE_MS = 2_000
CLAUSES = ",:;()[]\"\u2013\u2014\u201c\u201d\u201e\u00ab\u00bb\u00a1\u00bf"
ENGLISH = touchline.talk.lists({"language": "en"})[0]


def tokens(text: str) -> list[tuple[str, bool, str]]:
    """Each word, whether an apostrophe joins it to the one before, and the signs that follow it."""
    found = list(WORD.finditer(text))
    told = []
    for place, match in enumerate(found):
        before = text[found[place - 1].end() : match.start()] if place else ""
        after = text[match.end() : found[place + 1].start()] if place + 1 < len(found) else text[match.end() :]
        follows = found[place + 1].group() if place + 1 < len(found) else ""
        # The point in `3.5` ends nothing.
        if after == "." and follows:
            after = ""
        if follows and follows[0].islower():
            after = HESITATES.sub(r",\1", after)
        told.append((match.group().translate(WITHOUT_SOFT), len(before) == 1 and before in APOSTROPHES, after))
    return told


def words(phrase: str) -> tuple[str, ...]:
    return tuple(word.lower() for word, _, _ in tokens(phrase))


def sentences(text: str) -> list[tuple[list[list[list[str]]], str]]:
    """Sentences, each with how it ends: asked, ended, or not at all. What is said between two silences of one is clauses of words."""
    told, between, clauses, clause = [], [], [], []
    for word, _, after in tokens(text):
        clause.append(word)
        end = "asked" if any(sign in ASKS for sign in after) else "ended" if any(sign in ENDS for sign in after) else ""
        if end or any(sign in CLAUSES + SILENCE for sign in after):
            clauses.append(clause)
            clause = []
        if end or SILENCE in after:
            between.append(clauses)
            clauses = []
        if end:
            # A mark by itself behind a silence does not end what was said before it.
            first = next(place for place, sign in enumerate(after) if sign in ASKS + ENDS)
            told.append((between + ([[]] if SILENCE in after[:first] else []), end))
            between = []
    if clause:
        clauses.append(clause)
    if clauses:
        between.append(clauses)
    return told + ([(between, "open")] if between else [])


EXTENTS: dict[int, tuple[int, set]] = {}


def extent(phrases: set, exceptions: set) -> tuple[int, set]:
    """How long the longest of them is, and with which words they begin."""
    if id(phrases) not in EXTENTS:
        both = phrases | exceptions
        EXTENTS[id(phrases)] = (max(map(len, both), default=0), {phrase[0] for phrase in both})
    return EXTENTS[id(phrases)]


def hits(clauses: list[list[str]], phrases: set, exceptions: set) -> list[tuple[str, ...]]:
    """From left to right, the longest phrase at each word, and on behind it. What is excepted stands in one clause."""
    found, at = [], 0
    said = [word.lower() for clause in clauses for word in clause]
    nth = [place for place, clause in enumerate(clauses) for _ in clause]
    longest, starts = extent(phrases, exceptions)
    while at < len(said):
        if said[at] not in starts:
            at += 1
            continue
        here = [tuple(said[at : at + length]) for length in range(longest, 0, -1) if at + length <= len(said)]
        whole = lambda piece: nth[at] == nth[at + len(piece) - 1]
        one = next((piece for piece in here if piece in phrases or piece in exceptions and whole(piece)), None)
        if one is None:
            at += 1
            continue
        if one in phrases:
            found.append(one)
        at += len(one)
    return found


ASKS_LIKE = ENGLISH["questions"]
LEAD_INS = {words(phrase) for phrase in ASKS_LIKE["lead_ins"] + ENGLISH["fillers"]["phrases"]}
BEGINNINGS = {phrase: "lead_in" for phrase in LEAD_INS}
BEGINNINGS |= {words(verb) + words(subject): "closed" for verb in ASKS_LIKE["auxiliaries"] for subject in ASKS_LIKE["subjects"]}
for list_of, kind in [("closed", "closed"), ("open", "open"), ("not_questions", "neither")]:
    BEGINNINGS |= {words(phrase): kind for phrase in ASKS_LIKE[list_of]}
BEFORE_NAMES = {words(verb) for verb in ASKS_LIKE["before_names"]}


def lower(said: list[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in said)


def is_name(word: str, before: str) -> bool:
    """Whether it is written as names are. Behind a word in capitals nothing tells which of those in capitals is one."""
    return word[0].isupper() and (word[1:2].islower() or not before.isupper())


def kind_of(begins: list[str]) -> str:
    is_named = lower(begins[:-1]) in BEFORE_NAMES and is_name(begins[-1], "".join(begins[:-1]))
    return BEGINNINGS.get(lower(begins)) or ("closed" if is_named else "")


def opening(clause: list[str]) -> tuple[str, bool]:
    """What a clause begins like, once what may stand before a question is passed over, and whether it is that and no more."""
    rest = clause[:16]
    while rest:
        found = next((n for n in range(len(rest), 0, -1) if kind_of(rest[:n])), 0)
        kind = kind_of(rest[:found]) if found else ""
        if kind != "lead_in":
            return kind, found == len(rest) and lower(rest) not in LEAD_INS
        rest = rest[found:]
    return "", False


def questions(between: list[list[list[str]]], end: str) -> list[str]:
    """What a sentence asks: once where its mark says so, and else wherever it begins like that and ends in a silence or unmarked."""
    if end == "asked":
        begun = [opening(clause) for clauses in between for clause in clauses]
        last = [kind for kind, _ in begun if kind in ("open", "closed")]
        return ["open" if ("open", True) in begun or last and last[-1] == "open" else "closed"]
    unmarked = between if end == "open" else between[:-1]
    return [kind for kind in (opening(clauses[0])[0] for clauses in unmarked if clauses) if kind in ("open", "closed")]


FILLERS = {words(phrase) for phrase in ENGLISH["fillers"]["phrases"]}, {words(phrase) for phrase in ENGLISH["fillers"]["exceptions"]}
KINDS = [
    (kind["key"], kind["said_by"], {words(phrase) for phrase in kind["phrases"]}, {words(phrase) for phrase in kind["exceptions"]})
    for kind in ENGLISH["phrases"]
    if kind["phrases"]
]


def words_said(text: str) -> int:
    return sum(not joined for _, joined, _ in tokens(text))


def counted(runs: list[tuple[str, str]]) -> dict:
    """What is asked, and which phrases are said, in pieces of speech. No phrase goes across a silence."""
    counts = {"open": 0, "closed": 0, "fillers": 0, **{key: 0 for key, *_ in KINDS}}
    for side, text in runs:
        for between, end in sentences(text):
            for key, said_by, phrases, exceptions in KINDS:
                if said_by in (None, side):
                    counts[key] += sum(len(hits(clauses, phrases, exceptions)) for clauses in between)
            if side == "rep":
                counts["fillers"] += sum(len(hits(clauses, *FILLERS)) for clauses in between)
                for asked in questions(between, end):
                    counts[asked] += 1
    return counts


def plainly(turns: list[tuple[str, str]]) -> dict:
    runs: list[list[str]] = []
    for side, text in turns:
        if runs and runs[-1][0] == side:
            runs[-1][1] += " " + text
        elif text.strip():
            runs.append([side, text])
    amounts = {side: sum(words_said(text) for who, text in runs if who == side) for side in ("rep", "customer")}
    total = sum(amounts.values())
    return counted(runs) | {"talk_ratio": amounts["rep"] / total if total else None}


def measured(turns: list[tuple[str, str]]) -> dict:
    transcript = {
        "consented": True,
        "language": "en",
        "speakers": [{"key": "rep", "role": "rep"}, {"key": "customer", "role": "customer"}],
        "segments": [{"speaker": side, "text": text} for side, text in turns],
    }
    told = touchline.talk.measure({"transcript": transcript})
    return told_counts(told) | {"talk_ratio": told["figures"]["talk_ratio"]["value"]}


def told_counts(told: dict) -> dict:
    figures, phrases = told["figures"], told["phrase_counts"]
    value = lambda name: figures[name]["value"] or 0
    counts = {"open": value("open_questions"), "closed": value("closed_questions"), "fillers": value("fillers")}
    return counts | {key: phrases.get(key, 0) for key, *_ in KINDS}


def dialogues() -> list[list[tuple[str, str]]]:
    abcd = json.loads((DATA / "abcd_sample.json").read_text())
    sides = {"agent": "rep", "customer": "customer"}
    calls = [[(sides[who], text) for who, text in call["original"] if who in sides] for call in abcd]
    orders = json.loads((DATA / "taskmaster4_00.json").read_text())
    sides = {"assistant": "rep", "user": "customer"}
    calls += [[(sides[turn["speaker"]], turn["text"]) for turn in order["utterances"]] for order in orders]
    for line in (DATA / "qmsum_val.jsonl").read_text().splitlines():
        meeting = json.loads(line)["meeting_transcripts"]
        # Whoever speaks first is taken for the rep.
        calls.append([("rep" if turn["speaker"] == meeting[0]["speaker"] else "customer", turn["content"]) for turn in meeting])
    return calls


def marked() -> tuple[list[str], dict[int, int], dict[int, int]]:
    """A hundred turns that chance chose, and how many questions and fillers a reader found in each. Marked before the lists were
    tried on them, and the lists were not changed after that."""
    dice = random.Random(7)
    meetings = [json.loads(line)["meeting_transcripts"] for line in (DATA / "qmsum_val.jsonl").read_text().splitlines()]
    spoken = [turn["content"] for meeting in meetings for turn in meeting if 6 <= len(turn["content"].split()) <= 35]
    orders = json.loads((DATA / "taskmaster4_00.json").read_text())
    typed = [turn["text"] for order in orders for turn in order["utterances"] if turn["speaker"] == "assistant"]
    typed = [text for text in typed if 4 <= len(text.split()) <= 35]
    abcd = json.loads((DATA / "abcd_sample.json").read_text())
    chatted = [text for call in abcd for who, text in call["original"] if who != "action" and len(text.split()) >= 4]
    turns = dice.sample(spoken, 60) + dice.sample(typed, 20) + dice.sample(chatted, 20)
    asked = [14, 17, 27, 29, 38, 39, 44, 50, 55, 60, 61, 63, 67, 69, 71, 76, 84, 86, 90, 93, 94, 95]
    fillers = {0: 3, 8: 5, 9: 1, 10: 1, 12: 2, 14: 2, 15: 2, 16: 2, 19: 3, 20: 1, 33: 3, 34: 1, 36: 1, 39: 1, 40: 2, 43: 1, 46: 3}
    return turns, dict.fromkeys(asked, 1), fillers | {51: 4, 55: 1, 57: 1}


# Signs of hesitation, as people type them.
POINTS = ["...", "\u2026", "..", " ...", " \u2026", "\u2026.", "....", "\u2026\u2026"]


def hesitating(dice: random.Random, text: str) -> str:
    """The same with points between some words, before whichever letter follows."""
    return " ".join(word + (dice.choice(POINTS) if word[-1].isalpha() and dice.random() < 0.1 else "") for word in text.split())


def softened(dice: random.Random, text: str) -> str:
    """The same with soft hyphens and joiners, and now and then an accent, behind some letters."""
    signs = [*SOFT, "\u0301"]
    return "".join(sign + (dice.choice(signs) if sign.isalpha() and dice.random() < 0.1 else "") for sign in text)


def cut(dice: random.Random, text: str, share: float) -> list[str]:
    """The same in pieces, as recorders cut it at some of its words."""
    said = text.split()
    pieces = said[:1]
    for word in said[1:]:
        if dice.random() < share:
            pieces.append(word)
        else:
            pieces[-1] += " " + word
    return pieces


def otherwise(dice: random.Random, turns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A dialogue as other people say it, and as another recorder cuts it."""
    told = []
    for side, text in turns:
        shouting, murmuring = (lambda _, text: text.upper()), (lambda _, text: text.lower())
        for change, share in ((hesitating, 0.5), (softened, 0.3), (shouting, 0.1), (murmuring, 0.2)):
            if dice.random() < share:
                text = change(dice, text)
        told += [(side, piece) for piece in cut(dice, text, 0.1)]
    return told


def names_agree() -> None:
    """Questions without a mark about somebody, each word in small letters, in capitals, or with one."""
    dice, asked = random.Random(17), 0
    for number in range(1_000):
        said = [*dice.choice([[], ["so"], ["okay", "well"]]), *dice.choice(ASKS_LIKE["before_names"]).split()]
        said += [dice.choice(["Ann", "IBM", "X", "acme", "McKay", "great"]), *dice.choice([["use", "it"], ["there"]])]
        written = dice.choice([str.upper, None, None])
        styles = [str.upper, str.lower, str.capitalize, str]
        turns = [("rep", " ".join((written or dice.choice(styles))(word) for word in said))]
        wanted, found = plainly(turns), measured(turns)
        assert wanted == found, f"{turns}: {found} is not {wanted}"
        asked += found["closed"]
    assert 200 < asked < 800, asked
    print(asked, "of 1000 questions about names are seen alike, however they are written")


# Who speaks in calls with drawn times, and on which side.
PEOPLE = {"ann": "rep", "bo": "rep", "cy": "customer", "di": "customer", "ed": "other"}
# What a drawn time is a multiple of, in milliseconds.
TICK = 250


def drawn(dice: random.Random, texts: list[str]) -> list[dict]:
    """What people say one after the other, over each other, again after a pause, and with pauses in it."""
    people = dice.sample(list(PEOPLE), dice.randint(1, len(PEOPLE)))
    segments, now = [], 0
    for _ in range(dice.randint(1, 30)):
        who, start = dice.choice(people), max(0, now + dice.randint(-8, 8))
        for text in cut(dice, dice.choice(texts), 0.2):
            end = start + dice.randint(0, 20)
            segments.append({"speaker": who, "start_ms": start * TICK, "end_ms": end * TICK, "text": text})
            start = end + dice.choice([0, 0, 1, 7, 8, 9])
        now = dice.choice([now, end])
    return sorted(segments, key=lambda segment: segment["start_ms"])


def pieces(segments: list[dict]) -> list[dict]:
    """What each says until somebody else is heard after them, in the order in which it begins."""
    sides = ["rep", "customer", "other"]
    rank = lambda who: (sides.index(PEOPLE[who]), who)
    heard = sorted(segments, key=lambda one: (one["start_ms"], one["end_ms"], rank(one["speaker"]), one["text"].encode()))
    found: list[dict] = []
    for one in heard:
        who, start = one["speaker"], one["start_ms"]
        last = next((piece for piece in reversed(found) if piece["who"] == who), None)
        others = max((other["end_ms"] for other in heard if other["speaker"] != who and other["start_ms"] < start), default=0)
        if last and (start <= last["to"] or others <= last["to"]):
            last["text"] += (SILENCE if start - last["to"] >= SILENCE_MS else " ") + one["text"]
            last["to"] = max(last["to"], one["end_ms"])
        else:
            found.append({"who": who, "side": PEOPLE[who], "from": start, "to": one["end_ms"], "text": one["text"]})
    return sorted(found, key=lambda piece: (piece["from"], piece["to"], rank(piece["who"])))


def over(dividend: float, divisor: float) -> float | None:
    return dividend / divisor if divisor else None


def timed_plainly(segments: list[dict]) -> dict[str, float | None]:
    """The figures that rest on times, tick by tick."""
    found = pieces(segments)
    ticks = lambda one: range(one["start_ms"] // TICK, one["end_ms"] // TICK)
    speaks = {who: {tick for one in segments if one["speaker"] == who for tick in ticks(one)} for who in PEOPLE}
    spoken = lambda *sides: sum(len(speaks[who]) for who, side in PEOPLE.items() if side in sides) * TICK
    loud = [sum(tick in speaks[who] for who in PEOPLE) for tick in set().union(*speaks.values())]
    pairs, before = [], None
    for piece in found:
        if before:
            pairs.append((before, piece))
        if before is None or piece["to"] >= before["to"]:
            before = piece
    answers = [(before, after) for before, after in pairs if (before["side"], after["side"]) == ("customer", "rep")]
    answers = [(before, after) for before, after in answers if after["from"] >= before["to"] or after["to"] > before["to"]]
    silences = [max(0, after["from"] - before["to"]) for before, after in answers]
    of_rep = [piece["text"] for piece in found if piece["side"] == "rep"]
    said, fillers = sum(map(words_said, of_rep)), counted([("rep", text) for text in of_rep])["fillers"]
    longest = lambda side: max((piece["to"] - piece["from"] for piece in found if piece["side"] == side), default=None)
    rep, everybody, length = spoken("rep"), spoken("rep", "customer", "other"), max(piece["to"] for piece in found)
    return {
        "talk_ratio": over(rep, everybody) if of_rep else None,
        "customer_share": over(spoken("customer"), everybody) if any(piece["side"] == "customer" for piece in found) else None,
        "fillers_per_minute": over(fillers * 60_000, rep),
        "interactivity": over(sum(before["who"] != after["who"] for before, after in pairs) * 60_000, length),
        "longest_monologue": longest("rep"),
        "longest_story": longest("customer"),
        "overlap_share": over(sum(count > 1 for count in loud), len(loud)),
        "patience": over(sum(silences), len(silences)) if rep else None,
        "speech_rate": over(said * 60_000, rep),
    }


def timed(calls: list[list[tuple[str, str]]]) -> None:
    """Calls with drawn times beside their plain figures."""
    dice = random.Random(11)
    texts = [text for call in dice.sample(calls, 40) for _, text in call if 1 <= len(words(text)) <= 25]
    had: dict[str, int] = {}
    for number in range(2_000):
        segments = drawn(dice, texts)
        if not any(one["start_ms"] < one["end_ms"] for one in segments):
            continue
        people = {one["speaker"] for one in segments}
        speakers = [{"key": who, "role": side} for who, side in PEOPLE.items() if who in people]
        transcript = {"consented": True, "language": "en", "speakers": speakers, "segments": segments}
        told = touchline.talk.measure({"transcript": transcript})
        figures, counts = told["figures"], counted([(piece["side"], piece["text"]) for piece in pieces(segments)])
        assert told_counts(told) == counts, f"call {number}: {told_counts(told)} is not {counts} in {segments}"
        for name, wanted in timed_plainly(segments).items():
            found = figures[name]["value"]
            alike = found == wanted if None in (found, wanted) else abs(found - wanted) <= 1e-9 * max(1, abs(wanted))
            assert alike, f"call {number}: {name} is {found} and not {wanted} in {segments}"
            had[name] = had.get(name, 0) + (found is not None)
    print("calls with drawn times are measured alike:", had)
    assert min(had.values()) > 500, "each figure was had often enough to tell"


def precision_and_recall(name: str, found: list[float], wanted: dict[int, int], stated: tuple[int, int, int]) -> None:
    """What a list finds of what was marked, as the guide states it: how many are right, found and marked."""
    right = sum(min(count, wanted.get(place, 0)) for place, count in enumerate(found))
    assert (right, sum(found), sum(wanted.values())) == stated, f"{name}: {right} of {sum(found)} found, and not {stated}"
    print(f"{name}: {sum(found):.0f} found, {sum(wanted.values())} marked, precision {right / sum(found):.2f}, recall {right / sum(wanted.values()):.2f}")


def main() -> None:
    if not DATA.is_dir():
        print("skipped: the dialogues are not there")
        return
    calls = dialogues()
    sums: dict[str, float] = {}
    for number, call in enumerate(calls):
        wanted, found = plainly(call), measured(call)
        assert wanted == found, f"dialogue {number}: {found} is not {wanted}"
        for key, count in found.items():
            sums[key] = sums.get(key, 0) + (count or 0)
    print(len(calls), "dialogues are counted alike:", {key: count for key, count in sums.items() if key != "talk_ratio"})
    dice = random.Random(13)
    for number, call in enumerate(calls):
        changed = otherwise(dice, call)
        wanted, found = plainly(changed), measured(changed)
        assert wanted == found, f"dialogue {number} said otherwise: {found} is not {wanted} in {changed}"
    print(len(calls), "dialogues are counted alike where they are said and cut otherwise")
    names_agree()
    turns, asked, fillers = marked()
    found_in = [measured([("rep", turn)]) for turn in turns]
    precision_and_recall("questions", [count["open"] + count["closed"] for count in found_in], asked, (19, 19, 22))
    precision_and_recall("fillers", [count["fillers"] for count in found_in], fillers, (34, 35, 40))
    timed(calls)


main()
