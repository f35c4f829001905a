"""The REST API as an ASGI application: path → handler → reply."""

import inspect
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, unquote

from app.sandbox.exchange.asgi import Receive, Scope, Send
from app.sandbox.gateway.gateway import Gateway
from app.sandbox.rest.authentication import authenticate, require_user_agent
from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import NO_BODY, Incoming, NoBody, Reply
from app.sandbox.rest.multipart import is_multipart, read_form
from app.sandbox.rest.routes import Match, Routes, RouteTree
from app.sandbox.world.refusals import (
    Refusal,
    invalid_form,
    invalid_json,
    leaf,
    method_not_allowed,
    not_found,
)
from app.sandbox.world.world import World

_BASE = re.compile(r"^/api(/v\d+)?(?=/)")
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class RestApi:
    """`modules` are the resources' routes. `templates` lists them for whoever stands in between."""

    def __init__(self, world: World, gateway: Gateway, modules: Sequence[Routes]) -> None:
        self.templates = [(route.method, route.template) for module in modules for route in module]
        self._world = world
        self._gateway = gateway
        self._tree = RouteTree(modules)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = _BASE.sub("", scope["raw_path"].decode("latin-1").partition("?")[0])
        match = self._tree.match(scope["method"], path)
        incoming = _incoming(scope, await _content(receive), match)
        try:
            reply = await self._handled(match, incoming)
        except Refusal as refusal:
            reply = Reply(refusal.status, refusal.body())
        await _send(send, reply)

    async def _handled(self, match: Match | None, incoming: Incoming) -> Reply:
        require_user_agent(self._world, incoming)
        if match is None:
            raise not_found()
        if match.route is None:
            raise method_not_allowed()
        route = match.route
        caller = None if route.open else authenticate(self._world, incoming, route.scopes)
        if route.files and is_multipart(incoming.headers.get("content-type", "")):
            form = read_form(incoming.headers["content-type"], incoming.content)
            incoming = replace(incoming, body=form.body, files=form.files)
        else:
            _require_content(incoming, _FORM if route.form else _JSON)
        reply = route.handler(Call(self._world, incoming, caller, self._gateway))
        return await reply if inspect.isawaitable(reply) else reply


def _incoming(scope: Scope, content: bytes, match: Match | None) -> Incoming:
    params = {} if match is None else match.path_params
    return Incoming(
        method=scope["method"],
        path_params={name: unquote(value) for name, value in params.items()},
        query=dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        headers={
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        },
        content=content,
        body=_parsed(content),
    )


def _require_content(incoming: Incoming, kind: str) -> None:
    if not incoming.content:
        return
    content_type = incoming.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != kind:
        expected = f"Expected \"Content-Type\" header to be one of {{'{kind}'}}."
        raise invalid_form(leaf("CONTENT_TYPE_INVALID", expected))
    if kind == _JSON and isinstance(incoming.body, NoBody):
        raise invalid_json()


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content) if content else NO_BODY
    except (ValueError, RecursionError):
        return NO_BODY


async def _content(receive: Receive) -> bytes:
    chunks = []
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(chunks)


async def _send(send: Send, reply: Reply) -> None:
    """JSON goes out as exactly "application/json": with a charset, clients take it for text."""
    content = b"" if isinstance(reply.body, NoBody) else json.dumps(reply.body).encode()
    headers = dict(reply.headers)
    if content:
        headers["content-type"] = "application/json"
    if reply.status not in (204, 304):
        headers["content-length"] = str(len(content))
    pairs = [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
    await send({"type": "http.response.body", "body": content})
