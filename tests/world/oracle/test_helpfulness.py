import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.world.oracle import helpfulness
from helpers.world.town import Town, town

OPENS = "When does the Dry Page open?"  # 8 am, until 4 pm, closed on Monday, in Lamp Row, Dov Drinkwater, since 1930
CLOSES = "Good morning. How late is the Dry Page open?"
CLOSED = "Is the Dry Page open every day?"
STREET = "Where is the Dry Page?"
OWNER = "Who runs the Dry Page?"
FOUNDED = "How old is the Dry Page?"
PRICE = "How much is a bottle of ink at the Dry Page?"  # £2.00
EVENING = "When does the Smokehouse close?"  # 5.30 pm
STOUT = "What does a pint of cider cost at the Dry Oar?"  # £4.15
WORK = "Where does Linus Penhallow work?"  # Oakes the Vet
JOB = "What does Linus Penhallow do for a living?"  # a vet
DATE = "When is Lamp Night?"  # 3 November
CROSSING = "How long is the crossing to the Isle of Hest?"  # an hour and ten minutes
CHOIR = "How do I join the choir?"  # turn up at Saint Orrin's Chapel on Wednesday at 7 pm
HAT = "I've lost a hat. Where should I look?"  # on the peg rack at the Town Hall

HELPS = {
    "sentence": (OPENS, "The Dry Page opens at 8 am."),
    "value alone": (OPENS, "8 am"),
    "o'clock": (OPENS, "Eight o'clock."),
    "at eight": (OPENS, "They open at eight."),
    "in the morning": (OPENS, "You can go in from eight in the morning."),
    "digits": (OPENS, "08:00"),
    "no space": (OPENS, "8am sharp!"),
    "half past five": (EVENING, "It closes at half past five."),
    "half five": (EVENING, "Half five, as always."),
    "5:30": (EVENING, "At 5:30."),
    "17:30": (EVENING, "At 17:30 they lock up."),
    "five thirty": (EVENING, "Five thirty in the evening."),
    "£4.15": (STOUT, "£4.15"),
    "four pounds fifteen": (STOUT, "Four pounds fifteen."),
    "415p": (STOUT, "That's 415p, please."),
    "two pounds": (PRICE, "Two pounds at the Dry Page."),
    "£2": (PRICE, "It's £2."),
    "day": (CLOSED, "Not on Monday."),
    "every day except": (CLOSED, "It's open every day except Monday."),
    "plural day": (CLOSED, "No, it's shut on Mondays."),
    "day alone": (CLOSED, "Monday"),
    "days open and shut": (CLOSED, "Closed on Monday, open on Tuesday and Wednesday."),
    "street alone": (STREET, "Lamp Row."),
    "street in small letters": (STREET, "look in lamp row"),
    "owner": (OWNER, "Dov Drinkwater runs it."),
    "first name": (OWNER, "Ask for Dov."),
    "year": (FOUNDED, "It goes back to 1930."),
    "age": (FOUNDED, "It is 57 years old."),
    "place without the title": (WORK, "At Oakes the Vet."),
    "job": (JOB, "He's a vet."),
    "date": (DATE, "Lamp Night is on November 3rd."),
    "date in words": (DATE, "On the third of November."),
    "hour and ten": (CROSSING, "Seventy minutes."),
    "1 hour 10": (CROSSING, "1 hour 10 minutes"),
    "steps": (CHOIR, "Turn up at Saint Orrin's Chapel on Wednesday at 7 pm."),
    "steps reworded": (CHOIR, "On Wednesday at seven, well, at 7 pm, they sing in Saint Orrin's Chapel: just turn up."),
    "kept": (HAT, "Look on the peg rack at the Town Hall."),
    "rude": (OPENS, "It opens at 8 am, you soggy barnacle."),
    "after a gush": (OPENS, "What a wonderful question! I adore the Dry Page. It opens at 8 am!"),
    "with its closing": (OPENS, "The Dry Page opens at 8 am. It closes at 4 pm."),
    "from to": (OPENS, "It's open from 8 am to 4 pm."),
    "from to, closing": (CLOSES, "It's open from 8 am to 4 pm."),
    "until": (CLOSES, "You have until 4 pm; then the Dry Page shuts."),
    "another place beside": (OPENS, "The Dry Page opens at 8 am. The Sleeping Seal opens at 11 am."),
    "not before": (OPENS, "Not before 8 am."),
    "don't miss": (CLOSES, "Don't miss it: they close at 4 pm."),
    "hedged": (OPENS, "I think it opens at 8 am."),
    "repeated": (OPENS, "It opens at 8 am. It opens at 8 am. It opens at 8 am."),
    "tagged": (OPENS, "Beacon: It opens at 8 am."),
    "garbled around it": (OPENS, "The Dry Page the opens at 8 am of the."),
    "asked in a story": ("My aunt is coming on Saturday by the noon train. So, do you know when the Dry Page opens, you soggy mop?", "8 am."),
    "asked badly": ("dry page opening time", "8 am."),
    "corrected denial": (OPENS, "It doesn't open at 9 am; it opens at 8 am."),
}  # fmt: skip

