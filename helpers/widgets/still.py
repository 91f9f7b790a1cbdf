"""What a widget looks like when there is no kernel behind it: tables with numbers, in HTML and in plain text.

A notebook that is not trusted has its HTML cleaned by JupyterLab, which leaves inline styles but no style sheet, and a
page elsewhere may drop the styles as well; the numbers are there in each case.
"""

import math
from collections.abc import Callable, Sequence
from html import escape

from IPython.display import DisplayHandle, display

from .distribution import After, Before
from .exploration import Exploration

VIEW = "application/vnd.jupyter.widget-view+json"
SHOWN = 10
TINTS = ("rgba(27,132,196,0.2)", "rgba(230,159,0,0.25)", "rgba(0,158,115,0.2)", "rgba(204,121,167,0.25)")
COLOURS = {"a": "#1b84c4", "b": "#d9621e"}
_REASONS = {"temperature": "greedy", "top_k": "top-k", "top_p": "top-p", "min_p": "min-p"}
_CELL = "text-align:right"
_TEXT = "text-align:left"

# In JupyterLab the picture stands in an output of its own above the live view, and gives way to it. Until the view is
# there, or where it never comes up, its place is hidden: all it would say is "Error displaying widget".
GIVE_WAY = """<style>
.jp-OutputArea-child:has(.ta-still):has(+ .jp-OutputArea-child .ta) { display: none; }
.jp-OutputArea-child:has(.ta-still) + .jp-OutputArea-child:has(> .jp-OutputArea-output.lm-Panel):not(:has(.ta)) {
  display: none;
}
</style>"""


def probability(value: float) -> str:
    """Three decimals, as in the live widget."""
    return "<0.001" if 0 < value < 0.0005 else f"{value:.3f}"


def bundle(model_id: str, html: str, text: str) -> dict[str, object]:
    """A widget's mime bundle: its live view beside its picture."""
    return {"text/plain": text, "text/html": html, VIEW: _view(model_id)}


def show(model_id: str, html: str, text: str, *, updated: bool = False) -> DisplayHandle | None:
    """Display a widget as two outputs: the picture, and the live view, which takes the picture's place.

    One output would be simpler, but JupyterLab shows a view whose kernel is gone as an error, and never falls back on
    the other formats of the same output. The picture's handle comes back where it is to be ``updated``.
    """
    handle = display(_alone(html, text), raw=True, display_id=updated or None)
    display({"text/plain": "", VIEW: _view(model_id)}, raw=True)
    return handle


class Pictures:
    """The pictures of one widget wherever it was displayed, to be brought up to date there."""

    def __init__(self) -> None:
        self._handles: list[DisplayHandle] = []

    def show(self, model_id: str, html: str, text: str) -> None:
        """As `show`."""
        handle = show(model_id, html, text, updated=True)
        if handle is not None:
            self._handles.append(handle)

    def update(self, draw: Callable[[], tuple[str, str]]) -> None:
        """Put a new picture, in HTML and in characters, in the place of each; none is drawn where there is none."""
        if self._handles:
            html, text = draw()
            for handle in self._handles:
                handle.update(_alone(html, text), raw=True)


def explorer(exploration: Exploration, problems: dict[str, str]) -> tuple[str, str]:
    """The sampling explorer as it stands, in HTML and in characters."""
    context, view = exploration.context, exploration.model_view
    if context is None or view is None:
        return sentence("Sampling explorer", problems.get("prompt", "no prompt yet."))
    pieces = [exploration.pieces.label(token_id) for token_id in view.ids]
    sides = {name: (str(side.settings), exploration.after(name)) for name, side in exploration.sides.items()}
    texts = {name: side.steps for name, side in exploration.sides.items()}
    return (
        explorer_html(context.prompt, view, pieces, sides, texts),
        explorer_text(context.prompt, view, pieces, sides),
    )


def playground(text: str, results: Sequence[dict]) -> tuple[str, str]:
    """The tokenizer playground as it stands, in HTML and in characters."""
    blocks, lines = [], [f"Tokenizer playground: {text!r}"]
    for row in results:
        per_word = "" if row["per_word"] is None else f", {row['per_word']:.2f} per word"
        counts = f"{row['tokens']:,} tokens{per_word}, {row['bytes']:,} bytes"
        tokens = " ".join(
            f'<code title="id {number}, bytes {raw}" style="background-color:{TINTS[i % len(TINTS)]}">'
            f"{escape(piece)}</code>"
            for i, (number, piece, raw) in enumerate(row["pieces"])
        )
        blocks.append(f"<p><b>{escape(row['name'])}</b>: {counts}<br>{tokens}</p>")
        lines.append(f"{row['name']}: {counts}\n  " + "|".join(piece for _, piece, _ in row["pieces"]))
    head = "<p><b>Tokenizer playground</b>, a picture: run the cell to bring it to life.</p>"
    return f'<div class="ta-still">{head}{"".join(blocks)}</div>', "\n".join(lines)


