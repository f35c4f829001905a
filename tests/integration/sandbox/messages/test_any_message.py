"""Whatever is sent as a message, a command or an answer is taken or refused, and stays showable."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.clock import DrivenClock
from app.sandbox.gateway.gateway import Gateway
from app.sandbox.rest.api import RestApi
from app.sandbox.rest.modules import MODULES
from app.sandbox.seed.building import add_channel
from app.sandbox.seed.simple import Seeded, empty_guild
from app.sandbox.world.channels import Channel
from app.sandbox.world.interactions import Interaction
from app.sandbox.world.operations.commanding import overwrite_commands
from app.sandbox.world.operations.interacting.using import use_command
from app.sandbox.world.payloads.commands import command_payload
from app.sandbox.world.payloads.messages import message_payload
from tests.support.examples import examples

KEYS = sorted(
    {"content", "embeds", "components", "flags", "attachments", "allowed_mentions", "nonce"}
    | {"message_reference", "message_id", "type", "id", "custom_id", "label", "style", "url"}
    | {"options", "value", "values", "name", "description", "title", "fields", "footer", "text"}
    | {"accessory", "media", "items", "file", "emoji", "min_values", "max_values", "color"}
    | {"choices", "required", "autocomplete", "data", "component", "parse", "users", "username"}
    | {"default_member_permissions", "contexts", "messages", "avatar", "channel_id", "timestamp"}
)
NUMBERS = [*range(20), -1, 64, 1 << 15, 1 << 31, 1 << 53, 1 << 70]
WORDS = ["", " ", "x", "a-name", "0", "1.5", "attachment://a", "https://a.example", "\x00", "{id}"]
WORDS += ["users", "http://[", "2026-01-01", "<@1>", "🔥" * 40]

plain = st.one_of(st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(WORDS))
plain |= st.floats(allow_nan=False, allow_infinity=False)
component = st.fixed_dictionaries(
    {"type": st.sampled_from([*range(1, 24)])},
    optional={
        "custom_id": st.sampled_from(["a", "b", "c"]),
        "label": st.sampled_from(["Label", ""]),
        "style": st.integers(0, 6),
        "content": st.sampled_from(["text", "x" * 3000]),
        "url": st.sampled_from(WORDS),
        "media": st.fixed_dictionaries({"url": st.sampled_from(WORDS)}),
        "options": st.lists(st.fixed_dictionaries({"label": plain, "value": plain}), max_size=2),
    },
)
tree = st.recursive(
    component,
    lambda inner: st.builds(
        lambda kind, inside, beside: {"type": kind, "components": inside, "accessory": beside},
        st.sampled_from([1, 9, 17, 18]),
        st.lists(inner, max_size=3),
        inner,
    ),
    max_leaves=5,
)
values = st.recursive(
    plain | component,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=6,
)
loose = st.dictionaries(st.sampled_from(KEYS), values, max_size=8)
shaped = st.fixed_dictionaries(
    {"flags": st.sampled_from([0, 64, 1 << 15]), "components": st.lists(tree, max_size=3)},
    optional={"content": plain, "embeds": st.lists(loose, max_size=2)},
)
bodies = st.one_of(loose, shaped, plain)
CALLBACKS = st.fixed_dictionaries({"type": st.integers(0, 12)}, optional={"data": bodies})
WRITES = [
    ("POST", "/channels/{channel}/messages"),
    ("PATCH", "/channels/{channel}/messages/{message}"),
    ("POST", "/channels/{channel}/messages/bulk-delete"),
    ("POST", "/channels/{channel}/webhooks"),
    ("POST", "/applications/{application}/commands"),
    ("PUT", "/applications/{application}/guilds/{guild}/commands"),
    ("POST", "/webhooks/{application}/{token}"),
    ("PATCH", "/webhooks/{application}/{token}/messages/@original"),
]


def _begun(seeded: Seeded, channel: Channel) -> Interaction:
    form = {"name": "plan", "description": "d"}
    overwrite_commands(seeded.world, seeded.application, None, [form])
    owner = seeded.owner.id
    return use_command(seeded.world, seeded.guild, channel, owner, ["plan"], {})


async def _answered(seeded: Seeded, method: str, path: str, body: object) -> tuple[int, Any]:
    """Status and JSON, asked without a socket."""
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
    content = sent[1]["body"]
    return int(sent[0]["status"]), json.loads(content) if content else None


def _assert_showable(seeded: Seeded) -> None:
    """Everything kept is JSON, and holds to the limits that were checked on its way in."""
    world = seeded.world
    for kept in seeded.guild.messages.values():
        for message in kept.values():
            shown = message_payload(world, message)
            assert json.loads(json.dumps(shown)) == shown
            assert message.is_loading or len(shown["content"]) <= 2000
    for scope in (None, seeded.guild.id):
        for command in world.commands.of(seeded.application.id, scope).values():
            assert json.dumps(command_payload(command))


@examples(120)
@given(write=st.sampled_from(WRITES), body=bodies)
async def test_any_body_is_taken_or_refused(write: tuple[str, str], body: Any) -> None:
    seeded = empty_guild(DrivenClock())
    channel = add_channel(seeded.world, seeded.guild, "general")
    interaction = _begun(seeded, channel)
    answer = {"type": 4, "data": {"content": "first"}}
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    await _answered(seeded, "POST", path, answer)
    _, message = await _answered(
        seeded, "POST", f"/channels/{channel.id}/messages", {"content": "kept"}
    )
    method, path = write
    path = path.format(
        channel=channel.id,
        message=message["id"],
        application=seeded.application.id,
        guild=seeded.guild.id,
        token=interaction.token,
    )

    status, _ = await _answered(seeded, method, path, body)

    assert status < 500
    _assert_showable(seeded)


@examples(80)
@given(body=CALLBACKS)
async def test_any_callback_is_taken_or_refused(body: Any) -> None:
    seeded = empty_guild(DrivenClock())
    channel = add_channel(seeded.world, seeded.guild, "general")
    interaction = _begun(seeded, channel)
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"

    status, _ = await _answered(seeded, "POST", path, body)

    assert status < 500
    assert (interaction.callback is None) == (status >= 400)
    _assert_showable(seeded)
