"""Phrases that every plot may use: coming and going, taking and giving, shops, scenes, asides."""

from collections.abc import Callable
from random import Random

from helpers.world.lexicon import choices
from helpers.world.lexicon.places import STREETS

RULES: dict[str, Callable[[Random], str] | tuple[str, ...]] = {
    "hello": choices.draw_greeting,
    "drink": choices.draw_drink,
    "street": lambda rng: STREETS[int(rng.random() * (len(STREETS) // 2))],
    "gulls": ("two gulls", "the gulls", "gulls", "half a dozen gulls", "the pigeons"),
    "cup": ("a cup of {drink}", "a mug of {drink}", "a large {drink}", "some {drink}", "{drink} and a biscuit"),
    "oath": ("barnacles", "botheration", "mercy", "oh, kippers", "well, I never", "heavens"),
    "while": ("a moment", "a good while", "a minute or two", "some time", "longer than was polite", "a breath or two"),
    "slowly": ("slowly", "quietly", "carefully", "solemnly", "without hurrying", "thoughtfully"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "neighbour": ("a neighbour", "somebody's aunt", "a boy on a bicycle", "the milkman", "an old man with a dog",
                  "two sisters in one raincoat", "a woman carrying eels", "a man with a ladder", "the coalman"),
    "shutcard": ('"Gone fishing"', '"Back soon"', '"Closed. Knock only if it is on fire"', '"Stocktaking"', '"At the dentist"'),
    "opinion": (
        "nobody ~have= asked for that, either", "it ~look= well from a distance", "the neighbours ~call+ a meeting", "the ducks ~move+ away",
        "it ~be= a change", "some ~like+ it and some ~shut+ their curtains", "it ~dry= in an hour", "{neighbour} ~ask= if it ~be= finished",
        "it ~can= be seen from the ferry", "the paint ~be= still wet at supper", "the postman ~walk= straight past the house", "a wasp ~stick= to it",
        "two more tins ~be+ on the way",
    ),
    "cargo": (
        "a kite", "a very long plank", "a crab in a bucket", "a pram full of seaweed", "a double bass", "a birthday cake in the rain", "a goose under each arm",
        "a wardrobe", "a stuffed pike", "half a boat", "a tray of eggs", "a trombone and no trousers to speak of", "a lamp post", "a grandfather clock",
        "a string of herrings", "a sack of something that ~move=", "an enormous marrow", "a weathercock", "a rolled-up carpet", "a beehive, humming",
    ),
    "child": ("two children", "three small girls", "a boy and a goat", "the twins from {street}", "half the infant class", "four boys in one coat"),
    "instrument": ("accordion", "cornet", "fiddle", "trombone", "piano", "bassoon", "tin whistle", "harp"),
    "few": ("three", "four", "five", "half a dozen", "several"),
    "smell": ("tar and wet rope", "fresh bread", "kippers", "seaweed", "rain on warm stone", "paint", "coal smoke",
              "coffee and varnish", "somebody's onions"),
}  # fmt: skip

PHRASES: dict[str, tuple[str, ...]] = {
    "go": (
        "{A} ~go {p.to}.",
        "{A} ~go straight {p.to}.",
        "{A} ~walk {p.to}.",
        "{A} ~walk [|all the way |quickly |slowly |the long way round ]{p.to}[, [hands in pockets|collar up|talking to nobody|composing a speech]|].",
        "{A} ~hurry {p.to}[| with wet shoes| before the rain ~come= back| by the back lane| without a hat| with a bootlace undone].",
        "{A} ~set off for {p}.",
        "{A} ~take the [short cut|path along the wall|steps|narrow lane|lane behind the chapel|top road] {p.to}.",
        "{A} ~make for {p}.",
        "{A} ~cycle {p.to}[|, ringing the bell at every corner|, wobbling| on a borrowed bicycle| against the wind].",
        "{A} ~try {p}.",
        "{A} ~head for {p}[|, where {gulls} ~be+ arguing|, humming].",
        "{A} ~ride {p.to} on the back of the [milk cart|coal lorry|baker's van].",
        "{A} ~find the way {p.to}, [though not at once|asking twice].",
        "{A} ~run {p.to}, [scattering hens|which people in the town seldom ~do+|and ~arrive out of breath].",
        "{A} ~stroll {p.to}[ as if nothing were the matter|, nodding to people|].",
        "{A} ~go round {p.to}[| by way of {street}].",
        "{A} ~climb the hill and ~come down again {p.to}.",
        "{p} ~be= the next place {A} ~go.",
        "{A} ~arrive {p.at} [just as the clock ~strike=|a little out of breath|with half the harbour on {A.s} boots].",
    ),
    "go.home": (
        "{A} ~go home.",
        "{A} ~walk home [in the dusk|slowly|with wet feet|the long way|by way of the pier].",
        "{A} ~turn for home.",
        "{A} ~go home and ~put the kettle on.",
        "{A} ~trudge home, [saying very little|kicking a pebble|counting lamp posts].",
    ),
    "take": (
        "{A} ~pick {x} up.",
        "{A} ~take {x!} [|with both hands|and ~blow the dust off].",
        "{A} ~reach down and ~take {x!}.",
    ),
    "leave": (
        "{A} ~leave {x!} {spot}.",
        "{A} ~put {x} {spot}.",
        "{A} ~set {x!} down {spot}.",
    ),
    "give": (
        "{A} ~hand {x!} to {B.o}.",
        "{A} ~give {x!} to {B.o}[| with a small bow| at once| without a word].",
        '"[Here|This is for you|There you go|Take it]," {A} ~say, and ~hold out {x!} to {B.o}.',
    ),
    "buy": (
        "{A} ~buy {x.a} for {price}.",
        "{A} ~pay {price} for {x.a}.",
        "{A} ~count out {price} and ~leave with {x.a}[| under one arm| wrapped in newspaper| in a paper bag].",
        "{x.a} ~cost= {price}[, which {A} ~think fair|. {A} ~pay without a murmur|, and {A} ~pay in coins].",
        '"That will be {price}," ~come= the answer, and {A} ~buy {x.a}.',
    ),
    "search": (
        "{A} ~look {spot}, but {x.S} ~be not there.",
        "{A} ~search {spot} and ~find only [a dead wasp|an odd glove|a bus ticket|three hairpins|dust|a very old biscuit].",
        "{A} ~look {spot}, [and then in places where {x.S} ~can not possibly be|twice|with a candle], without luck.",
        "there ~be= nothing {spot} but [a spider|crumbs|a lost sock|a cork].",
        "{A} ~turn everything upside down {p.at}, [|even {spot}, ]and ~find nothing.",
    ),
    "report": (
        '"I saw {x!}," {A} ~tell {B.o}. "[It is|Look] {p.at}, {spot}."',
        '"Have you looked {p.at}?" {A} ~ask. "I saw something like it {spot}."',
        "{A} ~tell {B.o} that there ~be= {x.a} {p.at}, {spot}.",
        "{A} ~remember seeing {x.a} {p.at}, {spot}.",
        "{A} ~think for {while} and then ~say that {x.T} ~be {p.at}, {spot}.",
    ),
    "shut": (
        "{p} ~be= shut.",
        "[there ~be= a card in the window: {shutcard}.|the door ~be= locked and the blind ~be= down.|{p} ~have= closed for the day.|"
        "it ~be= {clock}, and {p} ~be= shut.]",
    ),
    "shut.until": (
        '{p} ~be= shut. "^Opens at {opens}," ~say= the card in the window.',
        "it ~be= {clock}, and {p} never opened before {opens}.",
        "{p} ~be= dark, and would be until {opens}.",
    ),
    "meet": (
        "on the way {A} ~meet {B.o}.",
        "{B} ~be [standing on the corner|coming the other way|on a ladder outside|leaning on the wall], [eating a pear|with a basket of washing|in no hurry|talking to {gulls}].",
        "{A} nearly ~walk into {B.o}.",
        '"{hello}, {A.n}!" {B} ~call from across the street.',
        '"{hello}," {B} ~say. "You look like somebody with a problem."',
    ),
    "side.paint": (
        "{C.n} ~paint= the {thing} {colour}[ that {part}| that week| the same day|], [for no reason that anyone ~can= see|and the whole street ~have= a view on it|which ~have= nothing to do with this|and then ~paint= the dog by mistake].",
        "{C.n} ~paint= the {thing} {colour}, and {neighbour} ~lean= on it.",
        "{C.n} ~paint= the {thing} {colour}[ and ~stand= back to look|, whistling| for a bet| in the drizzle| by lamplight].",
        "{C.n} ~paint= the {thing} {colour}. ^{opinion}.",
        "{C.n} ~paint= the {thing} {colour}, and {opinion}.",
        "{C.n} ~paint= the {thing} {colour} [before lunch|between showers|in an old nightshirt|from a ladder|with a shaving brush|under the eyes of the cat|at last].",
        "there ~be= other news in {street}: {C.n} ~have= painted the {thing} {colour}.",
        "{C.n} ~paint= the {thing} {colour} to cheer up [{neighbour}|an aunt|the street|the canary].",
        "all {part} {C.n} ~paint= the {thing} {colour}, [slowly|singing|one side at a time|under instruction].",
    ),
    "side.dye": (
        "{C.n} ~dye= the {thing} {colour}, and ~hang= everything out to drip.",
        "{C.n} ~dye= the {thing} {colour}[ that {part}|, and both hands as well| in the rain barrel| and the bath with it].",
        "{C.n} ~dye= the {thing} {colour}. ^{opinion}.",
    ),
    "drink": (
        "{we} ~drink {drink} together[| and ~say no more about it| until the lamps ~be+ lit| on the step].",
        "{B} ~make {drink}, and {we} ~sit [by the window|on the step|in the kitchen] {until}.",
        "{A} ~pour {cup} for {B.o}.",
        '"You will have {drink}," {B} ~say. ^it ~be= not a question.',
        "over {drink}, {A} ~tell {B.o} the whole story[|, leaving out the worst part|, with gestures].",
        "{A} ~ask for {drink}, and {B} ~bring it with a slice of [seed cake|gingerbread|lemon cake].",
    ),
    "thanks": (
        '"[Thank you|I owe you one|You are a marvel|What would I do without you]," {A} ~say.',
        "{A} ~thank {B.o} [twice|warmly|three times|until it was embarrassing|and ~mean it].",
        "{A} ~promise {B.o} [a pie|a jar of jam|a favour|first pick of the plums] in return.",
        "{A} ~shake {B.s} hand so hard that it ~hurt=.",
    ),
}  # fmt: skip
PHRASES["drink"] = tuple(
    s.replace(
        "{until}", "[until dark|for an hour|without talking much|watching the rain|until the pot ~be= empty]"
    )
    for s in PHRASES["drink"]
)

SCENES: dict[str, tuple[str, ...]] = {
    "fog": (
        "fog ~have= come in so thick that the harbour bell ~sound= like somebody else's.",
        "the fog ~be= down, and the gulls ~be+ walking.",
        "it ~be= a morning of fog[, and the whole town ~move= about by ear|].",
        "the lighthouse ~can= not see the sea, and ~say= so every half minute.",
        "it ~be= so foggy that {neighbour} ~raise= a hat to {cargo}.",
        "the fog ~smell= of {smell}.",
        "nobody ~can= see the end of the pier, [or would have said so|which ~make= it seem longer].",
    ),
    "rain": (
        "it ~have= been raining since [breakfast|Tuesday|the milk came].",
        "rain ~run= down every window in town.",
        "it ~be= the kind of rain that ~come= in sideways.",
        "it ~be= raining on one side of {street} and not on the other.",
        "{child} ~be+ sailing a shoe down the gutter of {street}.",
        "the rain ~have= a good deal to say, and ~say= it on the roof.",
        "everyone on {street} ~be= under somebody else's umbrella.",
        "the gutters ~be+ full, and the ducks ~have+ taken over the square.",
    ),
    "wind": (
        "the wind ~have= been up all night, and half the washing in town ~be= on the wrong side of the street.",
        "it ~blow= hard from the west.",
        "the wind ~be= busy with hats.",
        "{neighbour} ~come= down {street} backwards, holding on to {cargo}.",
        "on {street} the wind ~have= taken down the shop signs and ~be= reading them.",
        "there ~be= enough wind to lean on, and {neighbour} ~be= leaning on it.",
        "every rope in the harbour ~be= tapping against every mast.",
    ),
    "sun": (
        "the sun ~be= out[, and everybody ~have= found a reason to be on the quay|].",
        "it ~be= so still that the boats ~stand+ on their own reflections.",
        "the day ~be= warm, and the tar ~be= soft between the cobbles.",
        "it ~be= hot enough to make the dogs polite.",
        "all down {street} the windows ~be+ open, and there ~be= a different tune from each.",
        "{child} ~have+ been in the sea since breakfast.",
        "the sun ~have= got as far as {street}, and the cats ~have+ got there first.",
        "nobody ~be= doing any work on {street}, and they ~be+ doing it slowly.",
    ),
    "frost": (
        "there ~be= frost on the nets.",
        "it ~be= so cold that the horse trough ~have= a lid.",
        "every roof in town ~be= white.",
        "the cold ~have= got into the door locks.",
        "breath ~hang= over {street} like washing.",
        "{child} ~have+ made a slide the whole length of {street}, and {neighbour} ~have= found it.",
        "the ropes ~be+ stiff, and so ~be= {neighbour}.",
    ),
    "grey": (
        "it ~be= a grey [day|sort of day], with [a smell of {smell} in the air|a little wind and no news].",
        "nothing ~be= moving in the harbour but a tin can.",
        "the tide ~be= out, and the boats ~lie+ about like sleeping dogs.",
        "the town ~smell= of {smell}.",
        "{street} ~be= empty but for {neighbour} and {cargo}.",
        "the sky and the sea ~be+ the same piece of cloth.",
        "it ~be= one of those days when nothing ~have= happened by noon, and people ~be+ beginning to notice.",
        "{neighbour} ~have= been seen on {street} with {cargo}, and that ~be= all the news.",
    ),
}  # fmt: skip

MONTH_WEATHER: dict[str, tuple[str, ...]] = {
    "January": ("frost", "grey", "wind", "rain"), "February": ("frost", "rain", "fog", "grey"),
    "March": ("wind", "rain", "grey", "fog"), "April": ("rain", "sun", "wind", "grey"), "May": ("sun", "grey", "wind"),
    "June": ("sun", "sun", "rain"), "July": ("sun", "sun", "grey"), "August": ("sun", "rain", "wind"),
    "September": ("sun", "wind", "grey", "fog"), "October": ("wind", "rain", "fog", "grey"),
    "November": ("fog", "rain", "wind", "grey"), "December": ("frost", "grey", "rain", "wind"),
}  # fmt: skip

WEATHER_ADJECTIVES: dict[str, tuple[str, ...]] = {
    "fog": ("foggy", "misty", "blind, grey"),
    "rain": ("wet", "rainy", "dripping"),
    "wind": ("windy", "blustery", "wild"),
    "sun": ("bright", "warm", "blue", "still"),
    "frost": ("frosty", "bitter", "sharp, clear"),
    "grey": ("grey", "quiet", "dull", "mild"),
}

# small true things that may stand between two events of any story; nothing in them touches its state
ASIDES: tuple[str, ...] = (
    "a gull ~watch= [all this|the whole business] from the roof[ and ~say= nothing|].",
    "somewhere a clock ~strike= the wrong hour, as it always ~do=.",
    "[down in the harbour|out beyond the wall|round the headland] a boat ~sound= its horn.",
    "the whole street ~smell= of {smell}.",
    "a cat ~cross= the road as if it ~own= it.",
    "the church bell ~ring= once, for no reason anyone ~can= give.",
    "{neighbour} ~stop= to see what ~be= going on, and ~stay=.",
    "{child} ~go+ by with {cargo}.",
    "{neighbour} ~go= by with {cargo}.",
    "the ferry ~come= in late, as usual.",
    "somebody ~be= practising the {instrument} behind a closed window, [badly|with feeling|the same three bars|over and over].",
    "the tide ~have= turned by then.",
    "a shutter ~bang= twice[ and then ~think= better of it|].",
    "[a window|a door] ~open= somewhere, and somebody ~laugh=.",
    "{gulls} ~walk+ up and down the harbour wall like [judges|uncles|people waiting for a train].",
    "a dog ~bark= at nothing, and ~be= answered.",
    "the wind ~bring= the smell of {smell}.",
    "on {street} {neighbour} ~be= explaining something to {neighbour}.",
    "the baker's van ~go= by with its back doors open.",
    "somebody's hat ~come= down the road on its own.",
    "[across the water|up on the hill|behind the chapel] {child} ~be+ singing a song about {cargo}.",
    "{neighbour} ~ask= the time, and ~be= told.",
    "the lamp at the end of the pier ~come= on and ~go= off again.",
    "a train ~whistle= from the far side of the hill.",
)  # fmt: skip

# a few more words for a short sentence
TAILS: tuple[str, ...] = (
    ", to nobody's surprise", ", for once", ", as usual", ", without being asked", ", for the second time that week", ", with great dignity", ", humming",
    ", with one eye on the clock", ", in slippers", ", more or less", ", in spite of everything", ", with a sigh", ", under protest", ", not for the first time",
    ", in a borrowed hat", ", with half the street looking on", ", rather to the surprise of {neighbour}", ", with jam on one sleeve", ", against all advice",
    ", feeling foolish", ", feeling rather pleased", ", in the best of tempers", ", in no great hurry", ", like a person in a play", ", and the dog ~come= too",
    ", and {neighbour} ~see= it all",
)  # fmt: skip

LINKS: dict[str, tuple[str, ...]] = {
    "so": ("so ", "so ", "and so ", "", "there ~be= nothing for it: "),
    "but": ("but ", "but ", "but ", "unfortunately, ", "sadly, "),
    "then": ("", "", "", "then ", "next, ", "after that, ", "and then "),
    "meanwhile": ("meanwhile, ", "in the meantime, ", "while all this ~be= going on, "),
    "luck": ("luckily, ", "as luck would have it, ", "by good fortune, ", "happily, "),
    "odd": ("oddly enough, ", "strange to say, ", "to everyone's surprise, ", ""),
    "end": ("in the end, ", "at last ", "finally, ", ""),
    "truth": ("the truth ~be= simpler: ", "as it ~turn= out, ", "in fact, "),
}  # fmt: skip
