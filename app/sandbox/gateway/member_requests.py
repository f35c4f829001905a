"""Op 8: a client asks for members, and gets them in chunks."""

from dataclasses import dataclass
from typing import Any

from app.sandbox.clock import Clock
from app.sandbox.gateway.frames import is_integer
from app.sandbox.gateway.opcodes import CloseCode, Op, Refused
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.session import Session
from app.sandbox.world.guild import Guild
from app.sandbox.world.member_search import members_starting_with
from app.sandbox.world.members import Member
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World

CHUNK_SIZE = 1000
MOST_BY_QUERY = 100
MOST_BY_IDS = 100
LONGEST_NONCE = 32


@dataclass(frozen=True, slots=True)
class MemberRequest:
    """`user_ids` None asks by `query`; an empty query asks for everybody."""

    guild_id: int
    query: str
    limit: int
    user_ids: tuple[int, ...] | None
    presences: bool
    nonce: str | None

    @property
    def asks_for_all(self) -> bool:
        return self.user_ids is None and not self.query

    def echo(self, **fields: Any) -> dict[str, Any]:
        """Answers name the guild, and the nonce where a usable one came."""
        found = {"guild_id": str(self.guild_id), **fields}
        return found if self.nonce is None else found | {"nonce": self.nonce}


def parse_member_request(data: Any) -> MemberRequest:
    """Refused with 4001 where a field has the wrong shape or both ways of asking are missing."""
    if not isinstance(data, dict) or ("query" not in data and "user_ids" not in data):
        raise _invalid("One of query and user_ids is needed.")
    query, limit = data.get("query", ""), data.get("limit", 0)
    if not isinstance(query, str) or not is_integer(limit) or limit < 0:
        raise _invalid("query is text and limit is a whole number.")
    if "user_ids" not in data and "limit" not in data:
        raise _invalid("A query needs a limit.")
    return MemberRequest(
        guild_id=_one_guild(data.get("guild_id")),
        query=query,
        limit=limit,
        user_ids=_user_ids(data["user_ids"]) if "user_ids" in data else None,
        presences=data.get("presences") is True,
        nonce=_nonce(data.get("nonce")),
    )


class MemberRequests:
    def __init__(self, world: World, clock: Clock, options: GatewayOptions) -> None:
        self._world = world
        self._clock = clock
        self._interval = options.full_member_request_interval
        self._last_full: dict[tuple[int, int], float] = {}

    def answer(self, session: Session, data: Any) -> None:
        """GUILD_MEMBERS_CHUNK, RATE_LIMITED, or silence.

        Silence is what a client gets for a guild it is not in, and for the whole list
        without the GUILD_MEMBERS intent.
        """
        request = parse_member_request(data)
        guild = self._world.guilds.get(request.guild_id)
        if guild is None or session.application_id not in guild.members:
            return
        if not session.shard.holds(guild.id):
            return
        if request.asks_for_all and not self._may_have_all(session, request):
            return
        found = self._found(guild, request)
        self._send(session, request, found, _missing(guild, request))

    def _may_have_all(self, session: Session, request: MemberRequest) -> bool:
        if not session.intents & Intent.GUILD_MEMBERS:
            return False
        key = (session.application_id, request.guild_id)
        now = self._clock.now()
        wait = self._last_full.get(key, -self._interval) + self._interval - now
        if wait <= 0:
            self._last_full[key] = now
            return True
        meta = request.echo()
        session.dispatch(
            "RATE_LIMITED",
            {"opcode": Op.REQUEST_MEMBERS.value, "retry_after": wait, "meta": meta},
        )
        return False

    def _found(self, guild: Guild, request: MemberRequest) -> list[Member]:
        if request.user_ids is not None:
            return [guild.members[each] for each in request.user_ids if each in guild.members]
        if not request.query:
            everybody = list(guild.members.values())
            return everybody[: request.limit] if request.limit else everybody
        found = members_starting_with(self._world, guild, request.query)
        return found[: min(request.limit or MOST_BY_QUERY, MOST_BY_QUERY)]

    def _send(
        self, session: Session, request: MemberRequest, found: list[Member], missing: list[str]
    ) -> None:
        chunks = [found[at : at + CHUNK_SIZE] for at in range(0, len(found), CHUNK_SIZE)] or [[]]
        for index, chunk in enumerate(chunks):
            data = request.echo(
                members=[member_payload(each, self._world.users[each.user_id]) for each in chunk],
                chunk_index=index,
                chunk_count=len(chunks),
            )
            if request.user_ids is not None and index == 0:
                data["not_found"] = missing
            if request.presences and session.intents & Intent.GUILD_PRESENCES:
                data["presences"] = []
            session.dispatch("GUILD_MEMBERS_CHUNK", data)


def _missing(guild: Guild, request: MemberRequest) -> list[str]:
    return [str(each) for each in request.user_ids or () if each not in guild.members]


def _one_guild(value: Any) -> int:
    """Older clients send a list; one guild is all that a request may name."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return _snowflake(value)


def _user_ids(value: Any) -> tuple[int, ...]:
    """The first hundred, each once."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(_snowflake(each) for each in values))[:MOST_BY_IDS]


def _snowflake(value: Any) -> int:
    if is_integer(value) and value >= 0:
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
        return int(value)
    raise _invalid("An id is a snowflake.")


def _nonce(value: Any) -> str | None:
    """A nonce that is no text, or longer than 32 bytes, is ignored."""
    if isinstance(value, str) and 0 < len(value.encode(errors="surrogatepass")) <= LONGEST_NONCE:
        return value
    return None


def _invalid(reason: str) -> Refused:
    return Refused(CloseCode.UNKNOWN_OPCODE, reason)
