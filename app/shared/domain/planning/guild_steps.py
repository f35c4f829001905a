"""The calls for server settings, welcome screen, onboarding and automod rules."""

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.agenda import Call, Phase, Task
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.channel_steps import NEEDS_COMMUNITY
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.part_bodies import onboarding_body, welcome_body
from app.shared.domain.planning.part_changes import changed_settings
from app.shared.domain.planning.steps import Action, Json, references
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.fields import SETTING_CHANNELS, SETTING_FIELDS
from app.shared.domain.structure.identifiers import EVERYONE, Key

COMMUNITY = "COMMUNITY"
_REQUIRED_FOR_COMMUNITY = ("rules_channel", "updates_channel")
_CONVERTED = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT})


def draft_guild(draft: Draft) -> None:
    """Settings first where they make the guild a community, last where they end that."""
    _draft_settings(draft)
    welcome = _draft_welcome_screen(draft)
    onboarding = _draft_onboarding(draft)
    if draft.settings is None:
        return
    parts = [task for task in (welcome, onboarding) if task is not None]
    switched = _community_switch(draft)
    for part in parts:
        if switched is True:
            draft.agenda.order(draft.settings, part)
        elif switched is False:
            draft.agenda.order(part, draft.settings)
    _order_community_channels(draft, switched)


def order_after_references(draft: Draft, task: Task) -> None:
    """Whatever a body names must have been made before."""
    for call in task.calls:
        for kind, key in references(call.body):
            makers = draft.new_roles if kind is Kind.ROLE else draft.new_channels
            if kind in (Kind.ROLE, Kind.CHANNEL) and key in makers:
                draft.agenda.order(makers[key], task)


def _community_switch(draft: Draft) -> bool | None:
    """True where COMMUNITY is switched on, False where off, None where it stays."""
    live, wanted = draft.comparison.live.settings, draft.comparison.wanted.settings
    before, after = bool(live.get("community")), bool(wanted.get("community"))
    return None if before is after else after


def _draft_settings(draft: Draft) -> None:
    comparison = draft.comparison
    names = set(changed_settings(comparison.live, comparison.wanted))
    if not names:
        return
    if _community_switch(draft) is True:
        names |= {name for name in _REQUIRED_FOR_COMMUNITY if comparison.wanted.settings.get(name)}
    call = Call(
        action=Action.EDIT_GUILD,
        key=Key("settings"),
        name=say("server settings"),
        verb=to_say("edit server settings"),
        body={f.api: _setting(draft, f.name) for f in SETTING_FIELDS if f.name in names},
        changes=draft.changes(Subject.SETTINGS, Key("settings")),
    )
    task = draft.agenda.add(Task(phase=Phase.SETTINGS, place=0, first=[call]))
    order_after_references(draft, task)
    draft.settings = task
    for name in SETTING_CHANNELS & names:
        key = comparison.wanted.settings[name]
        if isinstance(key, str) and (edit := draft.channel_edits.get(Key(key))):
            draft.agenda.wish(edit, task)


def _setting(draft: Draft, name: str) -> Json:
    value = draft.comparison.wanted.settings[name]
    if name == "community":
        features = set(draft.comparison.snapshot.features) - {COMMUNITY}
        return [*sorted(features | ({COMMUNITY} if value else set()))]
    if name in SETTING_CHANNELS and isinstance(value, str):
        return draft.bodies.id_of(Key(value))
    return value


def _order_community_channels(draft: Draft, switched: bool | None) -> None:
    """Some types of channels exist only in communities."""
    settings = draft.settings
    if settings is None or switched is None:
        return
    wanted = draft.comparison.wanted.channel_by_key
    if switched:
        made = draft.new_channels | draft.channel_edits
        for key, task in made.items():
            is_converted = key in draft.channel_edits and wanted[key].type in _CONVERTED
            if wanted[key].type in NEEDS_COMMUNITY and (key in draft.new_channels or is_converted):
                draft.agenda.wish(settings, task)
        return
    for key, task in draft.channel_edits.items():
        if draft.comparison.live.channel_by_key[key].type in NEEDS_COMMUNITY:
            draft.agenda.wish(task, settings)


def _draft_welcome_screen(draft: Draft) -> Task | None:
    changes = draft.changes(Subject.WELCOME_SCREEN, Key("welcome_screen"))
    screen = draft.comparison.wanted.welcome_screen
    if not changes or screen is None:
        return None
    call = Call(
        action=Action.EDIT_WELCOME_SCREEN,
        key=Key("welcome_screen"),
        name=say("welcome screen"),
        verb=to_say("edit welcome screen"),
        body=welcome_body(draft.bodies, draft.comparison.live.welcome_screen, screen),
        changes=changes,
    )
    task = draft.agenda.add(Task(phase=Phase.PARTS, place=0, first=[call]))
    order_after_references(draft, task)
    return task


def _draft_onboarding(draft: Draft) -> Task | None:
    """Discord wants at least seven default channels, five of them writable, at every moment.

    So what opens a default channel comes before, and what closes one that is no longer comes
    after.
    """
    changes = draft.changes(Subject.ONBOARDING, Key("onboarding"))
    comparison = draft.comparison
    wanted, live = comparison.wanted.onboarding, comparison.live.onboarding
    if not changes or wanted is None:
        return None
    call = Call(
        action=Action.EDIT_ONBOARDING,
        key=Key("onboarding"),
        name=say("onboarding"),
        verb=to_say("edit onboarding"),
        body=onboarding_body(draft.bodies, live, wanted),
        changes=changes,
    )
    task = draft.agenda.add(Task(phase=Phase.PARTS, place=1, first=[call]))
    order_after_references(draft, task)
    for key, (write, effect) in draft.access_writes.items():
        if key in wanted.default_channels and wanted.enabled and effect.gives:
            draft.agenda.wish(write, task)
        elif live and live.enabled and key in live.default_channels and effect.takes:
            draft.agenda.wish(task, write)
    everyone = draft.role_writes.get(EVERYONE)
    if wanted.enabled and everyone is not None and everyone[0].phase is not Phase.AFTER_DELETES:
        draft.agenda.wish(everyone[0], task)
    return task
