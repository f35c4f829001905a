"""Keeps one server running for as long as somebody uses it, and stops it after the last.

A program of its own, on the standard library alone, so that it starts in milliseconds:

    guard.py USERS_LOCK SERVER_LOCK STOPS FOLDER_TO_REMOVE -- COMMAND...

Users hold USERS_LOCK shared. The guard waits to get it alone, which happens when the last user
lets go of it or dies, kill -9 included; then it stops the server. It keeps the lock until the
server is gone, so a user who comes meanwhile waits and then starts a fresh one. The server
inherits SERVER_LOCK: that it is held means that a process of the server is alive.

STOPS is a list such as `2:20,3:5,9:5`: signals to send, each with the seconds to wait after it.
The exit code is 0 once the server has been launched, and the guard goes on in the background.
"""

import fcntl
import os
import signal
import sys
import threading
import time

LOCK_IS_HELD = 75


def main(arguments: list[str]) -> int:
    users_path, server_path, stops, to_remove, _, *command = arguments
    users = os.open(users_path, os.O_RDWR | os.O_CREAT, 0o600)
    server = os.open(server_path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(server, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return LOCK_IS_HELD
    if os.fork():
        return 0
    pid = _launch(command, server)
    schedule = [_read_stop(stop) for stop in stops.split(",")]
    _stop_when_told(pid, schedule[0][0])
    threading.Thread(target=_stop_after_last_user, args=(users, pid, schedule), daemon=True).start()
    os.waitpid(pid, 0)
    if to_remove:
        _remove(to_remove)
    # Not sys.exit: the thread may be waiting for a lock that is not going to come.
    os._exit(0)


def _launch(command: list[str], server: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        os.set_inheritable(server, True)
        os.execvp(command[0], command)  # noqa: S606
    except OSError as problem:
        os.write(2, f"{command[0]}: {problem.strerror}\n".encode())
    os._exit(127)


def _read_stop(text: str) -> tuple[int, float]:
    number, _, seconds = text.partition(":")
    return int(number), float(seconds)


def _stop_when_told(pid: int, gentle: int) -> None:
    def pass_on(_number: int, _frame: object) -> None:
        os.kill(pid, gentle)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, pass_on)


def _stop_after_last_user(users: int, pid: int, schedule: list[tuple[int, float]]) -> None:
    fcntl.flock(users, fcntl.LOCK_EX)
    for number, seconds in schedule:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        time.sleep(seconds)


def _remove(folder: str) -> None:
    try:
        for name in os.listdir(folder):  # noqa: PTH208 - pathlib would double the time to start
            os.unlink(os.path.join(folder, name))  # noqa: PTH108, PTH118
        os.rmdir(folder)  # noqa: PTH106
    except OSError as problem:
        os.write(2, f"{folder}: {problem.strerror}\n".encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
