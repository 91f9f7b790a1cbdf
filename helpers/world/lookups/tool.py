"""A wiki that answers `search[title]` and `lookup[word]`, as ReAct's tool does (Yao et al., 2023), and nothing else."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

SHOWN = 2  # sentences of a page that a search shows
UNTOLD = "The wiki does not say."  # what is finished with when no page tells
_SIMILAR = 3
_ACTION = re.compile(r"\s*(\w+)\[(.*)\]\s*", re.DOTALL)


class Wiki:
    """Pages by title, and the place where the reader is.

    Args:
        pages: title → text, of one paragraph.
    """

    def __init__(self, pages: Mapping[str, str]) -> None:
        self.pages = dict(pages)
        self._titles = {_key(title): title for title in pages}
        self._left: list[str] = []

    def search(self, title: str) -> str:
        """The first sentences of the page with this title, "…" where it goes on; or which titles are like it.

        Capitals and a "the" in front do not matter.
        """
        found = self._titles.get(_key(title))
        if found is None:
            self._left = []
            return f"There is no page called {title.strip()}.{self._similar(title)}"
        sentences = split_sentences(self.pages[found])
        self._left = sentences[SHOWN:]
        return " ".join(sentences[:SHOWN]) + (" …" if self._left else "")

    def lookup(self, word: str) -> str:
        """The next sentence with this word on the page that was found last, beyond what was shown of it."""
        for i, sentence in enumerate(self._left):
            if word.strip().lower() in sentence.lower():
                self._left = self._left[i + 1 :]
                return sentence
        return f"No more sentences with {word.strip()}."

    def _similar(self, title: str) -> str:
        words = set(_key(title).split())
        alike = [name for key, name in self._titles.items() if words & set(key.split())]
        alike += [self._titles[key] for key in get_close_matches(_key(title), self._titles, _SIMILAR)]
        names = list(dict.fromkeys(alike))[:_SIMILAR]
        return f" Similar pages: {', '.join(names)}." if names else ""


def act(wiki: Wiki, action: str) -> tuple[str, bool]:
    """What an action such as `search[The Red Hen]` gives, and whether it was the last.

    The last one is `finish[answer]`, which gives the answer. What is no action is answered with the ones there are.
    """
    match = _ACTION.fullmatch(action)
    name, given = (match[1].lower(), match[2]) if match else ("", "")
    if name == "finish":
        return given.strip(), True
    if name in ("search", "lookup") and given.strip():
        return getattr(wiki, name)(given), False
    return "Unknown action. The actions are search[title], lookup[word] and finish[answer].", False


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; "9.30 am" and "£2.40" end none."""
    return re.split(r"(?<=[.!?]) (?=[A-Z\"£\d])", text) if text else []


def _key(title: str) -> str:
    return title.strip().lower().removeprefix("the ")
