"""Steps to carry out, written by hand."""

from typing import Any

from app.shared.domain.planning.steps import Action, Step, reference
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_step


def a_role_step(number: int, key: str = "helper", **fields: Any) -> Step:
    return a_step(
        number,
        Action.CREATE_ROLE,
        key=Key(key),
        name=key.title(),
        body={"name": key.title(), "permissions": "0"},
        **fields,
    )


def a_channel_step(number: int, key: str = "lobby", **fields: Any) -> Step:
    body = {"name": key, "type": 0}
    return a_step(number, Action.CREATE_CHANNEL, key=Key(key), name=key, body=body, **fields)


def an_edit(number: int, channel: str = "lobby", **fields: Any) -> Step:
    return a_step(
        number,
        Action.EDIT_CHANNEL,
        **{"key": Key(channel), "name": channel, "body": {"topic": "Hi"}, **fields},
    )


ROLE_THEN_CHANNEL = (
    a_role_step(1),
    a_step(
        2,
        Action.CREATE_CHANNEL,
        key=Key("lobby"),
        name="lobby",
        body={
            "name": "lobby",
            "type": 0,
            "permission_overwrites": [
                {"id": reference(Kind.ROLE, Key("helper")), "type": 0, "allow": "1024", "deny": "0"}
            ],
        },
        needs=frozenset({1}),
    ),
)
