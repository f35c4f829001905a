"""A small bot of the real nextcord, with one of everything that people can touch."""

# nextcord's decorators have no types.
# mypy: disable-error-code="untyped-decorator"

import asyncio
import io
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import nextcord
import pytest
from nextcord import Interaction, SlashOption, components, ui

from app.sandbox.driving.humans import Human, Humans
from app.sandbox.seed.building import add_member, add_user
from app.sandbox.world.users import User
from tests.integration.sandbox.conformance.libraries import NEXTCORD, logged_in
from tests.support.sandbox import SmallGuild, running_sandbox

FRUITS = ["apple", "apricot", "banana"]


class Ticket(ui.View):
    """Buttons and selects that answer in every way there is."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Count", style=nextcord.ButtonStyle.primary, custom_id="count")
    async def count(self, button: ui.Button[Any], interaction: Interaction[Any]) -> None:
        button.label = "Counted"
        await interaction.response.edit_message(content="counted", view=self)

    @ui.button(label="Ask", style=nextcord.ButtonStyle.green, custom_id="ask")
    async def ask(self, button: ui.Button[Any], interaction: Interaction[Any]) -> None:
        await interaction.response.send_modal(Form())

    @ui.string_select(
        custom_id="fruit",
        options=[nextcord.SelectOption(label=each.title(), value=each) for each in FRUITS],
        max_values=2,
    )
    async def fruit(self, select: ui.StringSelect[Any], interaction: Interaction[Any]) -> None:
        await interaction.response.send_message(", ".join(select.values), ephemeral=True)

    @ui.role_select(custom_id="role")
    async def role(self, select: ui.RoleSelect[Any], interaction: Interaction[Any]) -> None:
        await interaction.response.send_message(select.values[0].name)

    @ui.mentionable_select(custom_id="anyone", max_values=2)
    async def anyone(
        self, select: ui.MentionableSelect[Any], interaction: Interaction[Any]
    ) -> None:
        named = [f"{type(each).__name__} {each.name}" for each in select.values]
        await interaction.response.send_message(" and ".join(named))


class Places(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.user_select(custom_id="user")
    async def user(self, select: ui.UserSelect[Any], interaction: Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_message(content=f"chose {select.values[0].name}", view=None)

    @ui.channel_select(custom_id="channel")
    async def channel(self, select: ui.ChannelSelect[Any], interaction: Interaction[Any]) -> None:
        await interaction.response.send_message(select.values[0].mention)


class Form(ui.Modal):
    def __init__(self) -> None:
        super().__init__("Tell us", custom_id="form", timeout=None)
        self.name: ui.TextInput[Any] = ui.TextInput(label="Name", custom_id="name", min_length=2)
        self.why: ui.TextInput[Any] = ui.TextInput(
            label="Why", custom_id="why", style=nextcord.TextInputStyle.paragraph, required=False
        )
        self.add_item(self.name)
        self.add_item(self.why)

    async def callback(self, interaction: Interaction[Any]) -> None:
        await interaction.response.send_message(f"{self.name.value}: {self.why.value or '-'}")


@dataclass(frozen=True, slots=True)
class Workshop:
    """`olive` owns the guild, `marlon` is a plain member."""

    place: SmallGuild
    bot: Any
    humans: Humans
    olive: Human
    marlon: Human
    marlon_user: User


@asynccontextmanager
async def open_workshop(patch: pytest.MonkeyPatch) -> AsyncGenerator[Workshop]:
    """The sandbox, the bot in it with its commands registered, and two humans in #general."""
    async with running_sandbox() as place:
        NEXTCORD.point_at(place.sandbox, patch)
        other = add_user(place.world, "marlon", global_name="Marlon")
        add_member(place.world, place.guild, other.id)
        client = NEXTCORD.client(place)
        _offer(client)
        async with logged_in(client, place.application.token), Humans(place.sandbox.url) as humans:
            here = (place.guild.id, place.general.id)
            olive, marlon = humans.human(*here, place.owner.id), humans.human(*here, other.id)
            await _until_registered(place)
            yield Workshop(place, client, humans, olive, marlon, other)


