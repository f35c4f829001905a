"""Changes of designs that are about what communities have, and all kinds of changes together."""

from dataclasses import replace
from types import MappingProxyType

from app.shared.domain.structure.channels import ChannelType, Tag
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    PromptOption,
    WelcomeChannel,
)
from app.shared.domain.structure.identifiers import Key
from benchmarks.applying import changes, order_changes
from benchmarks.applying.designing import VIEW, Design, private_to


def tags(design: Design) -> None:
    """One renamed, one gone, one new, another order."""
    open_, _done, never = design.channel("ideas").tags
    fresh = Tag(key=Key("later"), name="later")
    design.edit("ideas", tags=(replace(never, name="no"), fresh, open_))


def settings(design: Design) -> None:
    given = design.base.structure.settings
    design.parts["settings"] = MappingProxyType(
        {**given, "description": "A town.", "afk_timeout": 900, "system_channel": "lobby"}
    )


def welcome_screen(design: Design) -> None:
    screen = design.base.structure.welcome_screen
    if screen is not None:
        more = WelcomeChannel(channel=Key("notices"), description="What is new")
        design.parts["welcome_screen"] = replace(screen, channels=(more, *screen.channels))


def onboarding(design: Design) -> None:
    given = design.base.structure.onboarding
    if given is not None:
        (prompt,) = given.prompts
        looking = PromptOption(key=Key("looking"), title="Looking", roles=(Key("role-7"),))
        longer = replace(prompt, options=(*prompt.options, looking), required=True)
        design.parts["onboarding"] = replace(given, prompts=(longer,))


def automod(design: Design) -> None:
    kept, _gone = design.base.structure.automod or ()
    fresh = AutomodRule(
        key=Key("mentions"),
        name="mentions",
        trigger=5,
        metadata=MappingProxyType({"mention_total_limit": 5}),
        actions=(AutomodAction(type=1),),
    )
    design.parts["automod"] = (replace(kept, exempt_roles=frozenset({Key("role-1")})), fresh)


def types(design: Design) -> None:
    design.edit("news", type=ChannelType.TEXT)
    design.edit("text-4-1", type=ChannelType.ANNOUNCEMENT)


def becomes_one(design: Design) -> None:
    given = design.base.structure.settings
    design.add("rules", before="lobby")
    design.add("staff", access=private_to("role-1"))
    design.parts["settings"] = MappingProxyType(
        {
            **given,
            "community": True,
            "verification": 1,
            "filter": 2,
            "rules_channel": "rules",
            "updates_channel": "staff",
        }
    )


def everything(design: Design) -> None:
    """New, renamed, moved, sorted, opened, closed and deleted, in one plan."""
    design.add_role("fresh-role", at=2, permissions=VIEW)
    design.edit_role("role-3", name="Rank 3", hoist=True)
    design.drop("role-6")
    design.add("part-5", ChannelType.CATEGORY, access=private_to("fresh-role"))
    for number in (1, 2, 3):
        design.add(f"text-5-{number}", parent="part-5", access=private_to("fresh-role"))
    order_changes.renamed_and_reversed(design)
    order_changes.categories_reversed(design)
    design.edit("text-4-1", parent=Key("part-3"), topic="Moved.")
    design.place("text-4-1", before="text-3-3")
    changes.category_dissolved(design)
    design.drop("text-4-4", "voice-4-1")
    for change in (tags, settings, welcome_screen, onboarding, automod):
        change(design)
