"""Who gets a session, new or old, and what refuses them."""

from typing import Any

from app.sandbox.gateway.arrival import Arrival
from app.sandbox.gateway.connection import Admission
from app.sandbox.gateway.identify import (
    Identify,
    bare_token,
    parse_identify,
    parse_resume,
    refuse_disallowed_intents,
    refuse_too_many_guilds,
)
from app.sandbox.gateway.opcodes import CloseCode, Refused
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.session import Receiver, Session
from app.sandbox.gateway.session_starts import SessionStarts
from app.sandbox.gateway.sessions import Sessions
from app.sandbox.world.users import Application
from app.sandbox.world.world import World


class SessionDesk(Admission):
    def __init__(
        self,
        world: World,
        sessions: Sessions,
        starts: SessionStarts,
        arrival: Arrival,
        options: GatewayOptions,
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._starts = starts
        self._arrival = arrival
        self._options = options

    def identify(self, data: Any, receiver: Receiver) -> Session | None:
        application = self._application(bare_token(data))
        identify = parse_identify(data)
        self._refuse(application, identify)
        now = self._world.now()
        if not self._starts.use_one(application.id, now):
            self._lock_out(application)
        if not self._starts.take_turn(application.id, identify.slice.id, now):
            return None
        session = self._sessions.begin(application.id, identify)
        session.attach(receiver)
        self._arrival.announce(session, application, identify.shard)
        return session

    def resume(self, data: Any, receiver: Receiver) -> Session | None:
        application = self._application(bare_token(data))
        resume = parse_resume(data)
        session = self._sessions.find(resume.session_id)
        if session is None or session.application_id != application.id:
            return None
        if not 0 <= resume.sequence <= session.sequence:
            self._sessions.end(session)
            raise Refused(CloseCode.INVALID_SEQUENCE, "Invalid seq.")
        if not session.can_replay_after(resume.sequence):
            self._sessions.end(session)
            return None
        self._replay(session, resume.sequence, receiver)
        return session

    def _application(self, token: str) -> Application:
        application = self._world.application_with_token(token)
        if application is None:
            raise Refused(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.")
        return application

    def _refuse(self, application: Application, identify: Identify) -> None:
        refuse_too_many_guilds(
            identify.slice,
            (guild.id for guild in self._world.guilds_of(application.id)),
            self._options.guilds_per_shard,
        )
        refuse_disallowed_intents(identify.intents, application.intents)

    def _lock_out(self, application: Application) -> None:
        for session in self._sessions:
            if session.application_id == application.id:
                receiver = session.receiver
                self._sessions.end(session)
                if receiver is not None:
                    receiver.close(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.")
        raise Refused(CloseCode.AUTHENTICATION_FAILED, "No session starts are left today.")

    def _replay(self, session: Session, sequence: int, receiver: Receiver) -> None:
        previous = session.receiver
        missed = session.missed_after(sequence)
        session.attach(receiver)
        if previous is not None and previous is not receiver:
            previous.close(CloseCode.UNKNOWN_ERROR, "The session was resumed elsewhere.")
        for frame in missed:
            receiver.send(frame)
        session.dispatch("RESUMED", {})
