"""What every store of kept answers does."""

import pytest

from app.shared.application.ports.kept_answers import (
    KeptAnswer,
    KeptAnswers,
    KeyUsedOtherwise,
    StillWorkedAt,
)

ANSWER = KeptAnswer(status=201, headers=(("etag", '"3"'),), body=b'{"caf\xc3\xa9":1}')


class KeptAnswersContract:
    async def test_the_first_who_asks_is_told_to_go_ahead(self, answers: KeptAnswers) -> None:
        assert await answers.claim("key", "request") is None

    async def test_an_answer_is_given_again_as_it_was(self, answers: KeptAnswers) -> None:
        await answers.claim("key", "request")
        await answers.keep("key", "request", ANSWER)

        assert await answers.claim("key", "request") == ANSWER

    async def test_a_key_belongs_to_one_request(self, answers: KeptAnswers) -> None:
        await answers.claim("key", "request")
        await answers.keep("key", "request", ANSWER)

        with pytest.raises(KeyUsedOtherwise):
            await answers.claim("key", "another")

    async def test_two_at_once_are_not_both_sent_ahead(self, answers: KeptAnswers) -> None:
        await answers.claim("key", "request")

        with pytest.raises(StillWorkedAt):
            await answers.claim("key", "request")

    async def test_what_was_let_go_may_be_tried_again(self, answers: KeptAnswers) -> None:
        await answers.claim("key", "request")
        await answers.let_go("key")

        assert await answers.claim("key", "another") is None

    async def test_one_name_knows_nothing_of_another(self, answers: KeptAnswers) -> None:
        await answers.claim("user 1 ☂", "a")

        assert await answers.claim("user 2", "b") is None
