"""The history of a guild: what it tells, of whom, page by page."""

from typing import Any

import pytest

from app.shared.application.history.kinds import ACTIONS, HistoryKind, kind_of
from app.shared.application.history.telling import Link, Told
from app.shared.application.history.timeline import (
    Timeline,
    TimelineCommand,
    TimelineLine,
    TimelinePage,
)
from app.shared.application.history.trail_page import ShowTrail, TrailPageCommand
from app.shared.application.history.user_names import RememberUser
from app.shared.application.history.views import timeline_csv, timeline_view, trail_view
from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.trail import TrailEntry
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from tests.support.builders import GUILD, NOON, a_blueprint, a_role, a_version
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.scene import Scene

ANN = KnownUser(
    user_id=UserId(1), name="ann", display_name="Ann", avatar="https://cdn/a", seen_at=NOON
)


@pytest.fixture
async def store() -> InMemoryStore:
    store = InMemoryStore()
    await RememberUser(store)(ANN)
    return store


async def note(store: InMemoryStore, action: str, **fields: Any) -> None:
    entry = TrailEntry(
        **{
            "guild_id": GUILD,
            "at": NOON,
            "actor": "user:1",
            "origin": "web",
            "action": action,
            "subject": "",
            **fields,
        }
    )
    async with store() as uow:
        await uow.trail.add(entry)
        await uow.commit()


async def page(store: InMemoryStore, **fields: Any) -> TimelinePage:
    return await Timeline(store)(TimelineCommand(guild_id=GUILD, **fields))


async def only(store: InMemoryStore) -> TimelineLine:
    (line,) = (await page(store)).lines
    return line


@pytest.mark.parametrize(
    ("action", "fields", "sentence", "to"),
    [
        (
            "blueprint.saved",
            {"subject": "3", "before": {"version": 2}, "details": {"message": "Quiet hours"}},
            "Version 3 was saved: “Quiet hours”",
            "version",
        ),
        (
            "blueprint.saved",
            {"subject": "4", "details": {"message": "", "restored": 2}},
            "Version 4 was saved, restored from version 2.",
            "version",
        ),
        (
            "drift.adopted",
            {"subject": "5", "details": {"sentences": ["a", "b"]}},
            "Version 5 takes over 2 changes made on the server.",
            "version",
        ),
        (
            "plan.made",
            {"subject": "f" * 64, "details": {"version": 3, "changes": 1, "blocked": True}},
            "A plan was made for version 3: 1 change. It cannot be applied as it is.",
            "plan",
        ),
        (
            "plan.made",
            {"subject": "f" * 64, "details": {"changes": 2, "back_before": "abc"}},
            "A plan was made to go back before a run: 2 changes.",
            "plan",
        ),
        (
            "plan.reviewed",
            {
                "subject": "f" * 64,
                "after": {"verdict": "reject"},
                "details": {"comment": "Not the rules channel"},
            },
            "A plan was rejected: “Not the rules channel”",
            "plan",
        ),
        (
            "plan.reviewed",
            {
                "subject": "f" * 64,
                "before": {"verdict": "reject"},
                "after": {"verdict": "withdraw"},
                "details": {"comment": ""},
            },
            "Somebody withdrew their rejection of a plan.",
            "plan",
        ),
        (
            "plan.reviewed",
            {
                "subject": "f" * 64,
                "before": {"verdict": "approve"},
                "after": {"verdict": "withdraw"},
                "details": {"comment": "Wrong plan"},
            },
            "Somebody withdrew their approval of a plan: “Wrong plan”",
            "plan",
        ),
        (
            "plan.approved",
            {"subject": "abc", "details": {"plan": "f" * 64}},
            "A plan was set going.",
            "run",
        ),
        (
            "run.ended",
            {
                "subject": "abc",
                "after": {"state": "failed"},
                "details": {"report": {"done": 3, "skipped": 0, "failed": 1}},
            },
            "A run failed: 3 steps done, 1 step failed.",
            "run",
        ),
        ("run.cancel_wished", {"subject": "abc"}, "A run was told to be cancelled.", "run"),
        (
            "drift.found",
            {"details": {"sentence": "#lobby was deleted."}},
            "#lobby was deleted.",
            "drift",
        ),
        (
            "access.granted",
            {"after": {"subject": "role:5", "rights": ["apply", "manage_access"]}},
            "The rights to apply and manage access were granted to a role.",
            "access",
        ),
        (
            "access.revoked",
            {"before": {"subject": "role:5", "rights": ["rollback", "approve", "view"]}},
            "The rights to view, approve and roll back were taken from a role.",
            "access",
        ),
        (
            "token.revoked",
            {"before": {"name": "CI\u202e"}},
            'The API token "CI\\u202e" was revoked.',
            "access",
        ),
    ],
)
async def test_each_kind_of_line_has_its_sentence_and_leads_somewhere(
    store: InMemoryStore, action: str, fields: dict[str, Any], sentence: str, to: str
) -> None:
    await note(store, action, **fields)

    line = await only(store)

    assert line.sentence == sentence
    assert line.link is not None
    assert line.link.to == to
    assert line.kind is kind_of(action)


