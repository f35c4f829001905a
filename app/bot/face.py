"""How the bot shows itself to people in Discord."""

from dataclasses import dataclass

from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """`public_url`: where its web pages are, for links; none are shown without. `commands_guild`:
    the one server that sees its commands, while somebody develops; all servers without."""

    public_url: str | None = None
    commands_guild: GuildId | None = None


PLAIN_FACE = Face()
