"""What the page is told: order, signs, and the view through other eyes."""

from app.sandbox.seed.building import add_channel, add_member, add_role, add_user
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.viewer.hands import open_page, shown


async def test_channels_stand_in_the_order_of_discords_client() -> None:
    async with open_page() as page:
        world, guild = page.world, page.place.guild
        late = add_channel(world, guild, "Late", ChannelType.CATEGORY, position=2)
        early = add_channel(world, guild, "Early", ChannelType.CATEGORY, position=1)
        add_channel(world, guild, "voice", ChannelType.VOICE, position=0, parent_id=early.id)
        add_channel(world, guild, "text", position=9, parent_id=early.id)
        add_channel(world, guild, "tie two", position=3, parent_id=late.id)
        add_channel(world, guild, "lounge", ChannelType.VOICE, position=0)

        view = await page.view()

    assert shown(view) == ["general", "lounge", "Early", " text", " voice", "Late", " tie two"]


async def test_roles_stand_from_the_top_with_everyone_last() -> None:
    async with open_page() as page:
        add_role(page.world, page.place.guild, "low", position=1)
        add_role(page.world, page.place.guild, "tied later", position=1)

        view = await page.view()

    assert [role["name"] for role in view["roles"]] == ["Wright", "low", "tied later", "@everyone"]


async def test_a_private_channel_has_a_lock_and_is_missing_for_who_may_not_see_it() -> None:
    async with open_page() as page:
        guild = page.place.guild
        staff = add_role(page.world, guild, "Staff")
        secret = add_channel(page.world, guild, "secret")
        secret.overwrites[guild.id] = _denying(guild.id, Permission.VIEW_CHANNEL)
        secret.overwrites[staff.id] = _allowing(staff.id, Permission.VIEW_CHANNEL)

        owner = await page.view()
        everyone = await page.view(f"role:{guild.id}")
        by_role = await page.view(f"role:{staff.id}")

    assert shown(owner) == shown(by_role) == ["general", "secret"]
    assert shown(everyone) == ["general"]
    private = {each["name"]: each["private"] for each in owner["groups"][0]["channels"]}
    assert private == {"general": False, "secret": True}


async def test_viewing_as_a_member_counts_their_own_overwrite() -> None:
    async with open_page() as page:
        guild = page.place.guild
        ada = add_user(page.world, "ada")
        add_member(page.world, guild, ada.id)
        hidden = _denying(ada.id, Permission.VIEW_CHANNEL, OverwriteType.MEMBER)
        page.place.general.overwrites[ada.id] = hidden

        view = await page.view(f"member:{ada.id}")

    assert shown(view) == []


async def test_a_channel_one_may_only_read_is_marked_quiet() -> None:
    async with open_page() as page:
        guild = page.place.guild
        page.place.general.overwrites[guild.id] = _denying(guild.id, Permission.SEND_MESSAGES)

        everyone = (await page.view(f"role:{guild.id}"))["groups"][0]["channels"][0]
        owner = (await page.view())["groups"][0]["channels"][0]

    assert (everyone["quiet"], owner["quiet"]) == (True, False)


async def test_a_category_is_shown_when_only_one_of_its_children_is_seen() -> None:
    async with open_page() as page:
        guild = page.place.guild
        category = add_channel(page.world, guild, "Rooms", ChannelType.CATEGORY)
        child = add_channel(page.world, guild, "open", parent_id=category.id)
        category.overwrites[guild.id] = _denying(guild.id, Permission.VIEW_CHANNEL)
        with_child = await page.view(f"role:{guild.id}")
        child.overwrites[guild.id] = _denying(guild.id, Permission.VIEW_CHANNEL)

        without = await page.view(f"role:{guild.id}")

    assert shown(with_child) == ["general", "Rooms", " open"]
    assert shown(without) == ["general"]


