"""A host with its own database answers and keeps what a workspace does."""

import json
from typing import Any, get_args, get_type_hints

import pytest

import facts
import touchline
from host import Host, Unsupported
from ledger import moment, replayed, rows
from places import Place
from queries import QUERIES, Row, Run
from touchline import types
from world import CENTRE, RESPOND, STORY, act, aim, call, create, give, hand_over, id_of, item_of, person, random_day
from world import command as sent


def answer(door: Any, command: Any) -> Any:
    """What becomes of a command, whichever way.

    A path points into the input: with a workspace that is the command, and with `law.decide` it holds the command.
    """
    try:
        return door.execute(command)
    except touchline.Error as error:
        path = error.answer.get("path")
        return type(error), {**error.answer, "path": path and path.removeprefix("/command")}


def test_wsp_07_the_hosts_records_are_a_workspaces_to_the_byte(host: Host) -> None:
    workspace = touchline.Workspace()
    for command in STORY:
        theirs = host.execute(command)
        assert isinstance(theirs, touchline.Accepted)
        assert theirs == workspace.execute(command)
    assert b"".join(replayed(host).snapshot()) == b"".join(workspace.snapshot())


@pytest.mark.parametrize("seed", range(3))
def test_wsp_07_on_a_random_day_both_answer_alike(host: Host, seed: int) -> None:
    workspace = touchline.Workspace()

    def both(command: Any) -> Any:
        theirs = answer(host, command)
        assert theirs == answer(workspace, command), command
        return theirs

    for command in [*CENTRE, *random_day(seed, 200)]:
        if isinstance(both(command), touchline.Accepted):
            assert isinstance(both({**command, "at": "2026-03-02T10:00:00Z"}), touchline.Repeated)
            another = act("another", "mia", "archive", f"{seed}: no bundle")
            _, told = both({**another, "id": command["id"], "actor": command["actor"]})
            assert told["code"] == "command_id_reused"
    assert b"".join(replayed(host).snapshot()) == b"".join(workspace.snapshot())


