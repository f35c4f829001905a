"""HTML as it comes in pieces, between which something is put in that is not read here."""

from collections.abc import Iterator

from tests.unit.languages.looks import Unsaid, has_a_word, looks_like_a_sentence, shortened

READ_ALOUD = frozenset({"title", "aria-label", "aria-description", "placeholder", "label", "alt"})
"""Attributes that are words, whatever they look like."""
_NOT_READ = frozenset({"class", "style", "d", "points", "transform", "viewBox", "content"})


class Markup:
    """Feed it texts and holes in turn, then ask what it read."""

    def __init__(self) -> None:
        self._pieces: list[Unsaid] = []
        self._text = ""
        self._text_line = 1
        self._tag: str | None = None
        """What stands in the tag that is open, without what it begins with."""
        self._quote = ""

    def unsaid(self) -> Iterator[Unsaid]:
        self._end_text()
        yield from self._pieces

    def hole(self) -> bool:
        """Whether what comes there is read by anybody, and no class of a style."""
        attribute = (self._tag or "").rpartition("=")[0].split() if self._tag else []
        is_value = bool(self._quote) or (self._tag or "").endswith("=")
        self.feed("{}", 0)
        return not (is_value and attribute and attribute[-1] in _NOT_READ)

    def feed(self, text: str, line: int) -> None:
        for letter in text:
            line += letter == "\n"
            if self._tag is None:
                self._between_tags(letter, line)
            else:
                self._in_a_tag(letter, line)

    def _between_tags(self, letter: str, line: int) -> None:
        if letter == "<":
            self._tag = ""
            return
        if line and not has_a_word(self._text):
            self._text_line = line
        self._text += letter

    def _in_a_tag(self, letter: str, line: int) -> None:
        tag = self._tag or ""
        if not tag and letter not in "/!{" and not letter.isalpha():
            self._tag = None  # a lone "less than"
            self._text += f"<{letter}"
            return
        if not tag:
            self._end_text()
        if letter == ">" and not self._quote and not (tag.startswith("!--") and tag[-2:] != "--"):
            self._end_tag(tag, line)
            return
        if letter == self._quote:
            self._quote = ""
        elif letter in "\"'" and not self._quote and tag.endswith("="):
            self._quote = letter
        self._tag = tag + letter

    def _end_text(self) -> None:
        if has_a_word(self._text):
            self._pieces.append(Unsaid(self._text_line, shortened(self._text)))
        self._text = ""

    def _end_tag(self, tag: str, line: int) -> None:
        self._tag = None
        self._quote = ""
        if tag.startswith("!"):
            return
        for name, value in _attributes(tag):
            is_read = name in READ_ALOUD and has_a_word(value)
            if is_read or (name not in _NOT_READ and looks_like_a_sentence(value)):
                self._pieces.append(Unsaid(line, shortened(value)))


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    """Those with a value in quotes."""
    rest = tag
    while '="' in rest or "='" in rest:
        at = min(place for place in (rest.find('="'), rest.find("='")) if place >= 0)
        name = rest[:at].split()[-1] if rest[:at].split() else ""
        quote = rest[at + 1]
        value, _, rest = rest[at + 2 :].partition(quote)
        yield name, value
