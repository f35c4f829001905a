import json
import random
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.discord_template import read_template
from tests.support.examples import examples

EXAMPLES = Path(__file__).parents[4] / "examples"
SEED_TEXT = (EXAMPLES / "gaming-community.yaml").read_text(encoding="utf-8")
SEED_LINES = SEED_TEXT.split("\n")
SHRAPNEL = [
    *"\t\0:{}[]&*!|>'\"%@`#-?,\\\ufeff\u202e\u200d\x85\u2028",
    "\ud800",
    ": ",
    "- ",
    "<<: ",
    "&a ",
    "*a ",
    "!!str ",
    "null",
    "~",
    ".nan",
    "1e999",
    "9" * 60,
    '"\\u0000"',
    '"\\ud800"',
    "|\n",
    ">-\n",
    "---\n",
    "? ",
    "{}",
    "[]",
    "true",
    "0123",
    "2024-01-01",
]


def outcome(text: str) -> str:
    try:
        read_blueprint(text, "g.yaml")
    except BlueprintRefused as refused:
        for problem in refused.problems:
            assert problem.what
            assert problem.line >= 1
            assert problem.column >= 1
            str(problem).encode()
        return "refused"
    return "read"


@examples(100)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert outcome(text) in ("read", "refused")


@examples(100)
@given(st.lists(st.sampled_from([*SHRAPNEL, "roles", "channels", "version: 1\n", "\n  "])))
def test_shrapnel_of_yaml_is_read_or_refused(pieces: list[str]) -> None:
    assert outcome("".join(pieces)) in ("read", "refused")


@examples(40, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_a_damaged_document_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    start = chance.randrange(len(SEED_LINES) - 30)
    lines = ["version: 1", *SEED_LINES[start : start + 30]]
    for _ in range(chance.randint(1, 4)):
        index = chance.randrange(len(lines))
        at = chance.randint(0, len(lines[index]))
        cut = chance.choice([0, 0, 1, 3])
        lines[index] = lines[index][:at] + chance.choice(SHRAPNEL) + lines[index][at + cut :]

    assert outcome("\n".join(lines)) in ("read", "refused")


_words = st.sampled_from(
    ["version", "roles", "channels", "name", "text", "voice", "access", "allow", "everyone"]
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=4),
    max_leaves=12,
)


@examples(80)
@given(st.dictionaries(_words, _json))
def test_any_json_is_read_or_refused(data: dict[str, object]) -> None:
    assert outcome(json.dumps({**data, "version": 1})) in ("read", "refused")


_guild_words = st.sampled_from(
    ["serialized_source_guild", "roles", "channels", "id", "name", "type", "permission_overwrites"]
)


@examples(100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-5, 20) | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(_guild_words, inner, max_size=5)
        ),
        max_leaves=20,
    )
)
def test_any_json_is_a_template_or_refused(data: object) -> None:
    with suppress(BlueprintRefused):
        read_template(json.dumps(data))
