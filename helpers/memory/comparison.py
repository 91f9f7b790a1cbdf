"""Predictions beside measurements."""

from helpers.memory.training import MemoryBreakdown


def errors(predicted: MemoryBreakdown, measured: MemoryBreakdown) -> dict[str, float]:
    """For each component that was measured: predicted / measured - 1."""
    return {name: predicted.components[name] / size - 1 for name, size in measured.components.items() if size}


def error_rows(
    predicted: MemoryBreakdown, measured: MemoryBreakdown
) -> tuple[tuple[str, str, str, str], ...]:
    """Name, predicted bytes, measured bytes and error: of the components, of the activations' parts, of the sum."""
    pairs = [
        (name, predicted.components[name], measured.components[name]) for name in errors(predicted, measured)
    ]
    if predicted.detail and measured.detail:
        pairs += [
            (f"… activations: {part}", getattr(predicted.detail, part), getattr(measured.detail, part))
            for part in ("norms", "attention", "mlp", "ends")
        ]
    pairs.append(("together", predicted.total, measured.total))
    return tuple((name, f"{a:,.0f}", f"{b:,.0f}", f"{a / b - 1:+.2%}" if b else "–") for name, a, b in pairs)
