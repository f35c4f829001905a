"""The main job on one machine: a living server, a plan, a run, and proof that it was done."""

import sys

from app.cli.demo.sandbox_child import SandboxChild


def show_main_job(*, once: bool) -> int:
    """0 when the server was changed and read back as planned; with `once`, ends there."""
    with SandboxChild("copper") as sandbox:
        sys.stderr.write("Starting PostgreSQL, Valkey and an embedded Discord on this machine …\n")
        # Loaded while the sandbox loads: both take a second or two.
        from app.cli.demo.story import tell_story

        return tell_story(sandbox, once=once)
