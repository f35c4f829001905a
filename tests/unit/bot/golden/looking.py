"""Messages of commands that only look: history, help, status, overview, permissions."""

from dataclasses import replace

from app.bot.rendering.help_message import help_message, status_message
from app.bot.rendering.history_message import history_message
from app.bot.rendering.overview_message import overview_message
from app.bot.rendering.permission_message import Asked, matrix_message, why_message
from app.shared.application.guilds.bot_place import BotPlace, Lacking
from app.shared.application.guilds.show_overview import LiveFacts, Overview, Sync
from app.shared.application.history.kinds import HistoryKind
from app.shared.application.history.timeline import TimelineLine, TimelinePage
from app.shared.application.history.user_names import Who
from app.shared.application.permissions.explain_access import ExplainedAccess
from app.shared.application.permissions.show_matrix import Matrix
from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.domain.access.rights import EVERYTHING, Rights
from app.shared.domain.permissions.bits import BY_NAME, PERMISSIONS
from app.shared.domain.permissions.effective import Person
from app.shared.domain.permissions.explanation import explain
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import a_channel, a_role, a_run, a_structure, a_version
from tests.unit.bot.golden.given import ACTOR, GUILD, NAMES, NOON, USER, VOICE, Named
from tests.unit.bot.golden.hard_names import LONGEST, MARKDOWN, hard


def looking() -> Named:
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
