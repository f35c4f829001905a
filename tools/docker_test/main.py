"""Everything in containers, with one table and one line of JSON: see tools/docker-test."""

import sys
import tempfile
from functools import partial
from pathlib import Path

import images
import rolling
import troubles
import work
import workers
from folder import lay_now
from proxy import caddy, published
from results import Failed, Results
from stack import PROJECT, Stack, free_port, run, run_and_keep
from upgrade import upgraded
from visitor import Visitor

OWNER = "1287054059110400000"
"""Of the server in the embedded Discord: docker/sandbox/sandbox.env."""
TESTS_LOG = PROJECT / "build" / "docker-tests.log"


def build() -> str:
    for name, target in (("web", "web"), ("web", "sandbox"), ("bot", "bot")):
        tag = f"guildwright-{target}:local"
        file = f"docker/Dockerfile.{name}"
        words = ("docker", "build", "--file", file, "--target", target, "--tag", tag)
        run(*words, ".", within_s=1800)
    return "web, sandbox, bot"


def up(stack: Stack) -> str:
    run("docker/validate-env.sh", there=stack.folder)
    stack.compose("up", "--detach", "--no-build", "--wait", "--wait-timeout", "300")
    return "from docker/.env.example, everything healthy"


def tests() -> str:
    file = "docker/test/docker-compose.yml"
    compose = ("docker", "compose", "--ansi", "never", "--file", file)
    words = ("up", "--build", "--no-log-prefix", "--attach", "tests", "--exit-code-from", "tests")
    try:
        said = run_and_keep(TESTS_LOG, *compose, *words, within_s=5400)
    except Failed as failed:
        lines = TESTS_LOG.read_text(encoding="utf-8", errors="replace").splitlines()
        names = [line for line in lines if line.startswith(("FAILED ", "ERROR "))]
        raise Failed("; ".join([*names[:20], str(failed)])) from None
    finally:
        run(*compose, "down", "--volumes")
    counts = [line.strip("= ") for line in said.splitlines() if " passed" in line]
    return f"make check and make test, with PostgreSQL and Redis as services: {counts[-1]}"


def looks(results: Results, stack: Stack) -> None:
    for service in ("web", "bot", "postgres", "redis", "sandbox", "backup", "proxy"):
        results.look(f"hardened: {service}", partial(images.hardened, stack, service))
    results.look("databases are closed", partial(images.not_published, stack))
    with Visitor(stack.web_url, OWNER) as visitor:
        at = work.Work(stack, visitor)
        if results.look("sign in", at.sign_in):
            work_goes_on(results, stack, at)
    results.look("secrets stay secret", partial(images.no_secret_shown, stack))


def work_goes_on(results: Results, stack: Stack, at: work.Work) -> None:
    results.look("import, plan, apply", at.job)
    ours = ("bot", "web", "redis", "postgres", "proxy", "backup")
    for service in ours:
        befalls(results, stack, at, service, "kill -9", troubles.killed)
    for service in ours:
        befalls(results, stack, at, service, "restart", troubles.restarted)
    for service in (*ours, "sandbox"):
        befalls(results, stack, at, service, "network cut", troubles.cut, channels=30)
    results.look("web replaced under load", partial(rolling.loses_nothing, stack, at))
    results.look("Redis loses everything", partial(work.lost_redis, stack, at))
    if results.look("workers of their own", partial(workers.scaled, stack, at)):
        results.look("hardened: worker", partial(images.hardened, stack, "worker"))
        befalls(results, stack, at, "worker", "kill -9", troubles.killed)
        befalls(results, stack, at, "worker", "restart", troubles.restarted)
        what = "network cut of a worker in a run"
        results.look(what, partial(workers.cut_off_in_a_run, stack, at))
    results.look("restore into an empty database", partial(work.restored, stack, at))


def befalls(
    results: Results,
    stack: Stack,
    at: work.Work,
    service: str,
    what: str,
    trouble: troubles.Trouble,
    *,
    channels: int = 12,
) -> None:
    """`channels` are as many as keep the run going: ten can be made in two seconds."""
    results.look(
        f"{what} of {service} in a run",
        partial(troubles.survived, stack, at, service, trouble, channels),
    )


def everything_up(results: Results, place: Path) -> None:
    image, what = caddy()
    folder, port = place / "installed", free_port()
    lay_now(folder)
    stack = Stack(
        folder,
        published(place, port),
        COMPOSE_PROFILES="sandbox,backup,proxy",
        WEB_PUBLIC_URL=f"https://localhost:{port}",
        WEB_TRUSTED_PROXIES="172.16.0.0/12",
        CADDY_IMAGE=image,
    )
    try:
        if results.look("up", lambda: f"{up(stack)}; {what}"):
            looks(results, stack)
        if not results.good:
            sys.stderr.write(stack.compose("logs", "--no-color", "--tail", "40"))
    except Failed as wrong:
        sys.stderr.write(f"{wrong}\n")
    finally:
        stack.down()


def main(words: list[str]) -> int:
    results = Results()
    if results.look("build", build):
        for name in images.IMAGES:
            results.look(f"size: {name}", partial(images.size, name))
            results.look(f"user: {name}", partial(images.user, name))
            results.look(f"no tools: {name}", partial(images.no_tools, name))
        with tempfile.TemporaryDirectory(prefix="guildwright-docker-") as place:
            everything_up(results, Path(place))
            results.look("upgrade with data", partial(upgraded, Path(place), OWNER))
    if "--tests" in words:
        results.look("tests in their container", tests)
    sys.stdout.write(f"{results.table()}\n{results.line()}\n")
    return 0 if results.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
