"""guildwright init"""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import options
from app.cli.files import write_text
from app.cli.terminal import say

_STARTER = """\
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


def init(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> int:
    """Write a small blueprint to start from."""
    write_text(Path(file), _STARTER, overwrite=force)
    say(f"Written: {file}")
    say(f"Next: guildwright validate {file}, then guildwright plan {file}", "dim")
    say("For a server that has a life already: guildwright import", "dim")
    return 0
