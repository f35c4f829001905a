"""Whether people can sign in at all, and what keeps them from it."""

from enum import StrEnum

from app.shared.application.ports.sign_in import RegisteredRedirects
from app.shared.infrastructure.web_settings import WebSettings
from app.web.public_address import PublicAddress


class Hindrance(StrEnum):
    NO_CLIENT = "no_client"
    """WEB_CLIENT_ID or WEB_CLIENT_SECRET is not set."""
    CLIENT_REFUSED = "client_refused"
    """Discord said at the last try that it does not know them."""
    REDIRECT_MISSING = "redirect_missing"
    """Discord does not have our redirect URI, or said so at the last try."""


class Readiness:
    """`refused` is what Discord said at the last try in this process, None after a good one. It
    is shown, and keeps nobody from trying again."""

    def __init__(
        self, settings: WebSettings, address: PublicAddress, redirects: RegisteredRedirects
    ) -> None:
        self._client_id = settings.client_id
        self._has_secret = settings.client_secret is not None
        self._redirect_uri = address.redirect_uri
        self._redirects = redirects
        self.refused: Hindrance | None = None

    async def certain(self) -> Hindrance | None:
        """What would surely fail. Never raises: where Discord cannot be asked, people may try."""
        if self._client_id is None or not self._has_secret:
            return Hindrance.NO_CLIENT
        is_there = await self._redirects.has(self._client_id, self._redirect_uri)
        if is_there is False:
            return Hindrance.REDIRECT_MISSING
        if is_there and self.refused is Hindrance.REDIRECT_MISSING:
            self.refused = None
        return None

    async def hindrance(self) -> Hindrance | None:
        """What keeps people out as far as is known."""
        return await self.certain() or self.refused
