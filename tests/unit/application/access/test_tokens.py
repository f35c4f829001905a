"""API tokens, and which guilds were opened last."""

from datetime import timedelta
from typing import Any

import pytest

from app.shared.application.access.authenticate_token import AuthenticateToken
from app.shared.application.access.create_token import (
    LONGEST_NAME,
    MOST_TOKENS,
    CreateToken,
    CreateTokenCommand,
)
from app.shared.application.access.list_tokens import ListTokens, ListTokensCommand
from app.shared.application.access.revoke_token import RevokeToken, RevokeTokenCommand
from app.shared.application.access.visits import LastVisits, RecordVisit
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.domain.access.refusals import AccessDenied, TokenInvalid, TokenNotFound
from app.shared.domain.access.tokens import ApiToken, Scope, TokenId
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.builders import GUILD, NOON, OWNER
from tests.support.court import Court


@pytest.fixture
def court() -> Court:
    return Court()


async def make(court: Court, owner: UserId = OWNER, **fields: Any) -> tuple[ApiToken, str]:
    command = CreateTokenCommand(
        **{"owner": owner, "name": "CI", "scopes": frozenset({Scope.READ}), **fields}
    )
    return await CreateToken(court.store, court.gate, court.clock)(command)


async def authenticated(court: Court, text: str) -> ApiToken | None:
    return await AuthenticateToken(court.store, court.clock)(text)


async def revoke(court: Court, token: ApiToken, owner: UserId = OWNER) -> ApiToken:
    use_case = RevokeToken(court.store, court.clock)
    return await use_case(RevokeTokenCommand(owner=owner, token_id=token.id))


async def test_the_text_is_given_once_and_kept_nowhere(court: Court) -> None:
    token, text = await make(court, name=" CI ", guild_id=GUILD)

    assert text.startswith("gw_")
    assert len(text) == 46
    assert token.name == "CI"
    assert text not in repr(court.store.tables)
    assert (await make(court))[1] != text
    entry = court.store.tables.trail[0]
    assert (entry.action, entry.actor, entry.subject) == (
        "token.created",
        f"user:{OWNER}",
        str(token.id),
    )
    assert entry.after == {"name": "CI", "scopes": ["read"], "guild": "1000", "expires_at": None}


async def test_the_text_tells_whose_it_is(court: Court) -> None:
    token, text = await make(court)

    found = await authenticated(court, text)

    assert found is not None
    assert (found.id, found.owner) == (token.id, OWNER)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: text + "\n",
        lambda text: text.removeprefix("gw_"),
        lambda _: "",
        lambda _: "gw_" + "\u00e9" * 43,
    ],
)
async def test_another_text_is_nobodys(court: Court, change: object) -> None:
    _, text = await make(court)

    assert await authenticated(court, change(text)) is None  # type: ignore[operator]


async def test_a_revoked_or_expired_token_is_nobodys(court: Court) -> None:
    revoked, text = await make(court)
    _, short = await make(court, expires_at=NOON + timedelta(hours=1))
    await revoke(court, revoked)
    assert await authenticated(court, text) is None

    assert await authenticated(court, short) is not None
    court.clock.advance(3600)
    assert await authenticated(court, short) is None


async def test_its_last_use_is_kept_at_most_once_a_minute(court: Court) -> None:
    token, text = await make(court)

    def used() -> object:
        return court.store.tables.tokens[token.id][0].last_used_at

    assert used() is None
    await authenticated(court, text)
    assert used() == NOON
    court.clock.advance(59)
    await authenticated(court, text)
    assert used() == NOON
    court.clock.advance(1)
    await authenticated(court, text)
    assert used() == NOON + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * (LONGEST_NAME + 1)}, "name"),
        ({"scopes": frozenset()}, "scope"),
        ({"expires_at": NOON}, "expired"),
        ({"expires_at": NOON + timedelta(days=3651)}, "ten years"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    court: Court, fields: dict[str, Any], match: str
) -> None:
    with pytest.raises(TokenInvalid, match=match):
        await make(court, **fields)
    assert court.store.tables.tokens == {}


async def test_a_person_has_so_many_good_tokens(court: Court) -> None:
    tokens = [(await make(court))[0] for _ in range(MOST_TOKENS)]

    with pytest.raises(TokenInvalid, match=str(MOST_TOKENS)):
        await make(court)
    await make(court, court.ann)
    await revoke(court, tokens[0])
    await make(court)


async def test_a_token_for_one_guild_needs_a_foot_in_it(court: Court) -> None:
    with pytest.raises(AccessDenied):
        await make(court, court.ann, guild_id=GUILD)
    with pytest.raises(GuildNotFound):
        await make(court, OWNER, guild_id=GuildId(404))
    await make(court, court.ann)


async def test_people_see_and_revoke_their_own(court: Court) -> None:
    mine, _ = await make(court)
    other, _ = await make(court, court.ann)

    async def listed(owner: UserId) -> list[TokenId]:
        use_case = ListTokens(court.store)
        return [token.id for token in await use_case(ListTokensCommand(owner=owner))]

    with pytest.raises(TokenNotFound):
        await revoke(court, other)
    assert await listed(OWNER) == [mine.id]

    first = await revoke(court, mine)
    court.clock.advance(60)
    again = await revoke(court, mine)

    assert first.revoked_at == again.revoked_at == NOON
    assert await listed(OWNER) == []
    assert await listed(court.ann) == [other.id]
    assert court.trail().count("token.revoked") == 1


async def test_guilds_are_remembered_by_their_last_visit(court: Court) -> None:
    record, last = RecordVisit(court.store, court.clock), LastVisits(court.store)
    other = GuildId(7)

    await record(OWNER, GUILD)
    court.clock.advance(59)
    await record(OWNER, GUILD)
    await record(OWNER, other)
    assert await last(OWNER) == {GUILD: NOON, other: NOON + timedelta(seconds=59)}

    court.clock.advance(1)
    await record(OWNER, GUILD)
    assert (await last(OWNER))[GUILD] == NOON + timedelta(seconds=60)
    assert await last(court.ann) == {}