def test_ker_04_the_law_asks_for_facts_twice_at_the_most_and_for_none_again(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[list[Any]] = []
    load = facts.load

    def counted(run: Any, tenant: str, keys: list[types.FactKey]) -> list[types.Fact]:
        assert not [key for earlier in rounds for key in earlier if key in keys]
        rounds.append(list(keys))
        return load(run, tenant, keys)

    monkeypatch.setattr(facts, "load", counted)
    most = 0
    for command in [*STORY, *random_day(7, 100)]:
        rounds.clear()
        answer(host, command)
        most = max(most, len(rounds))
    assert most == 2


def test_wsp_07_every_kind_of_fact_has_its_query() -> None:
    kinds = {get_args(get_type_hints(key)["type"])[0] for key in get_args(types.FactKey)}
    assert facts.SOURCES.keys() == kinds


def test_wsp_07_however_many_keys_of_a_kind_are_one_query(host: Host) -> None:
    for command in STORY:
        host.execute(command)
    bundles, people, calls = ("silences", "openings", "none"), ("mia", "ana", "nobody"), ("ana 0", "ben 1", "none")
    keys: Any = [
        *({"type": "thing", "body": {"type": "bundle", "id": id_of(bundle)}} for bundle in bundles),
        *({"type": "person", "body": {"person": id_of(person)}} for person in people),
        *({"type": "thing", "body": {"type": "person", "id": id_of(person)}} for person in people),
        *({"type": "call", "body": {"call": id_of(call)}} for call in calls),
    ]
    names = []

    def look(run: Run) -> Any:
        def counted(name: str, /, **values: object) -> list[Row]:
            names.append(name)
            return run(name, **values)

        return facts.load(counted, host.tenant, keys)

    loaded = host.database.transact(look)
    assert sorted(names) == ["calls", "people", "things"]
    states = [json.loads(state) for (state,) in rows(host, "states")]
    known = {(thing["type"], _id_of(thing)): thing for thing in states}
    assert len(loaded) == len(keys)
    for fact in loaded:
        match fact["type"]:
            case "thing":
                key = (fact["body"]["thing"]["type"], fact["body"]["thing"]["id"])
                assert fact["body"]["value"] == known.get(key)
            case kind:
                thing = known.get((kind, fact["body"][kind]))
                assert fact["body"]["value"] == (thing and thing["body"]["document"])


def _id_of(thing: Any) -> str:
    named: str = thing["body"].get("document", thing["body"])[thing["type"]]
    return named


def test_wsp_07_reporting_lines_are_as_deep_as_they_are(host: Host) -> None:
    managers = {"ana": "mia", "ben": "mia", "mia": "olga", "olga": None, "cem": None, "dan": "ana"}
    for name in ("olga", "mia", "ana", "ben", "cem", "dan"):
        host.execute(person(name, managers[name]))
    everybody = [*managers, "nobody"]
    keys: Any = [
        {"type": "manages", "body": {"manager": id_of(manager), "report": id_of(report)}}
        for manager in everybody
        for report in everybody
    ]
    loaded: Any = host.database.transact(lambda run: facts.load(run, host.tenant, keys))
    depths = {(fact["body"]["manager"], fact["body"]["report"]): fact["body"]["depth"] for fact in loaded}
    above = {
        ("mia", "ana"): 1, ("mia", "ben"): 1, ("olga", "mia"): 1, ("ana", "dan"): 1,
        ("olga", "ana"): 2, ("olga", "ben"): 2, ("mia", "dan"): 2, ("olga", "dan"): 3,
    }  # fmt: skip
    expected = {(id_of(one), id_of(other)): above.get((one, other)) for one in everybody for other in everybody}
    assert depths == expected


def test_ker_04_what_is_refused_leaves_no_trace(host: Host) -> None:
    for command in STORY:
        host.execute(command)
    before = moment(host)
    again = create("openings", "ana", "ana 0")
    late = {**act("late", "mia", "edit", "silences", content={"title": "Late"}), "expected_version": 1}
    refused: Any
    for refused in (again, late, act("who", "nobody", "release", "silences"), {**late, "type": "bundle.rename"}):
        with pytest.raises(touchline.Error):
            host.execute(refused)
        assert moment(host) == before


def test_wsp_07_a_viewer_is_shown_what_a_workspace_shows(host: Host) -> None:
    workspace = touchline.Workspace()
    for command in [*STORY, create("draft", "ana", "ana 0"), *random_day(1, 200)]:
        assert answer(host, command) == answer(workspace, command)
    bundles = ["silences", "openings", "draft", "none", *(f"1: bundle {number}" for number in range(8))]
    later = "2026-03-04T10:00:00Z"
    # Ben has left, and is shown nothing at all.
    with pytest.raises(touchline.NotAllowed):
        host.show(id_of("ben"), later, [{"type": "bundle", "id": id_of("silences")}])
    for viewer in ("olga", "mia", "max", "ana", "cem"):
        views = host.show(id_of(viewer), later, [{"type": "bundle", "id": id_of(bundle)} for bundle in bundles])
        for bundle, view in zip(bundles, views, strict=True):
            query: Any = {"viewer": id_of(viewer), "at": later, "type": "bundle.get", "body": {"bundle": id_of(bundle)}}
            try:
                assert view == {"type": "bundle", "body": workspace.ask(query)}
            except touchline.NotFound:
                assert view is None
    assert host.show(id_of("mia"), later, []) == []


def test_trn_07_a_viewer_is_shown_what_came_again_as_a_workspace_shows_it(host: Host) -> None:
    workspace = touchline.Workspace()
    again = give("again", "ana 1", "pass_with_training")
    bundle = create("once", "ana", "ana 0", items=["ana 0"], type="bundle.create_and_release")
    respond = act("answer", "ana", "respond", "once", kind="reflection", text="Yes.")
    coaching = [give("first", "ana 0", "pass_with_training"), bundle, respond, act("end", "mia", "conclude", "once")]
    for command in [*CENTRE, *coaching, again | {"at": "2026-03-05T09:00:00.000Z"}]:
        assert answer(host, command) == answer(workspace, command)
    later = "2026-03-06T10:00:00Z"
    for call, repeat in [("ana 0", None), ("ana 1", {"count": 1, "days_since": 3})]:
        [view] = host.show(id_of("mia"), later, [{"type": "training_item", "id": item_of(call)}])
        body = {"training_item": item_of(call)}
        query: Any = {"viewer": id_of("mia"), "at": later, "type": "training.item", "body": body}
        assert view == {"type": "training_item", "body": workspace.ask(query)}
        assert workspace.ask(query)["repeat"] == repeat


def test_gol_03_a_viewer_is_shown_goals_as_a_workspace_shows_them(host: Host) -> None:
    workspace = touchline.Workspace()
    measures = ("overall_score", "check_pass_rate", "calls_completed", "training_completed", "scorecard_average")
    whole = [("2026-03-02", "2026-03-08"), ("2026-02-01", "2026-03-01")]
    goals = {
        f"{measure} {first}": aim(measure, 4, first, last) for measure in measures for first, last in whole
    }
    sets = [
        sent(f"set {name}", "mia", "goal.set", {"goal": id_of(name), "person": id_of("ana"), "aim": goal})
        for name, goal in goals.items()
    ]
    rulings = ["pass", "fail", "not_applicable", "pass_with_training"]
    calls = [call(f"scored {n}", "ana", quality_score=score, stars=n + 1) for n, score in enumerate((70, 80.0000005, 33.3333334, 0))]
    early = call("early", "ana", quality_score=12, stars=1, started_at="2026-03-01T23:59:59.999Z")
    trained = create("greet", "ana", "scored 3", goals=(aim("training_completed", 90),), items=["scored 3"], type="bundle.create_and_release")
    answered = act("answer", "ana", "respond", "greet", kind="reflection", text="Yes.")
    corrected = call("scored 0", "ana", quality_score=75, stars=5) | {"id": id_of("corrected")}
    given = [give(f"rule {n}", f"scored {n}", ruling) for n, ruling in enumerate(rulings)]
    story = [*calls, early, *given, *sets, trained, answered, act("end", "mia", "conclude", "greet"), corrected]
    for each in [*CENTRE, *story]:
        assert answer(host, each) == answer(workspace, each)
    for viewer in ("mia", "ana", "cem"):
        for name in goals:
            seen = host.show(id_of(viewer), "2026-03-04T10:00:00Z", [{"type": "goal", "id": id_of(name)}])
            question: Any = {"viewer": id_of(viewer), "at": "2026-03-04T10:00:00Z", "type": "goal.get", "body": {"goal": id_of(name)}}
            try:
                assert seen == [{"type": "goal", "body": workspace.ask(question)}]
            except touchline.NotFound:
                assert seen == [None]
        [pack] = host.show(id_of(viewer), "2026-03-04T10:00:00Z", [{"type": "bundle", "id": id_of("greet")}])
        question = {"viewer": id_of(viewer), "at": "2026-03-04T10:00:00Z", "type": "bundle.get", "body": {"bundle": id_of("greet")}}
        try:
            assert pack == {"type": "bundle", "body": workspace.ask(question)}
        except touchline.NotFound:
            assert pack is None


def test_gol_07_a_viewer_is_shown_goals_of_teams_as_a_workspace_shows_them(host: Host) -> None:
    workspace = touchline.Workspace()
    measures = ("overall_score", "check_pass_rate", "calls_completed", "training_completed", "scorecard_average")
    days = [("2026-03-02", "2026-03-08"), ("2026-02-01", "2026-03-01")]
    teams = {
        f"team {leader} {measure} {first}": (leader, aim(measure, 4, first, last))
        for leader in ("mia", "olga")
        for measure in measures
        for first, last in days
    }
    sets = [
        sent(f"set {name}", leader, "team_goal.set", {"team_goal": id_of(name), "manager": id_of(leader), "aim": goal})
        for name, (leader, goal) in teams.items()
    ]
    rulings = ["pass", "fail", "not_applicable", "pass_with_training"]
    scores = ((70, "ana"), (80.0000005, "ben"), (33.3333334, "ana"), (0, "ana"))
    calls = [call(f"scored {n}", who, quality_score=score, stars=n + 1) for n, (score, who) in enumerate(scores)]
    given = [give(f"rule {n}", f"scored {n}", ruling) for n, ruling in enumerate(rulings)]
    story = [*calls, *given, *sets]
    for each in [*CENTRE, *story]:
        assert answer(host, each) == answer(workspace, each)
    agent_moves = person("ana", "max", roles=["agent"]) | {"id": id_of("ana moves")}
    manager_moves = person("mia", None, roles=["manager"]) | {"id": id_of("mia moves")}
    for change in (None, agent_moves, manager_moves):
        if change:
            assert answer(host, change) == answer(workspace, change)
        for viewer in ("mia", "ana", "olga"):
            for name in teams:
                at = "2026-03-04T10:00:00Z"
                seen = host.show(id_of(viewer), at, [{"type": "team_goal", "id": id_of(name)}])
                question: Any = {"viewer": id_of(viewer), "at": at, "type": "team_goal.get", "body": {"team_goal": id_of(name)}}
                try:
                    assert seen == [{"type": "team_goal", "body": workspace.ask(question)}]
                except touchline.NotFound:
                    assert seen == [None]


def test_gol_09_goals_on_what_the_host_counts_are_those_of_a_workspace(host: Host) -> None:
    workspace = touchline.Workspace()
    policy = {"metric": {"currency": "EUR"}}
    measures: dict[str, tuple[dict[str, Any], float]] = {
        "won": ({"metric": "win_rate"}, 0.5),
        "off": ({"metric": "average_discount"}, 0.1),
        "worth": ({"metric": "average_deal_size", "currency": "EUR"}, 400_000),
        "quota": ({"metric": "quota_attainment", "currency": "EUR", "against": 1_000_000}, 1),
        "moved on": ({"metric": "stage_conversion", "stage": "proposal"}, 0.5),
    }
    period = {"type": "custom", "body": {"first": "2026-03-02", "last": "2026-03-08"}}
    aims: dict[str, Any] = {
        name: {"measure": {"type": "metric", "body": body}, "target": target, "period": period}
        for name, (body, target) in measures.items()
    }
    counted: list[dict[str, Any]] = [
        {"metric": "win_rate", "day": "2026-03-02", "observations": 4, "sum": 1},
        {"metric": "win_rate", "day": "2026-03-08", "observations": 2, "sum": 2},
        {"metric": "win_rate", "day": "2026-03-09", "observations": 9, "sum": 9},
        {"metric": "win_rate", "day": "2026-03-02", "observations": 5, "sum": 2},
        {"metric": "average_discount", "day": "2026-03-03", "observations": 2, "sum": 0.2500005},
        {"metric": "average_discount", "day": "2026-03-04", "observations": 1, "sum": -0.0000005},
        {"metric": "average_deal_size", "day": "2026-03-03", "currency": "EUR", "observations": 2, "sum": 900_001},
        {"metric": "quota_attainment", "day": "2026-03-03", "currency": "EUR", "observations": 1, "sum": 250_000},
        {"metric": "stage_conversion", "day": "2026-03-03", "stage": "proposal", "observations": 3, "sum": 2},
        {"metric": "stage_conversion", "day": "2026-03-03", "stage": "demo", "observations": 3, "sum": 3},
    ]
    story = [
        sent("name the currency", "olga", "policy.adopt", policy),
        *(sent(f"aim {name}", "mia", "goal.set", {"goal": id_of(name), "person": id_of("ana"), "aim": aims[name]}) for name in aims),
        *(
            sent(f"aim {name} together", "mia", "team_goal.set", {"team_goal": id_of(f"team {name}"), "manager": id_of("mia"), "aim": aims[name]})
            for name in aims
        ),
        *(sent(f"count {n}", "system", "metric_day.record", {"person": id_of("ana"), **day}) for n, day in enumerate(counted)),
        *(sent(f"count {n} of Ben", "system", "metric_day.record", {"person": id_of("ben"), **day}) for n, day in enumerate(counted)),
    ]
    for each in [*CENTRE, *story]:
        assert answer(host, each) == answer(workspace, each)
    at = "2026-03-04T10:00:00Z"
    for name in aims:
        for kind, thing in (("goal", id_of(name)), ("team_goal", id_of(f"team {name}"))):
            question: Any = {"viewer": id_of("mia"), "at": at, "type": f"{kind}.get", "body": {kind: thing}}
            told: Any = workspace.ask(question)
            wanted: Any = [{"type": kind, "id": thing}]
            assert host.show(id_of("mia"), at, wanted) == [{"type": kind, "body": told}]
            assert (told["body"] if kind == "goal" else told)["progress"]["observations"] > 0


def test_job_06_a_draw_among_the_hosts_calls_is_a_workspaces(host: Host) -> None:
    workspace = touchline.Workspace()
    draw = {
        "sampling": id_of("draw"),
        "seed": "00000000000000ff",
        "size": {"type": "calls", "body": {"calls": 1}},
        "reviewers": [id_of("olga")],
        "period": {"first": "2026-03-02", "last": "2026-03-02"},
    }
    for command in [*CENTRE, give("seen", "ana 0", "pass"), sent("draw", "olga", "sampling.draw", draw)]:
        assert answer(host, command) == answer(workspace, command)
    query: Any = {"viewer": id_of("olga"), "at": "2026-03-03T09:00:00Z", "type": "review.queue", "body": {}}
    assert id_of("ana 0") not in [entry["call"] for entry in workspace.ask(query)["items"]]
    assert len(workspace.ask(query)["items"]) == 3
    assert b"".join(replayed(host).snapshot()) == b"".join(workspace.snapshot())


def test_org_08_an_approval_that_awaits_somebody_is_a_duty_of_theirs_as_in_a_workspace(host: Host) -> None:
    workspace = touchline.Workspace()

    def both(command: Any) -> Any:
        theirs = answer(host, command)
        assert theirs == answer(workspace, command), command
        assert isinstance(theirs, touchline.Accepted), theirs
        return theirs.receipt

    def leaves(name: str, role: str) -> Any:
        gone = person(name, roles=[role], active=False) | {"id": id_of(f"{name} leaves")}
        return [[warning["code"], warning["counts"]] for warning in both(gone)["warnings"]]

    content = {
        "title": "Closing deals",
        "kind": "development",
        "days": {"first": "2026-03-02", "last": "2026-03-31"},
        "focus_areas": [{"area": "closing", "title": "Closing"}],
    }
    measure = {"type": "number", "body": {"baseline": 0, "target": 4, "unit": "deals"}}
    milestone = {
        "milestone": "deals",
        "description": "Close two deals alone",
        "focus_area": "closing",
        "measure": measure,
        "target_on": "2026-03-20",
    }
    said = {"content": content, "milestones": [milestone]}

    def track(name: str, coach: str, coachee: str) -> list[Any]:
        plan: dict[str, Any] = {"plan": id_of(name)}
        create = sent(f"create {name}", coach, "plan.create", {**plan, **said, "coachee": id_of(coachee)})
        return [create, *(sent(f"{verb} {name}", coach, f"plan.{verb}", plan) for verb in ("mark_track", "request_approval"))]

    directors = [person(name, roles=["hr_director"]) for name in ("dora", "eva", "nora")]
    approved = {"plan": id_of("approved")}
    starts = {"type": "moment", "body": {"at": "2026-03-05T10:00:00Z"}}
    session = {"session": id_of("ahead"), "length_minutes": 30, "starts": starts}
    story = [
        *directors,
        *track("of ben", "mia", "ben"),
        *track("of cem", "dora", "cem"),
        *track("approved", "mia", "ana"),
        sent("approve", "nora", "plan.approve", {**approved, "content_version": 2}),
        sent("activate", "mia", "plan.activate", approved),
        sent("ahead", "mia", "session.schedule", {**approved, **session}),
    ]
    for command in [*CENTRE, *story]:
        both(command)
    # Dora coaches under the one and decides on the other, Eva decides on both.
    for name in ("dora", "eva"):
        assert leaves(name, "hr_director") == [["open_duties", [{"kind": "plan", "kept": 2, "own": 0}]]]
    # What Dora kept goes on to Nora, who decides on Ben's alone from then on; what Mia keeps, with its session, to Max.
    both(hand_over("after dora", "dora", "nora"))
    assert leaves("nora", "hr_director") == [["open_duties", [{"kind": "plan", "kept": 2, "own": 0}]]]
    both(hand_over("after mia", "mia", "max"))
    assert leaves("max", "manager") == [["open_duties", [{"kind": "plan", "kept": 2, "own": 0}]]]
    assert b"".join(replayed(host).snapshot()) == b"".join(workspace.snapshot())


@pytest.mark.parametrize("query", ["keep_command", "keep_thing", "move_head"])
def test_ker_04_what_cannot_be_kept_is_not_done(host: Host, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    *story, last = STORY
    for command in story:
        host.execute(command)
    before = moment(host)
    with monkeypatch.context() as broken:
        broken.setitem(QUERIES, query, "INSERT INTO no_such_table VALUES (1)")
        with pytest.raises(Exception, match="no_such_table"):
            host.execute(last)
    assert moment(host) == before
    assert isinstance(host.execute(last), touchline.Accepted)
    replayed(host)


def test_wsp_07_a_policy_of_which_the_host_cannot_keep_all_is_refused_whole(host: Host) -> None:
    for command in STORY:
        host.execute(command)
    before = moment(host)
    open_to_all: Any = {"access": {"managers_see_all_reviews": True}}
    with pytest.raises(Unsupported, match="managers_see_all_reviews"):
        host.execute(sent("open", "olga", "policy.adopt", open_to_all))
    assert moment(host) == before
    with pytest.raises(Unsupported):
        Host(host.database, "another").open(open_to_all)


def test_wsp_03_a_command_sent_twice_is_done_once(host: Host) -> None:
    for command in STORY:
        host.execute(command)
    before = moment(host)
    for place, command in enumerate(STORY, start=1):
        assert host.execute(command) == touchline.Repeated(place)
    spelled = {**RESPOND["body"], "text": "  I will pause more.\r\n", "bundle": RESPOND["body"]["bundle"].upper()}
    otherwise: Any = {**RESPOND, "id": RESPOND["id"].upper(), "actor": RESPOND["actor"].upper(), "body": spelled}
    assert isinstance(host.execute(otherwise), touchline.Repeated)
    another: Any = {**RESPOND, "body": {**RESPOND["body"], "text": "I will not."}}
    with pytest.raises(touchline.Conflict) as reused:
        host.execute(another)
    assert reused.value.code == "command_id_reused"
    assert moment(host) == before


def test_wsp_10_under_the_id_of_a_command_that_is_forgotten_anything_is_repeated(host: Host) -> None:
    for command in STORY:
        host.execute(command)
    place = STORY.index(RESPOND) + 1
    another: Any = {**RESPOND, "body": {**RESPOND["body"], "text": "I will not."}}
    host.database.transact(lambda run: run("forget_command", tenant=host.tenant, actor=RESPOND["actor"], id=RESPOND["id"]))
    assert host.execute(RESPOND) == host.execute(another) == touchline.Repeated(place)


def test_wsp_03_the_ids_of_different_actors_never_meet(host: Host) -> None:
    for command in CENTRE:
        host.execute(command)
    one = create("one", "ana", "ana 0")
    two: Any = {**create("two", "cem", "cem 0", by="max"), "id": one["id"]}
    assert isinstance(host.execute(one), touchline.Accepted)
    assert isinstance(host.execute(two), touchline.Accepted)
    replayed(host)


def test_wsp_04_a_cut_tail_is_seen_by_the_head_that_is_kept_beside(host: Host) -> None:
    for command in STORY:
        host.execute(command)
    records = [record for (record,) in rows(host, "records")]
    [(seq, head)] = rows(host, "head")
    with pytest.raises(touchline.Rejected):
        touchline.verify(records=records[:-1], head=head, count=seq)


def test_wsp_07_tenants_never_meet(place: Place, host: Host) -> None:
    with place.connected() as database:
        other = Host(database, f"{host.tenant}'s neighbour")
        other.open({})
        for command in STORY:
            host.execute(command)
        with pytest.raises(touchline.NotAllowed):
            other.execute(create("silences", "ana", "ana 0"))
        for command in STORY:
            assert isinstance(other.execute(command), touchline.Accepted)
        assert moment(other) == moment(host)
