"""The other process of the benchmark: trl 1.12.0's PPOTrainer. ``python theirs.py SETTINGS.json OUT.json``.

Runs in trl's own environment and imports nothing of the course. Where the time goes is read off three moments of its
one long ``train``: the end of generation, the first minibatch, and the end of the step.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ["TRL_EXPERIMENTAL_SILENCE"] = "1"

import torch
import transformers
from datasets import Dataset
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer
from trl.experimental.ppo import PPOConfig, PPOTrainer, ppo_trainer


class LetterE(nn.Module):
    """A reward model for trl whose score is ten times the share of the letter e in the completion."""

    base_model_prefix = "backbone"

    def __init__(self, tokenizer: Any, query_end: int) -> None:
        super().__init__()
        self.backbone, self.score = self._judge, nn.Identity()
        self.tokenizer, self.query_end = tokenizer, query_end

    def _judge(self, input_ids: Tensor, attention_mask: Tensor, **_: Any) -> SimpleNamespace:
        scores = []
        for ids, mask in zip(input_ids, attention_mask.bool(), strict=True):
            real = ids[mask].tolist()
            end = len(real) - real[::-1].index(self.query_end)
            text = self.tokenizer.decode(real[end:], skip_special_tokens=True)
            scores.append(10 * text.count("e") / max(len(text), 1))
        hidden = torch.tensor(scores)[:, None, None].expand(*input_ids.shape, 1).clone()
        return SimpleNamespace(hidden_states=[hidden])


class Clock(transformers.TrainerCallback):
    """Times of the three parts of an iteration, in seconds of processor time."""

    def __init__(self) -> None:
        self.iterations: list[dict[str, float]] = []
        self.marks: dict[str, float] = {}
        self._start()

    def _start(self) -> None:
        self.marks = {"start": time.process_time(), "wall": time.perf_counter()}

    def mark(self, name: str) -> None:
        """Remember when something happened for the first time in this iteration."""
        self.marks.setdefault(name, time.process_time())

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Count from here."""
        self._start()

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Note the iteration."""
        now, m, said = time.process_time(), self.marks, state.log_history[-1]
        self.iterations.append(
            {
                "rollout": m["generated"] - m["start"],
                "score": m["update"] - m["generated"],
                "update": now - m["update"],
                "cpu": now - m["start"],
                "wall": time.perf_counter() - m["wall"],
                "reward": said["objective/scores"],
                "kl": said["objective/kl"],
            }
        )
        self._start()


def main(settings_file: str, out_file: str) -> None:
    """Measure the iterations that the settings ask for."""
    settings = json.loads(Path(settings_file).read_text("utf-8"))
    torch.set_num_threads(settings["threads"])
    folder, config = settings["model"], settings["config"]
    tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
    policy = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    value = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32, num_labels=1)
    nn.init.zeros_(value.score.weight)
    rows = [tokenizer(prompt)["input_ids"] for prompt in settings["prompts"]]
    batch, clock = config["prompts_per_step"], Clock()
    trainer = PPOTrainer(
        args=PPOConfig(
            output_dir=str(Path(out_file).with_suffix("")),
            per_device_train_batch_size=batch,
            gradient_accumulation_steps=1,
            num_mini_batches=batch // config["minibatch"],
            num_ppo_epochs=config["epochs"],
            local_rollout_forward_batch_size=batch,
            total_episodes=batch * settings["iterations"],
            response_length=config["max_new_tokens"],
            temperature=config["temperature"],
            kl_coef=config["kl_coef"],
            missing_eos_penalty=config["missing_end_penalty"],
            learning_rate=settings["learning_rate"],
            lr_scheduler_type="constant",
            seed=settings["seed"],
            stop_token="eos",
            num_sample_generations=0,
            logging_steps=1,
            disable_tqdm=True,
            use_cpu=True,
            bf16=False,
            gradient_checkpointing=False,
            report_to="none",
            save_strategy="no",
        ),
        processing_class=tokenizer,
        model=policy,
        ref_model=None,
        reward_model=LetterE(tokenizer, rows[0][-1]),
        value_model=value,
        train_dataset=Dataset.from_list([{"input_ids": row} for row in rows]),
        eval_dataset=Dataset.from_list([{"input_ids": rows[0]}]),
        callbacks=[clock],
    )
    generate, accumulate = ppo_trainer.batch_generation, trainer.accelerator.accumulate

    def generated(*arguments: Any, **named: Any) -> Any:
        result = generate(*arguments, **named)
        clock.mark("generated")
        return result

    def accumulated(*arguments: Any, **named: Any) -> Any:
        clock.mark("update")
        return accumulate(*arguments, **named)

    ppo_trainer.batch_generation = generated
    trainer.accelerator.accumulate = accumulated
    trainer.train()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    Path(out_file).write_text(
        json.dumps({"iterations": clock.iterations, "peak_bytes": peak}), encoding="utf-8"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
