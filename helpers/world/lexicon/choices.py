"""Skewed choices: what people in the town paint, say and drink, and how often.

The labs compare a model's next-word distribution with these numbers, so each colour of a newly painted, knitted, dyed
or bought thing is drawn from `COLOUR_WEIGHTS` alone, whoever does it and whatever else happens in the story.
"""

from random import Random

COLOUR_WEIGHTS: dict[str, float] = {
    "blue": 0.32,
    "red": 0.20,
    "green": 0.14,
    "yellow": 0.11,
    "white": 0.08,
    "grey": 0.06,
    "pink": 0.04,
    "purple": 0.03,
    "brown": 0.02,
}

# In narrative text these openings are followed by a colour of a newly made thing and by nothing else.
COLOUR_PROMPTS: tuple[str, ...] = (
    "Wren painted the door",
    "Mabel painted the gate",
    "Tobias painted the boat",
    "Greta painted the fence",
    "Silas painted the shutters",
    "Nell painted the bench",
    "Jago painted the shed",
    "Edith painted the chair",
    "Barnaby painted the table",
    "Isla painted the cupboard",
    "Edmund painted the letterbox",
    "Hester painted the bicycle",
    "Tamsin dyed the wool",
    "Rosalind dyed the curtains",
)

GREETING_WEIGHTS: dict[
    str, float
] = {  # good at any hour, so that no story greets the evening with "Good morning"
    "Hello": 0.36,
    "Good day": 0.20,
    "Hello there": 0.15,
    "Ahoy": 0.11,
    "Well met": 0.07,
    "Hallo": 0.05,
    "There you are": 0.04,
    "Bless me": 0.02,
}

DRINK_WEIGHTS: dict[str, float] = {
    "tea": 0.42,
    "coffee": 0.20,
    "cocoa": 0.13,
    "lemonade": 0.08,
    "ginger beer": 0.06,
    "hot milk": 0.05,
    "cider": 0.04,
    "nettle cordial": 0.02,
}


class Weighted:
    """Draws from a fixed weighted table; about as quick as one call of `rng.random`."""

    def __init__(self, weights: dict[str, float], resolution: int = 100) -> None:
        self._table = [name for name, weight in weights.items() for _ in range(round(weight * resolution))]

    def draw(self, rng: Random) -> str:
        return self._table[int(rng.random() * len(self._table))]


_COLOURS = Weighted(COLOUR_WEIGHTS)
_GREETINGS = Weighted(GREETING_WEIGHTS)
_DRINKS = Weighted(DRINK_WEIGHTS)


def draw_colour(rng: Random) -> str:
    """The colour of something newly painted, knitted, dyed or bought."""
    return _COLOURS.draw(rng)


def draw_greeting(rng: Random) -> str:
    """How somebody says hello."""
    return _GREETINGS.draw(rng)


def draw_drink(rng: Random) -> str:
    """What somebody drinks when asked."""
    return _DRINKS.draw(rng)
