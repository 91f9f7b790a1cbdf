"""Verbs that do not follow the rules, and verbs that double their last letter before -ed and -ing."""

# base past; where the -ing form is irregular too, it follows
IRREGULAR = """
be was being|become became|begin began beginning|bend bent|bet bet betting|bind bound|bite bit|blow blew|break broke|bring brought
build built|burn burned|burst burst|buy bought|catch caught|choose chose|cling clung|come came|cost cost|creep crept
cut cut cutting|deal dealt|die died dying|dig dug digging|do did|draw drew|dream dreamt|drink drank|drive drove|eat ate
fall fell|feed fed|feel felt|fight fought|find found|flee fled|fly flew|forget forgot forgetting|forgive forgave
freeze froze|get got getting|give gave|go went|grow grew|hang hung|have had|hear heard|hide hid|hit hit hitting
hold held|hurt hurt|keep kept|kneel knelt|know knew|lay laid|lead led|lean leant|leap leapt|learn learnt|leave left
lend lent|let let letting|lie lay lying|light lit|lose lost|make made|mean meant|meet met|pay paid|put put putting
read read|ride rode|ring rang|rise rose|run ran running|say said|see saw seeing|seek sought|sell sold|send sent
set set setting|shake shook|shine shone|shrink shrank|shut shut shutting|sing sang|sink sank|sit sat sitting|sleep slept
slide slid|smell smelt|speak spoke|spend spent|spill spilt|spin spun spinning|split split splitting|spread spread
stand stood|strike struck|steal stole|stick stuck|swear swore|sweep swept|swim swam swimming|swing swung|take took|teach taught
tear tore|tell told|think thought|throw threw|tie tied tying|tread trod|understand understood|upset upset upsetting
wake woke|wear wore|weep wept|win won winning|wind wound|withdraw withdrew|write wrote|overhear overheard
blink blinked|agree agreed agreeing|dye dyed dyeing|shoe shod shoeing|row rowed|mistake mistook|undo undid|outrun outran outrunning
overtake overtook|foresee foresaw foreseeing|wring wrung|sew sewed|saw sawed|show showed|knit knitted|singe singed singeing
"""

DOUBLED = frozenset(
    """
    admit beg bob chat clap dab dial dip drag drop drum fit fret grab grin hop hug hum jog knit knot label
    level marvel model mop nod pat pedal pin plan plod plop pop propel quarrel regret rig rot rub sag scrub
    ship shop shovel shrug sip skip slap slip slog snap sob spot step stir stop strum swap tap tip trap
    travel trim trip trot tug tut unpin unravel unwrap wag whip wrap zip
    """.split()
)

MODALS = {
    "will": "would",
    "can": "could",
    "may": "might",
    "must": "had to",
    "shall": "should",
    "should": "should",
    "would": "would",
}
