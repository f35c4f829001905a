"""Grants, policies and tokens as the trail keeps them."""

from datetime import datetime
from typing import Any

from app.shared.domain.access.grants import Grant
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.tokens import ApiToken


def grant_facts(grant: Grant) -> dict[str, Any]:
    return {
        "subject": f"{grant.subject.kind}:{grant.subject.id}",
        "rights": sorted(grant.rights),
        "objects": sorted(grant.objects),
        "expires_at": _text(grant.expires_at),
        "granted_by": None if grant.granted_by is None else str(grant.granted_by),
        "note": grant.note,
    }


def policy_facts(policy: Policy) -> dict[str, Any]:
    risk = policy.two_person_from
    return {
        "two_person_from": None if risk is None else risk.value,
        "default_managers": policy.default_managers,
    }


def token_facts(token: ApiToken) -> dict[str, Any]:
    return {
        "name": token.name,
        "scopes": sorted(token.scopes),
        "guild": None if token.guild_id is None else str(token.guild_id),
        "expires_at": _text(token.expires_at),
    }


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
