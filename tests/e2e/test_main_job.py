"""The main job, as somebody does it at a terminal, on real parts.

Import a living server, change its blueprint, plan, apply the very plan that was reviewed, find by
whom it was changed by hand, put it right, and go back.
"""

import json
from pathlib import Path

import pytest

from app.sandbox.world.permissions import Permission
from tests.support.command_line import CommandLine
from tests.support.sandbox_beside import SandboxBeside

BLUEPRINT = "guildwright.yaml"


def edit(guildwright: CommandLine, *changes: tuple[str, str]) -> None:
    path = guildwright.folder / BLUEPRINT
    text = path.read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text)


@pytest.fixture
def imported(at_copper: CommandLine) -> CommandLine:
    at_copper.ok("import", "-o", BLUEPRINT)
    return at_copper


RENAMED = ("- text: general\n", "- text: hearth\n        key: general\n")
NEW_ROLE = ("  - name: Helper\n", "  - name: Bard\n    color: '#e4935a'\n  - name: Helper\n")


def test_an_import_plans_to_nothing(imported: CommandLine, copper: SandboxBeside) -> None:
    before = copper.writes()

    planned = imported.ok("plan", "--detailed-exitcode")

    assert "Nothing to do" in planned.out
    assert copper.writes() == before


def test_from_the_living_server_to_another_one_and_back(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    general = copper.channel("general").id
    edit(imported, RENAMED, NEW_ROLE)

    planned = imported("plan", "-o", "plan.json", "--detailed-exitcode", "-m", "A better name")
    applied = imported.ok("apply", "plan.json", "--yes")

    assert planned.code == 2
    assert "#general → #hearth" in planned.out
    assert "+ role         @Bard" in planned.out
    assert "✓ create role @Bard" in applied.err
    assert "Read back: the server is as the plan wanted it." in applied.out
    assert copper.channel("hearth").id == general
    assert "Bard" in copper.role_names()
    assert "In sync" in imported.ok("drift", "--detailed-exitcode").out

    copper.by_hand("PATCH", f"/channels/{general}", name="chaos")
    copper.by_hand("DELETE", f"/channels/{copper.channel('pets').id}")
    found = imported("drift", "--detailed-exitcode")
    machines = json.loads(imported.ok("drift", "--json").out)

    assert found.code == 2
    assert "chaos" in found.out
    assert "pets" in found.out
    assert f"by {copper.seeded.owner.global_name} ({copper.seeded.owner.id})" in found.out
    assert machines["in_sync"] is False
    assert {one["by"]["user_id"] for one in machines["differences"]} == {
        str(copper.seeded.owner.id)
    }

    imported.ok("apply", "--yes")

    assert copper.channel("hearth").id == general
    assert copper.channels_named("pets")
    assert imported("plan", "--detailed-exitcode").code == 0

    runs = json.loads(imported.ok("runs", "--json").out)
    back = imported.ok("rollback", runs[-1]["id"], "--yes", "--delete", "all")

    assert "Read back: the server is as the plan wanted it." in back.out
    assert copper.channel("general").id == general
    assert "Bard" not in copper.role_names()


def test_versions_are_kept_and_gone_back_to(imported: CommandLine, copper: SandboxBeside) -> None:
    imported.ok("apply", "--yes", "--json")
    first = (imported.folder / BLUEPRINT).read_text()
    edit(imported, RENAMED)
    imported.ok("apply", "--yes")

    listed = json.loads(imported.ok("show", "--json").out)
    text = imported.ok("show", "--version", "1").out
    imported.ok("rollback", "--to-version", "1", "--yes")

    assert [one["number"] for one in listed] == [2, 1]
    assert text == first
    assert copper.channels_named("general")


def test_a_plan_that_no_longer_holds_is_refused_and_says_what_changed(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    edit(imported, NEW_ROLE)
    imported.ok("plan", "-o", "plan.json")
    copper.by_hand("PATCH", f"/channels/{copper.channel('tavern').id}", name="inn")
    before = copper.writes()

    refused = imported("apply", "plan.json", "--yes")

    assert refused.code == 1
    assert "tavern" in refused.err
    assert "inn" in refused.err
    assert "new plan" in refused.err
    assert copper.writes() == before
    assert json.loads(imported.ok("runs", "--json").out) == []


def test_nothing_is_deleted_that_was_not_named(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    edit(
        imported,
        ("version: 1\n", "version: 1\nunmanaged: delete\n"),
        ("      - pets\n", ""),
        ("      - mod-chat\n", ""),
        NEW_ROLE,
    )

    applied = imported.ok("apply", "--yes", "--delete", "channel:mod-chat:delete")

    assert "--delete channel:pets:delete" in applied.err
    assert copper.channels_named("pets")
    assert not copper.channels_named("mod-chat")
    assert "Bard" in copper.role_names()


def test_with_nothing_but_deletions_left_out_nothing_is_done(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    edit(imported, ("version: 1\n", "version: 1\nunmanaged: delete\n"), ("      - pets\n", ""))
    before = copper.writes()

    told = imported.ok("apply", "--yes")
    machines = json.loads(imported.ok("apply", "--yes", "--json").out)

    assert "nothing was changed" in told.err
    assert machines == {"run": None, "left": ["channel:pets:delete"]}
    assert copper.writes() == before


def test_a_reviewed_plan_is_applied_as_a_whole_or_not_at_all(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    edit(
        imported,
        ("version: 1\n", "version: 1\nunmanaged: delete\n"),
        ("      - pets\n", ""),
        NEW_ROLE,
    )
    imported.ok("plan", "-o", "plan.json")

    refused = imported("apply", "plan.json", "--yes")
    mistyped = imported("apply", "plan.json", "--yes", "--delete", "channel:cats:delete")
    applied = imported.ok("apply", "plan.json", "--yes", "--delete", "channel:pets:delete")

    assert refused.code == mistyped.code == 1
    assert "--delete channel:pets:delete" in refused.err
    assert "channel:cats:delete" in mistyped.err
    assert "Read back" in applied.out
    assert not copper.channels_named("pets")


def test_without_a_terminal_nothing_is_asked_and_nothing_done(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    edit(imported, NEW_ROLE)
    before = copper.writes()

    people = imported("apply")
    machines = imported("apply", "--json")

    assert people.code == machines.code == 1
    assert "--yes" in people.err
    assert json.loads(machines.err)["error"]["code"] == "no_terminal"
    assert machines.out == ""
    assert copper.writes() == before


def test_everything_is_json_for_machines(imported: CommandLine) -> None:
    edit(imported, NEW_ROLE)

    plan = json.loads(imported.ok("plan", "--json").out)
    run = json.loads(imported.ok("apply", "--yes", "--json").out)
    shown = json.loads(imported.ok("show", run["id"], "--json").out)
    checks = json.loads(imported.ok("doctor", "--json").out)
    allowed = json.loads(imported.ok("explain", "@Helper", "#mod-chat", "--json").out)

    assert plan["changes"]
    assert run["state"] == "succeeded"
    assert run["verified"] is True
    assert run["left"] == []
    assert next(step["verb"] for step in shown["steps"]) == "create role"
    # How far clocks are apart is read from rate-limit headers, which are switched off here, and
    # nobody has made a backup.
    assert {one["name"] for one in checks if one["health"] != "good"} == {"backup", "clock"}
    assert {one["name"] for one in allowed["permissions"] if one["allowed"]} >= {"VIEW_CHANNEL"}


def test_who_may_do_what_is_said_with_the_rule_that_decides(imported: CommandLine) -> None:
    said = imported.ok("explain", "@everyone", "#mod-chat")
    one = imported.ok("explain", "@Helper", "#mod-chat", "view_channel")

    assert "@everyone in #mod-chat" in said.out
    assert "✕\tView Channels\tdenied to @everyone in this channel" in said.out
    assert "✓\tView Channels\tallowed to @Helper in this channel" in one.out
    assert len(one.out.splitlines()) == 2


def test_names_that_look_like_markup_are_shown_as_they_are(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    guild = copper.seeded.guild.id
    copper.by_hand("POST", f"/guilds/{guild}/roles", name="[red]Boss[/red]")
    copper.by_hand("PATCH", f"/channels/{copper.channel('Anvil').id}", name="[bold]An[vil")

    explained = imported.ok("explain", "[red]Boss[/red]", "[bold]An[vil")
    planned = imported.ok("plan")

    assert "@[red]Boss[/red] in #[bold]An[vil" in explained.out
    assert "[bold]An[vil" in planned.out


def test_a_member_gets_nothing_through_the_bot_that_they_could_not_do(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    owner = copper.seeded.owner.id
    members = copper.seeded.guild.members.values()
    member = next(one.user_id for one in members if not one.roles and one.user_id != owner)
    edit(imported, NEW_ROLE)
    before = copper.writes()

    refused = imported("apply", "--yes", "--as", str(member))

    assert refused.code == 1
    assert "Manage Roles" in refused.both
    assert copper.writes() == before


def test_a_template_becomes_a_blueprint_without_any_server(
    guildwright: CommandLine, tmp_path: Path
) -> None:
    template = tmp_path / "template.json"
    everyone = {"id": 0, "name": "@everyone", "permissions": str(int(Permission.VIEW_CHANNEL))}
    helper = {"id": 1, "name": "Helper", "permissions": "0"}
    source = {"name": "Small", "roles": [everyone, helper], "channels": []}
    template.write_text(json.dumps({"name": "T", "serialized_source_guild": source}))

    guildwright.ok("import", "--template", str(template), "-o", BLUEPRINT)

    assert "Helper" in (guildwright.folder / BLUEPRINT).read_text()
    assert "1 role, 0 channels" in guildwright.ok("validate").out
