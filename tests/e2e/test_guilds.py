"""An operator lets servers in and keeps them out, at the command line."""

import json

from tests.support.command_line import CommandLine
from tests.support.sandbox_beside import SandboxBeside


def test_a_server_waits_until_it_is_let_in_and_can_be_put_out(
    at_copper: CommandLine, copper: SandboxBeside
) -> None:
    at_copper.set(GUILD_ADMISSION="approval")
    guild = str(copper.seeded.guild.id)

    assert "waits to be let in" in at_copper.ok("guilds", "list").out
    assert "may use" in at_copper.ok("guilds", "admit", guild).both
    (listed,) = json.loads(at_copper.ok("guilds", "list", "--json").out)
    assert (listed["id"], listed["standing"]) == (guild, "admitted")
    at_copper.ok("guilds", "refuse", guild)

    assert "refused" in at_copper.ok("guilds", "list").out


def test_what_is_no_server_is_told_as_such(at_copper: CommandLine) -> None:
    odd = at_copper("guilds", "admit", "my server")
    unknown = at_copper("guilds", "admit", "7")

    assert (odd.code, unknown.code) == (1, 1)
    assert "is no server id" in odd.err
    assert "never been in a server with the id 7" in unknown.err
