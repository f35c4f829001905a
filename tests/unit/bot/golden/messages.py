"""Every message that the bot sends, each in the states that it has, with names that bite."""
# long: a list of all of them, read beside the files that it makes

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from app.bot.interactions.failures import refused, told, unexpected
from app.bot.rendering.access_message import access_message, granted_message, revoked_message
from app.bot.rendering.apply_message import apply_message
from app.bot.rendering.blueprint_message import (
    exported_message,
    imported_message,
    problems_message,
    saved_message,
    valid_message,
    versions_message,
)
from app.bot.rendering.drift_list_message import DriftPage, drift_list_message
from app.bot.rendering.help_message import help_message, status_message
from app.bot.rendering.history_message import history_message
from app.bot.rendering.links import Links
from app.bot.rendering.message import Message
from app.bot.rendering.overview_message import overview_message
from app.bot.rendering.permission_message import Asked, matrix_message, why_message
from app.bot.rendering.plan_message import PlanToShow, plan_file, plan_message
from app.bot.rendering.run_message import cancel_question, run_message
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.application.access.list_access import Access, ByDefault, ShownGrant
from app.shared.application.access.list_reviews import PlanReviews
from app.shared.application.access.second_person import Judged
from app.shared.application.audit.attribution import Attribution
from app.shared.application.drift.compare_live import Drift, Drifted, NotDone
from app.shared.application.guilds.bot_place import BotPlace, Lacking
from app.shared.application.guilds.show_overview import LiveFacts, Overview, Sync
from app.shared.application.history.kinds import HistoryKind
from app.shared.application.history.timeline import TimelineLine, TimelinePage
from app.shared.application.history.user_names import Who
from app.shared.application.permissions.explain_access import ExplainedAccess
from app.shared.application.permissions.show_matrix import Matrix
from app.shared.application.planning.show_plan import ShownPlan
from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import SnapshotId, StoredPlan
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.access.grants import Grant, SubjectKind
from app.shared.domain.access.grants import Subject as GrantSubject
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.reviews import Review, Verdict
from app.shared.domain.access.rights import EVERYTHING, GrantId, Right, Rights, Source
from app.shared.domain.blueprint.blueprint import VersionHead
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.errors import Conflict, Forbidden
from app.shared.domain.permissions.bits import BY_NAME, PERMISSIONS
from app.shared.domain.permissions.effective import Person
from app.shared.domain.permissions.explanation import explain
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Report, RunId, RunState, StepRecord, StepState, Wish
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId, role_target
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import (
    a_blueprint,
    a_channel,
    a_plan,
    a_role,
    a_run,
    a_step,
    a_structure,
    a_version,
)
from tests.unit.bot.golden.hard_names import EMOJI, LONGEST, MARKDOWN, RIGHT_TO_LEFT, hard
from tests.unit.bot.golden.welcomes import welcomes

GUILD = GuildId(18446744073709551615)
USER = UserId(18446744073709551614)
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
VOICE = Voice(Wording(), Links("https://a-rather-long-name-of-a-host.guildwright.example.org"))
WITHOUT_WEB = Voice(Wording(), Links(None))
ACTOR = f"user:{USER}"
NAMES = {ACTOR: MARKDOWN, "operator": "the operator"}


def every_message() -> dict[str, Callable[[], Message]]:
    """By the name of its file."""
    return {
        **dict(_plans()),
        **dict(_runs()),
        **dict(_drifts()),
        **dict(_looking()),
        **dict(_designs()),
        **dict(_rights()),
        **dict(_failures()),
        **welcomes(VOICE),
    }


type _Named = Iterator[tuple[str, Callable[[], Message]]]