async def test_nothing_breaks_a_line_whatever_an_old_entry_lacks(store: InMemoryStore) -> None:
    for kind in HistoryKind:
        for action in ACTIONS[kind]:
            await note(store, f"{action}new" if action.endswith(".") else action)

    lines = (await page(store)).lines

    assert len(lines) == sum(len(actions) for actions in ACTIONS.values())
    assert all(line.sentence for line in lines if line.kind is not HistoryKind.DRIFT)


async def test_what_only_the_trail_tells_is_left_out(store: InMemoryStore) -> None:
    await note(store, "run.taken_up")
    await note(store, "plan.chosen")

    assert (await page(store)).lines == ()
    assert len((await ShowTrail(store)(TrailPageCommand(guild_id=GUILD))).lines) == 2


async def test_people_have_names(store: InMemoryStore) -> None:
    for actor in ("user:1", "user:2", "operator", "worker", "somebody"):
        await note(store, "run.ended", actor=actor)

    people = [line.who for line in (await page(store)).lines]

    assert [who.name for who in people] == [
        "somebody",
        "Guildwright",
        "the operator",
        "a member who left",
        "Ann",
    ]
    assert (people[-1].user_id, people[-1].avatar) == (ANN.user_id, ANN.avatar)


async def test_who_did_something_by_hand_has_the_name_discord_gave(store: InMemoryStore) -> None:
    await note(
        store,
        "drift.found",
        actor="user:9",
        origin="discord",
        details={"name": "Zoe", "sentence": "x"},
    )

    assert (await only(store)).who.name == "Zoe"


async def test_who_was_granted_something_has_a_name(store: InMemoryStore) -> None:
    def given(subject: str, **details: str) -> dict[str, Any]:
        return {"after": {"subject": subject, "rights": ["apply"]}, "details": details}

    async with store() as uow:
        await uow.bindings.bind(GUILD, Kind.ROLE, Key("helper"), 5)
        await uow.versions.add(a_version(blueprint=a_blueprint(a_role("helper", name="Helper"))))
        await uow.commit()
    await note(store, "access.granted", **given("role:5"))
    await note(store, "access.granted", **given("role:6"))
    await note(store, "access.granted", **given("role:7", subject_name="Gone"))
    await note(store, "access.granted", **given("user:1"))
    await note(store, "access.granted", **given("user:2"))

    sentences = [line.sentence for line in reversed((await page(store)).lines)]
    trail = await ShowTrail(store)(TrailPageCommand(guild_id=GUILD))

    names = ["@Helper", "a role", "@Gone", "Ann", "a member"]
    assert sentences == [f"The right to apply was granted to {name}." for name in names]
    assert [line.told.sentence for line in reversed(trail.lines)] == sentences


async def test_a_role_that_is_not_in_the_design_is_called_as_the_last_plan_saw_it() -> None:
    scene = Scene()
    role_id = scene.guild.new_role({"name": "Loose"})
    await scene.planned(a_blueprint())
    await note(scene.store, "access.granted", after={"subject": f"role:{role_id}", "rights": []})

    line = (await page(scene.store)).lines[0]

    assert line.sentence == "The right to nothing was granted to @Loose."


