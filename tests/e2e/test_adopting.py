"""Keeping what was done by hand: the blueprint takes it over, and says so in its own words."""

import pytest

from tests.support.command_line import CommandLine
from tests.support.sandbox_beside import SandboxBeside

BLUEPRINT = "guildwright.yaml"


@pytest.fixture
def imported(at_copper: CommandLine) -> CommandLine:
    at_copper.ok("import", "-o", BLUEPRINT)
    return at_copper


def test_a_change_by_hand_goes_into_the_document_and_comments_stay(
    imported: CommandLine, copper: SandboxBeside
) -> None:
    path = imported.folder / BLUEPRINT
    text = path.read_text().replace("- tavern\n", "- tavern  # the old inn\n")
    text = text.replace("Anything that glows.", "Anything that shines.")
    assert "the old inn" in text
    assert "shines" in text
    path.write_text(text)
    imported.ok("apply", "--yes")
    copper.by_hand("PATCH", f"/channels/{copper.channel('tavern').id}", topic="Mind the step")

    assert imported("drift", "--detailed-exitcode").code == 2

    imported.ok("import", "--update", BLUEPRINT)

    assert "# the old inn" in path.read_text()
    assert "Mind the step" in path.read_text()
    assert imported("plan", "--detailed-exitcode").code == 0
    assert "In sync with version 2" in imported.ok("drift", "--detailed-exitcode").out
    before = path.read_text()
    imported.ok("import", "--update", BLUEPRINT)
    assert path.read_text() == before
