"""The texts that were read last: an editor has the same one read again and again.

Reading 400 kB of YAML takes seconds. Each check and each save begins with the text of the one
before, so that keeping a few leaves one text to be read, the new one.
"""

from collections import OrderedDict
from threading import Lock

from app.shared.infrastructure.files.blueprint_reader import ReadDocument, read_document

_KEPT = 4
_BYTE_ORDER_MARK = "\ufeff"


class ReadTexts:
    """May be used by several threads. What was read is given to all of them, and not changed."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._size = kept
        self._kept: OrderedDict[str, ReadDocument] = OrderedDict()
        self._lock = Lock()

    def read(self, text: str) -> ReadDocument:
        """Raises BlueprintRefused; what is refused is not kept."""
        text = text.removeprefix(_BYTE_ORDER_MARK)
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        document = read_document(text)
        with self._lock:
            self._kept[text] = document
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return document
