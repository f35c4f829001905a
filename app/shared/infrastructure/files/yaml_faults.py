"""A parser's complaint, in a sentence that helps.

The parser speaks of tokens, scalars and nodes; none of its words reach a reader.
"""

from ruamel.yaml.error import MarkedYAMLError

from app.shared.domain.language.saying import say, to_say

_NOT_CLOSED = "not closed"
_SENTENCES = {
    "'\\t'": (
        to_say("A tab stands where YAML allows blanks only."),
        to_say("Indent with blanks."),
    ),
    "mapping values are not allowed": (
        to_say("A `: ` stands where none can be."),
        to_say(
            "Put the text into quotes, or check the indentation of this line and the one above."
        ),
    ),
    "sequence entries are not allowed": (
        to_say("A `- ` stands where no list can begin."),
        to_say("Begin the list in the line below its name, or put the text into quotes."),
    ),
    "mapping keys are not allowed": (
        to_say("A `? ` stands where none can be."),
        to_say("Put the text into quotes."),
    ),
    "could not find expected ':'": (
        to_say("This line is neither a field nor an item of a list."),
        to_say("Write `name: value` or `- item`, or check the quotes above."),
    ),
    "expected <block end>": (
        to_say("The indentation of this line does not fit the lines above."),
        to_say("Align it with the other fields or items of the same list."),
    ),
    "expected ',' or ']'": (
        to_say("A list in brackets is not closed, or lacks a comma."),
        to_say("Write `[a, b]`."),
    ),
    "expected ',' or '}'": (
        to_say("A map in braces is not closed, or lacks a comma."),
        to_say("Write `{a: 1, b: 2}`."),
    ),
    "but found '<stream end>'": (
        to_say("The document ends before its brackets or braces do."),
        to_say("Add the closing `]` or `}`."),
    ),
    "expected the node content": (
        to_say("A value is missing before this sign."),
        to_say("Write the value, or put a text that begins with this sign into quotes."),
    ),
    "found unexpected ':'": (
        to_say("A `:` stands inside a text in brackets or braces."),
        to_say("Put the text into quotes, or write a blank behind the `:`."),
    ),
    "while scanning a quoted scalar": (
        to_say("A text in quotes is not closed."),
        to_say("Add the closing quote."),
    ),
    "unknown escape character": (
        to_say("There is no such escape in quotes."),
        to_say("Write a backslash as \\\\, or use 'single quotes'."),
    ),
    "expected escape sequence": (
        to_say("An escape in quotes lacks digits: \\x has 2 of them, \\u has 4 and \\U has 8."),
        to_say("Write a backslash as \\\\, or use 'single quotes'."),
    ),
    "more indented follow up line": (
        to_say("The blank lines before this text are indented more than the text."),
        to_say("Remove the blanks from the empty lines."),
    ),
    "while scanning a block scalar": (
        to_say("A text of several lines cannot begin in the line of its `|` or `>`."),
        to_say(
            "Begin it in the line below, or put a text that begins with `|` or `>` into quotes."
        ),
    ),
    "while scanning an alias": (
        to_say("A text that begins with `*` needs quotes."),
        to_say("Put the text into quotes."),
    ),
    "while scanning an anchor": (
        to_say("A text that begins with `&` needs quotes."),
        to_say("Put the text into quotes."),
    ),
    "directive": (
        to_say("A text that begins with `%` needs quotes."),
        to_say("Put the text into quotes, or remove the line."),
    ),
    "YAML document (version": (
        to_say("The line `%YAML` names a version that this program does not read."),
        to_say("Remove the line."),
    ),
    "URI": (
        to_say("A text that begins with `!` needs quotes."),
        to_say("Put the text into quotes."),
    ),
    "tag": (
        to_say("A text that begins with `!` needs quotes."),
        to_say("Put the text into quotes."),
    ),
    "<document start>": (
        to_say("Something stands behind the end of the document."),
        to_say("Remove it, or check brackets, quotes and indentation above."),
    ),
    "after document end": (
        to_say("Something stands behind the end of the document."),
        to_say("Remove it, or begin a text with another sign than `...`."),
    ),
    "cannot start any token": (
        to_say("A text cannot begin with this character."),
        to_say("Put the text into quotes."),
    ),
}
"""By what the parser says somewhere in its complaint."""
_TEXT_BEHIND = (
    to_say("Something stands behind a value that has ended."),
    to_say("Remove it, or put the whole text into quotes."),
)
UNKNOWN_FAULT = (
    to_say("This line cannot be read."),
    to_say("Check quotes, brackets and indentation here and in the line above."),
)


def sentence_about(fault: MarkedYAMLError, text: str) -> tuple[str, str, int, int]:
    """What is wrong, what would be right, and the line and column, counted from 1."""
    said = f"{fault.context or ''} {fault.problem or ''}"
    mark = fault.problem_mark or fault.context_mark
    known = next((found for words, found in _SENTENCES.items() if words in said), UNKNOWN_FAULT)
    if "expected <block end>" in said and mark is not None and _stands_behind(mark.index, text):
        known = _TEXT_BEHIND
    what, remedy = known
    if _NOT_CLOSED in what:
        mark = fault.context_mark or mark
    if mark is None:
        return say(what), say(remedy), 1, 1
    last = text.count("\n") + 1
    return say(what), say(remedy), min(mark.line + 1, last), mark.column + 1


def _stands_behind(index: int, text: str) -> bool:
    """Whether the same line has something before that place."""
    return bool(text[text.rfind("\n", 0, index) + 1 : index].strip())
