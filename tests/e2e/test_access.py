"""Who may do what, from the command line, over a real database and a running sandbox."""

import json

from app.shared.domain.structure.identifiers import UserId
from tests.support.command_line import CommandLine


def a_role(at_copper: CommandLine) -> str:
    """The lowest role beside @everyone, by what `access list` needs no grant for."""
    guild = json.loads(at_copper.ok("access", "list", "--json").out)
    return str(guild["managers"][0]["id"])


def test_rights_are_granted_explained_and_revoked(at_copper: CommandLine) -> None:
    at_copper.ok("migrate")
    owner = a_role(at_copper)
    granted = at_copper.ok(
        "access",
        "grant",
        "@everyone",
        "design",
        "approve",
        "--days",
        "3",
        "--note",
        "Summer",
        "--confirm-everyone",
    )
    number = granted.out.split("number ")[1].split(".")[0]

    listed = at_copper.ok("access", "list").out
    why = at_copper.ok("access", "why", owner).out
    explained = json.loads(at_copper.ok("access", "why", owner, "--json").out)
    at_copper.ok("access", "revoke", number)
    again = at_copper("access", "revoke", number)

    assert f"{number}  @everyone  approve, design  until" in listed
    assert "✓ Apply plans  Owns the server." in why
    assert "everybody in the server" in why
    assert {reason["source"] for reason in explained["reasons"]} == {"owner", "grant"}
    assert again.code == 1
    assert "no such grant" in again.err
    assert json.loads(at_copper.ok("access", "list", "--json").out)["grants"] == []


def test_everybody_gets_rights_only_with_a_yes(at_copper: CommandLine) -> None:
    at_copper.ok("migrate")

    for words in (("@everyone", "design"), ("@everyone", "design", "--json")):
        ended = at_copper("access", "grant", *words)

        assert ended.code == 1
        assert "--confirm-everyone" in ended.err
    assert json.loads(at_copper.ok("access", "list", "--json").out)["grants"] == []


def test_what_nobody_can_be_granted_is_said(at_copper: CommandLine) -> None:
    at_copper.ok("migrate")

    for words, told in (
        (("grant", "@nobody-is-called-so", "view"), "no role"),
        (("grant", "@everyone", "desing"), "design"),
        (("grant", str(UserId(4)), "view"), "not a member"),
        (("grant", "@everyone", "design", "--for", "channel:attic"), "attic"),
        (("why", "me"), "no user id"),
    ):
        ended = at_copper("access", *words)

        assert ended.code == 1
        assert told in ended.err
