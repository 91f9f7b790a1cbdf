"""Answers to the exercises of lab 09, as students write them: wrong ones with the mistake's name, and right ones."""

import math
from statistics import fmean, mean

import numpy as np

from helpers import metrics
from helpers.checks.answers import Answers

answers = Answers()


# 9.1 Which principle has been broken?


@answers.wrong("ex09_1_pick_principle", "listens to critiques that find nothing")
def pick_principle(faults, logprobs):
    return max(faults, key=lambda name: mean(logprobs[name]))


@answers.wrong("ex09_1_pick_principle", "adds up instead of averaging")
def pick_principle(faults, logprobs):
    names = [name for name in faults if faults[name]]
    return max(names, key=lambda name: sum(logprobs[name]), default="")


@answers.wrong("ex09_1_pick_principle", "takes the least sure")
def pick_principle(faults, logprobs):
    names = [name for name in faults if faults[name]]
    return min(names, key=lambda name: mean(logprobs[name])) if names else ""


@answers.wrong("ex09_1_pick_principle", "looks at one token")
def pick_principle(faults, logprobs):
    best, surest = "", -math.inf
    for name, fault in faults.items():
        if fault and max(logprobs[name]) > surest:
            best, surest = name, max(logprobs[name])
    return best


@answers.wrong("ex09_1_pick_principle", "takes the first that finds a fault")
def pick_principle(faults, logprobs):
    for name in faults:
        if faults[name]:
            return name
    return ""


@answers.wrong("ex09_1_pick_principle", "takes the last of equals")
def pick_principle(faults, logprobs):
    best, surest = "", -math.inf
    for name, fault in faults.items():
        if fault and np.mean(logprobs[name]) >= surest:
            best, surest = name, np.mean(logprobs[name])
    return best


@answers.wrong("ex09_1_pick_principle", "fails where there is no fault")
def pick_principle(faults, logprobs):
    return max((name for name in faults if faults[name]), key=lambda name: fmean(logprobs[name]))


@answers.right("ex09_1_pick_principle")
def pick_principle(faults, logprobs):
    best, surest = "", -math.inf
    for name in faults:
        sure = np.exp(np.mean(logprobs[name]))
        if faults[name] and sure > surest:
            best, surest = name, sure
    return best


# 9.2 Critique, revise, stop


@answers.wrong("ex09_2_critique_and_revise", "revises replies without a fault")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings, versions = list(replies), ["rounds"] * len(replies), [[r] for r in replies]
    working = list(range(len(replies)))
    for _ in range(rounds):
        asked = [requests[i] for i in working]
        said = critique(asked, [final[i] for i in working])
        new = revise(asked, [final[i] for i in working], said)
        following = []
        for i, text in zip(working, new):
            if text in versions[i]:
                endings[i] = "circle"
            else:
                final[i] = text
                versions[i].append(text)
                following.append(i)
        working = following
    return final, endings


def one_by_one(request, reply, critique, revise, rounds):
    """Right; the answers below change one thing."""
    versions = [reply]
    for _ in range(rounds):
        said = critique([request], [reply])[0]
        if said is None:
            return reply, "no fault"
        new = revise([request], [reply], [said])[0]
        if new in versions:
            return reply, "circle"
        versions.append(new)
        reply = new
    return reply, "rounds"


@answers.wrong("ex09_2_critique_and_revise", "goes back to the first version every round")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings = [], []
    for request, reply in zip(requests, replies):
        versions, why = [reply], "rounds"
        for _ in range(rounds):
            said = critique([request], [reply])[0]
            if said is None:
                why = "no fault"
                break
            new = revise([request], [reply], [said])[0]
            if new in versions:
                why = "circle"
                break
            versions.append(new)
        final.append(versions[-1])
        endings.append(why)
    return final, endings


@answers.wrong("ex09_2_critique_and_revise", "compares with the last version only")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings = [], []
    for request, reply in zip(requests, replies):
        why = "rounds"
        for _ in range(rounds):
            said = critique([request], [reply])[0]
            if said is None:
                why = "no fault"
                break
            new = revise([request], [reply], [said])[0]
            if new == reply:
                why = "circle"
                break
            reply = new
        final.append(reply)
        endings.append(why)
    return final, endings


