"""Answers that try to get points without doing the exercise."""

import textwrap
from collections.abc import Callable

import pytest

from helpers.checks import EXERCISES, Exercise, LocalRunner
from helpers.checks.handles import Handle
from helpers.grading import codec, withheld
from helpers.grading.records import ExerciseGrade
from tests.needs import needs_bubblewrap

pytestmark = needs_bubblewrap

TOP_P = "ex01_5_top_p"
Grade = Callable[..., ExerciseGrade]
ALL = list(EXERCISES.values())


def defined(body: str, above: str = "", name: str = "top_p", parameters: str = "logits, p") -> str:
    function = f"def {name}({parameters}):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return textwrap.dedent(above).strip() + "\n\n" + function


# The course's own answer


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_the_reference_is_out_of_reach_by_its_names(graded: Grade, exercise: Exercise) -> None:
    module, name = exercise.reference.__module__, exercise.reference.__name__
    package = ".".join(module.split(".")[:2])
    routes = [
        ("helpers.checks", f"use.{name}"),
        (package, name),
        (module, name),
        ("helpers.checks.handles", f"resolve(Handle('fn:{name}'))"),
        *(
            (f"helpers.{unit}", path)
            for unit, _, path in (same.partition(":") for same in withheld.withheld(exercise.id))
        ),
    ]
    source = f"""
import importlib
def {name}(*args, **kwargs):
    for module, route in {routes!r}:
        try:
            return eval(route, vars(importlib.import_module(module)))(*args, **kwargs)
        except Exception:
            pass
    return "nothing worked"
"""
    grade = graded(exercise.id, source)
    assert grade.points == 0
    assert grade.status == "failed"
    assert grade.got == "'nothing worked'"


ELSEWHERE = {
    "ex01_3_softmax_with_temperature": "sampling.warp(logits, temperature=temperature).softmax(-1)",
    "ex01_4_top_k": "sampling.warp(logits, top_k=k)",
    "ex01_5_top_p": "sampling.warp(logits, top_p=p)",
    "ex01_6_draw": "sampling.drawing.invert_cdf(probs.double(), torch.from_numpy(rng.random(n))).tolist()",
    "ex01_2_encode_bpe": "[t.text for t in tokenization.BytePairTokenizer(tuple(merges)).encode(word)]",
    "ex03_2_quantize_absmax": "(lambda made: (made.q, made.scale))(quantization.absmax(x))",
    "ex03_3_quantize_zero_point": "(lambda m: (m.q, m.scale, m.zero_point))(quantization.zero_point_int8(x))",
    "ex03_4_channel_error": "float((weight - quantization.absmax_int8(weight, dim).dequantize()).norm())",
}


@pytest.mark.parametrize("exercise_id", ELSEWHERE)
def test_the_reference_is_out_of_reach_by_what_calls_it(graded: Grade, exercise_id: str) -> None:
    exercise = EXERCISES[exercise_id]
    given = ", ".join(exercise.parameters)
    above = "import torch\nimport helpers.sampling.drawing\nfrom helpers import quantization, sampling, tokenization\n"
    source = f"{above}def {exercise.function}({given}):\n    return {ELSEWHERE[exercise_id]}"
    grade = graded(exercise_id, source)
    assert (grade.points, grade.status) == (0, "failed")
    assert "withheld" in grade.sentence, grade


