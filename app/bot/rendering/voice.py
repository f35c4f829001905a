"""What every renderer speaks with: the words of a language, and where the web pages are."""

from dataclasses import dataclass

from app.bot.rendering.links import Links
from app.bot.wording.wording import Wording


@dataclass(frozen=True, slots=True)
class Voice:
    words: Wording
    links: Links
