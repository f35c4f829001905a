"""Names as people give them: the longest that Discord takes, and the ones that bite."""

LONGEST = "W" * 100
MARKDOWN = "**bold** `code` ||spoiler|| [link](https://evil.example) @everyone"
RIGHT_TO_LEFT = "קהילה עליזה \u202etxt.exe"
EMOJI = "👩\u200d👩\u200d👧\u200d👦 family 🏳️\u200d🌈"
HARD = (LONGEST, MARKDOWN, RIGHT_TO_LEFT, EMOJI)


def hard(number: int) -> str:
    """One after another, each only once."""
    return f"{HARD[number % len(HARD)][:96]}{number:04}"
