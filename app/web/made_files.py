"""Files for browsers that are written from what the process knows, and so lie in no folder."""

import json

from app.shared.infrastructure.languages.language import ENGLISH_TAG, Language
from app.shared.infrastructure.languages.script_sentences import script_sentences
from app.shared.infrastructure.languages.speaking import spoken_language
from app.web.designer.registry import designer_registry


def made_files() -> dict[str, bytes]:
    """By their paths in the tree. One that lies there too takes its place."""
    files = {"designer/state/discord.js": f"export const discord = {_json(designer_registry())};\n"}
    language = spoken_language()
    if language.tag != ENGLISH_TAG:
        files["lib/sentences.js"] = sentences_module(language)
    return {path: text.encode() for path, text in files.items()}


def sentences_module(language: Language) -> str:
    """What `lib/say.js` reads: a sentence's translation, or a list of them for one that counts."""
    # A prototype would answer to sentences like "constructor".
    return (
        f"export const TAG = {_json(language.tag)};\n"
        "export const SENTENCES = Object.assign(Object.create(null), "
        f"{_json(script_sentences(language))});\n"
        f"export const formOf = (n) => Number({language.plural_forms.expression});\n"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
