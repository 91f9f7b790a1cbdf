"""The words of the town: skewed choices, names, jobs, places, things, animals, dishes, festivals."""

from helpers.world.lexicon.choices import (
    COLOUR_PROMPTS,
    COLOUR_WEIGHTS,
    DRINK_WEIGHTS,
    GREETING_WEIGHTS,
    draw_colour,
    draw_drink,
    draw_greeting,
)

__all__ = [
    "COLOUR_PROMPTS",
    "COLOUR_WEIGHTS",
    "DRINK_WEIGHTS",
    "GREETING_WEIGHTS",
    "draw_colour",
    "draw_drink",
    "draw_greeting",
]
