"""The languages that there are. One more is one more file and one more line here."""

from collections.abc import Mapping

from app.bot.wording.english import English
from app.bot.wording.wording import Wording

DEFAULT: Wording = English()
"""What the bot answers in."""
OTHERS: Mapping[str, Wording] = {}
"""By Discord's names of locales: what commands are described in for people who use that one."""
