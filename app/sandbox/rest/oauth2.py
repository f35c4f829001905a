"""/oauth2: tokens for codes, their end, and what a token is good for."""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, unquote

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.authorizations import TOKEN_SECONDS, Grant
from app.sandbox.world.grant_refusals import (
    GrantRefused,
    invalid_client,
    missing_field,
    unsupported_grant_type,
)
from app.sandbox.world.operations.authorizing import exchange_code, refresh_grant, revoke
from app.sandbox.world.payloads.times import iso
from app.sandbox.world.payloads.users import partial_application_payload, user_payload
from app.sandbox.world.refusals import unauthorized
from app.sandbox.world.users import Application

routes = Routes()

type Form = Mapping[str, str]

_NOT_KEPT = {"cache-control": "no-store"}


@routes.post("/oauth2/token", open=True, form=True)
def post_token(call: Call) -> Reply:
    return _answered(call, _token)


@routes.post("/oauth2/token/revoke", open=True, form=True)
def post_revocation(call: Call) -> Reply:
    return _answered(call, _revocation)


@routes.get("/oauth2/@me", scopes=())
def get_own_authorization(call: Call) -> Reply:
    """The user is told with the scope identify only."""
    grant = call.authenticated.grant
    if grant is None:
        raise unauthorized()
    consent = grant.consent
    body: dict[str, object] = {
        "application": partial_application_payload(call.world.applications[consent.application_id]),
        "scopes": list(consent.scopes),
        "expires": iso(grant.expires_at),
    }
    if "identify" in consent.scopes:
        body["user"] = user_payload(call.world.users[consent.user_id])
    return Reply(body=body)


def _answered(call: Call, act: Callable[[Call, Application, Form], dict[str, object]]) -> Reply:
    form = dict(parse_qsl(call.incoming.content.decode("utf-8", "replace")))
    try:
        return Reply(body=act(call, _client(call, form), form), headers=dict(_NOT_KEPT))
    except GrantRefused as refused:
        return Reply(refused.status, refused.body())


def _token(call: Call, application: Application, form: Form) -> dict[str, object]:
    match form.get("grant_type"):
        case "authorization_code":
            code, uri = _field(form, "code"), _field(form, "redirect_uri")
            verifier = form.get("code_verifier")
            return _token_payload(exchange_code(call.world, application, code, uri, verifier))
        case "refresh_token":
            token = _field(form, "refresh_token")
            return _token_payload(refresh_grant(call.world, application, token))
        case other:
            raise unsupported_grant_type(other)


def _revocation(call: Call, application: Application, form: Form) -> dict[str, object]:
    revoke(call.world, application, _field(form, "token"))
    return {}


def _token_payload(grant: Grant) -> dict[str, object]:
    return {
        "token_type": "Bearer",
        "access_token": grant.access_token,
        "expires_in": int(TOKEN_SECONDS),
        "refresh_token": grant.refresh_token,
        "scope": " ".join(grant.consent.scopes),
    }


def _client(call: Call, form: Form) -> Application:
    """By HTTP Basic, or by client_id and client_secret in the form."""
    client_id, secret = _basic(call) or (form.get("client_id"), form.get("client_secret"))
    for application in call.world.applications.values():
        if str(application.id) == client_id and secret and secret == application.client_secret:
            return application
    raise invalid_client()


def _basic(call: Call) -> tuple[str, str] | None:
    scheme, _, text = call.incoming.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = b64decode(text.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise invalid_client() from None
    return unquote(client_id), unquote(secret)


def _field(form: Form, name: str) -> str:
    value = form.get(name)
    if not value:
        raise missing_field(name)
    return value
