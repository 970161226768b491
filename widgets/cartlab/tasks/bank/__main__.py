"""Writes question banks, sheets and keys of lessons; run as `python course.py bank`."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from . import concept_test, moodle, qti, sheet
from .items import item_of
from .lesson import tasks_of, title_of
from .variants import UNCLEAR, variants


def main(arguments):
    options = parsed(arguments)
    for path in options.lessons:
        tasks = tasks_of(path)
        if tasks:
            print(
                f"{path.stem}: drawing variants of {len(tasks)} tasks ...", flush=True
            )
            write(options.into / path.stem, title_of(path), tasks, options)
        else:
            print(f"{path.stem}: no tasks yet")
    if options.test.is_file() and not options.lesson:
        write_test(options.into / options.test.stem, concept_test.read(options.test))
    return 0


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="course.py bank")
    parser.add_argument("--lesson", help="the number or the name of one lesson: 03")
    parser.add_argument(
        "--variants", type=int, default=30, help="at most so many of a task (30)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="another seed draws other settings (1)"
    )
    parser.add_argument("--from", type=Path, dest="source", default=Path("lessons"))
    parser.add_argument("--into", type=Path, default=Path("_build/bank"))
    parser.add_argument(
        "--test", type=Path, default=Path("book/teaching/concept_test.toml")
    )
    options = parser.parse_args(arguments)
    if options.variants < 1:
        parser.error(f"--variants {options.variants}: choose 1 or more")
    known = sorted(options.source.glob("*.ipynb"))
    options.lessons = [p for p in known if p.stem.startswith(options.lesson or "")]
    if not options.lessons:
        names = ", ".join(path.stem for path in known)
        parser.error(f"there is no lesson {options.lesson}: choose one of {names}")
    return options


def write(folder, lesson, tasks, options):
    """Write all files of a lesson into a folder, and say what they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet.write(folder / "sheet.html", lesson, tasks)
    sheet.write_key(folder / "key.html", lesson, tasks)
    groups, unmarked, left_out = grouped(tasks, options.variants, options.seed)
    moodle.write(folder / "moodle.xml", lesson, groups)
    qti.write(folder / "qti.zip", lesson, groups)
    questions = sum(map(len, groups))
    print(f"{lesson}: {questions} questions of {len(groups)} tasks, in {folder}")
    for reason, count in (+left_out).items():
        print(f"    left out {count}: {reason}")
    for question in unmarked:
        print(f"    on the sheet only, no platform can mark it: {question}")


def write_test(folder, concepts):
    """Write the concept test into a folder; its form on paper is a page of the site."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = [[one] for one in concept_test.items_of(concepts)]
    moodle.write(folder / "moodle.xml", concept_test.TITLE, groups)
    qti.write(folder / "qti.zip", concept_test.TITLE, groups)
    print(f"{concept_test.TITLE}: {len(groups)} questions, in {folder}")


def grouped(tasks, count, seed):
    """Return ([items of each task], questions without a form, Counter of left out)."""
    groups, unmarked, left_out = [], [], Counter()
    for task in tasks:
        if item_of(task, {}, "") is None:
            unmarked.append(task.question)
            continue
        kept, lost = variants(task, count, seed)
        left_out += lost
        made = [
            item_of(one, settings, f"{task.spec['id']}-{number}")
            for number, (settings, one) in enumerate(kept)
        ]
        left_out[UNCLEAR] += made.count(None)  # a mistake too near to be told apart
        groups.append([one for one in made if one])
    return groups, unmarked, left_out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
