"""Grants and the policy as people give, take and set them."""

from datetime import datetime, timedelta, timezone

import pytest

from app.shared.application.access.explain_rights import ExplainRights, ExplainRightsCommand
from app.shared.application.access.grant_access import LONGEST_NOTE, MOST_GRANTS
from app.shared.application.access.list_access import Access, ListAccess, ListAccessCommand
from app.shared.application.access.revoke_access import RevokeAccess, RevokeAccessCommand
from app.shared.application.access.set_policy import SetPolicy, SetPolicyCommand
from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import (
    EveryoneNotConfirmed,
    GrantInvalid,
    GrantNotFound,
    GrantRefused,
    PolicyRefused,
)
from app.shared.domain.access.rights import Right, Source
from app.shared.domain.access.tokens import SCOPE_RIGHTS, Scope
from app.shared.domain.planning.changes import Risk
from app.shared.domain.structure.identifiers import UserId
from tests.support.builders import GUILD, NOON, OWNER
from tests.support.court import Court

TOMORROW = NOON + timedelta(days=1)
FARTHEST = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
DAY = "2026-03-01"


@pytest.fixture
def court() -> Court:
    return Court()


def user(user_id: UserId) -> Subject:
    return Subject(SubjectKind.USER, user_id)


def role(role_id: int) -> Subject:
    return Subject(SubjectKind.ROLE, role_id)


async def revoke(court: Court, who: UserId | None, grant: Grant) -> Grant:
    use_case = RevokeAccess(court.store, court.gateway, court.rights_of, court.clock)
    command = RevokeAccessCommand(guild_id=GUILD, grant_id=grant.id, revoked_by=who, origin="web")
    return await use_case(command)


async def set_policy(court: Court, who: UserId | None, **fields: object) -> Policy:
    policy = Policy(guild_id=GUILD, **fields)  # type: ignore[arg-type]
    use_case = SetPolicy(court.store, court.rights_of, court.clock)
    return await use_case(SetPolicyCommand(policy=policy, set_by=who, origin="web"))


async def listed(court: Court) -> Access:
    use_case = ListAccess(court.store, court.gateway, court.rights_of, court.clock)
    return await use_case(ListAccessCommand(guild_id=GUILD))


