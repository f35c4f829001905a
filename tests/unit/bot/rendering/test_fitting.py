"""Words of another language may be longer than Discord has room for."""

from app.bot.rendering import parts
from app.bot.rendering.fitting import LONGEST_LABEL, LONGEST_OPTION, LONGEST_PLACEHOLDER
from app.bot.rendering.limits import fits
from app.bot.rendering.message import Message
from app.bot.rendering.modal import Field, Modal

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3


def as_sent(message: Message) -> Message:
    return Message(components=tuple(message.body()["components"]), files=message.files)


def test_labels_are_cut_wherever_they_stand() -> None:
    message = Message(
        components=(
            parts.container(
                parts.Accent.NEUTRAL,
                parts.section("text", parts.button(LONG, "a")),
                parts.row(parts.link(LONG, "https://guildwright.example")),
                parts.row(parts.select("b", [parts.option(LONG, "c")], LONG)),
            ),
        )
    )

    section, links, selects = fits(as_sent(message)).components[0]["components"]

    assert section["accessory"]["label"] == f"{LONG[: LONGEST_LABEL - 1]}…"
    assert len(links["components"][0]["label"]) == LONGEST_LABEL
    assert len(selects["components"][0]["placeholder"]) == LONGEST_PLACEHOLDER
    assert len(selects["components"][0]["options"][0]["label"]) == LONGEST_OPTION


def test_what_has_its_room_is_as_it_was() -> None:
    message = Message(components=(parts.text(LONG * 5), parts.button("x" * LONGEST_LABEL, "a")))

    assert message.body()["components"] == list(message.components)


def test_a_form_is_cut_too() -> None:
    field = Field(custom_id="why", label=LONG, description=LONG)
    body = Modal(custom_id="form", title=LONG, fields=(field,)).body()

    assert len(body["title"]) == 45
    assert len(body["components"][0]["label"]) == 45
    assert len(body["components"][0]["description"]) == 100
