"""The bot's token, which stands in one header and nowhere else."""

from app.shared.application.ports.guild_gateway import TokenRefused
from app.shared.domain.language.saying import say


class Token:
    """Shows itself to nobody: neither its text nor its repr is the token."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Takes the token as people paste it. Raises TokenRefused when it cannot be one."""
        bare = text.strip().removeprefix("Bot").strip()
        if not bare or not bare.isascii() or not bare.isprintable() or " " in bare:
            raise TokenRefused(
                say("The bot token is empty or has characters that no token has."),
                remedy=say("Copy it again from the Bot page of Discord's developer portal."),
            )
        self._text = bare

    def header(self) -> str:
        """The value of the Authorization header."""
        return f"Bot {self._text}"

    def __repr__(self) -> str:
        return "Token(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a token is not written anywhere")