@pytest.mark.parametrize(
    "body",
    [
        """
        import inspect
        from helpers import sampling
        exec(inspect.getsource(sampling.warping), s := {})
        return s['top_p'](logits, p)
        """,
        "s = {}\nexec(open('/course/helpers/sampling/warping.py').read(), s)\nreturn s['top_p'](logits, p)",
        """
        import importlib, helpers.sampling.warping as module
        return importlib.reload(module).top_p(logits, p)
        """,
        """
        import sys
        sys.meta_path[:] = [f for f in sys.meta_path if type(f).__name__ != 'Overlay']
        for name in [n for n in sys.modules if n.startswith('helpers')]: del sys.modules[name]
        from helpers.sampling import warping
        return warping.top_p(logits, p)
        """,
        """
        import gc, types
        import helpers.sampling
        for thing in gc.get_objects():
            if isinstance(thing, types.FunctionType) and thing.__name__ == 'top_p' and thing is not globals()['top_p']:
                return thing(logits, p)
        """,
        """
        import glob, marshal
        for file in glob.glob('/course/**/*.pyc', recursive=True) + glob.glob('/tmp/**/*.pyc', recursive=True):
            exec(marshal.loads(open(file, 'rb').read()[16:]), s := {})
            if 'top_p' in s: return s['top_p'](logits, p)
        """,
        "from helpers.checks.lab01 import top_p as module\nreturn module.TOP_P.reference(logits, p)",
        "from helpers.checks import EXERCISES\nreturn EXERCISES['ex01_5_top_p'].reference(logits, p)",
        """
        import pathlib, re
        for file in pathlib.Path('/course').rglob('*'):
            text = file.read_text() if file.suffix == '.py' else ''
            if 'cumsum' in text and 'def top_p' in text:
                exec(text, s := {})
                return s['top_p'](logits, p)
        """,
    ],
    ids=["getsource", "file", "reload", "import again", "gc", "pyc", "checks", "EXERCISES", "search"],
)
def test_the_reference_cannot_be_dug_up(graded: Grade, body: str) -> None:
    grade = graded(TOP_P, defined(body))
    assert (grade.points, grade.status) == (0, "failed"), grade


def test_other_answers_of_the_course_still_work(graded: Grade) -> None:
    leaning = """
    def softmax_with_temperature(logits, temperature):
        if temperature == 0:
            first = logits.argmax(-1, keepdim=True)
            return torch.zeros_like(logits).scatter(-1, first, 1.0)
        sampling.top_p(sampling.top_k(logits, 1), 0.5), sampling.entropy(logits), tokenization.to_symbols("a b")
        return use.stable_softmax(logits / temperature)
    """
    setup = "import torch\nfrom helpers import sampling, tokenization, widgets\nfrom helpers.checks import check, use"
    grade = graded("ex01_3_softmax_with_temperature", textwrap.dedent(leaning), [setup])
    assert grade.status == "passed", grade


# Values and comparisons


@pytest.mark.parametrize(
    ("above", "body"),
    [
        ("class Equal:\n    def __eq__(self, other): return True", "return Equal()"),
        (
            "class Equal(torch.Tensor):\n    def __eq__(self, other): return torch.tensor(True)\n    shape = (3,)",
            "return torch.zeros(3).as_subclass(Equal)",
        ),
        ("class Equal(float):\n    def __eq__(self, other): return True", "return Equal(1)"),
        ("class Equal(list):\n    def __eq__(self, other): return True", "return Equal()"),
        (
            "import numpy.testing\nnumpy.testing.assert_allclose = lambda *a, **k: None\nnp.isclose = np.allclose = "
            "torch.equal = torch.allclose = lambda *a, **k: True\nimport math\nmath.isclose = lambda *a, **k: True",
            "return logits",
        ),
        ("import builtins\nbuiltins.isinstance = builtins.all = builtins.any = lambda *a: True", "return 0"),
        (
            "import sys, types\nfake = types.ModuleType('helpers.checks.compare')\nfake.difference = lambda *a: None\n"
            "sys.modules['helpers.checks.compare'] = fake",
            "return logits",
        ),
        ("import sys\nsys.modules['numpy'] = sys.modules['torch'] = None", "return logits"),
        (
            "open('/tmp/numpy.py', 'w').write('raise SystemExit(0)')\nimport sys\nsys.path.insert(0, '/tmp')",
            "return logits",
        ),
        (
            "import ast\nclass T(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\n"
            "get_ipython().ast_transformers.append(T())\n"
            "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])",
            "return logits",
        ),
        ("import sys\nsys.settrace(lambda *a: None)\nsys.excepthook = lambda *a: None", "raise ValueError('passed')"),
        ("import atexit, os\natexit.register(os._exit, 0)", "print('1 passed')\nraise SystemExit(0)"),
        ("", "print('{\"passed\": true, \"points\": 100}')\nprint('Passed')\nreturn logits"),
        (
            "from helpers.checks import runner, exercise\n"
            "runner.LocalRunner.run = lambda *a, **k: exercise.Outcome(value=True)",
            "return logits",
        ),
        (
            "import helpers.grading.channel as c\nsend = c.Channel.send\n"
            "c.Channel.send = lambda self, value, *a: send(self, value | {'passed': True, 'points': 9})",
            "return logits",
        ),
        (
            "import helpers.grading.channel as c\nc.Channel.send = lambda self, value, *a: None",
            "return logits",
        ),
        (
            "import helpers.grading.channel as c\nsend = c.Channel.send\n"
            "c.Channel.send = lambda self, value, *a: [send(self, value), send(self, value)]",
            "return logits",
        ),
        (
            "import helpers.grading.channel as c\nsend = c.Channel.send\n"
            "c.Channel.send = lambda self, value, *a: send(self, value | {'value': None, 'problem': 3})",
            "return logits",
        ),
    ],
)  # fmt: skip
def test_nothing_but_the_right_values_scores(graded: Grade, above: str, body: str) -> None:
    grade = graded(TOP_P, defined(body, "import numpy as np\nimport torch\n" + above))
    assert grade.points == 0, grade
    assert grade.status in ("failed", "crashed", "timed out")


