"""Parts of the code whose words are all said, and what in them is an exception."""

from dataclasses import dataclass, field

from tests.unit.languages.looks import Unsaid


@dataclass(frozen=True, slots=True)
class Area:
    """Exceptions are by place: a file or a folder that ends with a slash, or, where only some
    texts of it are meant, those. Each has its reason."""

    paths: tuple[str, ...]
    """From the project on: files, or folders with all in them."""
    unread_files: dict[str, str] = field(default_factory=dict)
    """A file or folder, and why nobody reads what stands in it."""
    unread_texts: dict[str, str] = field(default_factory=dict)
    """A text as the checker tells it, and why it is not for translation."""
    unread_calls: frozenset[str] = frozenset()
    """Functions and classes whose arguments nobody reads."""
    unread_names: frozenset[str] = frozenset()
    """Keywords of calls, and variables, whose values nobody reads (Python alone)."""

    def excuses(self, path: str, found: Unsaid) -> bool:
        return self.excuses_file(path) or found.text in self.unread_texts

    def excuses_file(self, path: str) -> bool:
        return any(
            path == one or (one.endswith("/") and path.startswith(one)) for one in self.unread_files
        )
