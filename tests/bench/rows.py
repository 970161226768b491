"""One row of the benchmark: what was measured, what was promised, and the verdict."""

import math


def row(what, value, unit, *, at_most=None, at_least=None, **more):
    """Return a row; without a bound it is for comparison and has no verdict."""
    promise, verdict = "", ""
    if at_most is not None:
        promise, verdict = f"<= {at_most:g} {unit}", told(value <= at_most)
    if at_least is not None:
        promise, verdict = f">= {at_least:g} {unit}", told(value >= at_least)
    return {
        "what": what,
        "value": value,
        "unit": unit,
        "promise": promise,
        "shown": f"{rounded(value)} {unit}",
        "verdict": verdict,
        **more,
    }


def told(kept):
    return "kept" if kept else "MISSED"


def rounded(value):
    """Three significant digits, never as a power of ten."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}"


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def latencies(what, values, promised=None):
    """Return the three rows of a latency in ms; the promise is about the 95th percentile."""
    return [
        row(f"{what}, p50", quantile(values, 0.5), "ms", n=len(values)),
        row(f"{what}, p95", quantile(values, 0.95), "ms", at_most=promised),
        row(f"{what}, p99", quantile(values, 0.99), "ms"),
    ]
