"""What can be said and asked about throw-away boats and animals; the notation is that of `relation.py`."""

from helpers.world.bound.relation import Relation, relation

CRAFT_AND_ANIMALS: tuple[Relation, ...] = (
    relation("boat", "boat kind", "kind", "boat", """
        the {s} is {a}
        the {v} by the steps is called the {s}
        there is {a} called the {s}
        the boat called the {s} is {a}
        """, """
        {he} is {a}
        as boats go, {he} is {a}
        """, """
        What [kind|sort] of boat is the {s}?
        What type of boat is the {s}?
        What is the {s}?
        """),
    relation("boat", "owner", "owner", "person", """
        the {s} belongs to {v}
        {v} owns the {s}
        the owner of the {s} is {v}
        the boat called the {s} is {v}'s
        """, """
        {he} belongs to {v}
        {v} owns {him}
        {his} owner is {v}
        """, """
        Who owns the {s}?
        Whose boat is the {s}?
        Who is the owner of the {s}?
        Who does the {s} belong to?
        """, "boat owner"),
    relation("boat", "built", "built", "year", """
        the {s} was built in {v}
        the {s} was launched in {v}
        {v} is the year the {s} was built
        they built the {s} in {v}
        """, """
        {he} was built in {v}
        {he} was launched in {v}
        """, """
        When was the {s} built?
        In [what|which] year was the {s} built?
        What year was the {s} launched?
        How old is the {s}?
        """),
    relation("boat", "boat colour", "colour of the hull", "colour", """
        the hull of the {s} is {v}
        the {s} is painted {v}
        the {s} has {a} hull
        """, """
        {his} hull is {v}
        {he} is painted {v}
        """, """
        What colour is the {s}?
        What colour is the hull of the {s}?
        How is the {s} painted?
        """),
    relation("boat", "cargo", "cargo", "cargo", """
        the {s} carries {v}
        the {s} is loaded with {v}
        the cargo of the {s} is {v}
        the hold of the {s} is full of {v}
        """, """
        {he} carries {v}
        {his} cargo is {v}
        """, """
        What does the {s} carry?
        What is the cargo of the {s}?
        What is the {s} loaded with?
        """),
    relation("animal", "animal kind", "kind", "animal", """
        {s} is {a}
        there is {a} called {s}
        the {v} is called {s}
        the name of the {v} is {s}
        """, """
        {he} is {a}
        """, """
        What [kind|sort] of animal is {s}?
        What animal is {s}?
        What is {s}?
        """),
    relation("animal", "owner", "owner", "person", """
        {s} belongs to {v}
        {v} looks after {s}
        the owner of {s} is {v}
        {s} is {v}'s, and everybody knows it
        """, """
        {he} belongs to {v}
        {his} owner is {v}
        {v} looks after {him}
        """, """
        Who owns {s}?
        Whose is {s}?
        Who does {s} belong to?
        Who is the owner of {s}?
        Who looks after {s}?
        """),
    relation("animal", "food", "food", "food", """
        {s} eats {v}
        {s} is fed on {v}
        {s} will do anything for {v}
        there is nothing {s} likes better than {v}
        """, """
        {he} eats {v}
        {he} is fed on {v}
        {he} will do anything for {v}
        """, """
        What does {s} eat?
        What is {s} fed on?
        What does {s} like to eat?
        What will {s} do anything for?
        """),
    relation("animal", "sleeps", "sleeping place", "room", """
        {s} sleeps in {v}
        the bed of {s} is in {v}
        at night {s} is in {v}
        """, """
        {he} sleeps in {v}
        {his} bed is in {v}
        """, """
        Where does {s} sleep?
        Where is {s} at night?
        Where is the bed of {s}?
        """),
)  # fmt: skip
