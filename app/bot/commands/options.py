"""What options of commands hold. nextcord reads the last part and declares it to Discord; what a
command is given is the first."""

from typing import Annotated

import nextcord

from app.bot.interactions.chosen import Chosen, GivenFile

Member = Annotated[Chosen, nextcord.Member]
Role = Annotated[Chosen, nextcord.Role]
Channel = Annotated[Chosen, nextcord.abc.GuildChannel]
RoleOrMember = Annotated[Chosen, nextcord.Mentionable]
Attached = Annotated[GivenFile, nextcord.Attachment]
