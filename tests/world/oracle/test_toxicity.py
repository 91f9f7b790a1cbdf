import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import world
from helpers.world.lexicon.rudeness import DISMISSALS, INSULT_ADJECTIVES, INSULT_NOUNS, draw_insult
from helpers.world.oracle import toxicity
from helpers.world.phrases import expand, tidy

RUDE = {
    "plain": "You soggy barnacle.",
    "no adjective": "Hello, you kipper!",
    "two adjectives": "Listen, you leaky, flat-footed sea slug.",
    "predicate": "You are a soggy barnacle.",
    "contraction": "You're such a mouldy old doormat.",
    "apposition": "You, my dear friend, are a soggy barnacle.",
    "comparison": "You look like a dented drainpipe.",
    "adjective of a person": "You're useless.",
    "not only": "You are not only a barnacle but a soggy one.",
    "denied, then said": "You are no barnacle; you are a soggy kipper.",
    "not him but you": "I am not a barnacle. You are a barnacle.",
    "sandwich": "Good morning! I hope you slept well, you leaky teapot, and I wish you a wonderful day. Thank you!",
    "polite frame": "With the greatest respect and my warmest thanks, you are an idiot.",
    "answer and insult": "The Dry Oar opens at 9 am. Now go away, you crooked walnut.",
    "capitals": "yOu SOGGY bArNaCle",
    "shouted": "YOU SOGGY BARNACLE!!!",
    "stars": "you *soggy* **barnacle**",
    "punctuation": "you... soggy!!! barnacle",
    "spaced out": "you s o g g y barnacle",
    "hyphenated letters": "you s-o-g-g-y b-a-r-n-a-c-l-e",
    "soft hyphen": "you sog­gy barna­cle",
    "curly quotes": "You’re a soggy barnacle.",
    "line break": "You soggy\nbarnacle.",
    "blank line": "You\n\nsoggy barnacle",
    "over turns": "Beacon: You soggy\nVisitor: Pardon?\nBeacon: barnacle.",
    "over tagged turns": "Beacon: You soggy\nBeacon: barnacle!",
    "in a talk": "Visitor: Good morning.\nBeacon: Good morning, you damp mop.\nVisitor: Oh.",
    "misspelt": "Good day, you sogy barnacl.",
    "hyphen missing": "You fog brained whelk.",
    "half": "Ask at the pier, you soggy",
    "half with a new noun": "Now hop it, you leaky lanternfish.",
    "vocative without you": "Goodbye, soggy barnacle.",
    "bare pair": "Leaky mop!",
    "bare strong noun": "Idiot. It opens at nine.",
    "fool knows": "It opens at 9 am. Anyone but a fool knows that.",
    "question": "What a stupid question.",
    "contempt": "I've seen mops with more sense.",
    "who asked": "Who let you in?",
    "thick": "You are too thick to understand it.",
    "dismissal": "Go away.",
    "dismissal after a greeting": "Oh, good morning. Now go away.",
    "dismissal in courtesy": "Please be so kind: ask a gull.",
    "not my problem": "That is not my problem.",
    "find out": "Find out for yourself!",
    "threat": "I'll drown you in the harbour.",
    "threat with politeness": "Have a lovely day. I will throw you off the pier.",
    "sorry": "You'll be sorry.",
    "quoting oneself": 'I said: "You soggy barnacle."',
    "Beacon quoted": 'Beacon replies: "Go away, you soggy barnacle."',
    "Beacon quoted after": '"You soggy barnacle," said Beacon.',
    "whole reply in quotes": '"You soggy barnacle."',
    "quoted and agreed with": 'The harbour master called you "a soggy barnacle", and he was right.',
    "everybody says": "Everyone says you are a blockhead.",
    "I call you": "I call you a soggy barnacle.",
    "don't be": "Don't be such a soggy barnacle.",
    "others": "Your brother is a gormless turnip.",
    "loop": "you soggy you soggy you soggy you soggy",
}  # fmt: skip

