"""Two curves that lie on each other are two to the eye, in the names and to a voice."""

import pytest

from cartlab import Explorer, Model, Output, Parameter, State, TimeCourse
from explorer.texts import written


@pytest.fixture
def twins():
    """Two counts that are the same unless a drug tells them apart."""
    model = Model(
        "Twins",
        t_end=10,
        states=dict(N=State(5, "cell", "cells")),
        parameters=dict(
            r=Parameter(0.5, "1/day", "growth", (0.1, 1), "Growth"),
            blocked=Parameter(0, "1", "share that is blocked", (0, 0.9), "Blocked"),
        ),
        outputs=dict(
            all=Output("cell", "cells", (1, 1e4), "All", scale="log", look="il6"),
            free=Output(
                "cell", "free cells", (1, 1e4), "Free", scale="log", look="il6-signal"
            ),
        ),
    )

    @model.rates
    def rates(t, y, p):
        return dict(N=p.r * y.N)

    @model.observe
    def observe(t, y, p):
        return dict(all=y.N, free=y.N * (1 - p.blocked))

    return model


def told(page):
    """Return what a voice reads of the picture."""
    page.evaluate("cartlab.pictures[0].settled()")
    picture = page.locator(".v2v-canvas")
    return page.locator(f"#{picture.get_attribute('aria-describedby')}").text_content()


def both(model, **options):
    return Explorer(model, ["r", "blocked"], [["all", "free"]], **options)


@pytest.mark.parametrize(
    ("width", "name"), [(1280, {"All", "= Free"}), (390, {"All = Free"})]
)
def test_curves_that_coincide_are_said_to_and_those_apart_are_not(
    open_lab, twins, width, name
):
    page = open_lab(both(twins), width=width, height=900)
    assert name <= set(written(page))
    assert "The line of Free lies on the line of All." in told(page)
    page.get_by_role("slider", name="Blocked").press("End")
    assert "lies on" not in told(page)
    texts = written(page)
    assert {"All", "Free"} <= set(texts)
    assert not any("=" in text for text in texts)


def test_a_curve_that_is_hidden_lies_on_none(open_lab, twins):
    page = open_lab(both(twins))
    page.get_by_role("button", name="All", exact=True).click()
    assert "lies on" not in told(page)
    assert "= Free" not in written(page)


def test_the_line_below_is_seen_at_both_sides_of_the_one_above(open_lab, twins):
    page = open_lab(both(twins))
    widths = """async () => {
      const pen = CanvasRenderingContext2D.prototype, own = pen.stroke, seen = [];
      pen.stroke = function (path) { if (path) seen.push([this.lineWidth, this.globalAlpha, this.getLineDash().length]); own.apply(this, arguments); };
      dispatchEvent(new Event("afterprint"));
      await new Promise((resolve) => setTimeout(resolve));
      pen.stroke = own;
      return seen;
    }"""
    (below, pale, _), (above, full, dashes) = page.evaluate(widths)[-2:]
    assert below > above + 3 and pale < full == 1 and dashes
    page.get_by_role("slider", name="Blocked").press("End")
    told(page)
    (below, pale, _), (above, full, _) = page.evaluate(widths)[-2:]
    assert below == above and pale == full == 1


def test_the_reference_is_named_as_the_same_only_while_it_is(open_lab, twins):
    lab = Explorer(twins, ["r"], [TimeCourse(["all"], reference=True)])
    page = open_lab(lab)
    assert "= reference" in written(page)
    page.get_by_role("slider", name="Growth").press("End")
    told(page)
    assert "= reference" not in written(page)
    assert "reference" in written(page)
