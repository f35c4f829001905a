"""Who may do what there, and which rule decided."""

import pytest

from app.shared.application.permissions.explain_access import (
    ExplainAccess,
    ExplainAccessCommand,
    ExplainedAccess,
    PermissionUnknown,
)
from app.shared.application.permissions.naming import NameAmbiguous, NameUnknown
from app.shared.application.ports.guild_gateway import MemberNotFound
from app.shared.application.ports.unit_of_work import VersionNotFound
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.permissions.explanation import Rule
from app.shared.domain.structure.bindings import Kind
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from tests.support.builders import GUILD, NOON, OWNER
from tests.support.scene import Scene

VIEW = 1 << 10


@pytest.fixture
async def scene() -> Scene:
    scene = Scene()
    helper = await scene.bind(Kind.ROLE, "helper", scene.guild.new_role({"name": "Helper"}))
    overwrites = [
        {"id": GUILD, "type": 0, "allow": 0, "deny": VIEW},
        {"id": helper, "type": 0, "allow": VIEW, "deny": 0},
    ]
    body = {"name": "staff-room", "permission_overwrites": overwrites}
    await scene.bind(Kind.CHANNEL, "staff", scene.guild.new_channel(body))
    scene.guild.roles[GUILD]["permissions"] = str(VIEW)
    return scene


async def explain(
    scene: Scene, who: str, channel: str | None = "#staff-room", permission: str | None = None
) -> ExplainedAccess:
    use_case = ExplainAccess(scene.store, scene.gateway)
    return await use_case(
        ExplainAccessCommand(guild_id=GUILD, who=who, channel=channel, permission=permission)
    )


async def test_the_rule_that_decided_is_named(scene: Scene) -> None:
    helper = await explain(scene, "@Helper", permission="VIEW_CHANNEL")
    everyone = await explain(scene, "@everyone", permission="view channel")

    assert helper.explanations[0].allowed
    assert helper.explanations[0].deciding.rule is Rule.ROLE_ALLOW
    assert helper.explanations[0].deciding.by == ("Helper",)
    assert not everyone.explanations[0].allowed
    assert everyone.explanations[0].deciding.rule is Rule.EVERYONE_OVERWRITE


async def test_a_member_is_asked_about_with_their_real_roles(scene: Scene) -> None:
    helper = next(r["id"] for r in scene.guild.roles.values() if r["name"] == "Helper")
    member, stranger = scene.guild.add_member(helper), scene.guild.add_member()

    for text in (str(member), f"<@{member}>", f"<@!{member}>", f"member:{member}"):
        found = await explain(scene, text, permission="VIEW_CHANNEL")
        assert (found.is_member, found.explanations[0].allowed) == (True, True)
    assert (
        not (await explain(scene, str(stranger), permission="VIEW_CHANNEL")).explanations[0].allowed
    )
    owner = await explain(scene, str(OWNER), permission="VIEW_CHANNEL")
    assert owner.explanations[0].deciding.rule is Rule.OWNER


@pytest.mark.parametrize("channel", ["staff", "#staff", "staff-room", "#STAFF-room"])
async def test_things_are_found_by_key_or_name(scene: Scene, channel: str) -> None:
    found = await explain(scene, "helper", channel)

    assert found.channel is not None
    assert (found.who, found.channel.name) == ("Helper", "staff-room")
    assert len(found.explanations) > 10


async def test_without_a_channel_the_whole_server_is_meant(scene: Scene) -> None:
    found = await explain(scene, "@helper", None)

    assert found.channel is None
    assert {e.permission.name: e.allowed for e in found.explanations}["VIEW_CHANNEL"]


async def test_what_is_not_found_is_said_with_a_guess(scene: Scene) -> None:
    with pytest.raises(NameUnknown) as channel:
        await explain(scene, "@helper", "#staff-rom")
    with pytest.raises(NameUnknown):
        await explain(scene, "@nobody")
    with pytest.raises(PermissionUnknown) as permission:
        await explain(scene, "@helper", permission="VIEW_CHANEL")
    with pytest.raises(MemberNotFound):
        await explain(scene, "31337")

    assert "staff-room" in channel.value.remedy
    assert "view_channel" in permission.value.remedy


