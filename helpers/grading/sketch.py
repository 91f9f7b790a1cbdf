"""A plotly figure as a small, static SVG: lines, markers and bars on two axes, which is what the labs draw.

A feedback page must not run a script that a submission had a say in, and plotly itself is 5 MB a page. Only numbers
and escaped words of the figure are used. What is not lines, markers or bars gives nothing.
"""

import base64
import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

COLOURS = ("#1b6ca8", "#c25a1c", "#2a8a5f", "#9a4f96", "#8a6d1d", "#4b5563")
WIDTH, HEIGHT = 640, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 34, 62
_MOST_POINTS, _MOST_TRACES = 2_000, 12


@dataclass(frozen=True)
class _Trace:
    name: str
    kind: str
    x: list[Any]
    y: list[float]


def sketch(figure: Any) -> str:
    """The SVG; empty when the figure has nothing that can be drawn."""
    try:
        return _draw(figure)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, IndexError, RecursionError):
        return ""


def _draw(figure: Any) -> str:
    traces = [trace for raw in figure["data"][:_MOST_TRACES] if (trace := _trace(raw))]
    if not traces:
        return ""
    layout = figure.get("layout") or {}
    texts = [value for trace in traces for value in trace.x if isinstance(value, str)]
    places = {text: float(place) for place, text in enumerate(dict.fromkeys(texts))}
    log_x = not places and _axis(layout, "xaxis").get("type") == "log"
    log_y = _axis(layout, "yaxis").get("type") == "log"
    points = [
        [
            (_scaled(places.get(x, x) if places else x, log_x), _scaled(y, log_y))
            for x, y in zip(trace.x, trace.y, strict=False)
        ]
        for trace in traces
    ]
    finite = [point for many in points for point in many if all(map(math.isfinite, point))]
    if not finite:
        return ""
    bars = any(trace.kind == "bar" for trace in traces)
    margin = 0.6 if places or bars else 0.0
    low_x, high_x = _range([x for x, _ in finite], margin)
    low_y, high_y = _range([y for _, y in finite] + ([0.0] if bars and not log_y else []), 0.0)

    def at(x: float, y: float) -> tuple[float, float]:
        across = _LEFT + (x - low_x) / (high_x - low_x) * (WIDTH - _LEFT - _RIGHT)
        up = HEIGHT - _BOTTOM - (y - low_y) / (high_y - low_y) * (HEIGHT - _TOP - _BOTTOM)
        return across, up

    parts = [_grid(at, (low_x, high_x), (low_y, high_y), places, log_x, log_y)]
    count = sum(trace.kind == "bar" for trace in traces)
    for number, (trace, many) in enumerate(zip(traces, points, strict=True)):
        seen = [point for point in many if all(map(math.isfinite, point))]
        parts.append(_marks(trace.kind, seen, at, COLOURS[number % len(COLOURS)], number, count))
    parts.append(_words(layout, [trace.name for trace in traces]))
    title = html.escape(_title(layout) or "A figure that this cell showed")
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg">'
        f"{''.join(parts)}</svg>"
    )


def _trace(raw: Any) -> _Trace | None:
    kind = raw.get("type", "scatter")
    if kind not in ("scatter", "scattergl", "bar") or raw.get("orientation") == "h":
        return None
    y = [_number(value) for value in _values(raw.get("y"))]
    x = _values(raw.get("x")) or list(range(len(y)))
    if any(isinstance(value, str) for value in x):
        x = [str(value)[:30] for value in x]
    else:
        x = [_number(value) for value in x]
    mode = "bar" if kind == "bar" else str(raw.get("mode") or "lines")
    return _Trace(str(raw.get("name") or "")[:40], mode, x, y) if y else None


def _values(raw: Any) -> list[Any]:
    """A list, or plotly's packed arrays ``{"dtype", "bdata"}``."""
    if isinstance(raw, dict):
        kind = np.dtype(str(raw["dtype"]))
        if kind.kind not in "iuf":
            return []
        unpacked: list[Any] = np.frombuffer(base64.b64decode(raw["bdata"]), kind)[:_MOST_POINTS].tolist()
        return unpacked
    return list(raw[:_MOST_POINTS]) if isinstance(raw, list) else []


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan


