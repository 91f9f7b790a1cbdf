"""Settings outside their range are refused by name."""

import math

import pytest

from helpers.errors import InputError
from helpers.ppo import PPOConfig


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"kl_coef": -0.1}, "kl_coef is -0.1; it must be 0 or more. A negative price would pay"),
        ({"kl_coef": math.nan}, "kl_coef is nan; it must be a number"),
        ({"kl_coef": "low"}, "kl_coef is 'low'; it must be a number"),
        ({"kl_target": 0.0}, "kl_target is 0.0; it must be above 0"),
        ({"temperature": 0.0}, "temperature is 0.0; it must be above 0"),
        ({"learning_rate": 0}, "learning_rate is 0; it must be above 0"),
        ({"epochs": 0}, "epochs is 0; it must be a whole number"),
        ({"minibatch": 2.5}, "minibatch is 2.5; it must be a whole number"),
        ({"prompts_per_step": True}, "prompts_per_step is True"),
        ({"lam": 1.1}, "lam is 1.1; it must lie between 0 and 1"),
        ({"gamma": None}, "gamma is None; it must be a number"),
        ({"seed": -1}, "seed is -1; it must be 0 or more"),
    ],
)
def test_a_setting_outside_its_range_is_named(settings, sentence):
    with pytest.raises(InputError, match=sentence):
        PPOConfig(**settings)


def test_what_may_be_absent_may():
    assert PPOConfig(stop_kl=None, kl_target=None).stop_kl is None
