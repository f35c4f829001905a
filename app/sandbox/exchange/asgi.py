"""The few shapes of ASGI that the sandbox speaks."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

type Scope = MutableMapping[str, Any]
type Event = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Event]]
type Send = Callable[[Event], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]
