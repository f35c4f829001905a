"""All sessions there are, until nobody can come back for them."""

import secrets
from collections.abc import Iterator

from app.sandbox.clock import Clock
from app.sandbox.gateway.identify import Identify
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.session import Session


class Sessions:
    def __init__(self, clock: Clock, options: GatewayOptions) -> None:
        self._clock = clock
        self._options = options
        self._sessions: dict[str, Session] = {}

    def __iter__(self) -> Iterator[Session]:
        """The sessions that can still hear or come back; a copy, so that any may end meanwhile."""
        self.sweep()
        return iter(tuple(self._sessions.values()))

    def begin(self, application_id: int, identify: Identify) -> Session:
        session = Session(
            id=secrets.token_hex(16),
            application_id=application_id,
            token=identify.token,
            intents=identify.intents,
            shard=identify.slice,
            large_threshold=identify.large_threshold,
            replay_limit=self._options.replay_limit,
        )
        self._sessions[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        self.sweep()
        return self._sessions.get(session_id)

    def end(self, session: Session) -> None:
        session.receiver = None
        self._sessions.pop(session.id, None)

    def sweep(self) -> None:
        """Forget the sessions whose time to resume has run out."""
        now = self._clock.now()
        for session in tuple(self._sessions.values()):
            if session.is_over(now, self._options.resume_window):
                self.end(session)