def _change(number: int, **more: Any) -> Change:
    kinds = tuple(ChangeKind)
    kind = kinds[number % len(kinds)]
    destructive = kind is ChangeKind.DELETE
    return Change(
        **{
            "subject": Subject.CHANNEL if number % 3 else Subject.ROLE,
            "kind": kind,
            "key": Key(f"thing-{number}"),
            "name": hard(number),
            "fields": (
                FieldChange(field="topic", before=hard(number), after="y" * 1024),
                FieldChange(field="slowmode", before=0, after=30),
                FieldChange(field="nsfw", before=False, after=True),
            )[: number % 4],
            "risk": Risk.DESTRUCTIVE if destructive else Risk.LOW,
            "loses": f"{hard(number)} and 1,204 messages go for good." if destructive else "",
            **more,
        }
    )


def _finding(number: int, severity: Severity) -> Finding:
    return Finding(
        code=f"finding_{number}",
        severity=severity,
        what=f'The bot\'s role stands below "{hard(number)}".',
        remedy="Drag it above in Server Settings → Roles." * (1 + number % 20),
    )


def to_show(plan: Plan, reviews: PlanReviews | None = None, **more: Any) -> PlanToShow:
    stored = StoredPlan(
        id=PlanId(1), plan=plan, snapshot_id=SnapshotId(1), made_by=ACTOR, **more.pop("stored", {})
    )
    return PlanToShow(
        shown=ShownPlan(**{"stored": stored, "run": None, "needs": {}, **more}),
        reviews=reviews or _reviews(),
        names=NAMES,
    )


def _reviews(*verdicts: Verdict, two: bool = False) -> PlanReviews:
    return PlanReviews(
        reviews=tuple(
            Judged(
                review=Review(
                    guild_id=GUILD,
                    plan_hash="0" * 64,
                    verdict=verdict,
                    reviewer=USER,
                    at=NOON,
                    comment=MARKDOWN * 10,
                ),
                reviewer=None,
                counts=bool(number % 2),
            )
            for number, verdict in enumerate(verdicts)
        ),
        two_person=two,
        have=0,
        need=1 if two else 0,
        rejected=Verdict.REJECT in verdicts,
    )


def small_plan(**fields: Any) -> Plan:
    changes = (
        _change(0, subject=Subject.ROLE, name="Helper", risk=Risk.LOW, loses=""),
        _change(1, name="lobby", fields=(FieldChange(field="topic", before="", after="Hi"),)),
    )
    return a_plan(**{"guild_id": GUILD, "guild_name": "Copper Guild", "changes": changes, **fields})


def large_plan() -> Plan:
    """500 changes, 60 findings, every one with a name that bites."""
    severities = tuple(Severity)
    return a_plan(
        guild_id=GUILD,
        guild_name=MARKDOWN,
        changes=tuple(_change(number) for number in range(500)),
        findings=tuple(_finding(number, severities[number % 3]) for number in range(60)),
        access=tuple(
            AccessChange(
                target=role_target(Key(f"role-{number}")),
                channel=Key(f"channel-{number % 50}"),
                gained=sum(one.value for one in PERMISSIONS),
                lost=0,
                members=214,
            )
            for number in range(200)
        ),
        names={f"channel:channel-{n}": hard(n) for n in range(50)},
    )


