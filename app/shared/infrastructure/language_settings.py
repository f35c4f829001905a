"""Which language people are spoken to in."""

from pydantic import Field, field_validator

from app.shared.infrastructure.languages.language import ENGLISH_TAG, Language, read_language
from app.shared.infrastructure.settings_sources import ConcernSettings, read_from


class LanguageSettings(ConcernSettings):
    """Not LANGUAGE: desktops set that for every program of their users, and compose would take it
    from there."""

    model_config = read_from("GUILDWRIGHT_")

    language: str = Field(
        default=ENGLISH_TAG,
        description="The language of everything that people read, in Discord and on the web: en, "
        "or the name of a file in app/languages without its ending. One for all, since reports "
        "are written once.",
    )

    @field_validator("language")
    @classmethod
    def _that_can_be_spoken(cls, tag: str) -> str:
        return read_language(tag).tag

    def chosen(self) -> Language:
        return read_language(self.language)
