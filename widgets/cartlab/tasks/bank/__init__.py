"""A lesson's tasks outside the course: question banks for learning platforms, and paper.

`python course.py bank` writes them. `lesson` finds the tasks, `variants` draws settings of
the sliders, `items` says each task as a question that a platform can mark, `moodle`, `qti`
and `sheet` write it down.
"""
