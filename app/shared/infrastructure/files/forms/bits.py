"""Forms of sets of bits by name: permissions and flags. Unknown bits are numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import PERMISSIONS
from app.shared.infrastructure.files.forms.form import Plain, Schema, shown, word_of
from app.shared.infrastructure.files.forms.numbers import whole_number
from app.shared.infrastructure.files.report import Report, Unreadable
from app.shared.infrastructure.files.tree import Listing, Node, Scalar


@dataclass(frozen=True, kw_only=True)
class BitWords:
    """What is told of one kind of bits, to be said."""

    no_list: str
    """With `{found}`."""
    is_none: str
    """With `{number}`."""
    one: str
    unknown: str
    """With `{name}`."""


@dataclass(frozen=True)
class Bits:
    """A list of names in lower or upper case, and of numbers for bits without a name."""

    names: Mapping[str, int]
    words: BitWords
    definition: str = ""
    """Where the schema keeps the list of names, when it is used in several places."""

    @property
    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.definition}"} if self.definition else self.full_schema

    @property
    def full_schema(self) -> Schema:
        either = [*self.names, *(name.upper() for name in self.names)]
        item = {"anyOf": [{"enum": either}, {"type": "integer", "minimum": 1}]}
        return {"type": "array", "items": item}

    def read(self, node: Node, report: Report) -> int:
        if not isinstance(node, Listing):
            raise report.unreadable(
                node,
                say(self.words.no_list, found=shown(node)),
                say("Write `[{name}]`, or `[]` for none.", name=next(iter(self.names))),
            )
        bits = 0
        for item in node.items:
            try:
                bits |= self._bit(item, report)
            except Unreadable:
                continue
        return bits

    def write(self, value: int) -> Plain:
        return list(self._words(value))

    def _words(self, value: int) -> Iterator[Plain]:
        named = {bit: name for name, bit in self.names.items()}
        for position in range(value.bit_length()):
            bit = 1 << position
            if value & bit:
                yield named.get(bit, bit)

    def _bit(self, node: Node, report: Report) -> int:
        if isinstance(node, Scalar) and isinstance(node.value, int):
            number = whole_number(node, report)
            if isinstance(node.value, bool) or number < 1:
                raise report.unreadable(node, say(self.words.is_none, number=node.text))
            return number
        word = word_of(node, report, say(self.words.one))
        if (bit := self.names.get(word.lower())) is None:
            raise report.unreadable(
                node,
                say(self.words.unknown, name=word[:60]),
                did_you_mean(word, self.names) or say("The documentation lists them."),
            )
        return bit


PERMISSION_BITS = Bits(
    {p.name.lower(): p.value for p in PERMISSIONS},
    BitWords(
        no_list=to_say("Here stands {found} instead of a list of permissions."),
        is_none=to_say("{number} is no permission."),
        one=to_say("the name of a permission"),
        unknown=to_say('There is no permission "{name}".'),
    ),
    definition="permissions",
)
