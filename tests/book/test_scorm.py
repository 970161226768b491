"""A lesson as a package for learning platforms: complete, alone, and it reports what is done."""

import json
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import pytest

import course
from lessons.rerun import LESSONS
from pages.explorers import explorers, wait_for_explorers
from pages.robot import Robot, tasks_of

LESSON = LESSONS[0]
# A platform that keeps the rules of the run-time: begin before all else, known elements, their values, end once.
PLATFORM = """<!DOCTYPE html><html lang="en"><title>A platform</title><script>
const RULES = %(rules)s, said = (value) => (value ? "true" : "false"), calls = [], kept = { "cmi.suspend_data": "%(kept)s" };
let state = "before";
window.%(name)s = {
  %(begin)s: (none) => said(none === "" && state === "before" && (state = "running")),
  %(get)s: (name) => (state === "running" ? (kept[name] ?? "") : ""),
  %(set)s(name, value) {
    const good = state === "running" && typeof value === "string" && new RegExp(`^(${RULES[name] ?? "unknown"})$`).test(value);
    if (!good) calls.push(`refused ${name} = ${value}`);
    else kept[name] = value;
    return said(good);
  },
  %(commit)s: (none) => said(calls.push(`kept ${state}`)),
  %(end)s: (none) => said(state === "running" && (state = "ended")),
};
</script><iframe src="%(page)s" width="1280" height="850"></iframe></html>"""
PERCENT, SHARE = r"\d\d?|100", r"0(\.\d+)?|1(\.0*)?"
VERSIONS = {
    "scorm-1.2": dict(
        name="API",
        begin="LMSInitialize",
        get="LMSGetValue",
        set="LMSSetValue",
        commit="LMSCommit",
        end="LMSFinish",
        rules={
            "cmi.suspend_data": "[^]{0,4096}",
            "cmi.core.score.raw": PERCENT,
            "cmi.core.score.min": PERCENT,
            "cmi.core.score.max": PERCENT,
            "cmi.core.lesson_status": "passed|completed|failed|incomplete|browsed",
            "cmi.core.exit": "time-out|suspend|logout|",
        },
    ),
    "scorm-2004": dict(
        name="API_1484_11",
        begin="Initialize",
        get="GetValue",
        set="SetValue",
        commit="Commit",
        end="Terminate",
        rules={
            "cmi.suspend_data": "[^]{0,64000}",
            "cmi.score.raw": r"\d+",
            "cmi.score.min": r"\d+",
            "cmi.score.max": r"\d+",
            "cmi.score.scaled": SHARE,
            "cmi.progress_measure": SHARE,
            "cmi.completion_status": "completed|incomplete|not attempted|unknown",
            "cmi.success_status": "passed|failed|unknown",
            "cmi.exit": "time-out|suspend|logout|normal|",
        },
    ),
}


@pytest.fixture(scope="module")
def packed(site, tmp_path_factory):
    """The packages of one lesson, unpacked: {version: folder}."""
    into = tmp_path_factory.mktemp("scorm")
    tool = [sys.executable, course.ROOT / "book" / "scorm"]
    subprocess.run([*tool, "--lesson", LESSON.stem, "--into", into], check=True)
    folders = {}
    for version in VERSIONS:
        folders[version] = into / version
        with zipfile.ZipFile(into / f"{LESSON.stem}-{version}.zip") as package:
            package.extractall(folders[version])
    return folders


@pytest.fixture
def platform(page, packed):
    """Open a package in a platform that keeps the rules: (the host page, the robot in its frame)."""
    servers = []

    def open_package(version, kept=""):
        class Files(course.Pages):
            def translate_path(self, path):
                return str(packed[version]) + path.split("?")[0]

        servers.append(course.open_server(pages=Files))
        start = ElementTree.parse(packed[version] / "imsmanifest.xml")
        words = VERSIONS[version] | {"kept": kept}
        words["rules"] = json.dumps(words["rules"])
        (resource,) = (one for one in start.iter() if one.tag.endswith("}resource"))
        words["page"] = resource.get("href")
        host = page("book/cite.html")
        base = course.address_of(servers[-1])
        host.route(
            f"{base}host",
            lambda route: route.fulfill(
                content_type="text/html", body=PLATFORM % words
            ),
        )
        host.goto(base + "host")
        frame = host.frames[1]
        wait_for_explorers(frame, len(explorers(LESSON)))
        frame.mouse = host.mouse
        return host, Robot(frame, LESSON)

    yield open_package
    for one in servers:
        one.shutdown()
        one.server_close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_manifest_names_the_page_and_every_file_of_the_package(packed, version):
    folder = packed[version]
    manifest = ElementTree.parse(folder / "imsmanifest.xml")
    listed = {one.get("href") for one in manifest.iter() if one.tag.endswith("}file")}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert listed == there - {"imsmanifest.xml"}
    ids = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]
    assert len(ids) == len(set(ids))
    page = (folder / "lessons" / f"{LESSON.stem}.html").read_text("utf-8")
    links = re.findall(r'<a [^>]*href="([^"]*)"', page)
    assert [one for one in links if not re.match("#|https?://", one)] == []


def test_a_platform_hears_of_each_task_until_the_lesson_is_complete(platform):
    host, robot = platform("scorm-2004")
    tasks = tasks_of(LESSON)
    for i, task in enumerate(tasks):
        kept = host.evaluate("kept")
        assert kept["cmi.score.raw"] == str(i)
        assert kept["cmi.completion_status"] == "incomplete"
        robot.answer(i, task, task.solution())
    kept = host.evaluate("kept")
    assert kept["cmi.score.raw"] == kept["cmi.score.max"] == str(len(tasks))
    assert kept["cmi.score.scaled"] == kept["cmi.progress_measure"] == "1"
    assert kept["cmi.completion_status"] == "completed"
    assert kept["cmi.success_status"] == "passed"
    assert len(kept["cmi.suspend_data"].split()) == len(tasks)
    calls = host.evaluate("calls")
    assert calls == ["kept running"] * (len(tasks) + 1), "nothing was refused"
    host.evaluate("document.querySelector('iframe').remove()")
    assert host.evaluate("state") == "ended"


def test_another_visit_adds_to_what_the_platform_has_kept(platform):
    tasks = tasks_of(LESSON)
    before = [task.spec["id"] for task in tasks[1:]]
    host, robot = platform("scorm-1.2", " ".join(before))
    share = round(100 * len(before) / len(tasks))
    assert host.evaluate("kept")["cmi.core.score.raw"] == str(share)
    robot.answer(0, tasks[0], tasks[0].solution())
    kept = host.evaluate("kept")
    assert kept["cmi.core.score.raw"] == "100"
    assert kept["cmi.core.lesson_status"] == "completed"
    assert host.evaluate("calls") == ["kept running"] * 2, "nothing was refused"