async def test_a_member_wears_the_colour_of_the_highest_role_that_has_one() -> None:
    async with open_page() as page:
        guild = page.place.guild
        low = add_role(page.world, guild, "red", color=0xFF0000)
        plain = add_role(page.world, guild, "plain")
        ada = add_user(page.world, "ada", global_name="Ada")
        add_member(page.world, guild, ada.id, roles=[low.id, plain.id], nick="Countess")

        view = await page.view()

    told = next(each for each in view["members"] if each["id"] == str(ada.id))
    assert told["name"] == "Countess"
    assert told["color"] == 0xFF0000
    assert told["roles"] == [str(plain.id), str(low.id)]


async def test_a_channel_offers_the_permissions_of_its_kind() -> None:
    async with open_page() as page:
        add_channel(page.world, page.place.guild, "lounge", ChannelType.VOICE)

        text, voice = (await page.view())["groups"][0]["channels"]

    assert str(int(Permission.SPEAK)) in voice["offers"]
    assert str(int(Permission.SPEAK)) not in text["offers"]
    assert str(int(Permission.KICK_MEMBERS)) not in text["offers"]


async def test_every_permission_that_exists_has_its_words() -> None:
    async with open_page() as page:
        listed = (await page.http.get("/sandbox/permissions")).json()

    assert {int(each["bit"]) for each in listed} == {int(each) for each in Permission}
    assert len({each["label"] for each in listed}) == len(listed)


async def test_the_log_says_who_did_what_and_why_newest_first() -> None:
    async with open_page() as page:
        await page.place.bot.post(f"/guilds/{page.place.guild.id}/roles", {"name": "Helper"}, "why")
        await page.http.post(f"{page.guild_path}/roles", json={"name": "By hand"})

        log = (await page.view())["log"]

    assert [(each["who"], each["bot"], each["target"], each["reason"]) for each in log] == [
        ("Olive", False, "By hand", None),
        ("Wright", True, "Helper", "why"),
    ]


async def test_a_change_of_the_guild_is_not_told_as_one_of_everyone() -> None:
    async with open_page() as page:
        await page.place.bot.patch(f"/guilds/{page.place.guild.id}", {"name": "Renamed"})

        entry = (await page.view())["log"][0]

    assert (entry["action"], entry["target"]) == ("GUILD_UPDATE", None)


async def test_the_version_grows_when_a_bot_changes_something() -> None:
    async with open_page() as page:
        before = (await page.http.get(f"{page.guild_path}/version")).json()["version"]
        await page.place.bot.post(f"/guilds/{page.place.guild.id}/roles", {"name": "Helper"})

        after = (await page.http.get(f"{page.guild_path}/version")).json()["version"]

    assert after > before


async def test_unknown_eyes_and_guilds_are_refused() -> None:
    async with open_page() as page:
        nobody = await page.http.get(page.guild_path, params={"view_as": "member:1"})
        no_role = await page.http.get(page.guild_path, params={"view_as": "role:1"})
        nonsense = await page.http.get(page.guild_path, params={"view_as": "cat"})
        nowhere = await page.http.get("/sandbox/guilds/abc")

    assert (nobody.status_code, nobody.json()["code"]) == (404, 10007)
    assert (no_role.status_code, no_role.json()["code"]) == (404, 10011)
    assert (nonsense.status_code, nonsense.json()["code"]) == (400, 50035)
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, 10004)


async def test_the_list_of_guilds_is_sorted_by_name() -> None:
    async with open_page() as page:
        listed = (await page.http.get("/sandbox/guilds")).json()

    assert listed == [{"id": str(page.place.guild.id), "name": "Small Guild", "members": 2}]


def _denying(target: int, bits: int, type: OverwriteType = OverwriteType.ROLE) -> Overwrite:
    return Overwrite(target, type, deny=int(bits))


def _allowing(target: int, bits: int) -> Overwrite:
    return Overwrite(target, OverwriteType.ROLE, allow=int(bits))