def sentence(name: str, problem: str) -> tuple[str, str]:
    """A picture of a widget that has nothing to show, and why."""
    return f'<p class="ta-still">{name}: {escape(problem)}</p>', f"{name}: {problem}"


def _alone(html: str, text: str) -> dict[str, object]:
    return {"text/plain": text, "text/html": GIVE_WAY + html}


def _view(model_id: str) -> dict[str, object]:
    return {"version_major": 2, "version_minor": 0, "model_id": model_id}


def explorer_html(
    prompt: str,
    before: Before,
    pieces: Sequence[str],
    sides: dict[str, tuple[str, After]],
    texts: dict[str, list],
) -> str:
    """The sampling explorer as a table of bars, a table of measures and the written text.

    Args:
        prompt: the text before the next token.
        before: the model's own distribution.
        pieces: how each of ``before.ids`` reads.
        sides: per side, its settings in words and its distribution.
        texts: per side, the messages about the tokens written so far.
    """
    settings = "".join(f"<br><b>{s.upper()}</b>: {escape(words)}" for s, (words, _) in sides.items())
    top = max([*before.model, *(p for _, after in sides.values() for p in after.after)])
    head = "".join(f'<th style="{_TEXT}">{s.upper()}</th><th></th>' for s in sides)
    rows = []
    for i, piece in enumerate(pieces[:SHOWN]):
        cells = "".join(
            _bar(after.after[i] / top, after.after[i], after.cut[i], s) for s, (_, after) in sides.items()
        )
        rows.append(
            f'<tr><th style="{_TEXT}"><code>{escape(piece)}</code></th>'
            f'<td style="{_CELL}">{escape(probability(before.model[i]))}</td>{cells}</tr>'
        )
    written = "".join(_written(s, prompt, texts[s]) for s in sides if texts[s])
    return (
        f'<div class="ta-still"><p><b>Sampling explorer</b>, a picture: run the cell to bring it to life.</p>'
        f"<p>Prompt: <code>{escape(prompt)}</code>{settings}</p>"
        f'<table><thead><tr><th style="{_TEXT}">next token</th><th style="{_CELL}">model</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{_measures(before, sides)}{written}</div>"
    )


def explorer_text(
    prompt: str, before: Before, pieces: Sequence[str], sides: dict[str, tuple[str, After]]
) -> str:
    """The same in characters."""
    width = max(len(piece) for piece in pieces[:SHOWN])
    lines = [f"Sampling explorer after {prompt!r}"]
    for side, (words, after) in sides.items():
        top = max(*before.model, *after.after)
        lines.append(f"{side.upper()}: {words}; {after.kept:,} tokens kept, entropy {after.entropy:.3f} nats")
        for i, piece in enumerate(pieces[:SHOWN]):
            bar = "█" * round(24 * after.after[i] / top)
            note = f"cut by {_REASONS[after.cut[i]]}" if after.cut[i] else probability(after.after[i])
            lines.append(
                f"  {piece.ljust(width)}  {probability(before.model[i])} → {note.ljust(14)} {bar}".rstrip()
            )
    return "\n".join(lines)


def _bar(share: float, value: float, cut: str, side: str) -> str:
    width = round(160 * share)
    bar = f'<div style="background-color:{COLOURS[side]};width:{width}px;height:10px"></div>' if width else ""
    note = f"cut by {_REASONS[cut]}" if cut else escape(probability(value))
    return f'<td style="width:170px;text-align:left">{bar}</td><td style="{_CELL}">{note}</td>'


def _measures(before: Before, sides: dict[str, tuple[str, After]]) -> str:
    def row(name: str, nats: float, mass: float, kept: int) -> str:
        cells = (f"{nats:.3f} nats", f"{math.exp(nats):,.2f}", f"{mass:.3f}", f"{kept:,}")
        return (
            f'<tr><th style="{_TEXT}">{name}</th>'
            + "".join(f'<td style="{_CELL}">{c}</td>' for c in cells)
            + "</tr>"
        )

    names = ("", "entropy", "perplexity", "kept mass", "kept tokens")
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in names)
    rows = [row("model", before.entropy, 1.0, before.vocabulary)]
    rows += [row(s.upper(), after.entropy, after.kept_mass, after.kept) for s, (_, after) in sides.items()]
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _written(side: str, prompt: str, steps: list) -> str:
    tokens = "".join(
        f'<span title="{escape(step["piece"])} {probability(step["model"])}" '
        f'style="background-color:{_shade(step["model"], side)}">{escape(_plain(step["piece"]))}</span>'
        for step in steps
    )
    return f"<p><b>{side.upper()}</b> {escape(prompt)}{tokens}</p>"


def _shade(value: float, side: str) -> str:
    """A token the model found unlikely is dyed; at a thousandth or less, most."""
    red, green, blue = (int(COLOURS[side][i : i + 2], 16) for i in (1, 3, 5))
    surprise = min(1.0, -math.log10(max(value, 1e-9)) / 3)
    return f"rgba({red},{green},{blue},{0.5 * surprise:.2f})"


def _plain(piece: str) -> str:
    return piece.replace("␣", " ").replace("⏎", " ⏎ ")
