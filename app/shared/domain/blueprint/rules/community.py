"""Rules for the welcome screen and the onboarding."""

from collections.abc import Iterator

from app.shared.domain.blueprint.keys import names_an_id
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.emojis import emoji_problems
from app.shared.domain.blueprint.rules.keys_in_use import key_problems
from app.shared.domain.blueprint.rules.references import (
    CHANNEL_TWICE,
    ROLE_TWICE,
    channel_reference,
    duplicates,
    role_reference,
)
from app.shared.domain.blueprint.rules.texts import line_problems
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import ADMINISTRATOR, SEND_MESSAGES, VIEW_CHANNEL
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.community import Onboarding, Prompt, PromptOption
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.domain.structure.structure import Structure

_ADVANCED = 1


def welcome_problems(structure: Structure) -> Iterator[Problem]:
    screen = structure.welcome_screen
    if screen is None:
        return
    path: Path = ("welcome_screen",)
    if screen.description is not None:
        yield from line_problems(
            screen.description,
            (*path, "description"),
            say("The description"),
            limits.WELCOME_DESCRIPTION,
        )
    if len(screen.channels) > limits.WELCOME_CHANNELS:
        yield Problem(
            what=say("The welcome screen shows {number} channels.", number=len(screen.channels)),
            remedy=say("Discord shows at most {most}.", most=limits.WELCOME_CHANNELS),
            path=(*path, "channels"),
        )
    yield from duplicates((c.channel for c in screen.channels), (*path, "channels"), CHANNEL_TWICE)
    for index, shown in enumerate(screen.channels):
        place = (*path, "channels", index)
        yield from channel_reference(structure, shown.channel, (*place, "channel"))
        yield from line_problems(
            shown.description,
            (*place, "description"),
            say("The description"),
            limits.WELCOME_CHANNEL_DESCRIPTION,
        )
        if shown.emoji is not None:
            yield from emoji_problems(shown.emoji, (*place, "emoji"))


def onboarding_problems(structure: Structure, *, knows_everyone: bool) -> Iterator[Problem]:
    """`knows_everyone` is False where @everyone's permissions are left to humans."""
    onboarding = structure.onboarding
    if onboarding is None:
        return
    path: Path = ("onboarding",)
    if onboarding.mode not in (0, 1):
        yield Problem(
            what=say("There is no such mode."),
            remedy=say("It is default or advanced."),
            path=(*path, "mode"),
        )
    yield from _channel_list(structure, onboarding.default_channels, (*path, "default_channels"))
    yield from _prompt_list(structure, onboarding.prompts, (*path, "prompts"))
    if onboarding.enabled:
        yield from _minimum_problems(structure, onboarding, path, knows_everyone=knows_everyone)


def _minimum_problems(
    structure: Structure, onboarding: Onboarding, path: Path, *, knows_everyone: bool
) -> Iterator[Problem]:
    counted = set(onboarding.default_channels)
    if onboarding.mode == _ADVANCED:
        options = [option for prompt in onboarding.prompts for option in prompt.options]
        counted |= {key for option in options for key in option.channels}
    least = limits.ONBOARDING_DEFAULT_CHANNELS_MIN
    if len(counted) < least:
        yield Problem(
            what=say(
                "An enabled onboarding needs {least} default channels; there are {number}.",
                least=least,
                number=len(counted),
            ),
            remedy=say("Add channels, or set `enabled: false`."),
            path=(*path, "default_channels"),
        )
    writable = sum(
        _everyone_writes(structure, key, knows_everyone=knows_everyone) for key in counted
    )
    least = limits.ONBOARDING_WRITABLE_CHANNELS_MIN
    if writable < least <= len(counted):
        yield Problem(
            what=say(
                "@everyone may write in {writable} of the onboarding's channels.", writable=writable
            ),
            remedy=say(
                "Discord wants at least {least}: let @everyone view them and send messages.",
                least=least,
            ),
            path=(*path, "default_channels"),
        )


def _everyone_writes(structure: Structure, key: Key, *, knows_everyone: bool) -> bool:
    channel = structure.channel_by_key.get(key)
    if channel is None:
        return names_an_id(key)
    wanted = VIEW_CHANNEL | SEND_MESSAGES
    base = structure.everyone.permissions if knows_everyone else wanted
    overwrite = channel.access.get(role_target(EVERYONE), Overwrite())
    effective = base & ~overwrite.deny | overwrite.allow
    return bool(base & ADMINISTRATOR) or effective & wanted == wanted


def _prompt_list(
    structure: Structure, prompts: tuple[Prompt, ...], path: Path
) -> Iterator[Problem]:
    if len(prompts) > limits.PROMPTS:
        yield Problem(
            what=say("There are {number} prompts.", number=len(prompts)),
            remedy=say("Discord takes at most {most}.", most=limits.PROMPTS),
            path=path,
        )
    yield from key_problems(((p.key, (*path, i)) for i, p in enumerate(prompts)), "prompt")
    for index, prompt in enumerate(prompts):
        yield from _prompt_problems(structure, prompt, (*path, index))


def _prompt_problems(structure: Structure, prompt: Prompt, path: Path) -> Iterator[Problem]:
    yield from line_problems(
        prompt.title, (*path, "title"), say("The prompt's title"), limits.PROMPT_TITLE
    )
    if prompt.type not in (0, 1):
        yield Problem(
            what=say("There is no such type of prompt."),
            remedy=say("It is multiple_choice or dropdown."),
            path=(*path, "type"),
        )
    place = (*path, "options")
    if not 0 < len(prompt.options) <= limits.OPTIONS:
        yield Problem(
            what=say("The prompt has {number} options.", number=len(prompt.options)),
            remedy=say("Discord takes 1 to {most}.", most=limits.OPTIONS),
            path=place,
        )
    yield from key_problems(((o.key, (*place, i)) for i, o in enumerate(prompt.options)), "option")
    for index, option in enumerate(prompt.options):
        yield from _option_problems(structure, option, (*place, index))


def _option_problems(structure: Structure, option: PromptOption, path: Path) -> Iterator[Problem]:
    yield from line_problems(
        option.title, (*path, "title"), say("The option's title"), limits.OPTION_TITLE
    )
    if option.description is not None:
        place = (*path, "description")
        yield from line_problems(
            option.description, place, say("The description"), limits.OPTION_DESCRIPTION
        )
    if option.emoji is not None:
        yield from emoji_problems(option.emoji, (*path, "emoji"))
    yield from _channel_list(structure, option.channels, (*path, "channels"))
    yield from duplicates(option.roles, (*path, "roles"), ROLE_TWICE)
    for index, role in enumerate(option.roles):
        yield from role_reference(structure, role, (*path, "roles", index))


def _channel_list(structure: Structure, keys: tuple[Key, ...], path: Path) -> Iterator[Problem]:
    yield from duplicates(keys, path, CHANNEL_TWICE)
    for index, key in enumerate(keys):
        yield from channel_reference(structure, key, (*path, index))