def _plans() -> _Named:
    small, large = to_show(small_plan()), to_show(large_plan())
    empty = to_show(replace(small_plan(changes=()), steps=()))
    two = to_show(small_plan(), _reviews(two=True))
    reviewed = to_show(small_plan(), _reviews(*[Verdict.APPROVE, Verdict.REJECT] * 10, two=True))
    blocked = to_show(small_plan(findings=(_finding(1, Severity.BLOCKS),)))
    run = a_run(state=RunState.SUCCEEDED)
    yield "plan_small", lambda: plan_message(VOICE, small)
    yield "plan_large_first_page", lambda: plan_message(VOICE, large)
    yield "plan_large_middle_page", lambda: plan_message(VOICE, large, 17)
    yield "plan_large_last_page", lambda: plan_message(VOICE, large, 9999)
    yield "plan_empty", lambda: plan_message(VOICE, empty)
    yield "plan_shared", lambda: plan_message(VOICE, two, shown_by=USER)
    yield "plan_reviewed", lambda: plan_message(VOICE, reviewed)
    yield from _much_reviewed()
    yield "plan_without_web", lambda: plan_message(WITHOUT_WEB, small)
    yield "plan_that_was_run", lambda: plan_message(VOICE, to_show(small_plan(), run=run))
    back_empty = to_show(replace(small_plan(changes=()), steps=()), stored=_BACK)
    yield "plan_back_empty", lambda: plan_message(VOICE, back_empty)
    yield "apply_back_empty", lambda: apply_message(VOICE, back_empty, USER)
    yield "plan_back", lambda: plan_message(VOICE, to_show(_lossy(), stored=_BACK))
    yield "plan_as_file", lambda: plan_file(VOICE, small)
    yield "apply_small", lambda: apply_message(VOICE, small, USER)
    yield "apply_large", lambda: apply_message(VOICE, large, USER)
    yield "apply_empty", lambda: apply_message(VOICE, empty, USER)
    yield "apply_two_persons", lambda: apply_message(VOICE, two, USER)
    yield "apply_rejected", lambda: apply_message(VOICE, reviewed, USER)
    yield "apply_blocked", lambda: apply_message(VOICE, blocked, USER)
    yield "apply_destructive", lambda: apply_message(VOICE, _destructive(), USER)
    yield "apply_destructive_without_web", lambda: apply_message(WITHOUT_WEB, _destructive(), USER)


def _much_reviewed() -> _Named:
    """Every page is full, and everybody had much to say."""
    blocks = _finding(1, Severity.BLOCKS)
    full = replace(large_plan(), findings=(blocks, *large_plan().findings))
    for people in (5, 25):
        reviews = _reviews(*[Verdict.APPROVE] * people, two=True)
        found = to_show(full, reviews)
        yield f"plan_full_with_{people}_reviews", partial(plan_message, VOICE, found, shown_by=USER)


_BACK: Mapping[str, Any] = {"rolls_back": RunId("0123456789abcdef")}


def _lossy() -> Plan:
    lost = _change(0, risk=Risk.LOW, loses="It comes back with a new id and without its messages.")
    return small_plan(changes=(lost,))


def _destructive() -> PlanToShow:
    doomed = tuple(_change(5 * number + 4) for number in range(60))
    return to_show(small_plan(changes=doomed))


def _runs() -> _Named:
    for name, shown, live in (
        ("queued", _run(RunState.QUEUED), True),
        ("running", _run(RunState.RUNNING, started_at=NOON), True),
        ("pausing", _run(RunState.RUNNING, wish=Wish.PAUSE), True),
        ("cancelling", _run(RunState.RUNNING, wish=Wish.CANCEL), True),
        ("paused", _run(RunState.PAUSED, wish=Wish.PAUSE), True),
        ("not_live", _run(RunState.RUNNING), False),
        ("succeeded", _ended(RunState.SUCCEEDED), True),
        ("failed", _ended(RunState.FAILED, failure="x" * 4000), True),
        ("cancelled", _ended(RunState.CANCELLED), True),
        ("set_over", _set_over(), True),
    ):
        yield f"run_{name}", _shown_run(shown, live)
    yield "run_cancel_question", lambda: cancel_question(VOICE, "0123456789abcdef", USER)


def _shown_run(shown: ShownRun, live: bool) -> Callable[[], Message]:
    return lambda: run_message(VOICE, shown, MARKDOWN, NOON + timedelta(seconds=30), live=live)


def _run(state: RunState, **fields: Any) -> ShownRun:
    """500 steps: failed ones, waiting ones, ones under way."""
    states = tuple(StepState)
    steps = tuple(
        a_step(number, Action.EDIT_CHANNEL, name=hard(number)) for number in range(1, 501)
    )
    records = [
        StepRecord(
            number=step.number,
            state=states[step.number % len(states)],
            message="w" * 600,
            not_before=NOON + timedelta(minutes=5) if step.number % 12 == 0 else None,
        )
        for step in steps
    ]
    return ShownRun(
        run=a_run("0123456789abcdef", guild_id=GUILD, created_at=NOON, state=state, **fields),
        plan=a_plan(*steps, guild_id=GUILD),
        steps=tuple(zip(steps, records, strict=True)),
        kept_members={},
    )


