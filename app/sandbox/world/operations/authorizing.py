"""The life of an authorization: a code, its exchange for tokens, their renewal and their end."""

import hashlib
import secrets
from base64 import urlsafe_b64encode

from app.sandbox.world.authorizations import (
    CODE_SECONDS,
    TOKEN_SECONDS,
    AuthorizationCode,
    Consent,
    Grant,
)
from app.sandbox.world.grant_refusals import invalid_grant
from app.sandbox.world.users import Application
from app.sandbox.world.world import World


def issue_code(
    world: World, consent: Consent, redirect_uri: str, challenge: str | None
) -> AuthorizationCode:
    code = AuthorizationCode(
        _secret(), consent, redirect_uri, challenge, world.now() + CODE_SECONDS
    )
    world.authorizations.consents.add(consent)
    world.authorizations.codes[code.text] = code
    return code


def exchange_code(
    world: World, application: Application, text: str, redirect_uri: str, verifier: str | None
) -> Grant:
    """Tokens for a code. A refused exchange leaves the code as it is; that is an assumption."""
    code = world.authorizations.codes.get(text)
    if code is None or code.consent.application_id != application.id:
        raise invalid_grant("code")
    if world.now() >= code.expires_at:
        raise invalid_grant("code")
    if redirect_uri != code.redirect_uri:
        raise invalid_grant("redirect_uri")
    if code.challenge != (None if verifier is None else challenge_of(verifier)):
        raise invalid_grant("code_verifier")
    del world.authorizations.codes[text]
    return _grant(world, code.consent)


def refresh_grant(world: World, application: Application, refresh_token: str) -> Grant:
    """New tokens with the same scopes; the old ones end at once, which is an assumption."""
    for old in world.authorizations.grants.values():
        if old.refresh_token == refresh_token and old.consent.application_id == application.id:
            del world.authorizations.grants[old.access_token]
            return _grant(world, old.consent)
    raise invalid_grant("refresh_token")


def revoke(world: World, application: Application, token: str) -> None:
    """Ends all tokens of the authorization that the token belongs to. Unknown ones are no error."""
    for grant in world.authorizations.grants.values():
        own = grant.consent.application_id == application.id
        if own and token in (grant.access_token, grant.refresh_token):
            end_authorization(world, application.id, grant.consent.user_id)
            return


def end_authorization(world: World, application_id: int, user_id: int) -> None:
    """As when the user removes the application from their account."""
    ended, kept = (application_id, user_id), world.authorizations
    kept.consents = {each for each in kept.consents if each.parties != ended}
    kept.codes = {key: each for key, each in kept.codes.items() if each.consent.parties != ended}
    kept.grants = {key: each for key, each in kept.grants.items() if each.consent.parties != ended}


def grant_with(world: World, access_token: str) -> Grant | None:
    """None once it has expired or was revoked."""
    grant = world.authorizations.grants.get(access_token)
    return grant if grant is not None and world.now() < grant.expires_at else None


def has_authorized(world: World, consent: Consent) -> bool:
    """Whether the user has let the application do all of this already."""
    return any(
        given.parties == consent.parties and set(consent.scopes) <= set(given.scopes)
        for given in world.authorizations.consents
    )


def challenge_of(verifier: str) -> str:
    """PKCE's S256: RFC 7636, section 4.2."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _grant(world: World, consent: Consent) -> Grant:
    grant = Grant(consent, _secret(), _secret(), world.now() + TOKEN_SECONDS)
    world.authorizations.grants[grant.access_token] = grant
    return grant


def _secret() -> str:
    """30 characters, as Discord's have."""
    return secrets.token_urlsafe(32)[:30]
