"""Every command there is, with the use cases it needs."""

from collections.abc import Iterator
from importlib.metadata import version

from app.bot.commands.access import AccessCommands
from app.bot.commands.apply import ApplyCommands
from app.bot.commands.blueprint import BlueprintCommands
from app.bot.commands.definitions import Commands
from app.bot.commands.designs import Designs
from app.bot.commands.drift import DriftCommands
from app.bot.commands.help import HelpCommands
from app.bot.commands.history import HistoryCommands
from app.bot.commands.live_runs import LiveRuns
from app.bot.commands.permissions import PermissionCommands
from app.bot.commands.plan import PlanCommands
from app.bot.commands.reading import Names, Plans
from app.bot.commands.run import RollBackCommands, RunCommands
from app.bot.commands.server import ServerCommands
from app.bot.commands.suggestions import Suggestions
from app.bot.interactions.attachments import Attachments
from app.bot.rendering.voice import Voice
from app.shared.infrastructure.container import Container


def cogs(container: Container, voice: Voice, attachments: Attachments) -> tuple[Commands, ...]:
    return tuple(_cogs(container, voice, attachments))


def _cogs(c: Container, voice: Voice, attachments: Attachments) -> Iterator[Commands]:
    gate, begin, clock = c.gate(), c.begin(), c.clock()
    names = Names(begin)
    plans = Plans(c.show_plan(), c.list_reviews(), c.list_plans(), names)
    suggestions = Suggestions(begin, gate, c.list_plans(), c.list_runs(), voice)
    live = LiveRuns(voice, c.show_run(), names, c.progress(), gate, clock)
    designs = Designs(
        begin, c.documents(), (c.import_guild(), c.save_version()), attachments, voice.words
    )
    planning = (c.plan_guild(), c.refresh_plan(), c.review_plan())
    steering = (c.list_runs(), c.steer_run(), c.progress())
    settling = (c.adopt_drift(), c.revert_drift(), c.ignore_drift())
    managing = (c.list_access(), c.grant_access(), c.revoke_access())
    yield HelpCommands(
        voice, c.rights_of(), c.bot_presence(), c.list_runs(), version("guildwright")
    )
    yield ServerCommands(voice, gate, c.show_overview(), names)
    yield PlanCommands(voice, gate, plans, planning, suggestions)
    yield ApplyCommands(voice, gate, plans, (c.approve_plan(), live), suggestions)
    yield RunCommands(voice, gate, live, steering, suggestions)
    yield RollBackCommands(voice, gate, plans, (c.list_runs(), c.roll_back()), suggestions)
    yield HistoryCommands(voice, gate, c.timeline())
    yield DriftCommands(voice, gate, plans, (c.compare_live(), c.list_drift()), settling)
    yield PermissionCommands(voice, gate, c.explain_access(), c.show_matrix(), suggestions)
    yield BlueprintCommands(voice, gate, designs, suggestions)
    yield AccessCommands(voice, gate, managing, begin, clock)
