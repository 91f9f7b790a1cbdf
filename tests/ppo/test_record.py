"""A log that survives crashes and resumptions."""

import json

import pytest
import torch

from helpers.errors import InputError
from helpers.ppo import JSONLLog, PPOConfig, read_log, record

from .test_loop import trainer


def test_a_line_for_each_iteration(tmp_path):
    path = tmp_path / "runs" / "log.jsonl"
    reports = trainer(PPOConfig(prompts_per_step=4, minibatch=4)).run(3, callbacks=[JSONLLog(path)])
    assert [entry["step"] for entry in read_log(path)] == [1, 2, 3]
    assert [entry["score"] for entry in read_log(path)] == [report.score for report in reports]
    assert read_log(path)[0]["texts"] == list(reports[0].texts)
    assert all(json.loads(line)["kl_coef"] == 0.05 for line in path.read_text().splitlines())


def test_a_step_that_was_done_again_counts_once_and_a_torn_line_not_at_all(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text('{"step": 1, "kl": 0}\n{"step": 2, "kl": 1}\n{"step": 2, "kl": 2}\n{"step": 3, "k')
    assert read_log(path) == [{"step": 1, "kl": 0}, {"step": 2, "kl": 2}]


def test_a_log_goes_on_behind_a_torn_line(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text('{"step": 1, "kl": 0}\n{"step": 2, "k')
    trainer(PPOConfig(prompts_per_step=4, minibatch=4)).run(2, callbacks=[JSONLLog(path)])
    assert [entry["step"] for entry in read_log(path)] == [1, 2]


def test_other_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="no log at"):
        read_log(tmp_path / "log.jsonl")
    (tmp_path / "log.jsonl").write_text('{"step": 1}\nhello\n{"step": 2}\n')
    with pytest.raises(InputError, match=r"Line 2 of .* is no report"):
        read_log(tmp_path / "log.jsonl")
    with pytest.raises(InputError, match="no checkpoint at"):
        record.load(tmp_path / "run.pt")
    with pytest.raises(InputError, match="can be read"):
        record.load(tmp_path / "log.jsonl")
    torch.save([1], tmp_path / "list.pt")
    with pytest.raises(InputError, match="no checkpoint of a run"):
        record.load(tmp_path / "list.pt")