def _scaled(value: Any, log: bool) -> float:
    number = _number(value)
    if not log:
        return number
    return math.log10(number) if number > 0 else math.nan


def _range(values: Sequence[float], margin: float) -> tuple[float, float]:
    low, high = min(values) - margin, max(values) + margin
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _ticks(low: float, high: float) -> list[float]:
    """About five round numbers between two."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)][:12]


def _grid(
    at: Any,
    x: tuple[float, float],
    y: tuple[float, float],
    places: dict[str, float],
    log_x: bool,
    log_y: bool,
) -> str:
    parts = []
    for value in _ticks(*y):
        (left, up), (right, _) = at(x[0], value), at(x[1], value)
        parts.append(f'<path d="M{left:.1f} {up:.1f}H{right:.1f}" stroke="#e3e6ea"/>')
        parts.append(_label(left - 6, up + 4, _tick(value, log_y), "end"))
    named = [(place, text) for text, place in places.items()] or [(v, _tick(v, log_x)) for v in _ticks(*x)]
    for value, text in named[:: max(1, len(named) // 8)]:
        across, down = at(value, y[0])
        parts.append(_label(across, down + 16, text if len(text) <= 14 else f"{text[:13]}…", "middle"))
    return "".join(parts)


def _tick(value: float, log: bool) -> str:
    return f"{10**value:.3g}" if log else f"{round(value, 10):g}"


def _label(x: float, y: float, text: str, anchor: str, size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="#3b4252" text-anchor="{anchor}">'
        f"{html.escape(text)}</text>"
    )


def _marks(
    kind: str, points: Sequence[tuple[float, float]], at: Any, colour: str, number: int, bars: int
) -> str:
    if kind == "bar":
        base = at(0.0, 0.0)[1]
        width = (at(1.0, 0.0)[0] - at(0.0, 0.0)[0]) * 0.8
        own = width / max(bars, 1)
        parts = []
        for x, y in points:
            across, up = at(x, y)
            left = across - width / 2 + own * (number % max(bars, 1))
            parts.append(
                f'<rect x="{left:.1f}" y="{min(up, base):.1f}" width="{max(own, 1):.1f}" '
                f'height="{abs(base - up):.1f}" fill="{colour}"/>'
            )
        return "".join(parts)
    placed = [at(x, y) for x, y in points]
    parts = []
    if "lines" in kind and len(placed) > 1:
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
    if "markers" in kind or len(placed) == 1:
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
    return "".join(parts)


def _words(layout: dict[str, Any], names: Sequence[str]) -> str:
    parts = [_label(_LEFT, 20, _title(layout)[:80], "start", 14)]
    parts.append(_label((WIDTH + _LEFT) / 2, HEIGHT - 28, _title(_axis(layout, "xaxis"))[:60], "middle"))
    upright = _title(_axis(layout, "yaxis"))[:40]
    middle = (HEIGHT - _BOTTOM + _TOP) / 2
    parts.append(
        f'<g transform="rotate(-90 14 {middle:.0f})">{_label(14, middle, upright, "middle")}</g>'
        if upright
        else ""
    )
    across = float(_LEFT)
    for number, name in enumerate(names):
        if name and across < WIDTH - 60:
            colour = COLOURS[number % len(COLOURS)]
            parts.append(f'<rect x="{across:.0f}" y="{HEIGHT - 17}" width="10" height="10" fill="{colour}"/>')
            parts.append(_label(across + 14, HEIGHT - 8, name, "start"))
            across += 30 + 6.6 * len(name)
    return "".join(parts)


def _axis(layout: dict[str, Any], name: str) -> dict[str, Any]:
    found = layout.get(name)
    return found if isinstance(found, dict) else {}


def _title(of: dict[str, Any]) -> str:
    given = of.get("title") or ""
    return str(given if isinstance(given, str) else given.get("text") or "")
