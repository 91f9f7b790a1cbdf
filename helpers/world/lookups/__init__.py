"""Traces of somebody who looks things up: thoughts, actions on a wiki, observations; and the wiki to act on."""

from helpers.world.lookups.family import INSTRUCTION, prompt
from helpers.world.lookups.tool import UNTOLD, Wiki, act

__all__ = ["INSTRUCTION", "UNTOLD", "Wiki", "act", "prompt"]
