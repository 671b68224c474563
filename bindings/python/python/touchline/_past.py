"""What can be done with a log besides loading it: check it, redact it, and try another policy or framework on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from touchline import _native
from touchline._json import Text, stream_of, text_of
from touchline._reply import answer_in, fed, made_in

if TYPE_CHECKING:
    from touchline._types import (
        CoachingCatalogue,
        Command,
        LogVerified,
        MeasuresOfReport,
        PolicyInput,
        Rewritten,
        ScorecardTemplateInput,
        SkillFrameworkGiven,
        SkillFrameworkInput,
        Tried,
    )


def verify(
    chunks: Iterable[Text] | Text = (),
    *,
    records: Iterable[Text] | Text = (),
    head: str | None = None,
    count: int | None = None,
) -> LogVerified:
    """Check the chain of a log: `chunks` cut anywhere, or `records` as they were kept.

    Raises what names the first record that was altered, moved, dropped or inserted. Only with `head` (the last
    record's hash) and `count`, which you keep elsewhere, can a cut tail or a chain computed anew be seen.
    """
    expect = b"" if head is None and count is None else text_of({"count": count, "head": head})
    verifier = fed(made_in(_native.Verifier.open(expect)), chunks, records)
    verified: LogVerified = answer_in(verifier.finish())
    return verified


def redact(log: Callable[[], Iterable[Text] | Text], write: Callable[[bytes], object]) -> Rewritten:
    """Take out of a log what `person.redact` has ordered to go.

    `log` is called twice and gives the whole log each time, in chunks cut anywhere, such as an open file. `write` is
    given the bytes that are to stand in its place: put them somewhere else, and replace the log once this has returned.
    Raises what names the first record that is not as it was written.
    """
    redactor = made_in(_native.Redactor.open())
    for chunk in stream_of(log(), ()):
        answer_in(redactor.survey(chunk))
    for chunk in stream_of(log(), ()):
        write(made_in(redactor.rewrite(chunk)))
    status, answer, rest = redactor.finish()
    rewritten: Rewritten = answer_in((status, answer, None))
    write(rest or b"")
    return rewritten


def try_policy(
    policy: PolicyInput,
    chunks: Iterable[Text] | Text = (),
    *,
    records: Iterable[Text] | Text = (),
    log_policy: PolicyInput | None = None,
    commands: Iterable[Command] = (),
    limit: int | None = None,
    framework: SkillFrameworkGiven | None = None,
    replaces: str | None = None,
    log_frameworks: Iterable[SkillFrameworkInput] = (),
    catalogues: Iterable[CoachingCatalogue] | None = None,
    log_catalogues: Iterable[CoachingCatalogue] = (),
    measures: Iterable[MeasuresOfReport] = (),
    scorecard: ScorecardTemplateInput | None = None,
    replaces_scorecard: str | None = None,
) -> Tried:
    """Tell what would have come of a log under another policy, framework, catalogue or scorecard.

    `chunks` are the log, cut anywhere, and `records` what comes after, each as it was kept. `log_policy` is what was in
    force in it before one was adopted, and `commands` are some that it does not hold, such as those that were refused.

    Skill reports that were scored by the framework that is called `replaces` (or as `framework` is) are scored anew by
    `framework`, from the measures that they were recorded with or that `measures` has. Gaps are told by `catalogues`. What
    of your own the log went by, `log_frameworks` and `log_catalogues` say.

    Delivered reviews that were filled in by any version of the scorecard that is called `replaces_scorecard` (or as
    `scorecard` is) are scored anew by `scorecard`, from their answers.
    """
    tried: dict[str, Any] = {"policy": policy, "commands": list(commands)}
    tried |= {"log_frameworks": list(log_frameworks), "log_catalogues": list(log_catalogues)}
    tried |= {"framework": framework, "replaces": replaces, "measures": list(measures)}
    tried |= {"scorecard": scorecard, "replaces_scorecard": replaces_scorecard}
    own = None if catalogues is None else list(catalogues)
    given = {"catalogues": own, "log_policy": log_policy, "limit": limit}
    tried |= {name: value for name, value in given.items() if value is not None}
    trial = fed(made_in(_native.Trial.open(text_of(tried))), chunks, records)
    told: Tried = answer_in(trial.finish())
    return told
