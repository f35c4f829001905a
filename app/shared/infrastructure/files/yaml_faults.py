"""A parser's complaint, in a sentence that helps."""

from ruamel.yaml.error import MarkedYAMLError

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
        "cannot start any token",
        "A text cannot begin with this character.",
        "Put the text into quotes.",
    ),
)


def sentence_about(fault: MarkedYAMLError, text: str) -> tuple[str, str, int, int]:
    """What is wrong, what would be right, and the line and column, counted from 1."""
    said = f"{fault.context or ''} {fault.problem or ''}"
    mark = fault.problem_mark or fault.context_mark
    known = next((entry for entry in _SENTENCES if entry[0] in said), None)
    if known is None:
        what = f"This is not valid YAML: {(fault.problem or 'the text cannot be read').strip()}."
        remedy = "Check this line and the one above."
    else:
        _, what, remedy = known
        if "not closed" in what:
            mark = fault.context_mark or mark
    if mark is None:
        return what, remedy, 1, 1
    last = text.count("\n") + 1
    return what, remedy, min(mark.line + 1, last), mark.column + 1
