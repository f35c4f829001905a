"""From the version before the last migration to this one, with data: built on the machine, as
docs/operations.md says, and rolled by the commands of deploy/ssh-deploy.sh."""

import secrets
from pathlib import Path

from folder import before_the_last_migration, lay_now, lay_then
from load import Answers, page, planned, runs_of, under_load
from results import Failed
from stack import Stack, run
from visitor import Visitor
from work import Work

_BUILD_S = 1800


def upgraded(place: Path, owner: str) -> str:
    commit, migration = before_the_last_migration()
    folder = place / "upgraded"
    lay_then(folder, commit)
    name = f"guildwright-upgraded-{secrets.token_hex(3)}"
    stack = Stack(
        folder,
        COMPOSE_PROFILES="sandbox",
        WEB_IMAGE=f"{name}-web:local",
        BOT_IMAGE=f"{name}-bot:local",
    )
    try:
        return f"from before {migration}: {_upgraded(stack, owner)}"
    finally:
        stack.down()
        run("docker", "image", "rm", "--force", f"{name}-web:local", f"{name}-bot:local")


def _upgraded(stack: Stack, owner: str) -> str:
    stack.compose("build", "web", "bot", within_s=_BUILD_S)
    stack.compose("up", "--detach", "--no-build", "--wait", "--wait-timeout", "300")
    before = _schema(stack)
    with Visitor(stack.web_url, owner) as visitor:
        at = Work(stack, visitor)
        at.sign_in()
        at.applied("made-before")
        runs = _runs(at)

        lay_now(stack.folder)
        run("sh", "docker/validate-env.sh", there=stack.folder)
        stack.compose("build", "web", "bot", within_s=_BUILD_S)
        kept = run("sh", "docker/backup-now.sh", there=stack.folder).strip()
        if not (stack.folder / kept).stat().st_size:
            raise Failed("the backup before it is empty")

        answers = _migrated_under_load(stack, at)
        after = _schema(stack)
        for part in ("web", "bot"):
            words = ("up", "--detach", "--no-deps", "--no-build", "--wait", "--wait-timeout", "300")
            stack.compose(*words, part)
        _runs_now(stack)
        if "Running upgrade" in stack.compose("run", "--rm", "--no-deps", "-T", "migrate"):
            raise Failed("a second migration did something once more")
        if not set(runs) <= set(_runs(at)):
            raise Failed("runs of before are not there")
        at.holds_once(["made-before", "made-meanwhile"])
        at.applied("made-after")
    return (
        f"schema {before} → {after}; the old web answered {answers.counted()} meanwhile, "
        f"a run of the old version over the new schema; {len(runs)} run(s) of before are there"
    )


def _migrated_under_load(stack: Stack, at: Work) -> Answers:
    """The old web and bot go on, and are asked for everything, while and after it migrates."""
    text = at.design("planned-meanwhile")
    asks = ((page, 0.02), (runs_of(at.guild), 0.05), (planned(at.guild, text), 0.3))
    with under_load(at.visitor, *asks) as answers:
        stack.compose("run", "--rm", "--no-deps", "-T", "migrate")
        at.applied("made-meanwhile")
    if set(answers.counted()) - {"200", "201"}:
        raise Failed(f"the old web failed while it migrated: {answers.counted()}")
    return answers


def _schema(stack: Stack) -> str:
    asked = "SELECT version_num FROM alembic_version"
    words = ("psql", "--username=guildwright", "--tuples-only", "--no-align", "--command", asked)
    return stack.inside("postgres", *words).strip()


def _runs(at: Work) -> list[str]:
    return [one["id"] for one in at.visitor.get(f"/guilds/{at.guild}/runs")["items"]]


def _runs_now(stack: Stack) -> None:
    for service in ("web", "bot"):
        wanted = run("docker", "image", "inspect", "--format", "{{.Id}}", _image(stack, service))
        if stack.inspected(service)["Image"] != wanted.strip():
            raise Failed(f"{service} runs the old image")


def _image(stack: Stack, service: str) -> str:
    return str(stack.inspected(service)["Config"]["Image"])
