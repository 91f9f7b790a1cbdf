"""Stories and talk: stories, prompts cut from them, dialogues, and dialogues with their summaries."""

from helpers.world.documents import Document, stream
from helpers.world.shipped.data_set import DataSet, Row, from_meta, of_family, sizes

_SHORTEST_STORY = 24  # words that a story needs to be cut into a prompt and a continuation
_PROMPT_WORDS = (5, 13)
_STORIES_HELD_OUT = ("hero, thing and place", "that hero never had that thing at that place")
_TALK_HELD_OUT = ("the two people", "those two have never talked")


def _prompt(document: Document) -> Row | None:
    """The opening words of a story and how it goes on; `prompt + continuation` is the story."""
    starts = [i for i in range(1, len(document.text)) if document.text[i - 1].isspace()]
    if len(starts) + 1 < _SHORTEST_STORY:
        return None
    shortest, longest = _PROMPT_WORDS
    words = stream("prompt", document.text).randint(shortest, longest)
    cut = starts[words - 1] - 1
    return {"prompt": document.text[:cut], "continuation": document.text[cut:]}


def _talk(document: Document) -> Row:
    meta = document.meta
    return {
        "dialogue": document.text,
        "text": document.text,
        "summary": meta["summary"],
        "topic": meta["situation"].replace("_", " "),
        "speakers": meta["speakers"],
        "turns": meta["turns"],
    }


SETS = (
    DataSet(
        "stories",
        "a simulated story of one line to about 250 words",
        sizes(950, 150, 300),
        {
            "text": "the story",
            "narrator": "whose voice: plain, gossip, diary, …",
            "plot": "what kind of thing happens",
            "hero": "full name",
        },
        from_meta("narrative", text="text", narrator="narrator", plot="plot", hero="hero"),
        ("text",),
        _STORIES_HELD_OUT,
    ),
    DataSet(
        "prompts",
        "the opening words of a story and how the story goes on",
        sizes(100, 100, 400),
        {"prompt": "5 to 13 words", "continuation": "the rest; the two joined are a story"},
        of_family("narrative", _prompt),
        ("prompt",),
        _STORIES_HELD_OUT,
    ),
    DataSet(
        "dialogues",
        "two residents talking, 4-12 turns, with a one-sentence summary",
        sizes(400, 100, 200),
        {
            "text": "lines `Name: words`, a third of them under a line that sets the scene",
            "summary": "one sentence that draws on several turns and is not in the text",
            "topic": "what kind of talk it is",
            "speakers": "first names, the one who begins first",
            "turns": "how many",
        },
        of_family("dialogue", _talk),
        ("text",),
        _TALK_HELD_OUT,
    ),
    DataSet(
        "summaries",
        "a dialogue and its gold summary of one sentence",
        sizes(2000, 200, 300),
        {
            "dialogue": "lines `Name: words`, as in `dialogues`",
            "summary": "one sentence that draws on several turns; everything it names was said",
            "topic": "what kind of talk it is",
        },
        of_family("dialogue", _talk),
        ("dialogue",),
        _TALK_HELD_OUT,
    ),
)
