"""Free ports on the loopback address."""

import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"


def free_port(wanted: int | None = None) -> int:
    """The wanted port when nobody listens there, else any free one.

    Between this answer and the server's start somebody else may take it, so callers try again.
    """
    for port in (wanted or 0, 0):
        with socket.socket() as probe:
            # As servers do: a port whose last connections still linger is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            chosen: int = probe.getsockname()[1]
            return chosen
    raise OSError(f"no port is free on {LOOPBACK}")


def is_taken(port: int) -> bool:
    return free_port(port) != port


def read_port(folder: Path) -> int | None:
    """The port that the server of this folder had last."""
    try:
        return int((folder / "port").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def write_port(folder: Path, port: int) -> None:
    (folder / "port").write_text(str(port), encoding="ascii")