async def test_two_of_one_name_must_be_told_apart(scene: Scene) -> None:
    scene.guild.new_role({"name": "Twin"})
    second = scene.guild.new_role({"name": "twin"})

    with pytest.raises(NameAmbiguous) as caught:
        await explain(scene, "@twin")

    assert str(second) in caught.value.remedy
    assert (await explain(scene, f"<@&{second}>")).who == "twin"


async def test_roles_are_explained_as_of_somebody_who_has_them_together(scene: Scene) -> None:
    use_case = ExplainAccess(scene.store, scene.gateway)

    async def ask(*roles: str) -> ExplainedAccess:
        return await use_case(
            ExplainAccessCommand(
                guild_id=GUILD, who=roles, channel="staff", permission="VIEW_CHANNEL"
            )
        )

    together, nobody = await ask("helper", "everyone"), await ask()

    assert together.explanations[0].allowed
    assert not nobody.explanations[0].allowed
    assert nobody.who == "@everyone"
    with pytest.raises(NameUnknown):
        await ask("helper", "nobody")


async def test_the_design_is_explained_before_anything_is_applied(scene: Scene) -> None:
    use_case = ExplainAccess(scene.store, scene.gateway)
    command = ExplainAccessCommand(
        guild_id=GUILD, who=("helper",), channel="lounge", permission="VIEW_CHANNEL", latest=True
    )
    with pytest.raises(VersionNotFound):
        await use_case(command)
    text = "version: 1\nroles: [Helper]\nchannels: [{text: lounge, access: private to helper}]\n"
    async with scene.store() as uow:
        await uow.versions.add(a_version(read_blueprint(text), text))
        await uow.commit()

    found = await use_case(command)

    assert found.channel is not None
    assert found.channel.name == "lounge"
    assert found.explanations[0].allowed


@pytest.mark.parametrize(
    "left",
    [
        "",
        "everyone: {permissions: [], ignore: [permissions]}",
        "ignore: {roles: [permissions]}",
    ],
)
async def test_what_everyone_may_is_as_on_the_server_where_it_is_left_to_people(
    scene: Scene, left: str
) -> None:
    await save(scene, f"version: 1\n{left}\nchannels: [{{text: lounge}}]\n")

    found = await explain_design(scene, "lounge")

    assert found.explanations[0].allowed
    assert found.explanations[0].deciding.rule is Rule.EVERYONE_ROLE


async def test_a_channels_access_that_is_left_to_people_is_the_one_on_the_server(
    scene: Scene,
) -> None:
    channels = "channels: [{text: staff-room, key: staff, ignore: [access]}]"
    await save(
        scene, f"version: 1\nroles: [Helper]\n{channels}\nignore: {{roles: [permissions]}}\n"
    )

    found = await explain_design(scene, "staff")

    assert not found.explanations[0].allowed
    assert found.explanations[0].deciding.rule is Rule.EVERYONE_OVERWRITE


async def save(scene: Scene, text: str) -> None:
    async with scene.store() as uow:
        await uow.versions.add(a_version(read_blueprint(text), text))
        await uow.commit()


async def explain_design(scene: Scene, channel: str) -> ExplainedAccess:
    return await ExplainAccess(scene.store, scene.gateway)(
        ExplainAccessCommand(
            guild_id=GUILD, who=(), channel=channel, permission="VIEW_CHANNEL", latest=True
        )
    )


def a_version(blueprint: Blueprint, text: str) -> BlueprintVersion:
    return BlueprintVersion(
        guild_id=GUILD,
        number=1,
        text=text,
        blueprint=blueprint,
        author="operator",
        message="",
        saved_at=NOON,
    )
