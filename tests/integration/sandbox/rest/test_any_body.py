"""Whatever a client sends is answered or refused, and what is stored still holds together."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.clock import DrivenClock
from app.sandbox.gateway.gateway import Gateway
from app.sandbox.rest.api import RestApi
from app.sandbox.rest.modules import MODULES
from app.sandbox.seed.copper_guild import copper_guild
from app.sandbox.seed.simple import Seeded
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.forms.automod import RULE_FIELDS
from app.sandbox.world.forms.channels import CHANNEL_FIELDS, CHANNEL_POSITION_FIELDS, TAG_FIELDS
from app.sandbox.world.forms.community import ONBOARDING_FIELDS, WELCOME_SCREEN_FIELDS
from app.sandbox.world.forms.guilds import GUILD_FIELDS
from app.sandbox.world.forms.members import MEMBER_FIELDS
from app.sandbox.world.forms.roles import ROLE_FIELDS
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.guilds import guild_payload
from tests.support.examples import examples

PLACES = {
    "{guild}": 0,
    "{text}": 1,
    "{category}": 2,
    "{voice}": 3,
    "{forum}": 4,
    "{role}": 5,
    "{member}": 6,
    "{emoji}": 7,
    "{rule}": 8,
}
WRITES = [
    ("PATCH", "/guilds/{guild}"),
    ("POST", "/guilds/{guild}/roles"),
    ("PATCH", "/guilds/{guild}/roles"),
    ("PATCH", "/guilds/{guild}/roles/{role}"),
    ("POST", "/guilds/{guild}/channels"),
    ("PATCH", "/guilds/{guild}/channels"),
    ("PATCH", "/channels/{text}"),
    ("PATCH", "/channels/{category}"),
    ("PATCH", "/channels/{voice}"),
    ("PATCH", "/channels/{forum}"),
    ("DELETE", "/channels/{category}"),
    ("PUT", "/channels/{category}/permissions/{role}"),
    ("PATCH", "/guilds/{guild}/members/{member}"),
    ("PUT", "/guilds/{guild}/onboarding"),
    ("PATCH", "/guilds/{guild}/welcome-screen"),
    ("POST", "/guilds/{guild}/auto-moderation/rules"),
    ("PATCH", "/guilds/{guild}/auto-moderation/rules/{rule}"),
    ("POST", "/guilds/{guild}/emojis"),
]
KEYS = sorted(
    {"id", "allow", "deny", "title", "options", "image", "metadata", "channel_id", "description"}
    | set(CHANNEL_FIELDS)
    | set(CHANNEL_POSITION_FIELDS)
    | set(TAG_FIELDS)
    | set(ROLE_FIELDS)
    | set(GUILD_FIELDS)
    | set(MEMBER_FIELDS)
    | set(ONBOARDING_FIELDS)
    | set(WELCOME_SCREEN_FIELDS)
    | set(RULE_FIELDS)
)

numbers = st.sampled_from([-1, 0, 1, 2, 4, 5, 15, 16, 60, 1024, 8, 8000, 1 << 53, 1 << 70])
words = st.sampled_from(["", " ", "x", "Hot Metal", "0", "-1", "1.5", "COMMUNITY", "🔥", "\x00"])
plain = st.one_of(
    st.none(),
    st.booleans(),
    numbers,
    st.floats(allow_nan=False, allow_infinity=False),
    words,
    st.sampled_from(sorted(PLACES)),
)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=6,
)
entries = st.dictionaries(st.sampled_from(KEYS), values, max_size=8)
bodies = st.one_of(entries, st.lists(entries, max_size=4), plain)


def places(seeded: Seeded) -> dict[str, str]:
    """An id of each kind, by the word that stands for it."""
    guild = seeded.guild

    def first(kind: ChannelType) -> int:
        return next(each.id for each in guild.channels.values() if each.type is kind)

    found = [
        guild.id,
        first(ChannelType.TEXT),
        first(ChannelType.CATEGORY),
        first(ChannelType.VOICE),
        first(ChannelType.FORUM),
        next(role.id for role in guild.roles.values() if role.name == "Apprentice"),
        max(guild.members),
        1,
        next(iter(guild.automod_rules)),
    ]
    return {word: str(found[index]) for word, index in PLACES.items()}


def filled(body: Any, ids: dict[str, str]) -> Any:
    if isinstance(body, list):
        return [filled(each, ids) for each in body]
    if isinstance(body, dict):
        return {key: filled(value, ids) for key, value in body.items()}
    return ids.get(body, body) if isinstance(body, str) else body


@examples(80)
@given(write=st.sampled_from(WRITES), body=bodies)
async def test_any_body_is_answered_or_refused_and_nothing_breaks(
    write: tuple[str, str], body: Any
) -> None:
    seeded = copper_guild(DrivenClock())
    ids = places(seeded)
    method, path = write
    for word, text in ids.items():
        path = path.replace(word, text)

    status = await answered(seeded, method, path, filled(body, ids))

    assert status < 500
    assert_whole(seeded)


async def answered(seeded: Seeded, method: str, path: str, body: object) -> int:
    """The status that the API answers with, asked without a socket."""
    api = RestApi(seeded.world, Gateway(seeded.world), MODULES)
    headers = {
        "authorization": f"Bot {seeded.application.token}",
        "content-type": "application/json",
        "user-agent": "test",
    }
    scope = {
        "type": "http",
        "method": method,
        "raw_path": f"/api/v10{path}".encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": json.dumps(body).encode()}

    async def send(event: Any) -> None:
        sent.append(event)

    await api(scope, receive, send)
    return int(sent[0]["status"])


def assert_whole(seeded: Seeded) -> None:
    guild = seeded.guild
    for channel in guild.channels.values():
        parent = guild.channels.get(channel.parent_id or 0)
        assert (parent is None) == (channel.parent_id is None)
        assert parent is None or parent.type is ChannelType.CATEGORY
        assert all(type(each.allow) is int for each in channel.overwrites.values())
        assert channel_payload(channel)["name"]
    assert all(role_id in guild.roles for each in guild.members.values() for role_id in each.roles)
    assert [role.id for role in guild.roles.values() if role.position == 0] == [guild.id]
    assert guild_payload(guild)["name"]
