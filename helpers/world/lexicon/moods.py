"""What people do and say in a mood, by mood. {N} is a name, {her} and {she} go with it, {x} is a thing, {d} a day."""

MOODS: dict[str, tuple[str, ...]] = {
    "happy": (
        "{N} whistled all the way home.", "{N} could not stop smiling.", "{N} laughed until the tea was cold.",
        "{N} danced round the kitchen with the {x}.", "{N} hummed over the washing-up.", "{N} skipped down the steps two at a time.",
        "{N} was delighted with the {x}.", "Nothing could spoil the day for {N}.", "{N} hugged everybody in the queue.",
        "{N} clapped both hands at the news.", "The letter made {N} beam at everyone on the quay.", "{N} was in high spirits.",
        "{N} sang to the gulls.", "{N} thought it the best {d} in years.", "{N} threw {her} hat in the air and cheered.",
        "{N} has been so merry since the {x} came.",
    ),
    "sad": (
        "{N} wept quietly behind the counter.", "{N} looked at the empty chair and sighed.", "{N} missed the old dog terribly.",
        "{N} had tears in {her} eyes.", "{N} read the letter again and cried over it.", "{N} walked home slowly with {her} head down.",
        "{N} was heartbroken about the {x}.", "{N} sobbed when the boat sailed.", "{N} said goodbye in a very small voice.",
        "{N} stared at the rain and felt quite alone.", "{N} could not speak for sorrow.", "{N} wiped {her} eyes with a sleeve.",
        "Since the boat left, {N} has hardly smiled.", "{N} mourned for the {x}.", "{N} laid flowers on the step and went away weeping.",
        "{N} felt low, and no joke would help.",
    ),
    "angry": (
        "{N} slammed the door so hard that the {x} fell.", "{N} kicked the bucket across the yard.", "{N} shouted at the gulls, the tide and the mayor.",
        "{N} was furious about the {x}.", "{N} turned red and banged on the table.", "{N} tore up the bill and threw it in the harbour.",
        "{N} would not forgive whoever broke the {x}.", "{N} stamped out of the room.", "{N} shook a fist at the ferry.",
        "{N} swore that somebody would pay for the {x}.", "{N} flung the {x} at the wall.", "{N} glared at everyone who came in.",
        "{N} wrote a very rude letter about the {x}.", "{N} hissed like a kettle and called them all thieves.",
        "{N} has been in a rage since {d}.", "{N} shouted until the windows shook.",
    ),
    "afraid": (
        "{N} hid under the table until it was over.", "{N} trembled at every step on the stairs.", "{N} would not go near the cave.",
        "{N} held on to the rail with both hands and shut {her} eyes.", "{N} screamed at a shadow.", "{N} kept looking back over {her} shoulder.",
        "{N} did not dare to touch the {x}.", "{N} turned pale when the thunder came.", "{N} slept with the lamp on.",
        "The knees of {N} knocked together.", "{N} jumped at every creak of the floor.", "{N} froze halfway up the ladder.",
        "{N} was frightened of the {x}.", "{N} whispered that something was in the cellar.", "{N} ran from the dark lane without stopping.",
        "Nobody could make {N} step into the boat, for fear of the waves.",
    ),
    "tired": (
        "{N} yawned three times in one sentence.", "{N} fell asleep on a heap of nets.", "{N} could hardly keep {her} eyes open.",
        "{N} went to bed before the sun did.", "{N} leaned on the broom and nodded off.", "{N} has not slept since {d}.",
        "{N} dragged {her} feet up the hill.", "{N} was worn out from carrying the {x}.", "{N} dozed off over the soup.",
        "{N} had to sit down after every step.", "{N} rubbed {her} eyes and yawned again.", "{N} was exhausted after the night watch.",
        "{N} snored in the front pew.", "{N} asked for nothing but a pillow.", "{N} put {her} head on the counter and was gone till noon.",
        "{N} had rowed all night and wanted only to lie down.",
    ),
    "proud": (
        "{N} showed the {x} to everyone who passed.", "{N} hung the prize over the door.", "{N} had made the {x} alone and told the whole street.",
        "{N} stood very straight when the names were read out.", "{N} framed the certificate.", "{N} polished the medal every morning.",
        "{N} wore the winner's ribbon for a week.", "{N} could not help mentioning the first prize.", "{N} carried the cup through the town so that all could see it.",
        "{N} was proud of the {x}.", "{N} was photographed beside the winning marrow.", "{N} told the story of the rescue again, and did not leave out the medal.",
        "{N} signed the {x} in large letters and stepped back to admire it.", "{N} walked past the mayor with {her} chin up and the trophy in {her} arms.",
        "{N} wrote 'best in town' on the {x}.", "{N} kept the newspaper with {her} name in it on the counter.",
    ),
}  # fmt: skip

# what may stand before such a sentence without saying anything about a mood; {p} is a place in town
BEFORE: tuple[str, ...] = (
    "It was {d}.", "It happened on {d}.", "The tide was out.", "The ferry was late.", "There was fog on the water.", "The shops were shutting.",
    "It was raining again.", "The wind had turned.", "They met near {p}.", "This was at {p}.", "The bell had just rung.", "The boats were in.",
)  # fmt: skip
