"""What can be said and asked about throw-away shops, inns and other places; the notation is that of `relation.py`."""

from helpers.world.bound.relation import Relation, relation

PLACES: tuple[Relation, ...] = (
    relation("place", "kind", "kind", "shop", """
        {s} is {a}
        everybody knows {s} as {a}
        the {v} here is called {s}
        there is {a} called {s}
        """, """
        {he} is {a}
        {he} is known as {a}
        """, """
        What [kind|sort] of place is {s}?
        What is {s}?
        What kind of business is {s}?
        """),
    relation("place", "street", "street", "street", """
        {s} [is|stands|lies] in {v}
        {s} can be found in {v}
        you will find {s} in {v}
        in {v} stands {s}
        the address of {s} is {v}
        """, """
        {he} [is|stands] in {v}
        {his} address is {v}
        you find {him} in {v}
        """, """
        Where is {s}?
        [In which|In what] street is {s}?
        What street is {s} in?
        Where do I find {s}?
        What is the address of {s}?
        """, "street"),
    relation("place", "founded", "founded", "year", """
        {s} was [founded|started|set up] in {v}
        {s} goes back to {v}
        {s} has been there since {v}
        the sign of {s} says {v}, the year it was founded
        it was in {v} that {s} was founded
        """, """
        {he} was founded in {v}
        {he} goes back to {v}
        {he} has been there since {v}
        """, """
        When was {s} founded?
        In [what|which] year was {s} [founded|started]?
        How old is {s}?
        Since when has there been {s}?
        """, "founded"),
    relation("place", "owner", "owner", "person", """
        {s} belongs to {v}
        {s} is [run|owned] by {v}
        {v} [runs|owns] {s}
        the owner of {s} is {v}
        {v} is in charge of {s}
        """, """
        {he} belongs to {v}
        {he} is run by {v}
        {v} owns {him}
        {his} owner is {v}
        """, """
        Who [runs|owns] {s}?
        Who is the owner of {s}?
        Who is in charge of {s}?
        Whose is {s}?
        Who does {s} belong to?
        """, "owner"),
    relation("place", "opens", "opens", "morning", """
        {s} opens at {v}
        {s} is open from {v}
        the doors of {s} open at {v}
        at {v} {s} opens
        {s} lets people in from {v}
        """, """
        {he} opens at {v}
        {he} is open from {v}
        {his} doors open at {v}
        """, """
        When does {s} open?
        [What time|At what hour] does {s} open?
        From what time is {s} open?
        How early can I go to {s}?
        What is the opening time of {s}?
        """, "opens"),
    relation("place", "closes", "closes", "evening", """
        {s} [closes|shuts] at {v}
        {s} stays open until {v}
        the doors of {s} close at {v}
        at {v} {s} closes
        {s} locks up at {v}
        """, """
        {he} closes at {v}
        {he} stays open until {v}
        {he} shuts at {v}
        """, """
        When does {s} [close|shut]?
        [What time|At what hour] does {s} close?
        How late is {s} open?
        Until when is {s} open?
        What is the closing time of {s}?
        """, "closes"),
    relation("place", "closed on", "closed on", "day", """
        {s} is [closed|shut] on {v}
        {s} stays shut on {v}
        {s} is open every day except {v}
        on {v} {s} stays closed
        {v} is the day off at {s}
        """, """
        {he} is closed on {v}
        {he} stays shut on {v}
        {he} is open every day except {v}
        """, """
        [On which|Which|What] day is {s} [closed|shut]?
        When is the day off at {s}?
        On what day does {s} not open?
        Is {s} open every day?
        """, "closed on"),
    relation("place", "price", "price", "price", """
        {s} [sells|offers] {d} for {v}
        at {s}, {d} costs {v}
        at {s} you pay {v} for {d}
        {d} is {v} at {s}
        {s} charges {v} for {d}
        """, """
        {he} sells {d} for {v}
        {d} costs {v} there
        {he} charges {v} for {d}
        """, """
        How much is {d} at {s}?
        What does {d} cost at {s}?
        What does {s} charge for {d}?
        What is the price of {d} at {s}?
        How much do I pay for {d} at {s}?
        """, "price"),
    relation("place", "door", "colour of the door", "colour", """
        the door of {s} is {v}
        {s} has a door painted {v}
        the colour of the door at {s} is {v}
        """, """
        {his} door is {v}
        {he} has a door painted {v}
        """, """
        What colour is the door of {s}?
        What is the colour of the door at {s}?
        What is the colour of the door of {s}?
        """),
)  # fmt: skip
