"""A student who edits a model gets sliders, curve and equations of the edited model."""

import nbformat
import numpy as np
from kernels import ByFiles
from nbclient import NotebookClient

from cartlab import Explorer
from cartlab.therapy.patient import after_infusion

CELL = """
from cartlab import Explorer
from cartlab.therapy import patient

sparing = patient.after_infusion.edit(change={"kill_B": "0"}, T0=2e11)
lab = Explorer(sparing, sliders=["T0", "dose"], panels=[["cart_blood"]])
lab.sliders["T0"].value, "kill}_{B} = 0" in repr(sparing.equations), repr(lab)
"""


def test_an_edited_step_reaches_script_curve_and_equations():
    edited = after_infusion.edit(change={"kill_B": "0"}, T0=2e11)
    lab = Explorer(edited, sliders=["T0"], panels=[["cart_blood"]])
    assert lab.sliders["T0"].value == 2e11
    assert (
        "const kill_B = 0;" in lab.picture.spec["model"]["javascript"]["moving"]["each"]
    )
    assert r"\mathrm{kill}_{B} = 0" in repr(edited.equations)
    untouched = after_infusion.simulate(lab.run().t, T0=2e11)["cart_blood"]
    assert np.abs(lab.run()["cart_blood"][-1] / untouched[-1]) > 5


def test_rates_written_in_a_cell_become_the_model():
    def growing(t, y, p):
        still = 0 * p.k_J
        return dict(
            J=still * y.J, E=still * y.E, M=still * y.M, Tp=p.r_T * y.Tp,
            Tn=still * y.Tn, B=still * y.B, N=still * y.N, A=still * y.A,
            G=still * y.G, I6=still * y.I6, W=still * y.W, Z=still * y.Z, S=still * y.S,
            K=still * y.K,
        )  # fmt: skip

    lab = Explorer(after_infusion.edit(rates=growing), ["r_T"], [["tumor"]])
    exact = 1e11 * np.exp(0.05 * lab.run().t)
    np.testing.assert_allclose(lab.run()["tumor"], exact, rtol=1e-6)


def test_a_cell_in_a_live_kernel_edits_the_model():
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    NotebookClient(book, kernel_manager_class=ByFiles, timeout=60).execute()
    shown = book.cells[0].outputs[-1]["data"]["text/plain"]
    assert shown.startswith("(2") and "True" in shown and "CAR T cells" in shown
