"""/applications/{id}/commands: what is taken, what is refused, and what stays the same."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.sandbox.seed.building import add_application
from app.sandbox.world.commands import CommandPermission
from app.sandbox.world.forms.commands import is_command_name
from tests.integration.sandbox.interacting.registry import command, option
from tests.integration.sandbox.messages.desk import leaves
from tests.support.sandbox import SmallGuild, running_sandbox


@pytest.fixture
async def place() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox(expect_bad_requests=True) as found:
        yield found


def everywhere(place: SmallGuild) -> str:
    return f"/applications/{place.application.id}/commands"


def in_guild(place: SmallGuild) -> str:
    return f"/applications/{place.application.id}/guilds/{place.guild.id}/commands"


@pytest.mark.parametrize("scope", [everywhere, in_guild])
async def test_a_command_is_made_replaced_changed_and_deleted(
    place: SmallGuild, scope: Any
) -> None:
    path = scope(place)

    made = await place.bot.post(path, command())
    same = await place.bot.post(path, command())
    other = await place.bot.post(path, command(description="does more"))
    edited = await place.bot.patch(f"{path}/{made.json()['id']}", {"name": "scheme"})
    listed = await place.bot.get(path)
    deleted = await place.bot.delete(f"{path}/{made.json()['id']}")
    after = await place.bot.get(f"{path}/{made.json()['id']}")

    assert (made.status_code, same.status_code, other.status_code) == (201, 200, 200)
    assert same.json() == made.json()
    assert other.json()["id"] == made.json()["id"]
    assert int(other.json()["version"]) > int(made.json()["version"])
    assert (edited.json()["name"], edited.json()["description"]) == ("scheme", "does more")
    assert [each["name"] for each in listed.json()] == ["scheme"]
    assert (deleted.status_code, after.json()["code"]) == (204, 10063)


async def test_kinds_have_names_of_their_own(place: SmallGuild) -> None:
    path = everywhere(place)

    answers = [
        await place.bot.post(path, command("plan")),
        await place.bot.post(path, {"name": "plan", "type": 2}),
        await place.bot.post(path, {"name": "Plan It", "type": 3}),
    ]

    assert [each.status_code for each in answers] == [201, 201, 201]
    assert answers[2].json()["description"] == ""


async def test_overwriting_keeps_ids_and_versions_of_what_stays(place: SmallGuild) -> None:
    path = everywhere(place)
    first = (await place.bot.put(path, [command("a"), command("b"), command("c")])).json()

    second = (await place.bot.put(path, [command("b"), command("c", description="new")])).json()

    before = {each["name"]: each for each in first}
    after = {each["name"]: each for each in second}
    assert list(after) == ["b", "c"]
    assert after["b"] == before["b"]
    assert after["c"]["id"] == before["c"]["id"]
    assert after["c"]["version"] != before["c"]["version"]


async def test_a_bad_one_among_many_refuses_all(place: SmallGuild) -> None:
    path = everywhere(place)
    await place.bot.put(path, [command("a")])

    answer = await place.bot.put(path, [command("b"), command("BAD"), command("b")])

    assert leaves(answer.json()) == {
        "1.name": "APPLICATION_COMMAND_INVALID_NAME",
        "2.name": "APPLICATION_COMMANDS_DUPLICATE_NAME",
    }
    assert [each["name"] for each in (await place.bot.get(path)).json()] == ["a"]


@pytest.mark.parametrize(
    ("body", "place_of_error", "code"),
    [
        (command("Plan"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (command("pl an"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (command("p" * 33), "name", "BASE_TYPE_BAD_LENGTH"),
        (command(description="d" * 101), "description", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "plan"}, "description", "BASE_TYPE_REQUIRED"),
        (command(type=9), "type", "BASE_TYPE_CHOICES"),
        (
            command(options=[option(f"o{n}") for n in range(26)]),
            "options",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            command(options=[option(), option()]),
            "options.1.name",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            command(options=[option("a"), option("b", required=True)]),
            "options.1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            command(options=[option(choices=[{"name": str(n), "value": "v"} for n in range(26)])]),
            "options.0.choices",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            command(options=[option(choices=[{"name": "a", "value": 1}])]),
            "options.0.choices.0.value",
            "STRING_TYPE_CONVERT",
        ),
        (
            command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)]),
            "options.0.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CANNOT_BE_USED_WITH_CHOICES",
        ),
        (
            command(options=[option(type=6, autocomplete=True)]),
            "options.0.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_MISFIT",
        ),
        (
            command(options=[option(type=2, options=[option(type=2)])]),
            "options.0.options.0.type",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            command(options=[option(type=1, options=[option(type=1)])]),
            "options.0.options.0.type",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            command(options=[option("a", type=1), option("b")]),
            "options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            command(name_localizations={"xx": "plan"}),
            "name_localizations.xx",
            "ENUM_TYPE_COERCE",
        ),
        (
            command(name_localizations={"de": "Plan"}),
            "name_localizations.de",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (command(contexts=[3]), "contexts.0", "BASE_TYPE_CHOICES"),
        (command(integration_types=[2]), "integration_types.0", "BASE_TYPE_CHOICES"),
        (
            command(default_member_permissions="many"),
            "default_member_permissions",
            "NUMBER_TYPE_COERCE",
        ),
    ],
)
async def test_mistakes_are_refused_at_their_place(
    place: SmallGuild, body: dict[str, Any], place_of_error: str, code: str
) -> None:
    answer = await place.bot.post(everywhere(place), body)

    assert leaves(answer.json()) == {place_of_error: code}


async def test_eight_thousand_characters_are_the_most(place: SmallGuild) -> None:
    choices = [{"name": str(n).rjust(100, "n"), "value": "v" * 100} for n in range(25)]
    fits = command(options=[option("a", choices=choices)])
    large = command(options=[option("a", choices=choices), option("b", choices=choices)])

    taken = await place.bot.post(everywhere(place), fits)
    refused = await place.bot.post(everywhere(place), large)

    assert taken.status_code == 201
    assert leaves(refused.json()) == {"": "APPLICATION_COMMAND_TOO_LARGE"}


@pytest.mark.parametrize(
    ("kind", "most", "code"), [(1, 100, 30032), (2, 15, 30067), (3, 15, 30068)]
)
async def test_there_may_be_so_many_of_a_kind(
    place: SmallGuild, kind: int, most: int, code: int
) -> None:
    extra = {"description": "d"} if kind == 1 else {}
    bodies = [{"name": f"c{number}", "type": kind, **extra} for number in range(most)]
    await place.bot.put(everywhere(place), bodies)

    answer = await place.bot.post(everywhere(place), {"name": "more", "type": kind, **extra})

    assert answer.json()["code"] == code


async def test_two_hundred_new_ones_a_day_are_the_most(place: SmallGuild) -> None:
    path = in_guild(place)
    for batch in range(2):
        await place.bot.put(path, [command(f"c{batch}-{number}") for number in range(100)])

    refused = await place.bot.put(path, [command("one-more")])
    place.clock.advance(86_401)
    next_day = await place.bot.put(path, [command("one-more")])

    assert (refused.json()["code"], next_day.status_code) == (30034, 200)


async def test_translations_are_listed_when_they_are_asked_for(place: SmallGuild) -> None:
    body = command(
        name_localizations={"de": "planen"},
        options=[option(description_localizations={"fr": "quoi"})],
    )
    await place.bot.post(everywhere(place), body)

    plain = (await place.bot.get(everywhere(place))).json()[0]
    full = (await place.bot.get(everywhere(place), with_localizations="true")).json()[0]

    assert "name_localizations" not in plain
    assert "description_localizations" not in plain["options"][0]
    assert full["name_localizations"] == {"de": "planen"}
    assert full["options"][0]["description_localizations"] == {"fr": "quoi"}


async def test_nobody_gets_at_another_applications_commands(place: SmallGuild) -> None:
    other = add_application(place.world, "Other", place.owner.id)

    foreign = await place.bot.get(f"/applications/{other.id}/commands")
    unknown = await place.bot.get("/applications/1/commands")

    assert (foreign.json()["code"], unknown.json()["code"]) == (50001, 10002)


async def test_edited_permissions_are_read(place: SmallGuild) -> None:
    made = (await place.bot.post(everywhere(place), command())).json()
    path = f"{in_guild(place)}/{made['id']}/permissions"
    before = await place.bot.get(path)
    edit = CommandPermission(place.guild.id, 1, permission=False)
    place.world.commands.permissions[place.guild.id, int(made["id"])] = [edit]

    one = await place.bot.get(path)
    every = await place.bot.get(f"{in_guild(place)}/permissions")

    assert before.json()["code"] == 10066
    assert one.json()["permissions"] == [
        {"id": str(place.guild.id), "type": 1, "permission": False}
    ]
    assert every.json() == [one.json()]


@pytest.mark.parametrize("name", ["plan", "plan-it", "plan_2", "計画", "योजना", "แผน", "l'été"])
def test_names_of_commands_in_many_scripts(name: str) -> None:
    assert is_command_name(name)


@pytest.mark.parametrize("name", ["", "Plan", "plan it", "plan!", "Été", "p" * 33, "🙂"])
def test_what_is_no_name_of_a_command(name: str) -> None:
    assert not is_command_name(name)
