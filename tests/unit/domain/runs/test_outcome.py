"""What a step that took effect means for the bindings."""

from app.shared.domain.planning.steps import Action, Json, Step, reference
from app.shared.domain.runs.outcome import rebindings, rebound
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_step

FORUM = Key("forum")
TAGGED = (
    Bindings()
    .bind(Kind.CHANNEL, FORUM, 6)
    .bind(Kind.TAG, Key("forum/help"), 8)
    .bind(Kind.TAG, Key("forum/old"), 9)
    .bind(Kind.TAG, Key("forum-two/old"), 10)
)


def after(step: Step, bindings: Bindings, created: int | None = None, *parts: int) -> Bindings:
    return rebound(bindings, rebindings(step, bindings, created, parts))


def a_tagging(action: Action, *tags: Json) -> Step:
    return a_step(action=action, key=FORUM, body={"available_tags": list(tags)})


def tag(name: str) -> Json:
    return {"id": reference(Kind.TAG, Key(f"forum/{name}")), "name": name}


def test_what_was_created_is_bound() -> None:
    step = a_step(action=Action.CREATE_RULE, key=Key("spam"))

    assert after(step, Bindings(), 7) == Bindings().bind(Kind.RULE, Key("spam"), 7)


def test_a_deleted_channel_is_let_go_with_its_tags() -> None:
    step = a_step(action=Action.DELETE_CHANNEL, key=FORUM, body=None)

    assert after(step, TAGGED) == Bindings().bind(Kind.TAG, Key("forum-two/old"), 10)


def test_tags_are_bound_in_the_order_of_the_body() -> None:
    step = a_tagging(Action.CREATE_CHANNEL, tag("help"), {"name": "stranger"}, tag("bug"))

    assert after(step, Bindings(), 6, 1, 2, 3) == (
        Bindings()
        .bind(Kind.CHANNEL, FORUM, 6)
        .bind(Kind.TAG, Key("forum/help"), 1)
        .bind(Kind.TAG, Key("forum/bug"), 3)
    )


def test_tags_that_are_gone_are_let_go() -> None:
    bindings = after(a_tagging(Action.EDIT_CHANNEL, tag("help"), tag("bug")), TAGGED, None, 8, 11)

    assert bindings.id_of(Kind.TAG, Key("forum/old")) is None
    assert bindings.id_of(Kind.TAG, Key("forum/help")) == 8
    assert bindings.id_of(Kind.TAG, Key("forum/bug")) == 11
    assert bindings.id_of(Kind.TAG, Key("forum-two/old")) == 10


def test_an_answer_that_does_not_show_the_parts_binds_none() -> None:
    assert after(a_tagging(Action.EDIT_CHANNEL, tag("help"), tag("bug")), TAGGED, None, 8) == TAGGED


def test_an_edit_that_does_not_speak_of_tags_leaves_them_alone() -> None:
    step = a_step(action=Action.EDIT_CHANNEL, key=FORUM, body={"name": "board"})

    assert after(step, TAGGED) == TAGGED


def test_prompts_and_options_are_bound_prompt_by_prompt() -> None:
    option: Json = {"id": reference(Kind.OPTION, Key("ask/yes")), "title": "Yes"}
    prompts: list[Json] = [
        {"id": reference(Kind.PROMPT, Key("ask")), "options": [option]},
        {"id": reference(Kind.PROMPT, Key("more")), "options": []},
    ]
    step = a_step(action=Action.EDIT_ONBOARDING, key=Key("onboarding"), body={"prompts": prompts})
    old = TAGGED.bind(Kind.PROMPT, Key("gone"), 20).bind(Kind.OPTION, Key("ask/no"), 21)

    assert after(step, old, None, 1, 2, 3) == (
        TAGGED.bind(Kind.PROMPT, Key("ask"), 1)
        .bind(Kind.OPTION, Key("ask/yes"), 2)
        .bind(Kind.PROMPT, Key("more"), 3)
    )
