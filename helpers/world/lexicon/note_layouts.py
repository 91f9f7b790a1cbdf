"""How notes, questions and answers are laid out and asked for, and sentences between the facts that say nothing."""

# (heading of the notes, before a question, before an answer, between an answer and the next question)
CANONICAL = ("Notes:\n", "Question: ", "\nAnswer: ", "\n")
LAYOUTS: tuple[tuple[str, str, str, str], ...] = (
    ("", "Q: ", "\nA: ", "\n"),
    ("Facts:\n", "Q: ", "\nA: ", "\n"),
    ("Read this.\n", "Question: ", "\nAnswer: ", "\n\n"),
    ("From a notebook:\n", "Question: ", " Answer: ", "\n"),
    ("What is known:\n", "Asked: ", "\nReply: ", "\n"),
    ("Context: ", "Question: ", "\nAnswer: ", "\n"),
    ("Page 3\n", "- ", "\n  ", "\n"),
    ("Here is what we know.\n", "", " ", "\n"),
    ("Notes\n-----\n", "Q. ", "\nA. ", "\n"),
    ("", "User: ", "\nBeacon: ", "\n"),
    ("Text:\n", "Question: ", "\nAnswer: ", "\n"),
)
OPENINGS: tuple[str, ...] = (
    "It [had been|was] a [quiet|wet|windy|busy|long] week in {town}.",
    "This is from a letter [out of|about] {town}.",
    "[A visitor|The postman|A cousin] came back from {town} with news.",
    "[Somebody|A clerk] in {town} wrote this down.",
    "Here is the gossip of {town}.",
    "A few things about {town}.",
)
FILLERS: tuple[str, ...] = (
    "[It rained all morning.|The sun came out.|Fog lay on the water.|The tide was low.|The gulls were loud that day.|Nobody minded the wind.]",
    "[Not everybody knew that.|People like to mention it.|That surprised some.|One hears it often.|It is no secret.|Visitors always ask.]",
    "[The bells rang.|A dog barked somewhere.|The kettle was on.|A cart went by.|Somebody laughed.|The lamps were lit.]",
    "[So much for that.|There is more.|That is the talk of the town.|The rest is soon told.|And that is not all.]",
)
REPORTS: tuple[str, ...] = (
    "[People say|They say|I am told|I hear|It is said|Everybody says|The postman told me|My notes say] that ",
    "[As you know|By the way|As far as anybody knows|I wrote down|In short], ",
)
INSTRUCTIONS: tuple[str, ...] = (
    "Answer from the notes.",
    "Read the notes and answer the question.",
    "Use only these notes to answer.",
    "Here are some notes. Answer the question about them.",
    "Please answer the question with the help of the notes. If they do not tell, say so.",
    "What do the notes say?",
    "Look at the notes below and answer.",
    "Take the answer from the notes; do not guess.",
    "I have some notes and a question.",
    "Answer in a short sentence, from these notes only.",
    "Find the answer in the notes. If it is not there, say that the notes do not say.",
    "Can you answer this from my notes?",
)