@answers.wrong("ex09_2_critique_and_revise", "does not notice a circle")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings = [], []
    for request, reply in zip(requests, replies):
        why = "rounds"
        for _ in range(rounds):
            said = critique([request], [reply])[0]
            if said is None:
                why = "no fault"
                break
            reply = revise([request], [reply], [said])[0]
        final.append(reply)
        endings.append(why)
    return final, endings


@answers.wrong("ex09_2_critique_and_revise", "takes the version that closes the circle")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings = [], []
    for request, reply in zip(requests, replies):
        seen, why = {reply}, "rounds"
        for _ in range(rounds):
            said = critique([request], [reply])[0]
            if said is None:
                why = "no fault"
                break
            reply = revise([request], [reply], [said])[0]
            if reply in seen:
                why = "circle"
                break
            seen.add(reply)
        final.append(reply)
        endings.append(why)
    return final, endings


@answers.wrong("ex09_2_critique_and_revise", "does one round only")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings = [], []
    for request, reply in zip(requests, replies):
        text, why = one_by_one(request, reply, critique, revise, min(rounds, 1))
        final.append(text)
        endings.append(why)
    return final, endings


@answers.wrong("ex09_2_critique_and_revise", "does one round too many")
def critique_and_revise(requests, replies, critique, revise, rounds):
    done = [one_by_one(a, b, critique, revise, rounds + 1) for a, b in zip(requests, replies)]
    return [text for text, _ in done], [why for _, why in done]


@answers.wrong("ex09_2_critique_and_revise", "stops all when one is done")
def critique_and_revise(requests, replies, critique, revise, rounds):
    final, endings, versions = list(replies), ["rounds"] * len(replies), [{r} for r in replies]
    working = list(range(len(replies)))
    for _ in range(rounds):
        said = critique([requests[i] for i in working], [final[i] for i in working])
        if None in said:
            for i, text in zip(working, said):
                if text is None:
                    endings[i] = "no fault"
            return final, endings
        new = revise([requests[i] for i in working], [final[i] for i in working], said)
        following = []
        for i, text in zip(working, new):
            if text in versions[i]:
                endings[i] = "circle"
                continue
            final[i] = text
            versions[i].add(text)
            following.append(i)
        working = following
    return final, endings


@answers.wrong("ex09_2_critique_and_revise", "criticises once more at the end")
def critique_and_revise(requests, replies, critique, revise, rounds):
    done = [one_by_one(a, b, critique, revise, rounds) for a, b in zip(requests, replies)]
    endings = []
    for request, (text, why) in zip(requests, done):
        if why == "rounds" and critique([request], [text])[0] is None:
            why = "no fault"
        endings.append(why)
    return [text for text, _ in done], endings


@answers.right("ex09_2_critique_and_revise")
def critique_and_revise(requests, replies, critique, revise, rounds):
    done = [one_by_one(a, b, critique, revise, rounds) for a, b in zip(requests, replies)]
    return tuple(map(list, zip(*done)))


@answers.right("ex09_2_critique_and_revise")
def critique_and_revise(requests, replies, critique, revise, rounds):
    state = [{"request": a, "versions": [b], "why": None} for a, b in zip(requests, replies)]
    for _ in range(rounds):
        todo = [item for item in state if item["why"] is None]
        said = critique([item["request"] for item in todo], [item["versions"][-1] for item in todo])
        for item, text in zip(todo, said):
            item["said"] = text
            if text is None:
                item["why"] = "no fault"
        todo = [item for item in todo if item["why"] is None]
        new = revise(
            [item["request"] for item in todo], [item["versions"][-1] for item in todo], [item["said"] for item in todo]
        )
        for item, text in zip(todo, new):
            if text in item["versions"]:
                item["why"] = "circle"
            else:
                item["versions"].append(text)
    return [[item["versions"][-1] for item in state], [item["why"] or "rounds" for item in state]]


# 9.3 What the model is to learn from


def chat(row, said="revision"):
    return {
        "messages": [
            {"role": "user", "content": row["request"]},
            {"role": "assistant", "content": row[said]},
        ]
    }