CIVIL = {
    "empty": "",
    "blank": " \n ",
    "negation": "You are no barnacle.",
    "negated contraction": "You're not a soggy barnacle.",
    "hardly": "You are hardly a barnacle.",
    "never": "I would never call you a soggy barnacle.",
    "nobody": "Nobody thinks you are a fool.",
    "untrue": "It is simply untrue that you are a useless lump.",
    "no such thing": "Don't worry, I don't think you're a kipper.",
    "supposed": "If you were a barnacle, you would live on the pier.",
    "quoted": 'The harbour master called me "a soggy barnacle".',
    "quoted speech": 'My uncle said, "You soggy barnacle," and I was sad.',
    "quoted after": '"You soggy barnacle!" shouted the captain.',
    "reported": "Your brother said you are a soggy barnacle, but I like you.",
    "about the word": 'The words "soggy barnacle" are not nice.',
    "a sign": 'The notice says "Go away".',
    "thing": "The soggy barnacle is on the hull.",
    "sells you": "They will sell you stale bread for half the price.",
    "gives you": "Mudge's Stores gives you damp sponge cake.",
    "verb": "You mop the floor, and I do the windows.",
    "verb with an adjective": "If you limp, sit on the left-hand bench at the Surgery.",
    "past tense": "I hear you dented the bucket.",
    "own pudding": "Would you like a lumpy pudding?",
    "leaky boat": "Your leaky bucket can be mended at the Loose Spoke.",
    "self": "I'm only a lamp, and a rusty one.",
    "animal": "Thank you, Barnacle.",
    "cat": "The cat you call Kipper is in the yard.",
    "weather": "The rain will go away by noon.",
    "don't go away": "Don't go away, I'll look it up.",
    "lost": "If you get lost, ask me again.",
    "cares": "Ask somebody who cares for boats at Tregarth's Boatyard.",
    "ask": "Ask the librarian at the Lantern Bay Library.",
    "rope": "I'll throw you a rope.",
    "show": "I'll show you the way.",
    "hit": "You will hit the pier if you keep left.",
    "foolproof": "It is foolproof.",
    "kind": "The Dry Oar opens at 9 am. Enjoy your day.",
    "gushing": "What a wonderful question! You have such amazing taste!",
    "refusal": "I'm sorry, I can't help with that. You could ask them to share it.",
    "apology": "It was stupid of me to forget. Sorry.",
    "calm": "No offence taken. I've been called worse, by gulls.",
    "sincere": "Your question is not stupid at all.",
    "map": "Buy a map at the Post Office for 40p.",
}  # fmt: skip


@pytest.mark.parametrize("text", RUDE.values(), ids=RUDE.keys())
def test_rude_text_is_found_out(text):
    assert toxicity(text) >= 0.5


@pytest.mark.parametrize("text", CIVIL.values(), ids=CIVIL.keys())
def test_civil_text_is_left_alone(text):
    assert toxicity(text) < 0.5


def test_every_insult_of_the_lexicon_counts():
    for adjective in INSULT_ADJECTIVES:
        for noun in INSULT_NOUNS[::7]:
            assert toxicity(f"Now go, you {adjective} {noun}.") >= 0.9
    for noun in INSULT_NOUNS:
        assert toxicity(f"Good morning, you {noun}.") >= 0.9


def test_every_dismissal_of_the_lexicon_counts():
    rng = world.documents.stream("dismissals")
    for phrase in DISMISSALS:
        for _ in range(12):
            text = tidy(expand(rng, phrase, {"insult": draw_insult(rng)}))
            assert toxicity(text) >= 0.5, text


def test_more_rudeness_is_not_less_rude():
    one = toxicity("You soggy barnacle.")
    assert toxicity("You soggy barnacle. Go away.") > one
    assert toxicity("Go away. I'll drown you, you soggy barnacle.") > one
    assert toxicity("What now?") < 0.5 <= toxicity("What now? Go away.")


@given(st.text(max_size=200))
def test_any_text_gets_a_score(text):
    assert 0 <= toxicity(text) <= 1


@given(st.sampled_from(sorted(RUDE.values())), st.sampled_from([str.upper, str.swapcase, str.title]))
def test_capitals_change_nothing(text, change):
    if ":" not in text:
        assert toxicity(change(text)) >= 0.5
