"""How varied generated text is, between texts and within one.

A text is a string, whose tokens are the words between white space, or a sequence of tokens such as ids.
"""

from collections.abc import Hashable, Sequence

Text = str | Sequence[Hashable]


def distinct_n(texts: Sequence[Text], n: int = 2) -> float:
    """Different n-grams as a share of all n-grams, over all texts together: 1 when nothing occurs twice.

    Li et al., 2016, who divide by the number of tokens; here it is the number of n-grams, so that 1 can be reached. The
    more text, the lower it falls: compare sets of one size only.

    Raises:
        ValueError: ``texts`` is one string, ``n`` is below 1, or no text has ``n`` tokens.
    """
    if isinstance(texts, str):
        raise ValueError("texts is one string; put it in a list: distinct_n([text]).")
    ngrams = [ngram for text in texts for ngram in _ngrams(text, n)]
    if not ngrams:
        raise ValueError(f"None of the {len(texts)} texts has {n} tokens, so there is no {n}-gram to count.")
    return len(set(ngrams)) / len(ngrams)


def repetition(text: Text, n: int = 4) -> float:
    """Share of a text's n-grams that occurred before in it: 1 - different / all (Welleck et al., 2020, seq-rep-n).

    A text of fewer than ``n`` tokens repeats nothing: 0.

    Raises:
        ValueError: ``n`` is below 1.
    """
    ngrams = _ngrams(text, n)
    return 1 - len(set(ngrams)) / len(ngrams) if ngrams else 0.0


def longest_loop(text: Text) -> int:
    """Number of tokens in the longest stretch that says one phrase twice or more in a row; 0 when there is none.

    "no no" is a loop of 2 tokens; "I know that I know that I" is one of 7: the last, unfinished round counts.
    """
    tokens = _tokens(text)
    longest = 0
    for period in range(1, len(tokens) // 2 + 1):
        matches = 0
        for position in range(period, len(tokens)):
            matches = matches + 1 if tokens[position] == tokens[position - period] else 0
            if matches >= period:
                longest = max(longest, matches + period)
    return longest


def _tokens(text: Text) -> Sequence[Hashable]:
    return text.split() if isinstance(text, str) else text


def _ngrams(text: Text, n: int) -> list[tuple[Hashable, ...]]:
    if n < 1:
        raise ValueError(f"n = {n} cannot be used: an n-gram has 1 token or more.")
    tokens = _tokens(text)
    return [tuple(tokens[start : start + n]) for start in range(len(tokens) - n + 1)]