async def test_what_is_granted_holds_and_stands_in_the_trail(court: Court) -> None:
    court.save_design()
    grant = await court.give(
        court.manager,
        role(court.helpers),
        [Right.DESIGN],
        objects=frozenset({"channel:lobby"}),
        expires_at=TOMORROW,
        note=" Summer ",
    )

    rights = await court.gate.require(GUILD, court.ann, Right.DESIGN)

    assert rights.objects_of(Right.DESIGN) == {"channel:lobby"}
    assert court.store.tables.grants == {grant.id: grant}
    (entry,) = court.store.tables.trail
    assert (entry.action, entry.actor, entry.origin) == (
        "access.granted",
        f"user:{court.manager}",
        "web",
    )
    assert (entry.subject, entry.before) == (str(grant.id), None)
    assert entry.after == {
        "subject": f"role:{court.helpers}",
        "rights": ["design"],
        "objects": ["channel:lobby"],
        "expires_at": TOMORROW.isoformat(),
        "granted_by": str(court.manager),
        "note": "Summer",
    }
    assert entry.details == {"subject_name": "Helpers"}


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"rights": []}, "nothing"),
        ({"expires_at": NOON}, "ended"),
        ({"expires_at": NOON + timedelta(seconds=30)}, "ended"),
        ({"expires_at": NOON + timedelta(days=3650, seconds=1)}, "ten years"),
        ({"expires_at": FARTHEST}, "ten years"),
        ({"note": "x" * (LONGEST_NOTE + 1)}, "longer"),
        ({"rights": [Right.VIEW], "objects": frozenset({"channel:lobby"})}, "Looking"),
        ({"objects": frozenset({"channel:attic"})}, "attic"),
        ({"objects": frozenset({"lobby"})}, "none of these"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_its_place(
    court: Court, fields: dict[str, object], match: str
) -> None:
    court.save_design()
    whole = {"rights": [Right.DESIGN], **fields}

    with pytest.raises(GrantInvalid, match=match):
        await court.give(OWNER, user(court.ann), **whole)  # type: ignore[arg-type]
    assert court.store.tables.grants == {}


async def test_a_grant_lasts_ten_years_at_most(court: Court) -> None:
    await court.give(OWNER, user(court.ann), [Right.VIEW], expires_at=NOON + timedelta(days=3650))


async def test_who_is_granted_something_must_be_there(court: Court) -> None:
    with pytest.raises(MemberNotFound):
        await court.give(OWNER, user(UserId(999)), [Right.VIEW])
    with pytest.raises(GrantInvalid, match="role"):
        await court.give(OWNER, role(999), [Right.VIEW])


async def test_a_guild_has_so_many_grants_and_no_more(court: Court) -> None:
    for _ in range(MOST_GRANTS):
        court.to(court.ann, Right.VIEW)

    with pytest.raises(GrantInvalid, match=str(MOST_GRANTS)):
        await court.give(OWNER, user(court.ann), [Right.VIEW])


async def test_nobody_gives_more_than_they_hold_or_above_their_rank(court: Court) -> None:
    court.to(court.ann, Right.MANAGE_ACCESS, Right.DESIGN)

    await court.give(court.ann, user(court.ben), [Right.DESIGN])
    for subject, rights in (
        (user(court.ben), [Right.APPLY]),
        (role(court.helpers), [Right.DESIGN]),
        (role(court.managers), [Right.DESIGN]),
        (user(court.ann), [Right.DESIGN]),
    ):
        with pytest.raises(GrantRefused):
            await court.give(court.ann, subject, rights)
    with pytest.raises(GrantRefused):
        await court.give(court.ben, user(court.ann), [Right.VIEW])
    with pytest.raises(GuildNotFound):
        await court.give(UserId(999), user(court.ann), [Right.VIEW])
    assert court.trail() == ["access.granted"]


class TestEverybody:
    """Rights beyond looking are theirs only with a yes, whoever gives them from wherever."""

    @pytest.mark.parametrize("giver", [OWNER, None], ids=["the owner", "the operator"])
    async def test_it_takes_a_yes(self, court: Court, giver: UserId | None) -> None:
        with pytest.raises(EveryoneNotConfirmed, match="here: Design, Apply plans") as refused:
            await court.give(giver, role(GUILD), [Right.VIEW, Right.DESIGN, Right.APPLY])
        assert "`confirm_everyone: true`" in refused.value.remedy
        assert (court.store.tables.grants, court.trail()) == ({}, [])

        await court.give(giver, role(GUILD), [Right.DESIGN, Right.APPLY], confirm_everyone=True)

        assert court.trail() == ["access.granted"]

    async def test_looking_and_other_roles_take_none(self, court: Court) -> None:
        await court.give(OWNER, role(GUILD), [Right.VIEW])
        await court.give(OWNER, role(court.helpers), [Right.DESIGN])

    async def test_what_they_hold_already_takes_none(self, court: Court) -> None:
        court.save_design()
        desk, lobby = frozenset({"channel:desk"}), frozenset({"channel:lobby"})
        court.grant(role(GUILD), Right.DESIGN, objects=desk, expires_at=TOMORROW)

        await court.give(OWNER, role(GUILD), [Right.DESIGN], objects=lobby, expires_at=TOMORROW)
        for rights, fields in (
            ([Right.DESIGN], {"objects": lobby}),
            ([Right.DESIGN], {"expires_at": TOMORROW}),
            ([Right.APPLY], {"objects": lobby, "expires_at": TOMORROW}),
        ):
            with pytest.raises(EveryoneNotConfirmed):
                await court.give(OWNER, role(GUILD), rights, **fields)

    async def test_what_others_held_or_they_held_once_counts_for_nothing(
        self, court: Court
    ) -> None:
        court.grant(role(court.helpers), Right.DESIGN)
        court.grant(role(GUILD), Right.DESIGN, expires_at=NOON)

        with pytest.raises(EveryoneNotConfirmed):
            await court.give(OWNER, role(GUILD), [Right.DESIGN])

    async def test_who_may_not_give_it_is_told_that_first(self, court: Court) -> None:
        court.to(court.ann, Right.MANAGE_ACCESS)

        with pytest.raises(GrantRefused):
            await court.give(court.ann, role(GUILD), [Right.DESIGN])


async def test_a_token_gives_no_more_than_its_scopes(court: Court) -> None:
    through = SCOPE_RIGHTS[Scope.MANAGE]

    await court.give(court.manager, user(court.ann), [Right.MANAGE_ACCESS], through=through)
    with pytest.raises(GrantRefused, match="Apply plans"):
        await court.give(court.manager, user(court.ann), [Right.APPLY], through=through)


async def test_the_operator_of_the_host_grants_anything(court: Court) -> None:
    grant = await court.give(None, role(court.admins), [*Right])

    assert grant.granted_by is None
    assert court.store.tables.trail[0].actor == "operator"


async def test_what_is_revoked_is_gone_and_stands_in_the_trail(court: Court) -> None:
    grant = await court.give(OWNER, user(court.ann), [Right.APPLY])

    assert await revoke(court, court.manager, grant) == grant

    assert court.store.tables.grants == {}
    entry = court.store.tables.trail[-1]
    assert (entry.action, entry.actor) == ("access.revoked", f"user:{court.manager}")
    assert entry.before["rights"] == ["apply"]
    assert entry.after is None
    with pytest.raises(GrantNotFound):
        await revoke(court, OWNER, grant)


async def test_who_manages_no_access_revokes_only_their_own(court: Court) -> None:
    mine, other = court.to(court.ann, Right.APPLY), court.to(court.ben, Right.APPLY)

    with pytest.raises(GrantRefused):
        await revoke(court, court.ann, other)
    await revoke(court, court.ann, mine)
    await revoke(court, None, other)

    assert court.store.tables.grants == {}


async def test_the_policy_is_set_with_before_and_after(court: Court) -> None:
    await set_policy(court, court.manager, two_person_from=Risk.HIGH)
    await set_policy(court, court.manager, two_person_from=Risk.HIGH)

    (entry,) = court.store.tables.trail
    assert entry.action == "access.policy_set"
    assert entry.before == {"two_person_from": None, "default_managers": True}
    assert entry.after == {"two_person_from": "high", "default_managers": True}
    for fields in ({}, {"two_person_from": Risk.HIGH, "default_managers": False}):
        with pytest.raises(PolicyRefused):
            await set_policy(court, court.manager, **fields)
    await set_policy(court, court.admin)
    await set_policy(court, None, default_managers=False)
    with pytest.raises(PolicyRefused):
        await set_policy(court, court.manager, two_person_from=Risk.HIGH)


class TestListing:
    async def test_it_names_who_was_granted_what_by_whom(self, court: Court) -> None:
        court.save_design()
        desk = frozenset({"channel:desk", "channel:gone"})
        to_role = court.grant(role(court.helpers), Right.DESIGN, granted_by=OWNER, objects=desk)
        court.to(court.ann, Right.APPLY, granted_by=court.ben)
        court.to(UserId(999), Right.VIEW, expires_at=NOON - timedelta(days=1))
        court.grant(role(999), Right.VIEW, granted_by=UserId(998))

        access = await listed(court)

        assert [one.subject_name for one in access.grants] == ["Helpers", "Ann", None, None]
        assert [one.granter_name for one in access.grants] == ["Olga", "Ben", None, None]
        assert [one.granter_may_no_longer for one in access.grants] == [False, True, False, True]
        assert [one.in_force for one in access.grants] == [True, True, False, True]
        assert access.grants[0].grant == to_role
        assert access.grants[0].object_names == {"channel:desk": 'the category "desk"'}

    async def test_it_names_who_needs_no_grant(self, court: Court) -> None:
        access = await listed(court)

        assert [(one.source, one.name) for one in access.managers] == [
            (Source.OWNER, "Olga"),
            (Source.ADMINISTRATOR, "Admins"),
            (Source.MANAGE_SERVER, "Managers"),
        ]
        assert "Bot" in {one.name for one in access.roles}
        assert [one.name for one in access.roles][-1] == "@everyone"

        await set_policy(court, OWNER, default_managers=False)

        assert Source.MANAGE_SERVER not in {one.source for one in (await listed(court)).managers}


class TestExplaining:
    async def explained(self, court: Court, who: UserId) -> list[str]:
        use_case = ExplainRights(court.store, court.rights_of, court.clock)
        explained = await use_case(ExplainRightsCommand(guild_id=GUILD, user_id=who))
        return [reason.sentence for reason in explained.rights.because_of(Right.APPLY)]

    async def test_it_says_who_gave_what_and_whether_they_still_could(self, court: Court) -> None:
        court.to(court.ann, Right.APPLY, granted_by=court.ben)
        court.grant(role(court.helpers), Right.APPLY, granted_by=OWNER)
        court.to(court.ann, Right.APPLY)
        court.to(court.ann, Right.APPLY, granted_by=UserId(999))

        assert await self.explained(court, court.ann) == [
            "Granted to this member. Ben gave it on 2026-03-01, and could not give it any more.",
            'Granted to the role "Helpers". Olga gave it on 2026-03-01.',
            "Granted to this member. The operator of the host gave it on 2026-03-01.",
            f"Granted to this member. Member 999 gave it on {DAY}, and could not give it any more.",
        ]

    async def test_it_says_what_discord_gives(self, court: Court) -> None:
        assert await self.explained(court, OWNER) == ["Owns the server."]
        assert await self.explained(court, court.ben) == []

    async def test_who_is_not_there_may_do_nothing(self, court: Court) -> None:
        with pytest.raises(MemberNotFound):
            await self.explained(court, UserId(999))
