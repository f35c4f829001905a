"""A parser's complaint, in a sentence that helps.

The parser speaks of tokens, scalars and nodes; none of its words reach a reader.
"""

from ruamel.yaml.error import MarkedYAMLError

_NOT_CLOSED = "not closed"
_SENTENCES = (
    (
        "'\\t'",
        "A tab stands where YAML allows blanks only.",
        "Indent with blanks.",
    ),
    (
        "mapping values are not allowed",
        "A `: ` stands where none can be.",
        "Put the text into quotes, or check the indentation of this line and the one above.",
    ),
    (
        "sequence entries are not allowed",
        "A `- ` stands where no list can begin.",
        "Begin the list in the line below its name, or put the text into quotes.",
    ),
    (
        "mapping keys are not allowed",
        "A `? ` stands where none can be.",
        "Put the text into quotes.",
    ),
    (
        "could not find expected ':'",
        "This line is neither a field nor an item of a list.",
        "Write `name: value` or `- item`, or check the quotes above.",
    ),
    (
        "expected <block end>",
        "The indentation of this line does not fit the lines above.",
        "Align it with the other fields or items of the same list.",
    ),
    (
        "expected ',' or ']'",
        "A list in brackets is not closed, or lacks a comma.",
        "Write `[a, b]`.",
    ),
    (
        "expected ',' or '}'",
        "A map in braces is not closed, or lacks a comma.",
        "Write `{a: 1, b: 2}`.",
    ),
    (
        "but found '<stream end>'",
        "The document ends before its brackets or braces do.",
        "Add the closing `]` or `}`.",
    ),
    (
        "expected the node content",
        "A value is missing before this sign.",
        "Write the value, or put a text that begins with this sign into quotes.",
    ),
    (
        "found unexpected ':'",
        "A `:` stands inside a text in brackets or braces.",
        "Put the text into quotes, or write a blank behind the `:`.",
    ),
    (
        "while scanning a quoted scalar",
        "A text in quotes is not closed.",
        "Add the closing quote.",
    ),
    (
        "unknown escape character",
        "There is no such escape in quotes.",
        "Write a backslash as \\\\, or use 'single quotes'.",
    ),
    (
        "expected escape sequence",
        "An escape in quotes lacks digits: \\x has 2 of them, \\u has 4 and \\U has 8.",
        "Write a backslash as \\\\, or use 'single quotes'.",
    ),
    (
        "more indented follow up line",
        "The blank lines before this text are indented more than the text.",
        "Remove the blanks from the empty lines.",
    ),
    (
        "while scanning a block scalar",
        "A text of several lines cannot begin in the line of its `|` or `>`.",
        "Begin it in the line below, or put a text that begins with `|` or `>` into quotes.",
    ),
    (
        "while scanning an alias",
        "A text that begins with `*` needs quotes.",
        "Put the text into quotes.",
    ),
    (
        "while scanning an anchor",
        "A text that begins with `&` needs quotes.",
        "Put the text into quotes.",
    ),
    (
        "directive",
        "A text that begins with `%` needs quotes.",
        "Put the text into quotes, or remove the line.",
    ),
    (
        "YAML document (version",
        "The line `%YAML` names a version that this program does not read.",
        "Remove the line.",
    ),
    (
        "URI",
        "A text that begins with `!` needs quotes.",
        "Put the text into quotes.",
    ),
    (
        "tag",
        "A text that begins with `!` needs quotes.",
        "Put the text into quotes.",
    ),
    (
        "<document start>",
        "Something stands behind the end of the document.",
        "Remove it, or check brackets, quotes and indentation above.",
    ),
    (
        "after document end",
        "Something stands behind the end of the document.",
        "Remove it, or begin a text with another sign than `...`.",
    ),
    (
        "cannot start any token",
        "A text cannot begin with this character.",
        "Put the text into quotes.",
    ),
)
_TEXT_BEHIND = (
    "Something stands behind a value that has ended.",
    "Remove it, or put the whole text into quotes.",
)
UNKNOWN_FAULT = (
    "This line cannot be read.",
    "Check quotes, brackets and indentation here and in the line above.",
)


def sentence_about(fault: MarkedYAMLError, text: str) -> tuple[str, str, int, int]:
    """What is wrong, what would be right, and the line and column, counted from 1."""
    said = f"{fault.context or ''} {fault.problem or ''}"
    mark = fault.problem_mark or fault.context_mark
    known = next((entry[1:] for entry in _SENTENCES if entry[0] in said), UNKNOWN_FAULT)
    if "expected <block end>" in said and mark is not None and _stands_behind(mark.index, text):
        known = _TEXT_BEHIND
    what, remedy = known
    if _NOT_CLOSED in what:
        mark = fault.context_mark or mark
    if mark is None:
        return what, remedy, 1, 1
    last = text.count("\n") + 1
    return what, remedy, min(mark.line + 1, last), mark.column + 1


def _stands_behind(index: int, text: str) -> bool:
    """Whether the same line has something before that place."""
    return bool(text[text.rfind("\n", 0, index) + 1 : index].strip())
