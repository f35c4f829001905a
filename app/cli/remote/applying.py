"""From a plan at a server to a run of its worker, with the same questions as here."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from app.cli.handlers.files import is_plan_file, read_document, read_plan_file
from app.cli.remote.client import Api, api_of
from app.cli.remote.plans import Order, destructive, kept_plan, plan_document, show_view
from app.cli.remote.runs import tell_run_view, until_it_rests
from app.cli.server_choice import Server
from app.cli.terminal import NoTerminal, can_ask, confirm, say, show_json
from app.shared.application.rendering.spans import safe
from app.shared.domain.errors import Invalid
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.runs.refusals import DestructionNotConfirmed, PlanBlocked, PlanStale
from app.shared.domain.structure.identifiers import Key

_ALL = "all"


class DeletionUnknown(Invalid):
    """--delete names something that the plan does not delete."""

    code: ClassVar[str] = "deletion_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What people said yes to beforehand, and how they want to be told."""

    delete: frozenset[str] = frozenset()
    yes: bool = False
    detach: bool = False
    json: bool = False

    def covers(self, change: dict[str, Any]) -> bool:
        return change["id"] in self.delete or _ALL in self.delete


def apply_plan_at(server: Server, guild: str | None, plan_hash: str, agreed: Agreement) -> int:
    return asyncio.run(_apply_kept(server, guild, plan_hash, agreed))


def apply_file_at(server: Server, order: Order, agreed: Agreement) -> int:
    """A plan file, or a blueprint, which is saved as a version and planned."""
    if is_plan_file(order.file):
        named = read_plan_file(order.file)
        return asyncio.run(_apply_kept(server, str(named.guild_id), named.hash, agreed))
    read_document(order.file)
    return asyncio.run(_apply_document(server, order, agreed))


async def _apply_kept(server: Server, guild: str | None, plan_hash: str, agreed: Agreement) -> int:
    async with api_of(server) as api:
        view = await kept_plan(api, await api.guild(guild), plan_hash)
        return await apply_view(api, view, agreed, whole=True)


async def _apply_document(server: Server, order: Order, agreed: Agreement) -> int:
    async with api_of(server) as api:
        view = await plan_document(api, order, save=True)
        return await apply_view(api, view, agreed, whole=False)


async def apply_view(api: Api, view: dict[str, Any], agreed: Agreement, *, whole: bool) -> int:
    """0 when the run is done and verified, or nothing was to do. One that was reviewed as a
    `whole` is not cut down."""
    if not agreed.json:
        show_view(view)
    _check(view, agreed)
    if view["empty"]:
        return _nothing_to_do([], agreed)
    if not agreed.yes and not can_ask():
        raise NoTerminal("This needs a yes, and there is no terminal to ask at.")
    left = _not_agreed(view, agreed)
    if left:
        rest = await _without(api, view, left, whole=whole)
        if not agreed.json:
            _say_left(left)
        if rest is None:
            return _nothing_to_do(left, agreed)
        view = rest
    if not agreed.yes and not confirm(_question(view, left)):
        say("Nothing was changed.")
        return 1
    return await _run(api, view, left, agreed)


def _check(view: dict[str, Any], agreed: Agreement) -> None:
    if view["blocked"]:
        raise PlanBlocked(tuple(_blocking(view)))
    doomed = {change["id"] for change in destructive(view)}
    if unknown := sorted(agreed.delete - doomed - {_ALL}):
        raise DeletionUnknown(
            f"The plan does not delete {', '.join(unknown)}.",
            remedy=f"It deletes: {', '.join(sorted(doomed)) or 'nothing'}.",
        )
    if agreed.json and not agreed.yes and not view["empty"]:
        raise NoTerminal(
            "With --json no plan is shown that somebody could say yes to.",
            remedy="Look at it with `guildwright plan` first, then add --yes.",
        )


