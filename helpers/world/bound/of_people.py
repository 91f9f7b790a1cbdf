"""What can be said and asked about throw-away people; the notation is that of `relation.py`."""

from helpers.world.bound.relation import Relation, relation

PEOPLE: tuple[Relation, ...] = (
    relation("person", "age", "age", "age", """
        {s} is {v} years old
        {s} is {v}
        the age of {s} is {v}
        {s} has reached the age of {v}
        {s} turned {v} this year
        """, """
        {he} is {v} years old
        {he} is {v}
        {he} turned {v} this year
        """, """
        How old is {s}?
        What is {s}'s age?
        What age is {s}?
        How many years old is {s}?
        """),
    relation("person", "job", "job", "job", """
        {s} is {a}
        {s} works as {a}
        {s} earns a living as {a}
        by trade, {s} is {a}
        {s}'s job is that of {a}
        """, """
        {he} is {a}
        {he} works as {a}
        by trade {he} is {a}
        """, """
        What does {s} do?
        What is {s}'s [job|work|trade]?
        What does {s} do for a living?
        What does {s} work as?
        How does {s} earn a living?
        """, "job"),
    relation("person", "lives", "address", "address", """
        {s} lives at {v}
        the home of {s} is {v}
        {s} has a house at {v}
        you can write to {s} at {v}
        at {v} lives {s}
        """, """
        {he} lives at {v}
        {his} home is {v}
        {his} house is at {v}
        """, """
        Where does {s} live?
        What is {s}'s address?
        At what address does {s} live?
        Where is the home of {s}?
        """),
    relation("person", "favourite drink", "favourite drink", "drink", """
        {s}'s favourite drink is {v}
        {s} likes {v} best of all drinks
        the favourite drink of {s} is {v}
        {s} drinks {v} whenever there is any
        """, """
        {his} favourite drink is {v}
        {he} drinks {v} whenever there is any
        of all drinks, {he} likes {v} best
        """, """
        What is {s}'s favourite drink?
        What does {s} like to drink?
        What does {s} drink?
        Which drink does {s} like best?
        """),
    relation("person", "favourite dish", "favourite dish", "dish", """
        {s}'s favourite dish is {v}
        {s} likes {v} best of all dishes
        the favourite dish of {s} is {v}
        {s} would eat {v} every day
        """, """
        {his} favourite dish is {v}
        {he} would eat {v} every day
        of all dishes, {he} likes {v} best
        """, """
        What is {s}'s favourite dish?
        What does {s} like to eat?
        Which dish does {s} like best?
        What would {s} eat every day?
        """),
    relation("person", "favourite colour", "favourite colour", "colour", """
        {s}'s favourite colour is {v}
        {s} likes {v} best of all colours
        the favourite colour of {s} is {v}
        the colour {s} likes best is {v}
        """, """
        {his} favourite colour is {v}
        the colour {he} likes best is {v}
        """, """
        What is {s}'s favourite colour?
        Which colour does {s} like best?
        What colour does {s} like?
        """),
    relation("person", "hobby", "hobby", "hobby", """
        {s}'s hobby is {v}
        {s} spends free hours on {v}
        the hobby of {s} is {v}
        {s} enjoys {v}
        {s} is fond of {v}
        """, """
        {his} hobby is {v}
        {he} enjoys {v}
        in the evenings {he} enjoys {v}
        """, """
        What is {s}'s hobby?
        What does {s} do for fun?
        What does {s} do in free hours?
        How does {s} spend free time?
        """),
    relation("person", "workplace", "place of work", "shop name", """
        {s} works at {v}
        {s} has a job at {v}
        the place where {s} works is {v}
        on working days {s} is at {v}
        """, """
        {he} works at {v}
        {his} place of work is {v}
        on working days {he} is at {v}
        """, """
        Where does {s} work?
        What is {s}'s place of work?
        At what place does {s} work?
        Where is {s} on working days?
        """, "workplace"),
    relation("person", "spouse", "married to", "person", """
        {s} is married to {v}
        {s} married {v}
        {v} is married to {s}
        {v} and {s} are married
        """, """
        {he} is married to {v}
        {he} married {v}
        """, """
        Who is {s} married to?
        Who is married to {s}?
        Who did {s} marry?
        What is the name of the person {s} is married to?
        """),
    relation("person", "from", "birthplace", "town", """
        {s} was born in {v}
        {s} comes from {v}
        {v} is where {s} was born
        {s} grew up in {v}
        """, """
        {he} was born in {v}
        {he} comes from {v}
        {he} grew up in {v}
        """, """
        Where does {s} come from?
        Where was {s} born?
        Where is {s} from?
        What town does {s} come from?
        """),
    relation("person", "birthday", "birthday", "date", """
        {s}'s birthday is on {v}
        the birthday of {s} is {v}
        {s} was born on {v}
        on {v} {s} has a birthday
        """, """
        {his} birthday is on {v}
        {his} birthday is {v}
        """, """
        When is {s}'s birthday?
        What date is {s}'s birthday?
        On what day is {s}'s birthday?
        When is the birthday of {s}?
        """),
    relation("person", "instrument", "instrument", "instrument", """
        {s} plays the {v}
        {s} is learning the {v}
        {s} owns {a} and plays it well
        the {v} is what {s} plays in the band
        """, """
        {he} plays the {v}
        {he} is learning the {v}
        """, """
        Which instrument does {s} play?
        What is {s}'s instrument?
        """),
)  # fmt: skip