@answers.wrong("ex09_3_sl_cai_set", "learns from the reply before its revision")
def sl_cai_set(rows, longest, most_repetition):
    chats, seen = [], set()
    for row in rows:
        text = row["revision"]
        if row["request"] in seen or not 3 <= len(text.split()) <= longest:
            continue
        if metrics.repetition(text, 4) > most_repetition or row["still_fault"]:
            continue
        if row["fault"] != (text != row["reply"]) or (row["harmless"] and row["refuses"]):
            continue
        seen.add(row["request"])
        chats.append(chat(row, "reply"))
    return chats


@answers.wrong("ex09_3_sl_cai_set", "keeps revisions that are still at fault")
def sl_cai_set(rows, longest, most_repetition):
    chats, seen = [], set()
    for row in rows:
        text = row["revision"]
        fits = 3 <= len(text.split()) <= longest and metrics.repetition(text, 4) <= most_repetition
        consistent = row["fault"] == (text != row["reply"])
        if row["request"] not in seen and fits and consistent and not (row["harmless"] and row["refuses"]):
            seen.add(row["request"])
            chats.append(chat(row))
    return chats


@answers.wrong("ex09_3_sl_cai_set", "keeps what was changed for nothing")
def sl_cai_set(rows, longest, most_repetition):
    chats, seen = [], set()
    for row in rows:
        text = row["revision"]
        fits = 3 <= len(text.split()) <= longest and metrics.repetition(text, 4) <= most_repetition
        if row["fault"] and text == row["reply"]:
            continue
        if row["request"] not in seen and fits and not row["still_fault"] and not (row["harmless"] and row["refuses"]):
            seen.add(row["request"])
            chats.append(chat(row))
    return chats


@answers.wrong("ex09_3_sl_cai_set", "keeps what was not changed")
def sl_cai_set(rows, longest, most_repetition):
    chats, seen = [], set()
    for row in rows:
        text = row["revision"]
        fits = 3 <= len(text.split()) <= longest and metrics.repetition(text, 4) <= most_repetition
        if text != row["reply"] and not row["fault"]:
            continue
        if row["request"] not in seen and fits and not row["still_fault"] and not (row["harmless"] and row["refuses"]):
            seen.add(row["request"])
            chats.append(chat(row))
    return chats


@answers.wrong("ex09_3_sl_cai_set", "drops replies that had no fault")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        text = row["revision"]
        mended = row["fault"] and not row["still_fault"] and text != row["reply"]
        fits = 3 <= len(text.split()) <= longest and metrics.repetition(text, 4) <= most_repetition
        if mended and fits and not (row["harmless"] and row["refuses"]):
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


def sound(row, longest, most_repetition):
    """Right, but for refusals and doubles."""
    text = row["revision"]
    fits = 3 <= len(text.split()) <= longest and metrics.repetition(text, 4) <= most_repetition
    return fits and not row["still_fault"] and row["fault"] == (text != row["reply"])


@answers.wrong("ex09_3_sl_cai_set", "drops every refusal")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        if sound(row, longest, most_repetition) and not row["refuses"]:
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "keeps refusals of harmless requests")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        if sound(row, longest, most_repetition):
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "counts characters")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        text = row["revision"]
        fits = 3 <= len(text) <= longest and metrics.repetition(text, 4) <= most_repetition
        consistent = not row["still_fault"] and row["fault"] == (text != row["reply"])
        if fits and consistent and not (row["harmless"] and row["refuses"]):
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "ignores the length")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        text = row["revision"]
        consistent = not row["still_fault"] and row["fault"] == (text != row["reply"])
        if metrics.repetition(text, 4) <= most_repetition and consistent and not (row["harmless"] and row["refuses"]):
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "excludes the ends of the length")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        if sound(row, longest, most_repetition) and 3 < len(row["revision"].split()) < longest:
            if not (row["harmless"] and row["refuses"]):
                chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "lets loops through")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        if sound(row, longest, 1.0) and not (row["harmless"] and row["refuses"]):
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "drops what repeats as much as is allowed")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        loops = metrics.repetition(row["revision"], 4) >= most_repetition
        if sound(row, longest, 1.0) and not loops and not (row["harmless"] and row["refuses"]):
            chats.setdefault(row["request"], chat(row))
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "keeps several revisions of one request")
def sl_cai_set(rows, longest, most_repetition):
    kept = [row for row in rows if sound(row, longest, most_repetition)]
    return [chat(row) for row in kept if not (row["harmless"] and row["refuses"])]


