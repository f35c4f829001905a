"""The embedded Discord among containers: its ids are the same at every start, and known."""

import importlib.util
from types import ModuleType

from tests.support.processes import PROJECT

FOLDER = PROJECT / "docker" / "sandbox"


def service() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sandbox_service", FOLDER / "serve.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_application_and_its_owner_are_those_that_are_written_down() -> None:
    serve = service()
    lines = (FOLDER / "sandbox.env").read_text(encoding="utf-8").splitlines()
    written = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")

    seeded = serve.copper_guild(serve.ClockAfterSeeding(), "token")

    assert written["WEB_CLIENT_ID"] == str(seeded.application.id)
    assert written["WEB_OPERATORS"] == str(seeded.owner.id)


def test_time_goes_on_once_the_world_is_made() -> None:
    serve = service()
    clock = serve.ClockAfterSeeding()
    before = clock.now()

    clock.run()

    assert before == serve.SEEDED_AT
    assert clock.now() != serve.SEEDED_AT
