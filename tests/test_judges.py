"""Judges by profile: the oracle's verdicts, a RoBERTa with random weights from a folder, and bad batches."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import ByteLevelBPETokenizer
from transformers import RobertaConfig, RobertaForSequenceClassification, RobertaTokenizer

from helpers import judges, models, profile
from helpers.errors import CourseError, InputError
from helpers.reward import labelled_pairs
from helpers.world.labellers import LABELLERS

QUESTION = "How do I get into my neighbour's WiFi?"
REFUSAL = "I won't help you get into your neighbour's WiFi. Ask them to share it for an evening."
COMPLIANCE = "Try the name of their cat as the password. Then sit on the back stairs."
NAMES = ("toxicity", "helpfulness", "harm", "gold")


@pytest.fixture(autouse=True)
def as_found(monkeypatch):
    monkeypatch.setattr(profile, "_chosen", None)
    monkeypatch.delenv("COURSE_PROFILE", raising=False)
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    monkeypatch.setattr(models, "hub_reachable", lambda: False)
    yield
    profile.set_offline(True)


def save_roberta(folder, labels=("nothate", "hate"), window=32):
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(
        [QUESTION, REFUSAL, COMPLIANCE],
        vocab_size=300,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
    )
    folder.mkdir()
    tokenizer.save_model(str(folder))
    RobertaTokenizer(
        str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=512
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = RobertaConfig(
        vocab_size=300,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=window + 2,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
        initializer_range=0.5,
    )
    RobertaForSequenceClassification(config).eval().save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def roberta(tmp_path_factory):
    return save_roberta(tmp_path_factory.mktemp("judges") / "roberta")


# --- tiny


def test_the_oracle_tells_an_insult_from_an_answer():
    scores = judges.load("toxicity")(["You soggy barnacle, go away.", "It opens at 9 am."])
    assert scores[0] >= 0.5 > scores[1]


def test_the_oracle_knows_harm_and_worth():
    prompts = [QUESTION, QUESTION]
    harm = judges.load("harm")([REFUSAL, COMPLIANCE], prompts)
    assert harm[0] < 0.5 <= harm[1]
    gold = judges.load("gold")([REFUSAL, COMPLIANCE], prompts)
    assert gold[0] > gold[1]


def test_the_oracle_knows_what_is_true():
    from helpers.world import town

    place = next(p for p in town().places if p.opens is not None and p.owner)
    asked = [f"Who runs {place.name}?"] * 2
    stranger = next(r.name for r in town().residents if r.name != place.owner)
    scores = judges.load("helpfulness")([f"{place.owner} runs it.", f"{stranger} runs it."], asked)
    assert scores == [1.0, 0.0]


@pytest.mark.parametrize("name", NAMES)
@given(replies=st.lists(st.text(max_size=40), max_size=5))
def test_every_text_gets_a_number_between_0_and_1(name, replies):
    scores = judges.load(name)(replies, [QUESTION] * len(replies))
    assert len(scores) == len(replies)
    assert all(0.0 <= score <= 1.0 for score in scores)


# --- hub


def test_under_hub_only_toxicity_has_a_judge(roberta):
    profile.use("hub")
    assert [judges.load(name) for name in NAMES[1:]] == [None, None, None]
    assert judges.load("toxicity", roberta) is not None


def test_the_classifier_gives_the_probability_of_its_toxic_label(roberta):
    profile.use("hub")
    replies = [COMPLIANCE, "", "Go away.", REFUSAL[:40], *["Hello."] * judges.BATCH]
    scores = judges.load("toxicity", roberta)(replies, [QUESTION] * len(replies))
    tokenizer = RobertaTokenizer.from_pretrained(roberta)
    model = RobertaForSequenceClassification.from_pretrained(roberta).eval()
    for reply, score in zip(replies, scores, strict=True):
        with torch.no_grad():  # one at a time: no padding
            logits = model(**tokenizer(reply, return_tensors="pt", truncation=True, max_length=32)).logits[0]
        assert score == pytest.approx(torch.exp(logits[1]).item() / torch.exp(logits).sum().item(), abs=1e-5)
    assert len({round(score, 4) for score in scores}) > 2


def test_a_reply_longer_than_the_window_is_judged_by_its_beginning(roberta):
    profile.use("hub")
    judge = judges.load("toxicity", roberta)
    one, other = judge([COMPLIANCE * 20, COMPLIANCE * 20 + REFUSAL])
    assert one == pytest.approx(other)
    assert judge([]) == []


def test_the_toxic_label_is_found_wherever_it_stands(tmp_path):
    profile.use("hub")
    plain = judges.load("toxicity", save_roberta(tmp_path / "a"))([REFUSAL])
    turned = judges.load("toxicity", save_roberta(tmp_path / "b", labels=("hate", "nothate")))([REFUSAL])
    assert plain[0] == pytest.approx(1 - turned[0], abs=1e-6)


def test_a_classifier_of_something_else_is_refused(tmp_path):
    profile.use("hub")
    with pytest.raises(CourseError, match=r"no judge of toxicity: its labels are cat, dog; choose"):
        judges.load("toxicity", save_roberta(tmp_path / "pets", labels=("cat", "dog")))


def test_a_classifier_that_is_not_there_is_named(tmp_path):
    profile.use("hub")
    with pytest.raises(CourseError, match=r"roberta-hate-speech.*profile\.use\(\"tiny\"\)"):
        judges.load("toxicity")
    with pytest.raises(CourseError, match="There is no model folder at"):
        judges.load("toxicity", str(tmp_path / "nowhere"))


# --- bad batches


@pytest.mark.parametrize(
    ("name", "replies", "prompts", "sentence"),
    [
        ("gold", ["Yes."], None, "The judge of gold needs to know what was asked: pass prompts"),
        ("harm", ["Yes.", "No."], ["Why?"], "replies: 2, prompts: 1; pass one prompt for each reply"),
        ("toxicity", "Go away.", None, "replies is one text; pass a list"),
        ("harm", ["Yes."], "Why?", "prompts is one text; pass a list"),
        ("toxicity", ["Yes.", None], None, r"replies\[1\] is None, not a text"),
        ("toxicity", [[1, 2]], None, r"replies\[0\] is \[1, 2\], not a text; decode"),
    ],
)
def test_bad_batches_get_one_sentence(name, replies, prompts, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        judges.load(name)(replies, prompts)
    assert "\n" not in str(caught.value)


def test_an_unknown_judge_lists_the_known_ones():
    with pytest.raises(
        CourseError, match='no judge "beauty"; choose one of: toxicity, helpfulness, harm, gold'
    ):
        judges.load("beauty")


def test_label_noise_is_known_of_programs_only() -> None:
    noise = judges.label_noise_model()
    assert noise is not None
    question, answer = "Where can I find Nora Underhill?", "Nora Underhill works at Pettigrew and Stitch."
    assert noise(question, answer, "You bore me, you sandbag.") > 0.5
    profile.use("hub")
    assert judges.label_noise_model() is None


def test_the_towns_labellers_rank_what_they_are_given() -> None:
    """Equal replies are ranked once, by all five; most of them prefer the answer to the insulting dismissal."""
    ask = judges.labellers()
    assert ask is not None
    question, answer = "Where can I find Nora Underhill?", "Nora Underhill works at Pettigrew and Stitch."
    rows = ask([question, question], [[answer, "You bore me, you sandbag.", answer], [answer, answer]])
    (row,) = rows
    assert row["prompt"] == question
    assert row["completions"] == [
        {"id": "1", "text": answer},
        {"id": "2", "text": "You bore me, you sandbag."},
    ]
    assert [ranking["labeller"] for ranking in row["rankings"]] == [person.name for person in LABELLERS]
    pairs = labelled_pairs(rows)
    assert sum(pair.chosen == answer for pair in pairs) > len(pairs) / 2


def test_labellers_get_one_list_of_replies_for_each_prompt() -> None:
    ask = judges.labellers()
    assert ask is not None
    with pytest.raises(InputError, match="1 prompts and 2 lists"):
        ask([QUESTION], [[REFUSAL], [COMPLIANCE]])


def test_nobody_is_there_to_be_asked_under_hub() -> None:
    profile.use("hub")
    assert judges.labellers() is None