async def _until_registered(place: SmallGuild) -> None:
    """nextcord registers its commands before it says that it is ready, one call each."""
    offered = place.world.commands.offered_in(place.application.id, place.guild.id)
    async with asyncio.timeout(10):
        while len(offered) < 9:
            await place.bot.get("/gateway")
            offered = place.world.commands.offered_in(place.application.id, place.guild.id)


def _offer(client: Any) -> None:
    _offer_answers(client)
    _offer_views(client)
    _offer_groups(client)
    _offer_menus(client)


def _offer_answers(client: Any) -> None:
    @client.slash_command(description="Says it back")
    async def echo(
        interaction: Interaction[Any], text: str, times: int = SlashOption(default=1, max_value=3)
    ) -> None:
        await interaction.response.send_message(text * times)

    @client.slash_command(description="Thinks first", name="slow")
    async def slow(interaction: Interaction[Any], quiet: bool = SlashOption(default=False)) -> None:
        await interaction.response.defer(ephemeral=quiet)
        await interaction.followup.send("first")
        second = await interaction.followup.send("second", ephemeral=True, wait=True)
        third = await interaction.followup.send("third", wait=True)
        await second.edit(content="second, changed")
        await third.delete()

    @client.slash_command(description="Gives a file back", name="file")
    async def file(interaction: Interaction[Any], picture: nextcord.Attachment) -> None:
        content = await picture.read()
        back = nextcord.File(io.BytesIO(content[::-1]), filename=f"back-{picture.filename}")
        embed = nextcord.Embed(title="Here", colour=0x4CC38A)
        embed.add_field(name="Size", value=str(picture.size))
        await interaction.response.send_message(embed=embed, file=back, ephemeral=True)


def _offer_views(client: Any) -> None:
    @client.slash_command(description="Opens a ticket", default_member_permissions=1 << 13)
    async def ticket(interaction: Interaction[Any]) -> None:
        await interaction.response.send_message("a ticket", view=Ticket())

    @client.slash_command(description="Shows a layout")
    async def layout(interaction: Interaction[Any]) -> None:
        button = components.Button(nextcord.ButtonStyle.primary, label="Go", custom_id="layout-go")
        inside = [
            components.TextDisplay("**Plan**"),
            components.Separator(),
            components.ActionRow([button]),
        ]
        layout = components.Container(inside, accent_color=0x4CC38A)
        await interaction.response.send_message(components=[layout], ephemeral=True)

    @client.slash_command(description="Chooses places")
    async def places(interaction: Interaction[Any]) -> None:
        await interaction.response.send_message("places", view=Places())


def _offer_groups(client: Any) -> None:
    @client.slash_command(description="Fruit")
    async def fruit(interaction: Interaction[Any]) -> None:
        raise AssertionError(f"{interaction.id}: subcommands are called instead")

    @fruit.subcommand(description="Picks one")
    async def pick(interaction: Interaction[Any], name: str) -> None:
        await interaction.response.send_message(f"picked {name}")

    @pick.on_autocomplete("name")
    async def names(interaction: Interaction[Any], typed: str) -> None:
        found = [each for each in FRUITS if each.startswith(typed)]
        await interaction.response.send_autocomplete(found)

    @fruit.subcommand(description="The basket")
    async def basket(interaction: Interaction[Any]) -> None:
        raise AssertionError(f"{interaction.id}: subcommands are called instead")

    @basket.subcommand(description="Empties it")
    async def empty(interaction: Interaction[Any], of: nextcord.Role) -> None:
        await interaction.response.send_message(f"emptied of {of.name}")


def _offer_menus(client: Any) -> None:
    @client.user_command(name="Greet them")
    async def greet(interaction: Interaction[Any], member: nextcord.Member) -> None:
        await interaction.response.send_message(f"hello {member.name}")

    @client.message_command(name="Shout it")
    async def shout(interaction: Interaction[Any], message: nextcord.Message) -> None:
        await interaction.response.send_message(message.content.upper())