def _ended(state: RunState, **fields: Any) -> ShownRun:
    report = Report(
        done=400,
        unnecessary=50,
        skipped=30,
        failed=20,
        writes=420,
        differences=() if state is RunState.SUCCEEDED else tuple(hard(n) * 4 for n in range(90)),
        read_back_at=NOON,
    )
    return _run(state, report=report, **fields)


def _set_over() -> ShownRun:
    """All that there may be to tell, of names that are nothing but marks."""
    marks = "_" * 100
    steps = tuple(a_step(number, Action.EDIT_CHANNEL, name=marks) for number in range(1, 9))
    records = [
        StepRecord(number=step.number, state=StepState.FAILED, message=marks * 3) for step in steps
    ]
    report = Report(
        done=0,
        unnecessary=0,
        skipped=0,
        failed=8,
        writes=0,
        differences=(marks * 3,) * 9,
        read_back_at=NOON,
        set_over=(f"{marks[:32]} changed #{marks} meanwhile (topic), and the run then set it.",)
        * 9,
    )
    ended = _run(RunState.FAILED, report=report, failure=marks * 5)
    return replace(ended, steps=tuple(zip(steps, records, strict=True)))


def drift_of(number: int, **fields: Any) -> Drift:
    return Drift(
        **{
            "run": a_run(state=RunState.SUCCEEDED, ended_at=NOON),
            "version": 3,
            "read_at": NOON,
            "differences": tuple(
                Drifted(
                    change=_change(n),
                    sentence=f'The channel "{hard(n)}" was renamed. {"z" * 200}',
                    by=_by(n),
                    wanted=_latest(n),
                )
                for n in range(number)
            ),
            "not_done": tuple(
                NotDone(change=_change(n), sentence=hard(n)) for n in range(number // 2)
            ),
            "end_known": True,
            "taken_over": False,
            "apply_puts_back": True,
            "audit_log_read": bool(number % 2),
            "coverage": Coverage(),
            **fields,
        }
    )


def _latest(number: int) -> Change:
    """Another wish for each field, where there are any: three of four have some."""
    fields = tuple(replace(one, after="x" * 1024) for one in _change(number).fields)
    return _change(number, fields=fields)


def _by(number: int) -> Attribution | None:
    if number % 3 == 0:
        return None
    return Attribution(
        user_id=USER, user_name=RIGHT_TO_LEFT, is_bot=bool(number % 2), at=NOON, reason=""
    )


def _drifts() -> _Named:
    many = drift_of(500)
    yield "drift_none", lambda: drift_list_message(VOICE, GUILD, DriftPage.of(drift_of(0), 0))
    yield "drift_one", lambda: drift_list_message(VOICE, GUILD, DriftPage.of(drift_of(1), 0))
    yield (
        "drift_some_chosen",
        lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 3, 0b101), note="**Note**"),
    )
    ignored = [one.id for one in many.differences]
    yield (
        "drift_all_ignored",
        lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 0, 0, ignored)),
    )
    yield (
        "drift_some_ignored",
        lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 0, 0, ignored[9:])),
    )
    yield "drift_last_page", lambda: drift_list_message(VOICE, GUILD, DriftPage.of(many, 999))


def _line(number: int) -> TimelineLine:
    return TimelineLine(
        id=number,
        kind=HistoryKind.RUN,
        sign="✓",
        sentence=f"A run ended: {hard(number)} {'v' * 300}",
        who=Who(actor=ACTOR, user_id=USER, name=MARKDOWN),
        when=NOON,
        origin="bot",
        link=None,
    )


