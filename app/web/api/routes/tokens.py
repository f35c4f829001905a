"""API tokens: made, listed and revoked by the person whom they act for."""

from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from app.shared.application.access.create_token import CreateTokenCommand
from app.shared.application.access.list_tokens import ListTokensCommand
from app.shared.application.access.revoke_token import RevokeTokenCommand
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.application.ports.kept_answers import KeySpent
from app.shared.domain.access.refusals import AccessDenied, TokenInvalid, TokenNotFound
from app.shared.domain.access.tokens import Scope
from app.shared.domain.structure.identifiers import GuildId
from app.web.api.idempotency import OnceSecret
from app.web.api.identity import PersonDep
from app.web.api.parameters import TokenPath
from app.web.api.problems import SESSION_NEEDED, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.access import NewToken, ShownToken, TokenOrder
from app.web.api.schemas.contract import Page
from app.web.api.views.access_view import shown_token
from app.web.dependencies import ContainerDep

router = ApiRouter("/tokens", tags=["Tokens"])


@router.get("", summary="List your tokens.", responses=problems(SESSION_NEEDED))
async def list_tokens(person: PersonDep, container: ContainerDep) -> Page[ShownToken]:
    """Newest first, without those that were revoked."""
    found = await container.list_tokens()(ListTokensCommand(owner=person.user_id))
    now = container.clock().now()
    return Page(items=[shown_token(token, now) for token in found], next=None)


@router.post(
    "",
    summary="Make a token.",
    status_code=HTTP_201_CREATED,
    responses=problems(SESSION_NEEDED, TokenInvalid, AccessDenied, GuildNotFound, KeySpent),
)
async def create_token(
    body: TokenOrder, person: PersonDep, container: ContainerDep, _once: OnceSecret
) -> NewToken:
    """Its text is shown this once and is not kept: the same `Idempotency-Key` again makes no second
    token and is refused with `idempotency_spent`. Tokens make no tokens."""
    token, text = await container.create_token()(
        CreateTokenCommand(
            owner=person.user_id,
            name=body.name,
            scopes=frozenset(Scope(word) for word in body.scopes),
            guild_id=None if body.guild_id is None else GuildId(int(body.guild_id)),
            expires_at=body.expires_at,
            origin=person.origin,
        )
    )
    shown = shown_token(token, container.clock().now())
    return NewToken(**dict(shown), token=text)


@router.delete(
    "/{token_id}",
    summary="Revoke a token.",
    status_code=HTTP_204_NO_CONTENT,
    responses=problems(SESSION_NEEDED, TokenNotFound),
)
async def revoke_token(token_id: TokenPath, person: PersonDep, container: ContainerDep) -> None:
    """The next request with it is refused. Revoking it again changes nothing."""
    await container.revoke_token()(
        RevokeTokenCommand(owner=person.user_id, token_id=token_id, origin=person.origin)
    )