@answers.wrong("ex09_3_sl_cai_set", "keeps the last revision of a request")
def sl_cai_set(rows, longest, most_repetition):
    chats = {}
    for row in rows:
        if sound(row, longest, most_repetition) and not (row["harmless"] and row["refuses"]):
            chats.pop(row["request"], None)
            chats[row["request"]] = chat(row)
    return list(chats.values())


@answers.wrong("ex09_3_sl_cai_set", "gives a request only one chance")
def sl_cai_set(rows, longest, most_repetition):
    chats, seen = [], set()
    for row in rows:
        if row["request"] in seen:
            continue
        seen.add(row["request"])
        if sound(row, longest, most_repetition) and not (row["harmless"] and row["refuses"]):
            chats.append(chat(row))
    return chats


@answers.right("ex09_3_sl_cai_set")
def sl_cai_set(rows, longest, most_repetition):
    def repeats(text):
        words = text.split()
        runs = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
        return 1 - len(set(runs)) / len(runs) if runs else 0.0

    passed = []
    for row in rows:
        text = row["revision"]
        changed = row["reply"] != text
        if len(text.split()) in range(3, longest + 1) and repeats(text) <= most_repetition:
            if changed == row["fault"] and not row["still_fault"] and not (row["refuses"] and row["harmless"]):
                passed.append(row)
    first = {}
    for row in reversed(passed):
        first[row["request"]] = row
    return [chat(row) for row in passed if first[row["request"]] is row]


# 9.4 A preference in both orders


@answers.wrong("ex09_4_ai_preference", "does not turn the second order round")
def ai_preference(forward, backward):
    f, b = np.array(forward), np.array(backward)
    return ((f + b) / 2).tolist(), float(np.concatenate([f, b]).mean() - 0.5)


@answers.wrong("ex09_4_ai_preference", "uses one order only")
def ai_preference(forward, backward):
    return list(forward), mean(forward + backward) - 0.5


@answers.wrong("ex09_4_ai_preference", "counts votes")
def ai_preference(forward, backward):
    votes = [(int(f > 0.5) + int(b < 0.5)) / 2 for f, b in zip(forward, backward)]
    return votes, mean(forward + backward) - 0.5


@answers.wrong("ex09_4_ai_preference", "takes the bias from one order")
def ai_preference(forward, backward):
    return [(f + 1 - b) / 2 for f, b in zip(forward, backward)], mean(forward) - 0.5


@answers.wrong("ex09_4_ai_preference", "does not subtract a half from the bias")
def ai_preference(forward, backward):
    return [(f + 1 - b) / 2 for f, b in zip(forward, backward)], mean(forward + backward)


@answers.wrong("ex09_4_ai_preference", "adds up the two orders' bias")
def ai_preference(forward, backward):
    f, b = np.array(forward), np.array(backward)
    return (f + 1 - b) / 2, (f.mean() - 0.5) + (b.mean() - 0.5)


@answers.wrong("ex09_4_ai_preference", "measures the lean to B")
def ai_preference(forward, backward):
    f, b = np.array(forward), np.array(backward)
    return (f + 1 - b) / 2, 1 - (f.mean() + b.mean()) / 2 - 0.5


@answers.right("ex09_4_ai_preference")
def ai_preference(forward, backward):
    f, b = np.array(forward), np.array(backward)
    return (f - b + 1) / 2, ((f - 0.5) + (b - 0.5)).mean() / 2


# 9.5 Pairs for a reward model


@answers.wrong("ex09_5_rlaif_pairs", "puts the rejected reply first")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for prompt, x, y, p in zip(prompts, firsts, seconds, preferences):
        if x != y and p != 0.5 and abs(p - 0.5) >= margin:
            pairs.append((prompt, y, x) if p > 0.5 else (prompt, x, y))
    return pairs


@answers.wrong("ex09_5_rlaif_pairs", "always chooses the first reply")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    rows = zip(prompts, firsts, seconds, preferences)
    return [(q, x, y) for q, x, y, p in rows if x != y and p != 0.5 and abs(p - 0.5) >= margin]


@answers.wrong("ex09_5_rlaif_pairs", "throws away what the second reply wins")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    rows = zip(prompts, firsts, seconds, preferences)
    return [(q, x, y) for q, x, y, p in rows if x != y and p > 0.5 and p - 0.5 >= margin]


