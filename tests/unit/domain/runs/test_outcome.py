"""What a step that took effect means for the bindings."""

import pytest

from app.shared.domain.planning.steps import Action, Json, Step
from app.shared.domain.runs.outcome import rebindings, rebound
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import ChannelType, Tag
from app.shared.domain.structure.community import Onboarding, Prompt, PromptOption
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_step, a_structure

FORUM = Key("forum")
TAGGED = (
    Bindings()
    .bind(Kind.CHANNEL, FORUM, 6)
    .bind(Kind.TAG, Key("forum/help"), 8)
    .bind(Kind.TAG, Key("forum/old"), 9)
    .bind(Kind.TAG, Key("forum-two/old"), 10)
)


def after(
    step: Step,
    bindings: Bindings,
    created: int | None = None,
    *parts: int,
    design: Structure | None = None,
) -> Bindings:
    changes = rebindings(step, design or a_structure(), bindings, created, parts)
    return rebound(bindings, changes)


def a_forum(*tags: str) -> Structure:
    return a_structure(
        a_channel(
            "forum", ChannelType.FORUM, tags=tuple(Tag(key=Key(tag), name=tag) for tag in tags)
        )
    )


def a_tagging(action: Action, *tags: str) -> Step:
    listed: list[Json] = [{"name": tag} for tag in tags]
    return a_step(action=action, key=FORUM, body={"available_tags": listed})


def test_what_was_created_is_bound() -> None:
    step = a_step(action=Action.CREATE_RULE, key=Key("spam"))

    assert after(step, Bindings(), 7) == Bindings().bind(Kind.RULE, Key("spam"), 7)


def test_a_deleted_channel_is_let_go_with_its_tags() -> None:
    step = a_step(action=Action.DELETE_CHANNEL, key=FORUM, body=None)

    assert after(step, TAGGED) == Bindings().bind(Kind.TAG, Key("forum-two/old"), 10)


def test_tags_are_bound_in_the_order_of_the_design() -> None:
    step = a_tagging(Action.CREATE_CHANNEL, "help", "bug")

    assert after(step, Bindings(), 6, 1, 2, design=a_forum("help", "bug")) == (
        Bindings()
        .bind(Kind.CHANNEL, FORUM, 6)
        .bind(Kind.TAG, Key("forum/help"), 1)
        .bind(Kind.TAG, Key("forum/bug"), 2)
    )


def test_tags_that_are_gone_are_let_go() -> None:
    step = a_tagging(Action.EDIT_CHANNEL, "help", "bug")
    bindings = after(step, TAGGED, None, 8, 11, design=a_forum("help", "bug"))

    assert bindings.id_of(Kind.TAG, Key("forum/old")) is None
    assert bindings.id_of(Kind.TAG, Key("forum/help")) == 8
    assert bindings.id_of(Kind.TAG, Key("forum/bug")) == 11
    assert bindings.id_of(Kind.TAG, Key("forum-two/old")) == 10


@pytest.mark.parametrize(
    ("parts", "design"),
    [
        ((8,), a_forum("help", "bug")),
        ((8, 11), a_forum("bug", "help")),
        ((8, 11), a_forum()),
        ((8, 11), a_structure()),
    ],
)
def test_what_does_not_show_the_parts_of_the_design_binds_none(
    parts: tuple[int, ...], design: Structure
) -> None:
    step = a_tagging(Action.EDIT_CHANNEL, "help", "bug")

    assert after(step, TAGGED, None, *parts, design=design) == TAGGED


def test_an_edit_that_does_not_speak_of_tags_leaves_them_alone() -> None:
    step = a_step(action=Action.EDIT_CHANNEL, key=FORUM, body={"name": "board"})

    assert after(step, TAGGED, design=a_forum("help")) == TAGGED


def test_prompts_and_options_are_bound_prompt_by_prompt() -> None:
    ask = Prompt(key=Key("ask"), title="Ask", options=(PromptOption(key=Key("yes"), title="Yes"),))
    onboarding = Onboarding(prompts=(ask, Prompt(key=Key("more"), title="More")))
    prompts: list[Json] = [{"title": "Ask", "options": [{"title": "Yes"}]}, {"title": "More"}]
    step = a_step(action=Action.EDIT_ONBOARDING, key=Key("onboarding"), body={"prompts": prompts})
    old = TAGGED.bind(Kind.PROMPT, Key("gone"), 20).bind(Kind.OPTION, Key("ask/no"), 21)

    assert after(step, old, None, 1, 2, 3, design=a_structure(onboarding=onboarding)) == (
        TAGGED.bind(Kind.PROMPT, Key("ask"), 1)
        .bind(Kind.OPTION, Key("ask/yes"), 2)
        .bind(Kind.PROMPT, Key("more"), 3)
    )
