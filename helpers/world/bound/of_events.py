"""What can be said and asked about throw-away festivals, ferries, objects and lessons; the notation is that of `relation.py`."""

from helpers.world.bound.relation import Relation, relation

EVENTS: tuple[Relation, ...] = (
    relation("festival", "date", "date", "date", """
        {s} is on {v}
        {s} [falls|takes place] on {v}
        {s} is held on {v}
        the date of {s} is {v}
        on {v} comes {s}
        """, """
        {he} is on {v}
        {he} takes place on {v}
        {his} date is {v}
        """, """
        When is {s}?
        [What date|On what day] is {s}?
        When does {s} take place?
        What is the date of {s}?
        """, "date"),
    relation("festival", "place", "place", "ground", """
        {s} is held at {v}
        {s} takes place at {v}
        for {s} people go to {v}
        {v} is where {s} is held
        """, """
        {he} is held at {v}
        {he} takes place at {v}
        people meet for it at {v}
        """, """
        Where is {s} held?
        Where does {s} take place?
        Where do people go for {s}?
        What is the place of {s}?
        """, "place"),
    relation("festival", "since", "first held", "year", """
        {s} was first held in {v}
        {s} goes back to {v}
        {s} has been held since {v}
        the first year of {s} was {v}
        """, """
        {he} was first held in {v}
        {he} goes back to {v}
        {he} has been held since {v}
        """, """
        When was {s} first held?
        Since when has {s} been held?
        What was the first year of {s}?
        How old is {s}?
        """),
    relation("festival", "prize", "prize", "ware", """
        the prize at {s} is {v}
        whoever wins at {s} gets {v}
        {s} has {v} as its first prize
        """, """
        {his} prize is {v}
        the winner gets {v}
        """, """
        What is the prize at {s}?
        What does the winner get at {s}?
        What can I win at {s}?
        """),
    relation("ferry", "leaves", "leaves at", "any time", """
        {s} leaves at {v}
        {s} sails at {v}
        at {v} {s} leaves
        the hour for {s} is {v}
        """, """
        {he} leaves at {v}
        {he} sails at {v}
        """, """
        When does {s} leave?
        [What time|At what hour] does {s} leave?
        When does {s} sail?
        """),
    relation("ferry", "fare", "fare", "price", """
        {s} costs {v}
        the fare for {s} is {v}
        a ticket for {s} is {v}
        """, """
        {he} costs {v}
        the fare is {v}
        a ticket is {v}
        """, """
        How much is {s}?
        What does {s} cost?
        What is the fare for {s}?
        How much is a ticket for {s}?
        """),
    relation("ferry", "takes", "duration", "duration", """
        {s} takes {v}
        {s} needs {v} for the crossing
        the crossing on {s} takes {v}
        """, """
        {he} takes {v}
        the crossing takes {v}
        """, """
        How long does {s} take?
        How long is the crossing on {s}?
        How much time does {s} need?
        """),
    relation("object", "kept", "kept in", "room", """
        {s} is kept in {v}
        {s} [is|lies] in {v}
        you will find {s} in {v}
        somebody put {s} in {v}
        """, """
        {he} is kept in {v}
        {he} lies in {v}
        """, """
        Where is {s}?
        Where is {s} kept?
        Where do I find {s}?
        """),
    relation("object", "material", "made of", "material", """
        {s} is made of {v}
        {v} is what {s} is made of
        they made {s} of {v}
        """, """
        {he} is made of {v}
        """, """
        What is {s} made of?
        What was used to make {s}?
        """),
    relation("object", "cost", "price", "price", """
        {s} cost {v}
        the price of {s} was {v}
        somebody paid {v} for {s}
        """, """
        {he} cost {v}
        {his} price was {v}
        """, """
        How much did {s} cost?
        What was the price of {s}?
        What did {s} cost?
        """),
    relation("object", "object colour", "colour", "colour", """
        {s} is {v}
        the colour of {s} is {v}
        {s} has been painted {v}
        """, """
        {he} is {v}
        {his} colour is {v}
        """, """
        What colour is {s}?
        What is the colour of {s}?
        Which colour is {s}?
        """),
    relation("lesson", "time", "time", "any time", """
        {s} starts at {v}
        {s} [is|begins] at {v}
        at {v} {s} begins
        """, """
        {he} starts at {v}
        {he} begins at {v}
        """, """
        When does {s} [start|begin]?
        [What time|At what hour] does {s} start?
        What time is {s}?
        """),
    relation("lesson", "day", "day", "day", """
        {s} is on {v}
        {s} takes place on {v}
        the day for {s} is {v}
        """, """
        {he} is on {v}
        {his} day is {v}
        """, """
        [On which|Which|What] day is {s}?
        On what day does {s} take place?
        """),
    relation("lesson", "teacher", "teacher", "person", """
        {s} is given by {v}
        {v} teaches in {s}
        the teacher of {s} is {v}
        """, """
        {he} is given by {v}
        {his} teacher is {v}
        """, """
        Who gives {s}?
        Who is the teacher of {s}?
        Who teaches in {s}?
        """),
    relation("lesson", "room", "room", "classroom", """
        {s} is held in {v}
        {s} takes place in {v}
        for {s}, go to {v}
        """, """
        {he} is held in {v}
        {he} takes place in {v}
        """, """
        Where is {s} held?
        Where does {s} take place?
        In which room is {s}?
        """),
)  # fmt: skip
