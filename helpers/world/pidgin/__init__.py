"""Harbour pidgin: a small invented dialect, its grammar, and a translator that works both ways.

The English that it knows is `[time] subject verb [object] [place]` as a statement or a question. In pidgin:

1. The order is time, subject, object, verb, place: the verb comes late.
2. There is no "the"; "a" is `wan`. A describing word follows its noun, an owner (`o'mi` = my) follows that.
3. Two or more: the noun is said twice, `loopa-loopa` = nets.
4. Verbs do not change. After the verb `dun` says that it is over and `goan` that it is still to come; `nix` before it
   says no.
5. A question ends in `ne?`. Names stay as they are, and pronouns have one form each.

"Yesterday the old baker did not mend my nets near the harbour." becomes
"Sunback lofa grey loopa-loopa o'mi nix fik dun hardba havva."
"""

from helpers.world.pidgin.clauses import Clause, Phrase, in_english, in_pidgin
from helpers.world.pidgin.drawing import draw_clause
from helpers.world.pidgin.reading import parse_english, parse_pidgin

__all__ = [
    "Clause",
    "Phrase",
    "draw_clause",
    "in_english",
    "in_pidgin",
    "parse_english",
    "parse_pidgin",
    "to_english",
    "to_pidgin",
]


def to_pidgin(english: str) -> str:
    """An English sentence of the grammar in pidgin. Raises ValueError naming the words that the grammar lacks."""
    return in_pidgin(parse_english(english))


def to_english(text: str) -> str:
    """A pidgin sentence in English. Raises ValueError naming the words that the grammar lacks."""
    return in_english(parse_pidgin(text))
