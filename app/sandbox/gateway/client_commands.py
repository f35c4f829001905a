"""What a client may ask for once it has a session."""

from app.sandbox.gateway.connection import Commands
from app.sandbox.gateway.frames import Command
from app.sandbox.gateway.member_requests import MemberRequests
from app.sandbox.gateway.opcodes import CloseCode, Op, Refused
from app.sandbox.gateway.session import Session


class ClientCommands(Commands):
    """Presence and voice state are taken and change nothing: nobody is online here, or in voice."""

    def __init__(self, members: MemberRequests) -> None:
        self._members = members

    def handle(self, session: Session, command: Command) -> None:
        if command.op is Op.REQUEST_MEMBERS:
            self._members.answer(session, command.data)
        elif not isinstance(command.data, dict):
            raise Refused(CloseCode.UNKNOWN_OPCODE, "Invalid payload for this opcode.")
