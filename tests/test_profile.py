"""Profiles, devices, seeds; and that tiny keeps the Hub's clients off the network."""

import os
import random
import subprocess
import sys

import numpy as np
import pytest
import torch

from helpers import profile
from helpers.errors import CourseError


@pytest.fixture(autouse=True)
def as_found(monkeypatch):
    monkeypatch.setattr(profile, "_chosen", None)
    monkeypatch.setattr(profile, "_user_offline", False)
    for name in ("COURSE_PROFILE", "COURSE_DEVICE"):
        monkeypatch.delenv(name, raising=False)
    yield
    profile.set_offline(True)


def test_tiny_is_the_default_and_the_environment_chooses(monkeypatch):
    assert profile.current().name == "tiny"
    monkeypatch.setenv("COURSE_PROFILE", " Hub ")
    assert profile.current().name == "hub"


def test_use_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("COURSE_PROFILE", "hub")
    assert profile.use("tiny") == profile.current() == profile.Profile("tiny")


@pytest.mark.parametrize("wrong", ["", "large", "tiny hub"])
def test_an_unknown_profile_is_one_sentence(wrong):
    with pytest.raises(CourseError, match=f"profile.use is '{wrong}'.* choose tiny or hub"):
        profile.use(wrong)


def test_an_unknown_profile_in_the_environment(monkeypatch):
    monkeypatch.setenv("COURSE_PROFILE", "huge")
    with pytest.raises(CourseError, match="COURSE_PROFILE is 'huge'"):
        profile.current()


def test_tiny_forbids_the_network_also_to_clients_that_are_loaded():
    import datasets.config
    from huggingface_hub import constants

    profile.use("hub")
    assert "HF_HUB_OFFLINE" not in os.environ
    assert not constants.HF_HUB_OFFLINE
    assert not datasets.config.HF_HUB_OFFLINE
    profile.use("tiny")
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert constants.is_offline_mode()
    assert datasets.config.HF_HUB_OFFLINE


def test_a_user_who_forbids_the_network_is_obeyed_under_hub(monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(profile, "_user_offline", True)
    profile.use("hub")
    assert constants.HF_HUB_OFFLINE


@pytest.mark.slow
def test_importing_the_profile_is_enough_to_be_offline():
    code = (
        "import helpers.profile, huggingface_hub.constants as c, transformers.utils.hub as h;"
        "print(c.HF_HUB_OFFLINE, h.is_offline_mode())"
    )
    clean = {k: v for k, v in os.environ.items() if k not in ("HF_HUB_OFFLINE", "COURSE_PROFILE")}
    done = subprocess.run([sys.executable, "-c", code], env=clean, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_devices_in_order_of_preference(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert profile.device() == torch.device("cpu")
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert profile.device() == torch.device("mps")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert profile.device() == torch.device("cuda")
    monkeypatch.setenv("COURSE_DEVICE", "CPU")
    assert profile.device() == torch.device("cpu")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("gpu", "COURSE_DEVICE is 'gpu', which is no device"),
        ("xla", "which is no device"),
        ("cuda:3", "this machine has no such device"),
        ("cuda", "this machine has no such device"),
    ],
)
def test_a_device_that_is_not_here_is_one_sentence(wanted, sentence, monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    monkeypatch.setenv("COURSE_DEVICE", wanted)
    with pytest.raises(CourseError, match=sentence):
        profile.device()


def test_one_seed_for_all_generators():
    def draw():
        return random.random(), float(np.random.rand()), float(torch.rand(()))

    assert profile.seed(7) == 7
    first = draw()
    profile.seed(7)
    assert draw() == first
    profile.seed(8)
    assert draw() != first


@pytest.mark.parametrize("wrong", [-1, 2**32])
def test_a_seed_numpy_cannot_take_is_refused(wrong):
    with pytest.raises(ValueError, match="from 0 to 4294967295"):
        profile.seed(wrong)


def test_one_line_says_where_we_are(monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)
    assert profile.describe() == "profile tiny · device CPU · 2 CPU threads"
