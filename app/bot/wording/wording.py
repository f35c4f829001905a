"""Every sentence that the bot itself says. A language is one file beside `english`; a sentence it
lacks is found by mypy.

Attributes are sentences that never change; methods put in what they are about, already escaped,
and choose between one and many. What the core says (errors, findings, drift, lines of plans) is
not said again here.
"""

from typing import Protocol


class Wording(Protocol):
    not_your_button: str
    button_unknown: str
    command_unknown: str
    only_in_servers: str
    unexpected: str
    unexpected_remedy: str

    def reference(self, id: str) -> str: ...
