"""What is hidden from log lines, and what is not."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.application.logging.redaction import HIDDEN, Redaction

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs-abcdefgh"
OPAQUE = "q8ZrT2mW0xLk4Yv9Nc7Pb3"
SECRET = "swordfish"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bot {0}",
        "sent {{'Authorization': 'Bot {0}'}}",
        "headers=[(b'authorization', b'Bearer {0}')]",
        "Bearer {0}",
        "bot%20{0}",
        "Basic {0}",
        "GET /callback?code=1&client_secret={0}&state=2",
        "access_token={0}",
        "token={0}, tries=3",
        "password = '{0} and more'",
        'password="it\'s {0}"',
        '{{"token": "{0}"}}',
        '{{"refresh_token":"a\\"{0}"}}',
        '{{\\"client_secret\\": \\"{0}\\"}}',
        "{{'botToken': '{0}'}}",
        'cut off in the middle: {{"password": "{0}',
        "Set-Cookie: session={0}; HttpOnly",
        "cookie: {0}",
        "X-Api-Key={0}",
        "postgresql+asyncpg://guildwright:{0}@127.0.0.1:5432/db",
        "redis://:{0}@127.0.0.1/0",
        "postgresql://u:p/@{0}@host/db",
        "https://discord.com/api/v10/webhooks/123456/{0}/messages",
        "POST /interactions/123456/{0}/callback",
    ],
)
def test_a_text_that_holds_a_secret_loses_it(text: str) -> None:
    redacted = Redaction().text(text.format(OPAQUE))

    assert OPAQUE not in redacted
    assert HIDDEN in redacted
    assert Redaction().text(redacted) == redacted


@pytest.mark.parametrize("text", ["{0}", "Improper token {0} was passed", "x={0}", "Bot {0}"])
def test_a_discord_token_is_known_by_its_shape(text: str) -> None:
    assert TOKEN not in Redaction().text(text.format(TOKEN))
    assert TOKEN[30:] not in Redaction().text(text.format(TOKEN))


@pytest.mark.parametrize(
    "text",
    [
        "The bot role is not high enough to change @Moderator",
        "Bot commands are registered",
        "https://discord.com/channels/123/456",
        "step 3 of 10: create channel general-chat, 2 calls",
        "https://user@example.org/path?page=2#top",
        "tokens left: 3",
        "the token is missing",
        "guild 1034567890123456789 at 2026-01-02T03:04:05.678901Z",
        "app.shared.infrastructure.discord.limiter.buckets",
        "ratio 12:30, email someone@example.org",
    ],
)
def test_a_text_without_a_secret_stays_as_it_is(text: str) -> None:
    assert Redaction().text(text) == text


@pytest.mark.parametrize(
    "name",
    [
        "token", "bot_token", "DISCORD_TOKEN", "accessToken", "accesstoken", "client-secret",
        "Authorization", "password", "db_password", "cookie", "api_key", "x-api-key", "credentials",
    ],
)  # fmt: skip
def test_a_field_with_a_telling_name_is_hidden_whatever_it_holds(name: str) -> None:
    redaction = Redaction()

    assert redaction.field(name, "x") == HIDDEN
    assert redaction.field(name, ["x"]) == HIDDEN
    assert redaction.value({"outer": [{name: 12345}]}) == {"outer": [{name: HIDDEN}]}
    assert redaction.field(name, None) is None


@pytest.mark.parametrize("name", ["guild_id", "tokens_left", "secretary", "key", "event", "author"])
def test_a_field_with_another_name_is_shown(name: str) -> None:
    assert Redaction().field(name, "x") == "x"


def test_the_secrets_of_this_installation_are_hidden_in_every_form() -> None:
    odd = 'sword/fish "ä'
    redaction = Redaction.of([odd, "short"])

    told = redaction.text(f"{odd} sword%2Ffish%20%22%C3%A4 {json.dumps(odd)} {odd!r} a short word")

    assert "sword" not in told
    assert "a short word" in told


def test_the_longer_of_two_secrets_is_hidden_first() -> None:
    redaction = Redaction.of([SECRET, f"{SECRET}-and-more"])

    assert redaction.text(f"{SECRET}-and-more") == HIDDEN


class Careless:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __repr__(self) -> str:
        return f"Careless(secret={self.secret!r})"


class Broken:
    def __repr__(self) -> str:
        raise RuntimeError(SECRET)


def test_objects_are_shown_by_their_repr_without_secrets() -> None:
    shown = Redaction().value({"careless": Careless(SECRET), "broken": Broken(), "n": (1, 2.5)})

    assert shown == {"careless": "Careless(secret='***')", "broken": "<Broken>", "n": [1, 2.5]}


def test_something_endless_comes_to_an_end() -> None:
    endless: dict[str, object] = {"token": SECRET}
    endless["again"] = endless

    assert SECRET not in str(Redaction().value(endless))


@given(
    before=st.text(max_size=20),
    between=st.sampled_from(["=", ": ", '": "', '\\": \\"', "='"]),
    name=st.sampled_from(["token", "client_secret", "password", "Authorization", "cookie"]),
    after=st.text(max_size=20),
)
def test_a_line_of_json_stays_json_whatever_is_hidden_in_it(
    before: str, between: str, name: str, after: str
) -> None:
    redaction = Redaction.of([SECRET])
    event = redaction.field("event", f"{before}{name}{between}{SECRET}{after}")

    line = redaction.text(json.dumps({"event": event, "n": 1}, ensure_ascii=False))

    assert SECRET not in line
    assert json.loads(line)["n"] == 1


@pytest.mark.parametrize("piece", ["a", "a.", "token", "://a:", 'token="', "\\", "Bot ", "a-"])
def test_a_long_text_takes_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    began = time.process_time()
    Redaction().text(text)

    assert time.process_time() - began < 2