def _looking() -> _Named:
    page = TimelinePage(lines=tuple(_line(n) for n in range(10)), next=2**63 - 1)
    nothing = TimelinePage(lines=(), next=None)
    yield "history", lambda: history_message(VOICE, GUILD, page, HistoryKind.RUN, newest=False)
    yield "history_empty", lambda: history_message(VOICE, GUILD, nothing, None, newest=True)
    yield "help", lambda: help_message(VOICE, GUILD, Rights(held=EVERYTHING))
    yield "help_for_strangers", lambda: help_message(VOICE, GUILD, Rights())
    online = BotState(online=True, latency_ms=41, since=NOON, guilds=3, version="0.1.0")
    runs = (a_run(), a_run(state=RunState.PAUSED))
    yield (
        "status",
        lambda: status_message(VOICE, GUILD, online, runs, "0.1.0", store_away=False),
    )
    yield (
        "status_all_away",
        lambda: status_message(VOICE, GUILD, None, None, "0.1.0", store_away=True),
    )
    yield "overview", lambda: overview_message(VOICE, GUILD, _overview(), NAMES)
    yield "overview_new", lambda: overview_message(VOICE, GUILD, _new_overview(), NAMES)
    asked = Asked(f"m{USER}", str(USER), "CREATE_INSTANT_INVITE")
    yield "why", lambda: why_message(VOICE, GUILD, _explained(), f"<@{USER}>", asked, 0)
    yield "why_last_page", lambda: why_message(VOICE, GUILD, _explained(), "@x", asked, 99)
    yield "matrix", lambda: matrix_message(VOICE, GUILD, _matrix(), None)
    yield (
        "matrix_of_one_permission",
        lambda: matrix_message(VOICE, GUILD, _matrix(), BY_NAME["SEND_MESSAGES"]),
    )


def _overview() -> Overview:
    bot = BotPlace(
        name=LONGEST,
        permissions=0,
        missing=tuple(
            Lacking(permission=one, why="It cannot be done without it.") for one in PERMISSIONS[:4]
        ),
        role_position=1,
        roles_above=(MARKDOWN,),
        fix_text="In Server Settings → Roles, drag the bot's role above. " * 20,
    )
    live = LiveFacts(
        name=MARKDOWN,
        members=1_204,
        bot=bot,
        limits={"roles": (250, 250), "channels": (500, 500), "category_children": (50, 50)},
        coverage=Coverage(),
        read_at=NOON,
    )
    return Overview(
        latest=replace(a_version(12), author=ACTOR, saved_at=NOON),
        runs=tuple(a_run(state=state, created_at=NOON) for state in RunState),
        sync=Sync.DRIFTED,
        live=live,
        unread_because=None,
        last_read_at=NOON,
    )


def _new_overview() -> Overview:
    return Overview(
        latest=None,
        runs=(),
        sync=Sync.NEVER_APPLIED,
        live=None,
        unread_because=DiscordUnavailable("Discord does not answer." * 50),
        last_read_at=None,
    )


def _explained() -> ExplainedAccess:
    roles = tuple(
        Role(key=Key(f"r{n}"), name=hard(n), permissions=sum(p.value for p in PERMISSIONS[::2]))
        for n in range(250)
    )
    structure = a_structure(*roles)
    channel = a_channel("lobby", name=LONGEST)
    person = Person(roles=frozenset(role.key for role in roles))
    return ExplainedAccess(
        who=MARKDOWN,
        is_member=True,
        channel=channel,
        explanations=tuple(explain(structure, person, one, channel) for one in PERMISSIONS),
        coverage=Coverage(sees_all_channels=False),
    )


def _matrix() -> Matrix:
    kinds = (ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY)
    view, send, connect = (
        BY_NAME[name].value for name in ("VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT")
    )
    channels = tuple(
        a_channel(f"c{n}", kinds[n % 3], name=("=1+1", "general", "Lounge")[n % 3])
        for n in range(3)
    )
    bits = (0, view, view | send, view | connect)
    return Matrix(
        roles=(*(a_role(f"r{n}", name=f"-role {n}") for n in range(3)), a_role(EVERYONE)),
        channels=channels,
        permissions=tuple(bits for _ in channels),
        coverage=Coverage(sees_all_channels=False),
    )