async def test_pages_go_on_where_the_last_one_ended(store: InMemoryStore) -> None:
    for number in range(5):
        await note(store, "blueprint.saved", subject=str(number))
        await note(store, "blueprint.saved", subject="elsewhere", guild_id=GuildId(7))

    first = await page(store, limit=2)
    second = await page(store, limit=2, before=first.next)
    third = await page(store, limit=2, before=second.next)

    shown = [line.link.id for part in (first, second, third) for line in part.lines if line.link]
    assert shown == ["4", "3", "2", "1", "0"]
    assert third.next is None


async def test_a_full_last_page_has_none_after_it(store: InMemoryStore) -> None:
    for _ in range(2):
        await note(store, "blueprint.saved")

    assert (await page(store, limit=2)).next is None


async def test_lines_can_be_filtered(store: InMemoryStore) -> None:
    await note(store, "blueprint.saved", subject="1", details={"message": "Quiet hours"})
    await note(store, "run.ended", actor="worker")
    await note(store, "access.granted")

    async def kinds(**fields: Any) -> list[str]:
        return [line.kind.value for line in (await page(store, **fields)).lines]

    assert await kinds(kinds=frozenset({HistoryKind.RUN, HistoryKind.ACCESS})) == ["access", "run"]
    assert await kinds(actor="worker") == ["run"]
    assert await kinds(text="QUIET") == ["version"]


async def test_an_export_has_every_line_and_no_formula(store: InMemoryStore) -> None:
    for number in range(3):
        await note(store, "blueprint.saved", subject=str(number))
    await note(store, "drift.found", details={"sentence": "=HYPERLINK(1)"})

    lines = [line async for line in Timeline(store).every(TimelineCommand(guild_id=GUILD, limit=1))]

    rows = timeline_csv(lines).splitlines()
    assert len(rows) == 5
    assert rows[0] == "when,kind,sentence,who,user_id,from,leads_to"
    assert "'=HYPERLINK(1)" in rows[1]
    assert rows[2].endswith("Version 2 was saved.,Ann,1,web,version 2")


async def test_the_trail_shows_before_and_after(store: InMemoryStore) -> None:
    await note(store, "access.policy_set", before={"a": 1}, after={"a": 2})
    await note(store, "run.ended")
    query = TrailPageCommand(guild_id=GUILD, action="access.", actor="user:1")

    (line,) = (await ShowTrail(store)(query)).lines

    view = trail_view(line)
    assert (view["before"], view["after"], view["who"]["name"]) == ({"a": 1}, {"a": 2}, "Ann")
    assert view["sign"] == "~"


@pytest.mark.parametrize(
    ("action", "sign", "sentence"),
    [
        ("run.started", "▸", "A run began."),
        ("run.taken_up", "▸", "A run was taken up again by a worker."),
        ("run.handed_over", "~", "A run was handed over to another worker."),
        ("run.paused", "~", "A run was paused."),
        ("run.resumed", "▸", "A run goes on."),
    ],
)
async def test_what_becomes_of_a_run_meanwhile_leads_to_it(
    store: InMemoryStore, action: str, sign: str, sentence: str
) -> None:
    await note(store, action, subject="abc")

    (line,) = (await ShowTrail(store)(TrailPageCommand(guild_id=GUILD))).lines

    assert line.told == Told(sign, sentence, Link("run", "abc"))


async def test_names_that_cannot_be_kept_hold_up_nobody(store: InMemoryStore) -> None:
    store.unavailable = 1

    await RememberUser(store)(ANN)

    assert store.unavailable == 0


async def test_a_whole_job_is_one_history() -> None:
    scene = Scene()
    run = await scene.approved(await scene.planned(a_blueprint(a_role("helper"))))
    await scene.work(run)

    lines = (await Timeline(scene.store)(TimelineCommand(guild_id=GUILD))).lines

    assert [timeline_view(line)["href"]["to"] for line in lines] == ["run", "run", "plan"]
    assert [line.sign for line in lines] == ["✓", "▸", "~"]
    assert lines[0].sentence == "A run was carried out: 1 step done."
