from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.permissions.effective import Person
from app.shared.domain.permissions.explanation import Rule, Verdict, explain
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, UserId, role_target
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

VIEW, SEND, ATTACH = BY_NAME["VIEW_CHANNEL"], BY_NAME["SEND_MESSAGES"], BY_NAME["ATTACH_FILES"]
MUTED, HELPER = Key("muted"), Key("helper")


def a_guild(access: dict[Key, Overwrite]) -> Structure:
    return Structure(
        roles=(
            Role(key=HELPER, name="Helper"),
            Role(key=MUTED, name="Muted"),
            Role(key=EVERYONE, name="@everyone", permissions=VIEW.value | SEND.value),
        ),
        channels=(
            Channel(
                key=Key("general"),
                type=ChannelType.TEXT,
                name="general",
                access={role_target(key): overwrite for key, overwrite in access.items()},
            ),
        ),
    )


def test_every_rule_that_spoke_is_told_in_order_and_the_last_one_decides() -> None:
    guild = a_guild(
        {
            EVERYONE: Overwrite(deny=SEND.value),
            MUTED: Overwrite(deny=SEND.value),
            HELPER: Overwrite(allow=SEND.value),
        }
    )

    found = explain(guild, Person(roles=frozenset({MUTED, HELPER})), SEND, guild.channels[0])

    assert found.allowed
    assert found.verdicts == (
        Verdict(rule=Rule.EVERYONE_ROLE, allowed=True),
        Verdict(rule=Rule.EVERYONE_OVERWRITE, allowed=False),
        Verdict(rule=Rule.ROLE_DENY, allowed=False, by=("Muted",)),
        Verdict(rule=Rule.ROLE_ALLOW, allowed=True, by=("Helper",)),
    )


def test_a_missing_gate_is_named() -> None:
    guild = a_guild(
        {EVERYONE: Overwrite(deny=SEND.value, allow=ATTACH.value)},
    )

    found = explain(guild, Person(), ATTACH, guild.channels[0])

    assert found.deciding == Verdict(rule=Rule.GATE, allowed=False, by=("SEND_MESSAGES",))


def test_the_owner_needs_no_other_rule() -> None:
    guild = a_guild({EVERYONE: Overwrite(deny=VIEW.value)})

    found = explain(guild, Person(user_id=UserId(1), owner=True), VIEW, guild.channels[0])

    assert found.verdicts == (Verdict(rule=Rule.OWNER, allowed=True),)


def test_what_nobody_granted_is_said_to_be_not_granted() -> None:
    guild = a_guild({})

    found = explain(guild, Person(), BY_NAME["BAN_MEMBERS"], None)

    assert found.deciding == Verdict(rule=Rule.NOT_GRANTED, allowed=False)
