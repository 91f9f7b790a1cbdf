import pytest

from helpers.world.verbs import forms


@pytest.mark.parametrize(
    ("base", "past", "third", "ing"),
    [
        ("walk", "walked", "walks", "walking"),
        ("hurry", "hurried", "hurries", "hurrying"),
        ("play", "played", "plays", "playing"),
        ("bake", "baked", "bakes", "baking"),
        ("agree", "agreed", "agrees", "agreeing"),
        ("dye", "dyed", "dyes", "dyeing"),
        ("stop", "stopped", "stops", "stopping"),
        ("quarrel", "quarrelled", "quarrels", "quarrelling"),
        ("visit", "visited", "visits", "visiting"),
        ("watch", "watched", "watches", "watching"),
        ("go", "went", "goes", "going"),
        ("have", "had", "has", "having"),
        ("find", "found", "finds", "finding"),
        ("lie", "lay", "lies", "lying"),
        ("swim", "swam", "swims", "swimming"),
        ("strike", "struck", "strikes", "striking"),
        ("will", "would", "will", "will"),
        ("can", "could", "can", "can"),
    ],
)
def test_forms(base, past, third, ing):
    assert tuple(forms(base)) == (base, past, third, ing)
