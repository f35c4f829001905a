"""The language of this process, chosen once at its start."""

from app.shared.domain.language.saying import say_as, separate_thousands, speak
from app.shared.infrastructure.languages.language import ENGLISH_ITSELF, Language


class _Spoken:
    language: Language = ENGLISH_ITSELF


def speak_language(language: Language) -> None:
    """From now on, in the whole process."""
    _Spoken.language = language
    speak(language.translations)
    separate_thousands(say_as("between thousands", ","))


def spoken_language() -> Language:
    return _Spoken.language
