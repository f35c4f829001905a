"""Writes a small blueprint to start from."""

from pathlib import Path

from app.cli.handlers.files import write_text
from app.cli.handlers.schema_file import lay_schema_beside
from app.cli.terminal import say
from app.shared.infrastructure.files.blueprint_writer import schema_line

STARTER = f"""\
{schema_line()}
# What this server should look like. Roles run from top to bottom, channels as they are shown.
# Every field, default and short form: docs/blueprint.md
version: 1

roles:
  - name: Moderator
    color: "#e4935a"
    hoist: true
    permissions: [manage_messages, moderate_members]

channels:
  - text: rules
    access: read-only
  - category: Community
    channels:
      - text: general
        topic: Anything goes, kindly
      - voice: Lounge
  - category: Staff
    access: private to moderator
    channels:
      - text: staff-room
"""


def write_starter(file: Path, *, force: bool) -> int:
    write_text(file, STARTER, overwrite=force)
    say(f"Written: {file}")
    lay_schema_beside(file)
    say(f"Next: guildwright validate {file}, then guildwright plan {file}", "muted")
    say("For a server that has a life already: guildwright import", "muted")
    return 0
