"""The one command: what it says when something is missing, and what it reuses."""

import ast
import errno
import hashlib
import json
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import nbformat
import pytest

import course

COMMAND = Path(course.__file__)


@pytest.fixture
def environment(tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("numpy==1\n")
    return course.Environment(tmp_path / ".venv", requirements)


def stamped(environment):
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(environment.contents(), encoding="utf-8")


def test_a_python_that_is_too_old_can_read_the_command():
    ast.parse(COMMAND.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_what_to_do():
    with pytest.raises(
        course.Stop, match=r"This is Python 3\.9.*3\.11 or newer.*Install"
    ):
        course.check_python((3, 9, 1), which=lambda _: None)


def test_an_old_python_is_told_of_a_newer_one_beside_it():
    def only_312(name):
        return name if name == "python3.12" else None

    with pytest.raises(course.Stop, match="has python3.12: use that"):
        course.check_python((3, 10, 0), which=only_312)


def test_the_oldest_python_is_accepted():
    course.check_python((3, 11, 0))


def test_an_environment_is_used_again_while_the_requirements_stand(environment):
    assert not environment.is_current()
    stamped(environment)
    assert environment.is_current()


def test_changed_requirements_make_an_environment_outdated(environment):
    stamped(environment)
    environment.requirements.write_text("numpy==2\n")
    assert not environment.is_current()


def test_an_environment_that_was_moved_is_outdated(environment, tmp_path):
    stamped(environment)
    environment.folder.rename(tmp_path / "elsewhere")
    moved = course.Environment(tmp_path / "elsewhere", environment.requirements)
    assert moved.python.exists() and not moved.is_current()


def test_a_stamped_environment_without_python_is_outdated(environment):
    stamped(environment)
    environment.python.unlink()
    assert not environment.is_current()


def test_a_half_made_environment_is_made_anew(environment, monkeypatch):
    monkeypatch.setattr(course.shutil, "which", lambda _: None)

    def interrupt(_command):
        assert environment.mark.is_file(), "marked before anything is in it"
        (environment.folder / "half").mkdir(exist_ok=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(course.subprocess, "run", interrupt)
    with pytest.raises(KeyboardInterrupt):
        environment.make()
    remade = []
    monkeypatch.setattr(environment, "works", lambda: False)
    monkeypatch.setattr(environment, "make", lambda: remade.append(True))
    monkeypatch.setattr(environment, "install", lambda: None)
    environment.prepare()
    assert remade and environment.parts() == [environment.mark]


@pytest.mark.parametrize("stamp", [False, True])
def test_a_broken_environment_of_the_users_own_is_left_alone(environment, stamp):
    environment.folder.mkdir()
    (environment.folder / "mine").touch()
    if stamp:  # the course was once installed into it
        environment.stamp.write_text("outdated\n")
    with pytest.raises(course.Stop, match="not made by course.py.*rename or delete"):
        environment.prepare()
    assert (environment.folder / "mine").exists()


def test_a_file_in_place_of_the_environment_is_left_alone(environment):
    environment.folder.write_text("mine")
    with pytest.raises(course.Stop, match="not made by course.py"):
        environment.prepare()
    assert environment.folder.read_text() == "mine"


@pytest.mark.parametrize("there", [False, True])
def test_a_link_to_no_environment_is_told(environment, tmp_path, there):
    target = tmp_path / "elsewhere"
    if there:
        target.mkdir()
        (target / environment.mark.name).touch()
    try:
        environment.folder.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("links need a permission on Windows")
    with pytest.raises(course.Stop, match="is a link.*remove the link"):
        environment.prepare()
    assert environment.folder.is_symlink() and target.exists() == there


def test_an_environment_is_made_where_there_is_an_empty_folder(
    environment, monkeypatch
):
    environment.folder.mkdir()
    monkeypatch.setattr(course, "check_room", lambda _: None)
    monkeypatch.setattr(environment, "install", lambda: None)
    environment.prepare()
    assert environment.works() and environment.mark.is_file()


def test_an_environment_in_a_folder_of_any_name_is_used_again(tmp_path):
    (tmp_path / "Zoë 日本").mkdir()
    requirements = tmp_path / "requirements.txt"
    requirements.touch()
    environment = course.Environment(tmp_path / "Zoë 日本" / ".venv", requirements)
    stamped(environment)
    assert environment.is_current()
    environment.stamp.write_bytes(b"\xe9 in another encoding")
    assert not environment.is_current()


def test_two_at_once_take_turns(tmp_path):
    """The second waits, and a first that was killed holds nobody up."""
    code = "import sys, pathlib, time, course\n"
    code += "with course.alone(pathlib.Path(sys.argv[1])):\n"
    code += "    print('in', flush=True)\n    time.sleep(float(sys.argv[2]))"

    def start(seconds):
        return subprocess.Popen(
            [sys.executable, "-c", code, tmp_path, seconds],
            cwd=COMMAND.parent,
            stdout=subprocess.PIPE,
            text=True,
        )

    with start("600") as first:
        assert first.stdout.readline() == "in\n"
        with start("0") as second:
            assert "Another course.py is building here" in second.stdout.readline()
            first.kill()
            assert second.stdout.readline() == "in\n"
    assert second.returncode == 0


def test_an_environment_made_by_hand_is_installed_into(environment, monkeypatch):
    environment.folder.mkdir()
    installed = []
    monkeypatch.setattr(environment, "works", lambda: True)
    monkeypatch.setattr(environment, "make", lambda: pytest.fail("made anew"))
    monkeypatch.setattr(environment, "install", lambda: installed.append(True))
    environment.prepare()
    assert installed


def test_a_failed_install_leaves_no_stamp(environment, monkeypatch):
    stamped(environment)

    def fail(_command, log):
        log.write_text("ERROR: no matching distribution")
        return 1

    monkeypatch.setattr(course, "run_logged", fail)
    with pytest.raises(course.Stop, match="no matching distribution"):
        environment.install()
    assert not environment.is_current()


@pytest.mark.parametrize(
    "printed, told",
    [
        ("[Errno -3] Temporary failure in name resolution", "no connection"),
        ("error: client error (Connect): dns error: no record", "no connection"),
        ("[WinError 10061] getaddrinfo failed", "no connection"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("one\nERROR: something else\n", "ERROR: something else"),
        ("", "no message"),
    ],
)
def test_a_failed_install_is_explained(printed, told):
    explained = course.explain_install(printed, Path("install.log"))
    assert told in explained and "\n" not in explained


def test_a_full_disk_is_noticed_before_installing():
    with pytest.raises(course.Stop, match="disk is nearly full: .* Make room"):
        course.check_room(needed=10**12)


def test_debians_bare_python_is_told_what_to_install(monkeypatch):
    found = course.importlib.util.find_spec
    monkeypatch.setattr(
        course.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else found(name),
    )
    with pytest.raises(course.Stop, match="apt install python3-venv"):
        course.check_venv_module()


def test_a_busy_port_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(course.Stop, match=f"Port {port} is used.*--port"):
            course.open_server(port)


@pytest.mark.parametrize("port", ["99999", "-1", "0"])
def test_a_port_that_cannot_be_is_told_before_the_build(port, monkeypatch):
    monkeypatch.setattr(course, "require_site", lambda: pytest.fail("built first"))
    with pytest.raises(course.Stop, match=f"There is no port {port}: .*65535"):
        course.serve(["--port", port])


def test_a_port_without_permission_is_told(monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(course, "Server", refuse)
    with pytest.raises(course.Stop, match="does not let you use port 80.*higher"):
        course.open_server(80)


def test_the_next_free_port_is_found(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(course, "FIRST_PORT", port)
        server = course.open_server()
    assert server.server_address[1] > port
    server.shutdown()
    server.server_close()


@pytest.fixture
def small_site(tmp_path, monkeypatch):
    (tmp_path / "index.html").write_text("<!doctype html><html>Welcome</html>")
    (tmp_path / "a.js").write_text("export {};")
    monkeypatch.setattr(course, "SITE", tmp_path)
    server = course.open_server()
    yield course.address_of(server)
    server.shutdown()
    server.server_close()


def test_the_welcome_page_answers_and_scripts_are_scripts(small_site):
    course.check_answer(small_site)
    with urllib.request.urlopen(small_site + "a.js") as answer:
        assert answer.headers["Content-Type"] == "text/javascript"


def test_something_else_on_the_port_is_not_taken_for_the_course(small_site):
    with pytest.raises(course.Stop, match="is not the welcome page"):
        course.check_answer(small_site + "a.js")


def test_a_page_that_is_missing_is_told(small_site):
    with pytest.raises(course.Stop, match="does not answer"):
        course.check_answer(small_site + "none.html")


def test_an_unknown_verb_lists_the_known_ones(capsys):
    assert course.stop_code(["sing"]) == 1
    told = capsys.readouterr().err
    assert "no verb 'sing'" in told
    assert all(verb.__name__ in told for verb in course.VERBS)


def test_a_disk_that_fills_up_on_the_way_is_told(monkeypatch, capsys):
    def fill(_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(course, "main", fill)
    assert course.stop_code([]) == 1
    assert "make room" in capsys.readouterr().err


def test_without_a_verb_the_verbs_are_listed():
    asked = subprocess.run([sys.executable, COMMAND], capture_output=True, text=True)
    assert asked.returncode == 0 and "serve" in asked.stdout


def test_a_console_that_cannot_show_a_letter_shows_a_question_mark():
    code = "import course; course.main = lambda a: course.say(a[0]); course.stop_code(['Zoë'])"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=COMMAND.parent,
        env={**course.os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"},
        capture_output=True,
    )
    assert told.stdout.strip() == b"Zo?", told.stderr


def test_a_site_is_stale_when_a_source_is_newer(tmp_path, monkeypatch):
    site = tmp_path / "_build" / "html"
    site.mkdir(parents=True)
    (tmp_path / "book").mkdir()
    monkeypatch.setattr(course, "ROOT", tmp_path)
    monkeypatch.setattr(course, "SITE", site)
    assert not course.site_is_current()
    source = tmp_path / "book" / "page.md"
    source.touch()
    (site / "index.html").touch()
    course.built_stamp().touch()
    later = source.stat().st_mtime + 5
    course.os.utime(course.built_stamp(), (later, later))
    assert course.site_is_current()
    course.os.utime(source, (later + 5, later + 5))
    assert not course.site_is_current()


@pytest.fixture
def builds(tmp_path, monkeypatch):
    """A course of one page; the options of each build that is made of it."""
    site, made = tmp_path / "_build" / "html", []
    site.mkdir(parents=True)
    (site / "index.html").touch()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "page.md").touch()
    monkeypatch.setattr(course, "ROOT", tmp_path)
    monkeypatch.setattr(course, "SITE", site)
    monkeypatch.setattr(course, "run", lambda _, command: made.append(command) or 0)
    return made


def test_a_book_is_built_without_warnings_once_from_the_same_sources(builds, tmp_path):
    course.build_site()
    assert not course.site_is_proven()
    course.build_strictly()
    course.build_strictly()
    assert len(builds) == 2 and set(course.STRICT) <= set(builds[1])
    assert course.site_is_proven()
    later = course.time.time() + 5
    course.os.utime(tmp_path / "book" / "page.md", (later, later))
    course.build_strictly()
    assert len(builds) == 3


def test_in_ci_the_first_build_is_the_strict_one(builds, monkeypatch):
    monkeypatch.setenv("CI", "true")
    course.require_site()
    course.require_site()
    assert len(builds) == 1 and course.site_is_proven()


def lesson(path):
    cell = nbformat.v4.new_code_cell
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# A lesson"),
            cell("import ipywidgets as w\na, b = w.IntSlider(), w.IntText()\na"),
            cell("display(b, a)\nprint(1)\nprint(2)"),
        ]
    )
    for number, one in enumerate(notebook.cells):
        one["id"] = f"cell-{number}"
    nbformat.write(notebook, path)


def test_a_lesson_is_stored_the_same_each_time(tmp_path):
    path = tmp_path / "lesson.ipynb"
    lesson(path)
    assert course.execute_lesson(path)
    first = path.read_bytes()
    assert not course.execute_lesson(path)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(first).digest()


def test_a_stored_lesson_holds_no_widget_state_and_numbers_its_widgets(tmp_path):
    path = tmp_path / "lesson.ipynb"
    lesson(path)
    course.execute_lesson(path)
    notebook = nbformat.read(path, as_version=4)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    view = "application/vnd.jupyter.widget-view+json"
    shown = [
        int(output.data[view]["model_id"], 16)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if view in output.get("data", {})
    ]
    assert shown == [1, 2, 1]


def test_a_lesson_that_stops_names_itself_and_its_error(tmp_path):
    path = tmp_path / "lesson.ipynb"
    cells = [nbformat.v4.new_code_cell("1 / 0")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    before = path.read_bytes()
    with pytest.raises(course.Stop, match="(?s)lesson.ipynb stops.*ZeroDivisionError"):
        course.execute_lesson(path)
    assert path.read_bytes() == before


def test_whoever_builds_is_told_how_lessons_open_on_binder_and_colab(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(course, "CONFIG", tmp_path / "_config.yml")
    address = "url: https://github.com/{}/vein-to-vein\n"
    course.CONFIG.write_text(address.format(course.UNSET))
    course.tell_of_launching()
    assert "_config.yml, in place of YOUR-ORGANIZATION" in capsys.readouterr().out
    course.CONFIG.write_text(address.format("somebody"))
    course.tell_of_launching()
    assert capsys.readouterr().out == ""


def test_jupyterlab_does_not_ask_for_news(tmp_path, monkeypatch):
    known = Path(sys.prefix, "share/jupyter/lab/schemas/@jupyterlab")
    schema = json.loads(
        (known / "apputils-extension/notification.json").read_text("utf-8")
    )
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    course.ask_for_no_news()
    settings = tmp_path / "share/jupyter/lab/settings/overrides.json"
    ((plugin, chosen),) = json.loads(settings.read_text("utf-8")).items()
    assert plugin == "@jupyterlab/apputils-extension:notification"
    assert chosen["fetchNews"] == "false"
    assert chosen.keys() <= schema["properties"].keys()
    settings.write_text("{}")
    course.ask_for_no_news()  # what somebody chose stays
    assert settings.read_text() == "{}"
