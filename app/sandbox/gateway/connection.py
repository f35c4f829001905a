"""One socket's conversation: hello, heartbeats, identify or resume, then commands.

No input or output of its own. What arrives is handed to `receive`, what leaves goes to
an outlet, and time is a clock's.
"""

from abc import abstractmethod
from typing import Any, Protocol

from app.sandbox.clock import Clock
from app.sandbox.gateway.frames import Command, Frame, decode
from app.sandbox.gateway.opcodes import CloseCode, Op, Refused
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.send_rate import SendRate
from app.sandbox.gateway.session import Receiver, Session
from app.sandbox.gateway.sessions import Sessions

ENDS_SESSION = frozenset(
    {
        CloseCode.NORMAL,
        CloseCode.GOING_AWAY,
        CloseCode.INVALID_SEQUENCE,
        CloseCode.SESSION_TIMED_OUT,
    }
)
"""After these there is nothing to resume: the first two when the client says them."""


class Outlet(Protocol):
    """The socket's sending side. None of these waits, and none fails on a socket that is gone."""

    @abstractmethod
    def send(self, frame: Frame) -> None: ...

    @abstractmethod
    def close(self, code: int, reason: str) -> None: ...

    @abstractmethod
    def abort(self) -> None:
        """End the connection without a close frame, as a cut cable would."""


class Admission(Protocol):
    """Who gets a session."""

    @abstractmethod
    def identify(self, data: Any, receiver: Receiver) -> Session | None:
        """A new session, greeted with READY; None where op 9 is the answer. Raises Refused."""

    @abstractmethod
    def resume(self, data: Any, receiver: Receiver) -> Session | None:
        """The old session, with its missed events sent; None where op 9 is. Raises Refused."""


class Commands(Protocol):
    """What an identified client may ask for."""

    @abstractmethod
    def handle(self, session: Session, command: Command) -> None:
        """Raises Refused."""


class Connection(Receiver):
    def __init__(
        self,
        outlet: Outlet,
        admission: Admission,
        commands: Commands,
        sessions: Sessions,
        clock: Clock,
        options: GatewayOptions,
    ) -> None:
        self._outlet = outlet
        self._admission = admission
        self._commands = commands
        self._sessions = sessions
        self._clock = clock
        self._options = options
        self._rate = SendRate(options.sends_per_minute)
        self._last_heartbeat = clock.now()
        self.session: Session | None = None
        self.is_open = True

    def greet(self) -> None:
        interval = round(self._options.heartbeat_interval * 1000)
        self.send(Frame(Op.HELLO, {"heartbeat_interval": interval}))

    def receive(self, raw: str | bytes) -> None:
        if not self.is_open:
            return
        try:
            self._rate.count(self._clock.now())
            self._handle(decode(raw))
        except Refused as refusal:
            self.close(refusal.code, refusal.reason)

    def tick(self) -> None:
        """Close a client whose heartbeats stopped: 4009 after one interval and some grace."""
        silence = self._clock.now() - self._last_heartbeat
        patience = self._options.heartbeat_interval + self._options.missed_heartbeat_grace
        if self.is_open and silence > patience:
            self.close(CloseCode.SESSION_TIMED_OUT, "Session timed out.")

    def demand_heartbeat(self) -> None:
        self.send(Frame(Op.HEARTBEAT))

    def ask_to_reconnect(self) -> None:
        """The session stays resumable and events keep coming until the client hangs up."""
        self.send(Frame(Op.RECONNECT))

    def invalidate(self, *, resumable: bool) -> None:
        """Op 9. A resumable session waits for its client; any other is gone."""
        self._let_go(ended=not resumable)
        self.send(Frame(Op.INVALID_SESSION, resumable))

    def send(self, frame: Frame) -> None:
        if self.is_open:
            self._outlet.send(frame)

    def close(self, code: CloseCode, reason: str) -> None:
        if not self.is_open:
            return
        self.is_open = False
        self._let_go(ended=code in ENDS_SESSION)
        self._outlet.close(code, reason)

    def drop(self) -> None:
        """Cut the line. The session can be resumed."""
        self.is_open = False
        self._let_go(ended=False)
        self._outlet.abort()

    def lost(self, code: int | None) -> None:
        """The client is gone; `code` is what it closed with, if it said anything."""
        self.is_open = False
        self._let_go(ended=code in (CloseCode.NORMAL, CloseCode.GOING_AWAY))

    def _handle(self, command: Command) -> None:
        match command.op:
            case Op.HEARTBEAT:
                self._last_heartbeat = self._clock.now()
                self.send(Frame(Op.HEARTBEAT_ACK))
            case Op.IDENTIFY:
                self._refuse_second_session()
                self._take(self._admission.identify(command.data, self))
            case Op.RESUME:
                self._refuse_second_session()
                self._take(self._admission.resume(command.data, self))
            case Op.PRESENCE | Op.VOICE_STATE | Op.REQUEST_MEMBERS:
                self._commands.handle(self._authenticated(), command)
            case _:
                raise Refused(CloseCode.UNKNOWN_OPCODE, "Only the server sends this opcode.")

    def _take(self, session: Session | None) -> None:
        self.session = session
        if session is None:
            self.send(Frame(Op.INVALID_SESSION, data=False))

    def _refuse_second_session(self) -> None:
        if self.session is not None:
            raise Refused(CloseCode.ALREADY_AUTHENTICATED, "Already authenticated.")

    def _authenticated(self) -> Session:
        if self.session is None:
            raise Refused(CloseCode.NOT_AUTHENTICATED, "Not authenticated.")
        return self.session

    def _let_go(self, *, ended: bool) -> None:
        session, self.session = self.session, None
        if session is None or session.receiver is not self:
            return
        if ended:
            self._sessions.end(session)
        else:
            session.detach(self._clock.now())
