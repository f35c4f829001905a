"""What users have let applications do: codes that are on their way, and the tokens for them."""

from dataclasses import dataclass, field

CODE_SECONDS = 600.0
"""An assumption: RFC 6749 says at most ten minutes, Discord's documentation nothing."""

TOKEN_SECONDS = 604_800.0
"""`expires_in` as Discord's documentation shows it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """`scopes` in the order in which they were asked for."""

    application_id: int
    user_id: int
    scopes: tuple[str, ...]

    @property
    def parties(self) -> tuple[int, int]:
        """Whose authorization it is a part of."""
        return self.application_id, self.user_id


@dataclass(frozen=True, slots=True)
class AuthorizationCode:
    """Good for one exchange. `challenge` is PKCE's S256, None where the client sent none."""

    text: str
    consent: Consent
    redirect_uri: str
    challenge: str | None
    expires_at: float


@dataclass(frozen=True, slots=True)
class Grant:
    """A pair of tokens. `expires_at` (epoch seconds) is the access token's end only."""

    consent: Consent
    access_token: str
    refresh_token: str
    expires_at: float


@dataclass(slots=True)
class Authorizations:
    """Codes by their text; grants by their access token, expired ones too: they can be refreshed.

    What one user has let one application do is one authorization, which ends as a whole: consents,
    codes and grants.
    """

    consents: set[Consent] = field(default_factory=set)

    codes: dict[str, AuthorizationCode] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
