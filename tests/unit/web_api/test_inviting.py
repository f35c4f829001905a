"""The way on which the bot is let into a server."""

from urllib.parse import parse_qs, urlsplit

from app.shared.domain.permissions.bits import ADMINISTRATOR, names_of
from app.web.sign_in.inviting import with_bot


def test_the_bot_asks_for_the_least_in_the_chosen_server_beside_signing_in() -> None:
    url = with_bot(
        "https://discord.com/oauth2/authorize?client_id=7&scope=identify+guilds&state=a%2Bb", "42"
    )

    asked = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
    assert asked["scope"] == "identify guilds bot applications.commands"
    assert (asked["guild_id"], asked["disable_guild_select"]) == ("42", "true")
    assert (asked["client_id"], asked["state"]) == ("7", "a+b")
    assert not int(asked["permissions"]) & ADMINISTRATOR
    assert set(names_of(int(asked["permissions"]))) == {
        "MANAGE_CHANNELS",
        "MANAGE_GUILD",
        "MANAGE_ROLES",
        "VIEW_AUDIT_LOG",
    }
