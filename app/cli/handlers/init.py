"""Writes a small blueprint to start from."""

from pathlib import Path

from app.cli.handlers.files import write_text
from app.cli.terminal import say

STARTER = """\
# yaml-language-server: $schema=https://raw.githubusercontent.com/guildwright/guildwright/main/docs/guildwright.schema.json
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
    say(f"Next: guildwright validate {file}, then guildwright plan {file}", "muted")
    say("For a server that has a life already: guildwright import", "muted")
    return 0