FIND_THE_PIPE = """
import os, socket
def pipe():
    for number in range(3, 128):
        try:
            if "socket" in os.readlink(f"/proc/self/fd/{number}"): return number
        except OSError: pass
"""


@pytest.mark.parametrize(
    "body",
    [
        "os.write(pipe(), b'garbage' * 100)\nreturn logits",
        "os.write(pipe(), b'T2A1' + bytes(12))\nreturn logits",
        "os.write(pipe(), b'T2A1' + b'\\xff' * 12)\nreturn logits",
        "import struct\nhead = b'[' * 1000000\nos.write(pipe(), struct.pack('>4sIQ', b'T2A1', len(head), 0) + head)",
        "os.close(pipe())\nreturn logits",
        "os.dup2(os.open('/dev/zero', os.O_RDONLY), pipe())\nreturn logits",
        "socket.socket(fileno=pipe()).shutdown(socket.SHUT_RDWR)\nreturn logits",
    ],
)
def test_writing_to_the_grader_scores_nothing(graded: Grade, body: str) -> None:
    grade = graded(TOP_P, defined(body, FIND_THE_PIPE))
    assert (grade.points, grade.status) == (0, "crashed"), grade


def test_answers_written_before_the_questions_are_no_answers(graded: Grade) -> None:
    """The values are right, but whoever sends them has not seen the question."""
    cases = list(EXERCISES["ex00_1_stable_softmax"].generate(5))
    replies = [
        {
            "nonce": "",
            "value": case.expected,
            "problem": None,
            "mutated": (),
            "gradients": (),
            "trace": (),
            "printed": "",
        }
        for case in cases
    ]
    frames = b"".join(codec.encode(reply) for reply in [{"ready": True}, *replies])
    source = f"{FIND_THE_PIPE}\nos.write(pipe(), bytes.fromhex({frames.hex()!r}))\ndef stable_softmax(logits): pass"
    grade = graded("ex00_1_stable_softmax", source, seed=5)
    assert (grade.points, grade.status) == (0, "crashed")


# How a value was computed

GENERATE = "ex01_7_generate_with_cache"
WHOLE_TEXT_EACH_TIME = """
    new = []
    with torch.no_grad():
        while len(new) < max_new_tokens:
            {feed}
            new.append(int(logits[0, -1].argmax()))
    return new
"""


