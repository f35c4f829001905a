"""Pages and scripts are in the language that the process speaks."""

import json
import re
from collections.abc import Iterator

import pytest

from app.shared.infrastructure.languages.script_sentences import script_sentences
from app.web.made_files import made_files, sentences_module
from app.web.pages.rendering import templates
from app.web.static_files import TREE, StaticFiles
from tests.support.pseudo_language import TAG, pseudo_language, speaking_pseudo
from tests.support.web import no_files, web_over_fakes

SENTENCES = "lib/sentences.js"


@pytest.fixture
def speaking() -> Iterator[None]:
    with speaking_pseudo():
        yield


def test_english_scripts_need_no_other_sentences() -> None:
    served = StaticFiles.read().files[SENTENCES].content

    assert SENTENCES not in made_files()
    assert served == (TREE / SENTENCES).read_bytes()


@pytest.mark.usefixtures("speaking")
def test_scripts_of_another_language_read_its_sentences() -> None:
    static = StaticFiles.read()

    served = static.files[SENTENCES].content.decode()

    assert served == sentences_module(pseudo_language())
    assert f'export const TAG = "{TAG}";\n' in served
    assert "export const formOf = (n) => Number((n != 1));\n" in served


def test_only_what_scripts_say_is_served_to_them() -> None:
    module = sentences_module(pseudo_language())
    (told,) = re.findall(r"Object\.create\(null\), (\{.*\})\);", module)

    sentences = json.loads(told)

    assert sentences == {
        key: list(one) if isinstance(one, tuple) else one
        for key, one in script_sentences(pseudo_language()).items()
    }
    forms = [one[0] if isinstance(one, list) else one for one in sentences.values()]
    assert all(one.startswith("⟦") for one in forms)
    assert "Skip to the content" not in sentences


def test_the_module_has_the_names_of_the_one_it_stands_for() -> None:
    exports = re.compile(r"export const (\w+)")

    assert exports.findall(sentences_module(pseudo_language())) == exports.findall(
        (TREE / SENTENCES).read_text(encoding="utf-8")
    )


def test_the_designer_is_told_labels_in_the_language_that_is_spoken() -> None:
    path = "designer/state/discord.js"
    english = made_files()[path].decode()
    with speaking_pseudo():
        other = made_files()[path].decode()

    assert '"label":"Manage Channels"' in english
    assert '"label":"⟦Manage Channels⟧"' in other


def test_each_language_has_addresses_of_its_own() -> None:
    english = StaticFiles.read()
    with speaking_pseudo():
        other = StaticFiles.read()

    assert english.url(SENTENCES) != other.url(SENTENCES)


async def test_a_page_says_which_language_it_is_in() -> None:
    async with web_over_fakes().client() as client:
        english = await client.get("/")
        with speaking_pseudo():
            other = await client.get("/")

    assert '<html lang="en"' in english.text
    assert f'<html lang="{TAG}"' in other.text


@pytest.mark.usefixtures("speaking")
def test_templates_say_their_sentences() -> None:
    environment = templates(no_files())

    told = environment.from_string("{{ say('{who} left.', who='<b>') }}").render()

    assert told == "&lt;b&gt; left."
