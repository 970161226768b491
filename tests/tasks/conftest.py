"""An explorer whose curves rise, peak and fall, on a logarithmic and a linear axis."""

import pytest

from cartlab import Explorer
from cartlab.tasks import Draw
from cartlab.therapy.patient import after_infusion


def peaks_to_draw():
    """Return two curves to draw with a peak, by the scale of their axis."""
    lab = Explorer(
        after_infusion,
        sliders=["dose"],
        panels=[["il6_serum"], ["macrophages"]],
        title="After the infusion",
    )
    tasks = [Draw(lab, f"Draw {name}.", name) for name in ("il6_serum", "macrophages")]
    return {task.axis["scale"]: task for task in tasks}


@pytest.fixture(scope="session")
def peaks():
    return peaks_to_draw()
