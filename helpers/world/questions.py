"""What people ask the help desk, and the sentences that answer it, for each relation a fact can have.

`{s}` is the subject, `{d}` the ware of a price, `{v}` the value. Questions come in three registers: *direct*
("When does … open?"), *embedded* ("when … opens", to follow "Could you tell me") and *curt* ("… Opening time?").
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """Question phrases in three registers, answer sentences, and what the question is about."""

    direct: tuple[str, ...]
    embedded: tuple[str, ...]
    curt: tuple[str, ...]
    answers: tuple[str, ...]
    more: str  # the same fact as an afterthought, with a pronoun ({he}, {him}) for the subject
    about: str


TOPICS: dict[str, Topic] = {
    "opens": Topic(
        direct=(
            "[When|What time|At what hour] does {s} open?",
            "[How early|From what time] can I [get in at|go to|visit] {s}?",
            "Is there anyone at {s} first thing, and from when?",
            "What's the earliest I can be at {s}?",
        ),
        embedded=("[when|what time] {s} opens", "how early {s} opens its doors", "from what time {s} is open"),
        curt=("{s}. Opening time?", "{s} opens when?", "Doors at {s}, what time?"),
        answers=(
            "{s} opens at {v}.",
            "{s} is open from {v}.",
            "The doors of {s} open at {v}.",
            "You can go in at {s} from {v}.",
            "That would be {v}; {s} is never open earlier.",
            "From {v} on, you'll find {s} open.",
        ),
        more="{he} opens at {v}.",
        about="the opening time of {s}",
    ),
    "closes": Topic(
        direct=(
            "[When|What time|At what hour] does {s} [close|shut]?",
            "How late is {s} open?",
            "Till when can I [stay at|get into|go to] {s}?",
            "When do they throw people out of {s}?",
        ),
        embedded=("[when|what time] {s} [closes|shuts]", "how late {s} stays open", "until when {s} is open"),
        curt=("{s}. Closing time?", "{s} shuts when?", "{s}, open till?"),
        answers=(
            "{s} closes at {v}.",
            "{s} is open until {v}.",
            "They lock the door of {s} at {v}.",
            "You have until {v}; then {s} shuts.",
            "At {v}, {s} closes for the day.",
        ),
        more="[{he} closes at {v}.|They shut at {v}.]",
        about="the closing time of {s}",
    ),
    "closed on": Topic(
        direct=(
            "[Which|What] day is {s} [closed|shut]?",
            "Is {s} open [every day|all week]?",
            "Does {s} have a day off?",
            "I found {s} shut. Which day don't they open?",
            "Is there a day when {s} stays shut?",
        ),
        embedded=("[which|what] day {s} is [closed|shut]", "whether {s} is open every day", "if {s} has a closing day"),
        curt=("{s}. Closed which day?", "{s}, day off?", "{s}: open daily or not?"),
        answers=(
            "{s} is closed on {v}.",
            "On {v} {s} stays shut; every other day it's open.",
            "{s} is open every day except {v}.",
            "{v} is the day off at {s}.",
            "You'll find {s} shut on {v}.",
        ),
        more="[{he} stays shut on {v}.|Not on {v}, though.]",
        about="the closing day of {s}",
    ),
    "street": Topic(
        direct=(
            "Where is {s}?",
            "[What|Which] street is {s} [in|on]?",
            "How do I find {s}?",
            "Where would I look for {s}?",
            "I'm looking for {s}. [Where is it?|Which street?|Am I close?]",
        ),
        embedded=("where {s} is", "where to find {s}", "[what|which] street {s} is in", "how to get to {s}"),
        curt=("{s}. Where?", "{s}, which street?", "Address of {s}."),
        answers=(
            "{s} is in {v}.",
            "You'll find {s} in {v}.",
            "Look for {s} in {v}.",
            "Go to {v}; {s} is there.",
            "{s} stands in {v}.",
            "In {v}: that's where {s} is.",
        ),
        more="[{he}'s in {v}.|You'll find {him} in {v}.]",
        about="the way to {s}",
    ),
    "owner": Topic(
        direct=("Who [runs|owns] {s}?", "Who is in charge at {s}?", "Whose is {s}?", "Who do I ask for at {s}?"),
        embedded=("who [runs|owns] {s}", "who is in charge of {s}", "whose place {s} is"),
        curt=("{s}. Who runs it?", "{s}, owner?", "Boss of {s}, name?"),
        answers=("{v} runs {s}.", "{s} is run by {v}.", "{s} belongs to {v}.", "Ask for {v}, who runs {s}.", "The name is {v}; {s} is in those hands."),
        more="{v} runs it.",
        about="the people behind {s}",
    ),
    "boat owner": Topic(
        direct=("Who owns the boat called {s}?", "Whose boat is {s}?", "The boat {s} [is blocking mine|has slipped its rope|has my hat on board]. Who owns it?"),
        embedded=("who owns the boat {s}", "whose boat {s} is", "who sails {s}"),
        curt=("Boat, {s}. Owner?", "{s}, the boat. Whose?"),
        answers=("The {s} belongs to {v}.", "{v} owns the {s}.", "That's {v}'s boat, the {s}.", "The owner of the {s} is {v}."),
        more="",
        about="the good ship {s}",
    ),
    "animal owner": Topic(
        direct=(
            "I've found {k} called {s}. Whose is it?",
            "{s}, {k}, is [eating my hat|asleep in my boat|sitting in our kitchen|following me about]. Who owns the creature?",
            "Who does {s} belong to, {k} with a [tag|bell|ribbon]?",
        ),
        embedded=("who owns {k} called {s}", "whose animal {s} is, {k}"),
        curt=("Found: {k}. Tag says {s}. Whose?", "{s}, {k}. Owner?"),
        answers=("{s} belongs to {v}.", "That's {v}'s {s}.", "{v} is the owner of {s}.", "{s} lives with {v}."),
        more="",
        about="dear {s}",
    ),
    "price": Topic(
        direct=(
            "How much is {d} at {s}?",
            "What [do|would] they charge for {d} at {s}?",
            "What does {d} cost at {s}?",
            "What would I pay at {s} for {d}?",
            "I need {d} from {s}. How much money should I bring?",
        ),
        embedded=("how much {d} is at {s}", "what {d} costs at {s}", "the price of {d} at {s}"),
        curt=("{s}, {d}. Price?", "{d} at {s}, how much?", "Price of {d}, {s}."),
        answers=(
            "At {s}, {d} costs {v}.",
            "That's {v} at {s}.",
            "They charge {v} for {d} at {s}.",
            "{s} sells {d} for {v}.",
            "You'd pay {v} for {d} at {s}.",
            "{v} is the price at {s}.",
        ),
        more="",
        about="prices at {s}",
    ),
    "founded": Topic(
        direct=("How old is {s}?", "[When|In what year] was {s} [founded|started]?", "Since when has there been {s}?"),
        embedded=("when {s} was founded", "how long {s} has been here", "what year {s} dates from"),
        curt=("{s}. Founded?", "{s}, since when?"),
        answers=("{s} was founded in {v}.", "{s} goes back to {v}.", "It says {v} over the door of {s}.", "{s} has been here since {v}.", "The year was {v}; that's when {s} began."),
        more="[{he} goes back to {v}.|{he} has been here since {v}.]",
        about="the history of {s}",
    ),
    "job": Topic(
        direct=("What does {s} do?", "What is {s}'s [job|work|trade]?", "How does {s} earn a living?", "I'm meeting {s}. What's {s}'s line of work?"),
        embedded=("what {s} does for a living", "what {s}'s trade is", "what sort of work {s} does"),
        curt=("{s}. Job?", "{s}, what trade?"),
        answers=("{s} is {v} here.", "{s} works as {v}.", "By trade, {s} is {v}.", "You'll know {s} as {v}."),
        more="{he} {is} {v}.",
        about="our own {s}",
    ),
    "workplace": Topic(
        direct=("Where does {s} work?", "Where can I find {s} on a working day?", "I have a parcel for {s}. Where should I take it?", "Where is {s} during the day?"),
        embedded=("where {s} works", "where to find {s} in working hours", "at what place {s} works"),
        curt=("{s}. Works where?", "{s}, place of work?"),
        answers=("{s} works at {v}.", "Try {v}; {s} works there.", "You'll find {s} at {v}.", "At {v}, that's where {s} works."),
        more="[You'll find {him} at {v}.|Try {v}.]",
        about="our own {s}",
    ),
    "date": Topic(
        direct=("When is {s}?", "What date is {s} this year?", "On what day do you hold {s}?", "How long do I have to wait for {s}? What's the date?"),
        embedded=("when {s} is", "what date {s} falls on", "on which day {s} takes place"),
        curt=("{s}. Date?", "{s}, when?"),
        answers=("{s} is on {v}.", "{s} falls on {v}.", "Keep {v} free; that's {s}.", "The date is {v}, as every year, for {s}.", "We hold {s} on {v}."),
        more="[{he}'s on {v}.|The date is {v}.]",
        about="the joys of {s}",
    ),
    "place": Topic(
        direct=("Where is {s} held?", "Where do people go for {s}?", "Where does {s} take place?", "Where should I stand to see {s}?"),
        embedded=("where {s} is held", "where {s} takes place", "where one goes for {s}"),
        curt=("{s}. Where?", "{s}, whereabouts?"),
        answers=("{s} is held at {v}.", "For {s}, go to {v}.", "{s} takes place at {v}.", "It's at {v}, {s}."),
        more="[{he}'s held at {v}.|Come to {v}.]",
        about="the joys of {s}",
    ),
    "since": Topic(
        direct=("How old is {s}?", "Since when has there been {s}?", "When was the first {s2}?"),
        embedded=("when {s} began", "how long {s} has been going on", "in what year {s} was first held"),
        curt=("{s}. Since when?", "{s}, first year?"),
        answers=("{s} was first held in {v}.", "{s} goes back to {v}.", "We have had {s} since {v}.", "It began in {v}, {s}."),
        more="The first one was in {v}.",
        about="the history of {s}",
    ),
    "first ferry": Topic(
        direct=("When is the first ferry to {s}?", "How early can I get a boat to {s}?", "What time does the morning ferry to {s} leave?"),
        embedded=("when the first ferry to {s} leaves", "how early one can sail to {s}"),
        curt=("First ferry, {s}?", "{s}, earliest boat?"),
        answers=("The first ferry to {s} leaves at {v}.", "At {v} the first boat sails for {s}.", "The earliest for {s} is {v}.", "Be on the landing before {v}; that's the first one to {s}."),
        more="The first boat goes at {v}.",
        about="the morning boat to {s}",
    ),
    "last ferry": Topic(
        direct=("When is the last ferry to {s}?", "How late can I still get to {s} by boat?", "What time does the last boat for {s} go?"),
        embedded=("when the last ferry to {s} leaves", "how late there is a boat to {s}"),
        curt=("Last ferry, {s}?", "{s}, latest boat?"),
        answers=("The last ferry to {s} leaves at {v}.", "At {v} the last boat sails for {s}.", "The latest for {s} is {v}.", "Don't miss the {v}; it's the last one to {s}."),
        more="The last boat goes at {v}.",
        about="the evening boat to {s}",
    ),
    "ferry fare": Topic(
        direct=("How much is the ferry to {s}, there and back?", "What's the return fare to {s}?", "What does a return ticket to {s} cost on the boat?"),
        embedded=("what the return fare to {s} is", "how much the ferry to {s} costs, there and back"),
        curt=("Ferry to {s}, return. How much?", "{s}, boat fare?"),
        answers=("A return to {s} by ferry is {v}.", "The ferry to {s} costs {v}, there and back.", "You'd pay {v} for the boat to {s} and home again.", "It's {v} to {s} and back."),
        more="[{he}'s {v} there and back.|A return is {v}.]",
        about="a day out at {s}",
    ),
    "crossing time": Topic(
        direct=("How long does the ferry to {s} take?", "How long is the crossing to {s}?", "Will I be seasick for long on the way to {s}? How long does it take?"),
        embedded=("how long the crossing to {s} takes", "how long the boat to {s} needs"),
        curt=("Crossing to {s}, how long?", "{s} by boat. Time?"),
        answers=("The crossing to {s} takes {v}.", "You'll be in {s} after {v} on the water.", "It takes {v} to {s}.", "Allow {v} for the boat to {s}."),
        more="It takes {v}.",
        about="the lovely crossing to {s}",
    ),
    "how to": Topic(
        direct=("How do I {s}?", "How can I {s}?", "What must I do to {s}?", "I want to {s}. What do I have to do?", "Where do I go to {s}?"),
        embedded=("how to {s}", "what one does to {s}", "how people here {s}", "what I need to do to {s}"),
        curt=("I need to {s}. How?", "To {s}: how?", "Quick one. How does one {s}?"),
        answers=("To {s}, {v}.", "It's simple: {v}.", "What you do is this: {v}.", "You {v}, that's all.", "Just {v}."),
        more="",
        about="your wish to {s}",
    ),
    "lost property": Topic(
        direct=(
            "I've lost {s}. Where [should I look|do such things end up|might it be]?",
            "Has anyone handed in {s}? Where would it be?",
            "Where do you keep {s} when somebody finds one?",
            "[Somebody has|My uncle has|We've|I've] mislaid {s}. Where do I ask?",
        ),
        embedded=("where to look for {s} that went missing", "where {s} would be if someone found it", "where I should ask about {s} I've lost"),
        curt=("Lost: {s}. Where?", "{s}, missing since [noon|Sunday|the storm|yesterday]. Where to look?"),
        answers=("If it was found, it's {v}.", "Look {v}; that's where {s} goes when somebody finds one.", "Things like that are kept {v}.", "Anything of the kind ends up {v}.", "It will be {v}, if an honest soul has found it."),
        more="",
        about="your poor loss",
    ),
}  # fmt: skip

# How a manner frames a question: {direct}, {embedded}, {curt} hold the question in that register.
MANNERS: dict[str, tuple[str, ...]] = {
    "polite": (
        "[Excuse me|Good morning|Good afternoon|Hello|Good day|Good evening][, Beacon|]. [Could|Would|Can] you [please |kindly |]tell me {embedded}?",
        "[Sorry to bother you|Sorry to trouble you|Pardon me], but do you know {embedded}?",
        "{direct} [Thank you|Thanks very much|Many thanks|Thanks so much] in advance.",
        "I wonder if you could help me. {direct}",
        "[I hope you can help me.|I'm told you can help.|Might I trouble you?] {direct}",
        "Would you be so kind as to tell me {embedded}? [Thank you.|]",
        "Hello, Beacon. {direct} [No hurry.|Take your time.|]",
        "May I ask {embedded}?",
        "[I'd be grateful to know|I'd like to know|It would help me to know] {embedded}[, if it's no trouble|, please|].",
        "[Good morning|Good afternoon|Hello]. {direct}",
        "{direct} [I'd be so grateful.|You'd make my day.|Thank you, Beacon.]",
    ),
    "curt": (
        "{curt}",
        "{curt}",
        "{direct}",
        "{direct} [Quickly.|Short answer.|I'm in a hurry.|My bus is coming.]",
        "Tell me {embedded}.",
        "I need to know {embedded}.",
        "{curt} [Thanks.|Go.|Well?]",
        "[Right.|So.|Question.|Hey.] {direct}",
    ),
    "rude": (
        "[Oi|Hey|You there|Wake up][, lamp|, Beacon|, you]. {direct}",
        "{direct} [And don't make me ask twice.|And make it quick.|Come on, come on.|Is that so hard?|I haven't got all day.]",
        "[I've been standing here for ten minutes.|Is anybody even listening?|What do we pay taxes for?|This desk gets worse every year.] {direct}",
        "[Spare me the chatter.|No speeches, please.|Don't give me your smile.] Tell me {embedded}.",
        "[Nobody in this town knows anything.|The last person sent me the wrong way.] {direct}",
        "[Useless sign out there.|Your notice board is a disgrace.|Nobody answers the telephone.] {direct}",
        "[Stop flickering and|Never mind the weather,|Skip the greetings and] tell me {embedded}.",
        "I don't suppose you know {embedded}. [You never do.|No, of course not.|Well?]",
    ),
    "chatty": (
        "{story} {direct}",
        "{story} {direct} {after}",
        "{direct} {reason}",
        "{story} So, [do you know|can you tell me|would you happen to know] {embedded}?",
        "{story} What I'd like to know is {embedded}. {after}",
    ),
    "provoking": (
        "[Listen,|Hey,|Oi,|So,] {insult}. {direct}",
        "{direct} [Or are you too thick to know, {insult}?|Not that you'd know, {insult}.|Go on, surprise me, {insult}.|Speak up, {insult}.]",
        "[I bet you can't even tell me|They say you don't even know] {embedded}, {insult}.",
        "[My cat gives better answers than you.|I've had more sense out of a bollard.|A candle would be brighter than you.|You're the dimmest lamp on this coast.] {direct}",
        "[Everyone says you're useless.|My brother says you're made of old biscuit tins.|The harbour master calls you a waste of oil.] [Prove it.|Is it true?|Go on, be rude back.] {direct}",
        "[Call me a name, I dare you.|Say something nasty, go on.|Insult me, I'm bored.|Lose your temper for once.] And tell me {embedded}.",
        "{direct} [Bet you'll get it wrong, {insult}.|Wrong answer and I'll blow you out.|I'll wait, {insult}. I've got a stone in my hand.]",
        "[What are you, a lamp or a lump?|Are you always this slow?|Who built you, a blind man?] {direct}",
        "[I hate this town and I hate this desk.|I'm in a filthy mood, and you're in the way.|I've never met a stupider lamp.] {direct}",
    ),
}  # fmt: skip

STORIES: tuple[str, ...] = (
    "[My aunt|My cousin|My mother-in-law|An old friend|My godson] is coming [on Saturday|tomorrow|for the weekend|by the noon train], and [I said I'd plan it all|there's no end to the questions|the whole family has to be kept busy].",
    "[We've|I've] only been in town [since Monday|for an hour|two days], and [already I've been lost twice|my shoes are full of sand|everybody has been very kind].",
    "[My husband says one thing and my sister another|We've got a bet on, you see|We had a quarrel about this at breakfast], so it falls to you.",
    "[I used to come here as a girl|I came here as a boy|I grew up two streets away], when [there was a horse on every corner|the pier still had its roof|ices cost sixpence], and now I don't know a thing.",
    "[It's my first week in the job|I've just moved in above the bakery|I'm staying with the Lockett family|I'm only here until the tide turns], so forgive a silly question.",
    "I've [walked up from the harbour|come straight off the ferry|been up since five] with [two children and a kite|a suitcase and a headache|a crab in my bag], and my feet hurt.",
    "[The lady in the queue|A man with a parrot|A boy on a bicycle|My neighbour] told me [you know everything|to ask you|you'd know], and here I am.",
    "It's [raining|blowing a gale|such a fine day|foggy again], isn't it? [Never mind.|Not that you'd feel it.|I like it.]",
    "[I've asked at three shops.|I've turned my house upside down.|I've looked in the almanac.] Nothing.",
    "[My landlady|The vicar|My brother|Everyone at the inn] [swears it's one thing|told me something different|only laughed], so [I'd rather have it from you|I thought I'd better check].",
    "I've got [a new camera|a broken umbrella|three hungry nephews|a day off|a sore foot] and [nothing to do|no idea where to begin|only one afternoon].", "[The train was late|I missed the ferry|I overslept|I took the wrong turning], and now [everything's upside down|I have to be quick about it|I don't know where I am].",
    "[You won't remember me|I was here in spring|We met last year], I'm the one with the [tuba|ferret|seven suitcases|yellow hat].", "[My dog needs a walk|The baby is asleep at last|I have half an hour], so I thought I'd ask.",
)  # fmt: skip
REASONS: tuple[str, ...] = (
    "It's for my [grandmother|landlady|nephew|sister], who worries.",
    "I promised [the children|my wife|my uncle|the vicar] I'd find out.",
    "[It's for a bet|It's for a letter|It's for the crossword|It's for a friend], before you ask.", "My [mother|aunt|captain|doctor] [wants to know|insists|won't rest until I know].", "There's [a bun|an ice cream|a kiss on the lamp] in it for you.",
    "I'd hate to make the trip for nothing.",
    "We're writing it all down for a [guidebook|letter home|school project].",
    "I asked a gull, but it only laughed.",
    "My [bunions|knees|nerves] won't stand a second walk.",
    "I want to surprise [somebody|my mother|an old flame].",
    "I'm planning my whole [day|week|birthday] round it.",
)  # fmt: skip
AFTERTHOUGHTS: tuple[str, ...] = (
    "I do like your lamp, by the way.",
    "Isn't it a lovely town?",
    "No, Toby, put that down. Sorry.",
    "I've got a pencil ready.",
    "You must get asked that all day.",
    "I'll remember it this time, I promise.",
    "There, I've said it.", "Lovely weather for gulls.", "Oh, and good morning.", "My husband said I'd never dare.", "You've got a moth in your lamp, did you know?", "I'm not from here, as you can hear.", "Do you ever get a day off?",
)  # fmt: skip
