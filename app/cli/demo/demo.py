"""The main job on one machine: a living server, a plan, a run, and proof that it was done."""

import ctypes
import os
import signal
import sys
from contextlib import ExitStack

from app.cli.sandbox_child import SandboxChild
from app.web.listening import listen, loopback_address

_PR_SET_PDEATHSIG = 1


def show_main_job(*, once: bool, with_parent: bool) -> int:
    """0 when the server was changed and read back as planned; with `once`, ends there.

    `with_parent` is for whoever starts it for people, as make does: killed, it takes us along.
    """
    if with_parent:
        _end_with_parent()
    with ExitStack() as opened:
        web = None if once else opened.enter_context(listen("127.0.0.1", 0))
        words = () if web is None else ("--redirect-uri", loopback_address(web).redirect_uri)
        sandbox = opened.enter_context(SandboxChild("--seed-guild", "copper", *words))
        sys.stderr.write("Starting PostgreSQL, Valkey and an embedded Discord on this machine …\n")
        # Loaded while the sandbox loads: both take a second or two.
        from app.cli.demo.story import tell_story

        return tell_story(sandbox, web)


def _end_with_parent() -> None:
    """Ask Linux for SIGTERM at our parent's death. Elsewhere nothing is promised."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        # It died before it was asked for.
        raise KeyboardInterrupt
