"""The JSON of messages, and what Discord takes of it."""

import pytest

from app.bot.rendering import parts
from app.bot.rendering.limits import DoesNotFit, fits
from app.bot.rendering.message import File, Message
from app.bot.rendering.parts import Accent


def a_message(*inside: dict[str, object] | None, files: tuple[File, ...] = ()) -> Message:
    return Message(components=(parts.container(Accent.NEUTRAL, *inside),), files=files)


def test_a_message_pings_nobody_and_says_that_it_is_made_of_components() -> None:
    body = a_message(parts.text("@everyone")).body()

    assert body["flags"] == 32768
    assert body["allowed_mentions"] == {"parse": []}


def test_what_only_the_asker_sees_says_so() -> None:
    assert a_message(parts.text("hi")).body(ephemeral=True)["flags"] == 32768 | 64


def test_a_part_that_is_none_is_left_out() -> None:
    message = a_message(parts.text("hi"), parts.row(None, parts.link("Open", None)))

    assert message.components[0]["components"] == [parts.text("hi")]


def test_a_message_within_all_limits_is_given_back() -> None:
    message = a_message(parts.text("x" * 4000), parts.row(parts.button("Go", "gw1:go")))

    assert fits(message) is message


@pytest.mark.parametrize(
    ("inside", "broken"),
    [
        ([parts.text("x" * 4001)], "4001 characters"),
        ([parts.text("x" * 2001), parts.text("x" * 2000)], "4001 characters"),
        ([parts.text("x")] * 40, "41 components"),
        ([parts.text("  ")], "an empty text"),
        ([], "an empty container"),
        ([parts.row(parts.button("x" * 81, "gw1:go"))], "label of 81 characters"),
        ([parts.row(parts.button("Go", "x" * 101))], "custom id of 101 characters"),
        ([parts.row(parts.link("Go", "https://x" + "y" * 504))], "address of 513 characters"),
        ([parts.row(parts.button("A", "a"), parts.button("B", "a"))], "one custom id twice"),
        ([parts.row(*(parts.button("A", str(i)) for i in range(6)))], "6 controls in a row"),
        ([parts.file("plan.md")], "shown as ['plan.md']"),
        (
            [parts.row(parts.select("s", [parts.option("A", str(i)) for i in range(26)], "P"))],
            "26 options",
        ),
        (
            [parts.row(parts.select("s", [parts.option("A", "a")] * 2, "P"))],
            "one value twice",
        ),
        ([parts.row(parts.select("s", [parts.option("A", "a")], ""))], "placeholder of 0"),
        ([parts.row(parts.button("A", "a", parts.Style.LINK))], "neither of an address"),
    ],
)
def test_a_limit_that_is_broken_is_named(
    inside: list[dict[str, object] | None], broken: str
) -> None:
    with pytest.raises(DoesNotFit) as refused:
        fits(a_message(*inside))

    assert broken in str(refused.value)


def test_a_file_that_no_part_shows_is_refused() -> None:
    with pytest.raises(DoesNotFit, match=r"plan\.md"):
        fits(a_message(parts.text("hi"), files=(File(name="plan.md", content=b""),)))
