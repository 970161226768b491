"""A student who knows nothing but a page's own controls: sets sliders, reads, answers."""

import re

import numpy as np

from cartlab.explorer.reading import measure_each
from cartlab.explorer.values import grid
from cartlab.tasks import Task
from cartlab.tasks.evaluator import ONE, PAIR
from lessons.rerun import LESSONS
from pages.explorers import arrays, cells_of, displayed, explorers, values

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 12, 44  # px beside the frame to draw in: board.js

WITH_TASKS = [
    path for path in LESSONS if any("cartlab.tasks" in text for text in cells_of(path))
]


def tasks_of(path):
    """Return the tasks that a page shows, in order."""
    return [one for one in displayed(path) if isinstance(one, Task)]


def number_in(text):
    """Return the first number of a text as the page writes it: 1.28 × 10¹¹ is 1.28e11."""
    plain = text.replace(",", "").replace("−", "-")
    power = r"(?:( × )?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    head, times, raised = re.search(rf"(-?[\d.]*){power}", plain.strip()).groups()
    return float(head or 1) * 10.0 ** int((raised or "0").translate(RAISED))


class Robot:
    """Answers the tasks of an opened page."""

    def __init__(self, page, path):
        self.page = page
        self.titles = [lab.picture.spec["title"] for lab in explorers(path)]

    def box(self, task):
        """Return the place of a task's explorer on the page, and its element."""
        i = self.titles.index(task.lab.picture.spec["title"])
        return i, self.page.locator(".v2v-explorer").nth(i)

    def form(self, i):
        return self.page.locator(".v2v-task:not(.v2v-task-still)").nth(i)

    # Sliders.

    def stand(self, task, settings):
        """Bring an explorer to its start, and from there to settings, control by control."""
        i, box = self.box(task)
        box.get_by_role("button", name="Reset").click()
        arrays(self.page, i)
        for name, value in settings.items():
            if values(self.page, i)[name] != value:
                self.move(box, task.lab.model.parameters[name], name, value)
                arrays(self.page, i)
        found = values(self.page, i)
        assert {n: found[n] for n in settings} == settings, (
            "the controls do not take it"
        )

    def move(self, box, parameter, name, value):
        control = box.locator(f".v2v-p-{name}")
        if parameter.kind == "choice":
            place = list(parameter.choices.values()).index(value)
            control.locator("select").select_option(index=place)
        elif parameter.kind == "switch":
            control.locator("input").press("Space")
        else:
            field = control.locator(".v2v-type")
            field.fill(repr(float(value)))
            field.press("Enter")

    # Reading.

    def find(self, task, node, settings):
        """Return the number of a quantity, by moving sliders and reading what is shown."""
        if not isinstance(node, dict):
            return node
        if "setting" in node:
            i, _ = self.box(task)
            self.stand(task, {**task.at, **settings})
            return values(self.page, i)[node["setting"]]
        if "extreme" in node:
            return self.search(task, node, {**settings, **node["at"]})
        if "read" in node:
            self.stand(task, {**task.at, **settings, **node["at"]})
            return self.read(task, node["read"])
        found = [self.find(task, one, settings) for one in node["of"]]
        return float((ONE | PAIR)[node["op"]](*found))

    def read(self, task, asked):
        """Return a readout as a row of the explorer says it, else from its curve."""
        i, box = self.box(task)
        texts = [one["text"] for one in task.lab.readouts]
        if asked["text"] in texts:
            row = box.locator(".v2v-readouts .v2v-number").nth(
                texts.index(asked["text"])
            )
            words = row.inner_text().removeprefix(
                asked["unit"] if asked["is_time"] else ""
            )
            return number_in(words)
        at_end = asked["kind"] == "handed"  # of a run: no curve has it
        drawn = [
            one
            for one in arrays(self.page, i)
            if one["series"] == asked["output"] and not at_end
        ]
        if not drawn:  # it stands in a sentence or a table: a run of this page says it
            return float(
                measure_each(asked, task.lab.run(**values(self.page, i)), 1)[0]
            )
        curve = Curve(drawn[0], task.lab.model)
        return float(measure_each(asked, curve, 1)[0])

    def search(self, task, node, settings):
        """Return the first place of a slider, from its end, where a condition is read."""
        name, lab = node["slider"], task.lab
        places = list(grid(lab.model.parameters[name], lab.steps.get(name)))
        if node["extreme"] == "highest":
            places.reverse()
        low, high = 0, len(places) - 1
        while low < high:
            middle = (low + high) // 2
            there = {**settings, name: places[middle]}
            if self.find(task, node["where"], there) == 1:
                high = middle
            else:
                low = middle + 1
        return places[low]

    # Answering.

    def answer(self, i, task, given):
        """Give an answer to task i, by its own controls; return what the page says."""
        form, kind = self.form(i), task.kind
        form.scroll_into_view_if_needed()
        if kind == "number":
            form.get_by_role("textbox").fill(f"{given:.6g}")
        elif kind == "choice":
            form.get_by_role("radio", name=given, exact=True).check()
        elif kind == "order":
            self.sort(form, given)
        elif kind == "reach":
            self.stand(task, {**task.at, **given})
        else:
            self.draw(form, task, given)
        form.locator(".v2v-act").click()
        if getattr(task, "predict", False):
            form.get_by_role("button", name="Compare with the model").click()
        return form.locator(".v2v-feedback")

    def sort(self, form, wanted):
        for place, text in enumerate(wanted):
            shown = form.locator("li span").all_inner_texts()
            for _ in range(shown.index(text) - place):
                form.get_by_role("button", name=f"Move up: {text}").click()

    def draw(self, form, task, given):
        again = form.get_by_role("button", name="Draw again")
        if again.is_visible():
            again.click()
        board = form.get_by_role("slider")
        board.scroll_into_view_if_needed()
        box = board.locator("svg").bounding_box()
        heights = task.heights(given)
        width, tall = box["width"] - LEFT - RIGHT, box["height"] - TOP - BOTTOM
        for i, height in enumerate(heights):
            x = box["x"] + LEFT + width * i / (len(heights) - 1)
            self.page.mouse.move(x, box["y"] + TOP + tall * (1 - height))
            if i == 0:
                self.page.mouse.down()
        self.page.mouse.up()


class Curve:
    """What a page has drawn, with the face of a run."""

    def __init__(self, series, model):
        self.model = model
        self.series = np.array(series["x"]), np.array(series["values"])

    def curve(self, _name, _patient):
        return self.series
