"""A sentence of a class of sentences, said in the language that is spoken when it is read."""

from app.shared.domain.language.saying import say


class Said:
    """Of the class itself it is the English one: commands are declared before the language is
    known."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def __get__(self, instance: object | None, owner: type) -> str:
        return self._sentence if instance is None else say(self._sentence)
