"""Keys and names come out as the server makes them, so that nothing changes by being saved."""

from app.shared.domain.blueprint.keys import key_from, key_problem
from app.shared.domain.blueprint.stored_names import stored_channel_name
from app.shared.domain.structure.channels import ChannelType
from tests.browser.designer.stage import Rules

NAMES = (
    "general", "Book Club", "Crème Brûlée", "  spaced  out ", "what's-new", "what’s new", "2024",
    "٣٤", "日本語 チャット", "Привет мир", "a_b-c", "-_-x", "Straße", "ﬁre", "İstanbul", "x" * 80,
    "e\u0301t\u00e9", "हिन्दी", "a--b", "\U0001d557\U0001d552\U0001d55f",
    "①②", "Ünïcödé!", "été 2024 🎉", "Ⅳ-team",
)  # fmt: skip
CHANNEL_NAMES = (*NAMES, "Hello, World!", "C++ & C#", "a.b.c", "___", "!!", "A  B\tC", "🎉party")


def test_keys_are_made_as_the_server_makes_them(rules: Rules) -> None:
    made = rules.run(
        ("keys",), "return given.map((name) => m.keyFrom(name, 'channel'));", list(NAMES)
    )

    assert dict(zip(NAMES, made, strict=True)) == {
        name: key_from(name, "channel") for name in NAMES
    }


def test_a_key_is_always_one_that_the_server_takes(rules: Rules) -> None:
    made = rules.run(
        ("keys",),
        "const taken = new Set(given.map((name) => m.keyFrom(name, 'channel')));"
        "return given.map((name) => m.uniqueKey(m.keyFrom(name, 'channel'), taken));",
        [*NAMES, "🎉", "!!!", "everyone", ""],
    )

    assert [key for key in made if key_problem(key)] == []
    assert "everyone" not in made


def test_channel_names_are_stored_as_discord_stores_them(rules: Rules) -> None:
    stored = rules.run(
        ("names",),
        "return given.names.map((name) => given.types.map((type) =>"
        " m.storedChannelName(name, type)));",
        {"names": list(CHANNEL_NAMES), "types": [int(kind) for kind in ChannelType]},
    )

    assert stored == [
        [stored_channel_name(name, kind) for kind in ChannelType] for name in CHANNEL_NAMES
    ]
