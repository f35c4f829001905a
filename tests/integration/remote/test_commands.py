"""plan, apply, runs and show at a server: as here, with no database on this side."""

import json
import re
from importlib.resources import files

from app.shared.application.rendering.plan_json import plan_json
from app.shared.application.rendering.plan_markdown import plan_markdown
from app.shared.application.rendering.plan_view import plan_text
from app.shared.domain.access.tokens import Scope
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.plan import Plan
from tests.integration.remote.conftest import Remote

RENAMED = ("- text: general\n", "- text: hearth\n        key: general\n")
NEW_ROLE = ("  - name: Helper\n", "  - name: Bard\n    color: '#e4935a'\n  - name: Helper\n")

DELETE = ("version: 1\n", "version: 1\nunmanaged: delete\n")
PETS = ("      - pets\n", "")


async def the_plan(remote: Remote, plan_hash: str) -> Plan:
    stack = remote.served.stack
    async with stack.container.begin()() as uow:
        return (await uow.plans.by_hash(stack.guild_id, plan_hash)).plan


async def test_an_unchanged_server_plans_to_nothing(remote: Remote) -> None:
    planned = await remote.ok("plan", "--detailed-exitcode")

    assert "Nothing to do" in planned.out


async def test_a_plan_with_everything_in_it_is_told_as_it_is_told_here(remote: Remote) -> None:
    design = files("app.cli.demo").joinpath("copper-guild.yaml").read_text(encoding="utf-8")
    design = re.sub("^unmanaged: .*$", "unmanaged: delete", design, flags=re.MULTILINE)
    (remote.guildwright.folder / "guildwright.yaml").write_text(design)

    as_json = await remote("plan", "--json", "--detailed-exitcode")
    plan_hash = json.loads(as_json.out)["hash"]
    plan = await the_plan(remote, plan_hash)
    shown = await remote.ok("show", "--plan", plan_hash)
    again = await remote.ok("plan", "--markdown")

    assert {change.kind for change in plan.changes} == set(ChangeKind)
    assert plan.findings
    assert as_json.code == 2
    assert json.loads(as_json.out) == plan_json(plan)
    assert shown.out == plan_text(plan) + "\n"
    assert again.out == plan_markdown(await the_plan(remote, again.out.split("`")[-2]))


async def test_a_plan_leaves_no_version_unless_it_says_why(remote: Remote) -> None:
    remote.edit(NEW_ROLE)

    await remote.ok("plan")
    without = await remote.ok("show", "--json")
    await remote.ok("plan", "-m", "A bard")
    listed = await remote.ok("show", "--json")

    assert json.loads(without.out) == []
    assert [one["message"] for one in json.loads(listed.out)] == ["A bard"]


async def test_a_reviewed_plan_is_applied_and_its_run_shown(remote: Remote) -> None:
    remote.edit(RENAMED, NEW_ROLE)
    await remote.ok("plan", "-o", "plan.json")

    applied = await remote.ok("apply", "plan.json", "--yes")
    (run,) = json.loads((await remote.ok("runs", "--json")).out)
    shown = await remote.ok("show", run["id"])

    assert "✓ create role @Bard" in applied.err
    assert "Read back: the server is as the plan wanted it." in applied.out
    assert f"Run {run['id']} is done." in shown.out
    assert run["id"] in (await remote.ok("runs")).out
    assert run["requested_by"] == f"user:{remote.served.stack.seeded.owner.id}"
    assert "hearth" in remote.channel_names()


async def test_a_blueprint_is_saved_planned_and_applied_in_one(remote: Remote) -> None:
    remote.edit(NEW_ROLE)

    applied = await remote.ok("apply", "--yes", "--json")
    version = await remote.ok("show", "--version", "1")

    assert json.loads(applied.out)["verified"] is True
    assert version.out == (remote.guildwright.folder / "guildwright.yaml").read_text()


async def test_deletions_that_nobody_agreed_to_are_left_out(remote: Remote) -> None:
    remote.edit(DELETE, PETS, RENAMED)

    without = await remote.ok("apply", "--yes", "--json")
    names = remote.channel_names()
    unknown = await remote("apply", "--yes", "--delete", "channel:cats:delete")
    agreed = await remote.ok("apply", "--yes", "--delete", "channel:pets:delete")

    assert json.loads(without.out)["left"] == ["channel:pets:delete"]
    assert "pets" in names
    assert "hearth" in names
    assert "does not delete channel:cats:delete" in unknown.err
    assert "is done" in agreed.out
    assert "pets" not in remote.channel_names()


async def test_a_plan_that_was_reviewed_as_a_whole_is_not_cut_down(remote: Remote) -> None:
    remote.edit(DELETE, PETS, RENAMED)
    await remote.ok("plan", "-o", "plan.json")

    refused = await remote("apply", "plan.json", "--yes")
    names = remote.channel_names()
    applied = await remote.ok("apply", "plan.json", "--yes", "--delete", "channel:pets:delete")

    assert refused.code == 1
    assert "To agree to it, add: --delete channel:pets:delete" in refused.err
    assert "general" in names
    assert "is done" in applied.out


async def test_what_the_token_may_not_is_told_with_what_to_do(remote: Remote) -> None:
    remote.edit(NEW_ROLE)
    await remote.ok("plan", "-o", "plan.json")
    remote.guildwright.set(GUILDWRIGHT_TOKEN=await remote.token(Scope.READ, Scope.PLAN))

    refused = await remote("apply", "plan.json", "--yes")
    as_json = await remote("apply", "plan.json", "--yes", "--json")

    assert refused.code == 1
    assert refused.err.count("Error:") == 1
    assert json.loads(as_json.err)["error"]["code"] == "scope_missing"


async def test_a_token_that_is_wrong_is_told(remote: Remote) -> None:
    remote.guildwright.set(GUILDWRIGHT_TOKEN="gw_wrong")

    refused = await remote("runs")

    assert refused.code == 1
    assert "does not accept the token" in refused.err


async def test_a_plan_that_is_not_there_is_told(remote: Remote) -> None:
    refused = await remote("apply", "--plan", "0123456789ab", "--yes", "--json")

    assert refused.code == 1
    assert json.loads(refused.err)["error"]["code"] == "plan_not_found"


async def test_a_plan_that_no_longer_holds_is_refused(remote: Remote) -> None:
    remote.edit(NEW_ROLE)
    await remote.ok("plan", "-o", "plan.json")
    general = next(
        one for one in remote.served.stack.seeded.guild.channels.values() if one.name == "general"
    )
    general.name = "chaos"

    refused = await remote("apply", "plan.json", "--yes", "--json")

    assert refused.code == 1
    assert json.loads(refused.err)["error"]["code"] == "plan_stale"
