"""Make the table of what was said in 50 short calls of five reps, in three languages: a row for each segment.

    python segments.py > segments.csv

The dice are seeded and only added up, so that every machine makes the same table.
"""

import csv
import io
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

MS_A_WORD = 390
"""How long a word takes: some 150 a minute."""


@dataclass(frozen=True)
class Words:
    """What is said in a language: by the rep, and by the customer in return."""

    opens: list[str]
    closes: list[str]
    tells: list[str]
    fillers: list[str]
    cares: list[str]
    trials: list[str]
    steps: list[str]
    stories: list[str]
    objections: list[str]
    nods: list[str]


@dataclass(frozen=True)
class Rep:
    """How somebody sells: how much of a call they ask, tell and so on, between 0 and 1."""

    language: str
    calls: int
    asks: float
    tells: float
    fills: float
    tries: float
    steps: float


ENGLISH = Words(
    opens=["How do you plan your rounds today?", "What happens when somebody calls in sick?", "Who decides about this?",
           "Why does it matter now?", "So where does it hurt most?", "Walk me through a usual morning"],
    closes=["Do you use a calendar for that?", "Is that every week?", "And are the figures written down?"],
    tells=["Let me show you the board, where every line is an engineer, and the rounds fill up by themselves by skill and by distance.",
           "There is a report for each region, and it mails itself on Mondays, and you can export all of it as a sheet.",
           "The certificates are in there as well, so nobody is ever sent to a lift that they are not certified for."],
    fillers=["Um, so, ", "Well, you know, ", "Basically, "],
    cares=["I understand.", "That sounds frustrating.", "I can imagine."],
    trials=["Could you see your team working like that?", "Would that work for you?", "Does that make sense?"],
    steps=["I'll send you the plan by Friday.", "Let's schedule a call for Tuesday.", "I'll put the next steps in an email."],
    stories=["Every evening two people move magnets around, and in the morning somebody calls in sick and they start again.",
             "We missed nine visits last month, and one of them was a hospital, so I had to go there in person.",
             "It used to be fine when we were ten, but with thirty engineers nobody knows any more who is where."],
    objections=["That is too expensive for us.", "I'm worried about the engineers.", "We tried that two years ago.",
                "I need to talk to our director first."],
    nods=["Yes.", "Sure, go on.", "I see.", "Every week, more or less."],
)  # fmt: skip

GERMAN = Words(
    opens=["Wie planen Sie Ihre Touren heute?", "Was passiert, wenn jemand krank wird?", "Wer entscheidet darüber?",
           "Warum ist das gerade jetzt wichtig?"],
    closes=["Nutzen Sie dafür einen Kalender?", "Ist das jede Woche so?"],
    tells=["Ich zeige Ihnen die Tafel: Jede Zeile ist ein Monteur, und die Touren füllen sich von selbst nach Können und Entfernung.",
           "Für jede Region gibt es einen Bericht, der montags von selbst verschickt wird, und alles lässt sich als Tabelle speichern."],
    fillers=["Ähm, also, ", "Sozusagen, "],
    cares=["Das verstehe ich.", "Das kann ich gut verstehen."],
    trials=["Würde das für Sie passen?", "Wie klingt das für Sie?"],
    steps=["Ich schicke Ihnen den Plan bis Freitag.", "Ich schicke Ihnen eine Einladung für nächste Woche."],
    stories=["Jeden Abend schieben zwei Leute Magnete hin und her, und morgens ist jemand krank, und sie fangen von vorne an.",
             "Im letzten Monat haben wir neun Besuche verpasst, einer davon war im Krankenhaus, da musste ich selbst hin."],
    objections=["Das ist uns zu teuer.", "Das ist mir zu kompliziert."],
    nods=["Ja.", "Genau.", "Jede Woche, mehr oder weniger."],
)  # fmt: skip

DUTCH = Words(
    opens=["Hoe plant u uw rondes nu?", "Wat gebeurt er als iemand ziek is?"],
    closes=["Is dat elke week zo?"],
    tells=["Ik laat u het bord zien: elke regel is een monteur, en de rondes vullen zich vanzelf."],
    fillers=["Eh, "],
    cares=["Dat begrijp ik."],
    trials=["Zou dat voor u werken?"],
    steps=["Ik stuur u het plan voor vrijdag."],
    stories=["Elke avond schuiven twee mensen met magneten, en 's ochtends beginnen ze opnieuw."],
    objections=["Dat is te duur voor ons."],
    nods=["Ja.", "Precies."],
)

WORDS = {"en": ENGLISH, "de": GERMAN, "nl": DUTCH}

LISTENER = Rep("en", 12, asks=0.85, tells=0.3, fills=0.1, tries=0.7, steps=0.9)

REPS = {
    "Lena": LISTENER,
    "Marco": replace(LISTENER, asks=0.25, tells=1.6, fills=0.35),
    "Noor": replace(LISTENER, calls=2, language="nl"),
    "Sana": replace(LISTENER, asks=0.6, tells=0.6, steps=0.1),
    "Uwe": replace(LISTENER, language="de", asks=0.5, tells=0.7, tries=0.3),
}


def table() -> str:
    """Give the table as CSV."""
    dice = random.Random(20260330)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["call", "language", "speaker", "role", "start", "end", "text"])
    for name, rep in REPS.items():
        for number in range(1, rep.calls + 1):
            at = 0
            for speaker, role, said in call(dice, name, rep):
                start = at + dice.choice([0, 300, 700, 1_200, 2_400])
                at = start + MS_A_WORD * len(said.split()) + dice.choice([0, 150, 400])
                out.writerow([f"{name.lower()}-{number:02}", rep.language, speaker, role, start, at, said])
    return text.getvalue()


def call(dice: random.Random, name: str, rep: Rep) -> Iterator[tuple[str, str, str]]:
    """What is said in a call: who, on which side, what."""
    words = WORDS[rep.language]

    def says(lines: list[str]) -> tuple[str, str, str]:
        filler = dice.choice(words.fillers) if dice.random() < rep.fills else ""
        return name, "rep", filler + dice.choice(lines)

    def answers(lines: list[str]) -> tuple[str, str, str]:
        return "customer", "customer", dice.choice(lines)

    for _ in range(dice.choice([4, 5, 6])):
        if dice.random() < rep.asks:
            yield says(words.opens if dice.random() < 0.7 else words.closes)
            yield answers(words.stories)
        for _ in range(int(rep.tells + dice.random())):
            yield says(words.tells)
        yield answers(words.objections if dice.random() < 0.2 else words.nods)
        if dice.random() < 0.3:
            yield says(words.cares)
    if dice.random() < rep.tries:
        yield says(words.trials)
        yield answers(words.nods)
    if dice.random() < rep.steps:
        yield says(words.steps)
        yield answers(words.nods)


if __name__ == "__main__":
    sys.stdout.write(table())
