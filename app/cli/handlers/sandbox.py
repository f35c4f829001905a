"""Runs the sandbox alone, for machines or for people."""

import sys

from app.cli.sandbox_child import Introduction, SandboxChild
from app.cli.terminal import out
from app.shared.application.rendering.spans import safe


def run_sandbox(port: int, guild: str, *, rate_limits: bool) -> int:
    words = ["--port", str(port), "--seed-guild", guild]
    if not rate_limits:
        words.append("--no-rate-limits")
    if not sys.stdout.isatty():
        from app.sandbox.__main__ import main

        return main(words)
    with SandboxChild(*words) as sandbox:
        _tell(sandbox.introduction())
        return sandbox.wait()


def _tell(discord: Introduction) -> None:
    out.print(f"{safe(discord.guild_name)} lives at {discord.url}", style="heading")
    out.print("To work with it, put these lines into .env:", style="muted")
    out.print(f"DISCORD_TOKEN={discord.token}")
    out.print(f"DISCORD_API_URL={discord.api}")
    out.print("It forgets everything when it ends. Ctrl-C ends it.", style="muted")