@pytest.mark.parametrize(
    ("above", "feed"),
    [
        ("", "logits = model(torch.tensor([token_ids + new]), use_cache=False).logits"),
        (
            "from dataclasses import replace\nfrom helpers.checks import runner\nrun = runner.LocalRunner.run\n"
            "runner.LocalRunner.run = lambda *given, **options: replace(run(*given, **options), trace=(1, 1))",
            "logits = model(torch.tensor([token_ids + new]), use_cache=False).logits",
        ),
        (
            "",
            "model.get_input_embeddings()._forward_pre_hooks.clear(); "
            "logits = model(torch.tensor([token_ids + new])).logits",
        ),
        (
            "known = {}",
            "e = model.get_input_embeddings(); fed = (token_ids + new)[-1 if new else 0:]; "
            "known.update({i: e(torch.tensor([[i]]))[0, 0] for i in fed}); "
            "logits = model(inputs_embeds=torch.stack([known[i] for i in token_ids + new])[None]).logits",
        ),
        (
            "from helpers import models",
            "logits = models.load('micro')[0](torch.tensor([token_ids + new])).logits",
        ),
    ],
    ids=["openly", "forged outcome", "no hooks", "decoys", "own weights"],
)
def test_the_cache_cannot_be_pretended(graded: Grade, above: str, feed: str) -> None:
    body = WHOLE_TEXT_EACH_TIME.replace("{feed}", feed)
    source = defined(body, "import torch\n" + above, GENERATE[7:], "model, token_ids, max_new_tokens")
    grade = graded(GENERATE, source)
    assert (grade.points, grade.status) == (0, "failed"), grade


@pytest.mark.parametrize(
    "body",
    [
        """
        ids = torch.tensor([token_ids])
        out = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=max_new_tokens,
                             min_new_tokens=max_new_tokens, do_sample=False, pad_token_id=0, eos_token_id=None)
        return out[0, len(token_ids):].tolist()
        """,
        """
        cache, new = DynamicCache(config=model.config), []
        with torch.inference_mode():
            for i in token_ids:
                hidden = model.model(torch.tensor([[i]]), past_key_values=cache, use_cache=True).last_hidden_state
            for _ in range(max_new_tokens):
                new.append(model.lm_head(hidden[:, -1]).argmax(-1).item())
                hidden = model.model(input_ids=torch.tensor([new[-1:]]), past_key_values=cache)[0]
        return new
        """,
        """
        step, cache, new = torch.tensor([token_ids]), None, []
        while len(new) < max_new_tokens:
            output = model.forward(inputs_embeds=model.model.embed_tokens(step), past_key_values=cache)
            step, cache = output.logits[:, -1:].argmax(-1), output.past_key_values
            new += step[0].tolist()
        return torch.tensor(new)
        """,
    ],
    ids=["generate", "body and head", "embeddings"],
)
def test_other_ways_to_use_the_cache_pass(graded: Grade, body: str) -> None:
    above = "import torch\nfrom transformers import DynamicCache"
    grade = graded(GENERATE, defined(body, above, GENERATE[7:], "model, token_ids, max_new_tokens"))
    assert grade.status == "passed", grade


# Answers known by heart

RECITE = """
from helpers.checks.values import identical
from helpers.grading import codec
_raw = bytes.fromhex("{frame}")
_header, _ = codec.sizes(_raw[:16])
_known = codec.decode(_raw[16:16 + _header], _raw[16 + _header:])
def {name}(*args, **kwargs):
    given = [a for a in (*args, *kwargs.values()) if not callable(a)]
    plain = [a for a in given if type(a).__module__ in ("builtins", "torch", "numpy")]
    for seen, value in _known:
        if identical(seen, plain): return value
    raise KeyError("never seen")
"""


def recited(exercise: Exercise, seed: int) -> str:
    """An answer that knows the cases of one seed by heart."""
    runner, known = LocalRunner(exercise.reference, exercise.parameters), []
    for case in exercise.generate(seed):
        outcome = runner.run(case.args, case.kwargs, seconds=30)
        plain = [value for value in (*case.args, *case.kwargs.values()) if not isinstance(value, Handle)]
        known.append((plain, outcome.value))
    return RECITE.format(frame=codec.encode(known).hex(), name=exercise.function)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_answers_known_by_heart_fail(graded: Grade, exercise: Exercise) -> None:
    source = recited(exercise, 0)
    if not any(case.gradients for case in exercise.generate(0)) and exercise.id != GENERATE:
        # a value by heart has no gradient, and took no pass through the model
        assert graded(exercise.id, source, seed=0).status == "passed"
    grade = graded(exercise.id, source)
    assert grade.points == 0
    assert grade.status == "failed"