def _blocking(view: dict[str, Any]) -> Iterator[Finding]:
    for one in view["findings"]:
        if one["severity"] == Severity.BLOCKS:
            yield Finding(
                code=one["code"], severity=Severity.BLOCKS, what=one["what"], remedy=one["remedy"]
            )


def _not_agreed(view: dict[str, Any], agreed: Agreement) -> list[dict[str, Any]]:
    open_ = [change for change in destructive(view) if not agreed.covers(change)]
    if agreed.yes:
        return open_
    return [change for change in open_ if not confirm(_deletion(change))]


def _deletion(change: dict[str, Any]) -> str:
    return f"Delete {change['subject']} {safe(change['name'])}? {safe(change['loses'])}"


async def _without(
    api: Api, view: dict[str, Any], left: list[dict[str, Any]], *, whole: bool
) -> dict[str, Any] | None:
    """The plan without what nobody agreed to; None where nothing else is in it."""
    out = {change["id"] for change in left}
    if whole:
        raise _must_be_agreed(left)
    wanted = [change["id"] for change in view["changes"] if change["id"] not in out]
    if not wanted:
        return None
    path = f"/guilds/{view['guild_id']}/plans/{view['hash']}/choose"
    chosen: dict[str, Any] = await api.post(path, {"chosen": wanted})
    if pulled_in := [change for change in left if change["id"] in chosen["closure"]]:
        raise _must_be_agreed(pulled_in)
    rest: dict[str, Any] | None = chosen["plan"]
    return None if rest is None or rest["empty"] else rest


def _must_be_agreed(changes: list[dict[str, Any]]) -> DestructionNotConfirmed:
    refused = DestructionNotConfirmed(
        tuple(
            Change(
                subject=Subject(one["subject"]),
                kind=ChangeKind(one["kind"]),
                key=Key(one["key"]),
                name=one["name"],
                loses=one["loses"],
            )
            for one in changes
        )
    )
    named = " ".join(f"--delete {one['id']}" for one in changes)
    refused.remedy = f"To agree to it, add: {named}"
    return refused


async def _refuse_stale(api: Api, plan_path: str) -> None:
    """The run would refuse too; this way no failed run is left behind."""
    changed = (await api.get(f"{plan_path}/changed"))["sentences"]
    if changed:
        raise PlanStale(tuple(changed))


async def _run(
    api: Api, view: dict[str, Any], left: list[dict[str, Any]], agreed: Agreement
) -> int:
    path = f"/guilds/{view['guild_id']}/plans/{view['hash']}"
    await _refuse_stale(api, path)
    run = await api.post(
        f"{path}/apply", {"confirmed": [change["id"] for change in destructive(view)]}
    )
    if not agreed.detach:
        run = await until_it_rests(api, run, quiet=agreed.json)
    if agreed.json:
        show_json({**run, "left": [change["id"] for change in left]})
    else:
        tell_run_view(run)
    if agreed.detach and not agreed.json:
        say("A worker of the server takes it up.", "muted")
    return 0 if agreed.detach or run["state"] == "succeeded" else 1


def _say_left(left: list[dict[str, Any]]) -> None:
    for change in left:
        loses = safe(change["loses"])
        say(f"Left as it is: {change['subject']} {safe(change['name'])}. {loses}", "warns")
        say(f"    To delete it: --delete {change['id']}", "muted")


def _nothing_to_do(left: list[dict[str, Any]], agreed: Agreement) -> int:
    if agreed.json:
        show_json({"run": None, "left": [change["id"] for change in left]})
    elif left:
        say("Nothing else was to do, so nothing was changed.")
    return 0


def _question(view: dict[str, Any], left: list[dict[str, Any]]) -> str:
    writes = view["cost"]["writes"]
    calls = "1 call" if writes == 1 else f"{writes} calls"
    what = "the rest of this plan" if left else "this plan"
    return f"Apply {what} to {safe(view['guild_name'])} with {calls}?"
