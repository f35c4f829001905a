"""The plain shape that most answers have: a title, a body, buttons."""

from collections.abc import Sequence

from app.bot.rendering import parts
from app.bot.rendering.message import File, Message, Part
from app.bot.rendering.parts import Accent


def answer(
    title: str,
    body: str,
    *rows: Part | None,
    accent: Accent = Accent.NEUTRAL,
    files: Sequence[File] = (),
) -> Message:
    """`title` is escaped already where it has names. Rows without anything in them are left out."""
    return Message(
        components=(
            parts.container(
                accent,
                parts.text(f"### {title}"),
                parts.text(body) if body.strip() else None,
                *(parts.file(file.name) for file in files),
                *rows,
            ),
        ),
        files=tuple(files),
    )