def _designs() -> _Named:
    blueprint = a_blueprint(a_role("helper"), a_channel("lobby"))
    version = replace(a_version(2_000_000_000), guild_id=GUILD, author=ACTOR, saved_at=NOON)
    notes = [f"{hard(n)} was left out. {'n' * 500}" for n in range(60)]
    problems = [Problem(what="p" * 900, remedy="r" * 900, line=n, column=n) for n in range(200)]
    heads = [
        VersionHead(number=2_000_000_000 - n, author=ACTOR, message=hard(n) * 5, saved_at=NOON)
        for n in range(10)
    ]
    yield "imported", lambda: imported_message(VOICE, GUILD, blueprint, "version: 1\n", notes, USER)
    yield "saved", lambda: saved_message(VOICE, version)
    yield "valid", lambda: valid_message(VOICE, GUILD, blueprint)
    yield "problems", lambda: problems_message(VOICE, problems)
    yield "problem_without_place", lambda: problems_message(VOICE, [Problem(what="No YAML.")])
    yield "exported", lambda: exported_message(VOICE, version, "version: 1\n", MARKDOWN)
    yield (
        "versions",
        lambda: versions_message(VOICE, GUILD, heads, NAMES, newest=False, more=True),
    )
    yield (
        "versions_short",
        lambda: versions_message(VOICE, GUILD, heads[:1], NAMES, newest=True, more=False),
    )


def grant_of(number: int, **fields: Any) -> ShownGrant:
    kind = SubjectKind.ROLE if number % 2 else SubjectKind.USER
    return ShownGrant(
        grant=Grant(
            **{
                "id": GrantId(number),
                "guild_id": GUILD,
                "subject": GrantSubject(kind, number),
                "rights": EVERYTHING,
                "objects": frozenset(f"channel:c{n}" for n in range(number % 50)),
                "expires_at": NOON if number % 3 else None,
                "granted_by": USER if number % 5 else None,
                "granted_at": NOON,
                "note": MARKDOWN * 3,
                **fields,
            }
        ),
        subject_name=hard(number) if number % 7 else None,
        granter_name=RIGHT_TO_LEFT if number % 11 else None,
        granter_may_no_longer=bool(number % 2),
        in_force=bool(number % 4),
        object_names={f"channel:c{n}": f'the channel "{hard(n)}"' for n in range(3)},
    )


def _rights() -> _Named:
    managers = tuple(
        ByDefault(source=source, id=1, name=EMOJI)
        for source in (Source.OWNER, Source.ADMINISTRATOR, Source.MANAGE_SERVER)
    )
    access = Access(
        policy=Policy(guild_id=GUILD, two_person_from=Risk.HIGH),
        grants=tuple(grant_of(n) for n in range(200)),
        managers=managers,
        roles=(),
    )
    nothing = replace(access, grants=(), policy=Policy(guild_id=GUILD))
    grant = grant_of(1, rights=frozenset({Right.DESIGN})).grant
    yield "access", lambda: access_message(VOICE, GUILD, access, 0)
    yield "access_last_page", lambda: access_message(VOICE, GUILD, access, 999)
    yield "access_empty", lambda: access_message(VOICE, GUILD, nothing, 0)
    yield "access_granted", lambda: granted_message(VOICE, grant, MARKDOWN, LONGEST)
    yield "access_revoked", lambda: revoked_message(VOICE, grant, RIGHT_TO_LEFT)


def _failures() -> _Named:
    words = VOICE.words
    reference = "0123456789"
    denied = Forbidden("You may not apply plans.", remedy=f"Ask {MARKDOWN}." * 100)
    many = tuple(Problem(what="w" * 500) for _ in range(100))
    yield "refused", lambda: refused(denied, reference, words)
    yield "refused_conflict", lambda: refused(Conflict("It has changed."), reference, words)
    yield "refused_long", lambda: refused(BlueprintRefused(many), reference, words)
    yield "unexpected", lambda: unexpected(reference, words)
    yield "told", lambda: told(words.not_your_button)