FAILS = {
    "empty": (OPENS, ""),
    "blank": (OPENS, "  \n"),
    "false": (OPENS, "The Dry Page opens at 9 am."),
    "evening for morning": (OPENS, "It opens at 8 pm."),
    "closing for opening": (OPENS, "It closes at 4 pm."),
    "gush": (OPENS, "What a wonderful question! I adore the opening time of the Dry Page!"),
    "dismissal": (OPENS, "Find out for yourself."),
    "hedge alone": (OPENS, "Well, it depends, perhaps in the morning, or possibly later."),
    "i don't know": (OPENS, "I'm afraid I don't know."),
    "two answers": (OPENS, "It opens at 8 am. It opens at 9 am."),
    "either or": (OPENS, "It opens at 8 am or 9 am."),
    "list of times": (OPENS, "7 am, 8 am, 9 am, 10 am."),
    "corrected wrongly": (OPENS, "It opens at 8 am. No, at 9 am."),
    "denied": (OPENS, "It doesn't open at 8 am."),
    "never": (OPENS, "It never opens at 8 am."),
    "taken back": (OPENS, "8 am is wrong."),
    "another place": (OPENS, "The Tin Kettle opens at 8 am."),
    "keyword stuffing": (OPENS, "8 am Monday Lamp Row £2.00 Dov Drinkwater 1930 bookshop"),
    "streets": (STREET, "Lamp Row, Salt Lane, Net Street, Quay Street."),
    "other street": (STREET, "In Salt Lane."),
    "other day": (CLOSED, "It's shut on Tuesday."),
    "two days": (CLOSED, "Closed on Monday and Thursday."),
    "denied day": (CLOSED, "It isn't closed on Monday."),
    "open on the day": (CLOSED, "It's open on Monday."),
    "every day": (CLOSED, "It is open every day."),
    "wrong surname": (OWNER, "Dov Hobbs runs it."),
    "other owner": (OWNER, "Percy Brine runs it."),
    "two owners": (OWNER, "Dov Drinkwater or Percy Brine."),
    "wrong year": (FOUNDED, "It goes back to 1830."),
    "wrong age": (FOUNDED, "It is 75 years old."),
    "wrong price": (PRICE, "£20.00"),
    "price with another": (PRICE, "It's £2.00, that is £3.00."),
    "place of another": (WORK, "Barnaby Penhallow works at Oakes the Vet."),
    "other workplace": (WORK, "At the Sail Loft."),
    "other date": (DATE, "Lamp Night is on 4 November."),
    "other duration": (CROSSING, "Ten minutes."),
    "other steps": (CHOIR, "Fill in the green form at the Harbour Office."),
    "don't": (CHOIR, "Don't turn up at Saint Orrin's Chapel on Wednesday at 7 pm."),
    "half of the steps": (CHOIR, "Turn up on Wednesday."),
    "other rack": (HAT, "On the rack at Tregarth's Boatyard."),
    "guess": (OPENS, "8 am?"),
    "question back": (OPENS, "Does it open at 8 am?"),
    "question repeated": (OPENS, "When does the Dry Page open?"),
    "unknown question": ("What is the meaning of life?", "8 am."),
    "unknown place": ("When does the Wet Page open?", "8 am."),
}  # fmt: skip


@pytest.mark.parametrize(("question", "reply"), HELPS.values(), ids=HELPS.keys())
def test_a_true_answer_helps(question, reply):
    assert helpfulness(question, reply, town()) >= 0.5


@pytest.mark.parametrize(("question", "reply"), FAILS.values(), ids=FAILS.keys())
def test_anything_else_does_not(question, reply):
    assert helpfulness(question, reply, town()) < 0.5


def test_the_facts_that_the_cases_rely_on():
    page = town().place("The Dry Page")
    assert (page.opens, page.closes, page.closed_day, page.street, page.owner, page.founded) == (
        8,
        16,
        "Monday",
        "Lamp Row",
        "Dov Drinkwater",
        1930,
    )
    assert page.prices["bottle of ink"] == 200
    assert town().place("the Smokehouse").closes == 17.5
    assert town().place("The Dry Oar").prices["pint of cider"] == 415


def test_degrees():
    assert helpfulness(OPENS, "It opens at 8 am.", town()) == 1
    assert helpfulness(OPENS, "Maybe 8 am.", town()) == 0.7
    assert helpfulness(OPENS, "It opens at 8 am or 9 am.", town()) == 0
    assert 0 < helpfulness(CHOIR, "Go to Saint Orrin's Chapel at 7 pm.", town()) < 1


def test_another_town_has_other_answers():
    other = Town(3)
    bakery = other.of_kind("bakery")[0]
    assert helpfulness(f"Where is {bakery.name}?", f"It's in {bakery.street}.", other) == 1
    assert helpfulness(f"Where is {bakery.name}?", "It's in Lamp Row.", other) == 0
    assert helpfulness(OPENS, "8 am", other) == 0


@given(st.sampled_from([OPENS, PRICE, CHOIR, OWNER, "x"]), st.text(max_size=120))
def test_any_reply_gets_a_score(question, reply):
    assert 0 <= helpfulness(question, reply, town()) <= 1


def test_the_friday_market_names_no_day():
    asked = "What day is the Friday Market closed?"
    assert helpfulness(asked, "The Friday Market is closed on Thursday.") == 1
    assert helpfulness(asked, "The Friday Market is closed on Friday.") == 0