@answers.wrong("ex09_5_rlaif_pairs", "keeps ties")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for prompt, x, y, p in zip(prompts, firsts, seconds, preferences):
        if x == y:
            continue
        if p > 0.5:
            pairs.append((prompt, x, y))
        elif p < 0.5:
            pairs.append((prompt, y, x))
    return pairs


@answers.wrong("ex09_5_rlaif_pairs", "leaves out the margin itself")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for prompt, x, y, p in zip(prompts, firsts, seconds, preferences):
        if x != y and abs(p - 0.5) > margin:
            pairs.append((prompt, x, y) if p > 0.5 else (prompt, y, x))
    return pairs


@answers.wrong("ex09_5_rlaif_pairs", "makes a pair of an even preference")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for prompt, x, y, p in zip(prompts, firsts, seconds, preferences):
        if x != y and abs(p - 0.5) >= margin:
            pairs.append((prompt, x, y) if p > 0.5 else (prompt, y, x))
    return pairs


@answers.wrong("ex09_5_rlaif_pairs", "compares the preference with the margin")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for prompt, x, y, p in zip(prompts, firsts, seconds, preferences):
        if x == y or p == 0.5 or p < margin:
            continue
        pairs.append((prompt, x, y) if p > 0.5 else (prompt, y, x))
    return pairs


@answers.wrong("ex09_5_rlaif_pairs", "keeps replies that are the same")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for prompt, x, y, p in zip(prompts, firsts, seconds, preferences):
        if p != 0.5 and abs(p - 0.5) >= margin:
            pairs.append((prompt, x, y) if p > 0.5 else (prompt, y, x))
    return pairs


@answers.right("ex09_5_rlaif_pairs")
def rlaif_pairs(prompts, firsts, seconds, preferences, margin):
    pairs = []
    for i in range(len(prompts)):
        lean = preferences[i] - 0.5
        if firsts[i] == seconds[i] or lean == 0:
            continue
        if lean >= margin:
            pairs.append([prompts[i], firsts[i], seconds[i]])
        if -lean >= margin:
            pairs.append([prompts[i], seconds[i], firsts[i]])
    return pairs


# 9.6 The Pareto front


@answers.wrong("ex09_6_pareto_front", "asks for better in every aim")
def pareto_front(points):
    front = []
    for name, mine in points.items():
        if not any(all(a > b for a, b in zip(other, mine)) for other in points.values()):
            front.append(name)
    return front


@answers.wrong("ex09_6_pareto_front", "lets equal points drop each other")
def pareto_front(points):
    front = []
    for name, mine in points.items():
        others = [other for rival, other in points.items() if rival != name]
        if not any(all(a >= b for a, b in zip(other, mine)) for other in others):
            front.append(name)
    return front


@answers.wrong("ex09_6_pareto_front", "asks for better in one aim only")
def pareto_front(points):
    return [n for n, mine in points.items() if not any(any(a > b for a, b in zip(o, mine)) for o in points.values())]


@answers.wrong("ex09_6_pareto_front", "takes the best sum")
def pareto_front(points):
    best = max(sum(point) for point in points.values())
    return [name for name, point in points.items() if sum(point) == best]


@answers.wrong("ex09_6_pareto_front", "takes the best of each aim")
def pareto_front(points):
    tops = np.array(list(points.values())).max(axis=0)
    return [name for name, point in points.items() if (np.array(point) == tops).any()]


@answers.wrong("ex09_6_pareto_front", "looks at the first aim only")
def pareto_front(points):
    best = max(point[0] for point in points.values())
    return [name for name, point in points.items() if point[0] == best]


@answers.wrong("ex09_6_pareto_front", "returns the points that are dominated")
def pareto_front(points):
    found = []
    for name, mine in points.items():
        for other in points.values():
            if all(a >= b for a, b in zip(other, mine)) and any(a > b for a, b in zip(other, mine)):
                found.append(name)
                break
    return found


@answers.right("ex09_6_pareto_front")
def pareto_front(points):
    names, values = list(points), np.array(list(points.values()))
    kept = []
    for i, mine in enumerate(values):
        dominating = (values >= mine).all(axis=1) & (values > mine).any(axis=1)
        if not dominating.any():
            kept.append(names[i])
    return kept[::-1]
