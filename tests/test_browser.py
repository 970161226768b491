"""The tests find a browser, whatever the machine has, and say so when there is none."""

import os
import sys
from types import SimpleNamespace

import pytest

import browser as browsers
import engines


def playwright_with(path):
    return SimpleNamespace(chromium=SimpleNamespace(executable_path=str(path)))


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without any browser and without the means to install one."""
    monkeypatch.delenv(browsers.CHOSEN, raising=False)
    monkeypatch.setattr(browsers, "installed", list)
    monkeypatch.setattr(browsers, "run", lambda *_, **__: None)
    monkeypatch.setattr(browsers.shutil, "which", lambda _: None)
    return tmp_path / "playwrights-own"


def a_browser(path):
    path.write_text(f"#!{sys.executable}\n")
    path.chmod(0o755)
    return path


def test_without_any_browser_the_remedy_is_named(bare):
    with pytest.raises(browsers.NoBrowser, match="install Chromium, Chrome or Edge"):
        browsers.find(playwright_with(bare))


def test_an_installed_browser_comes_first(bare, monkeypatch, tmp_path):
    found = a_browser(tmp_path / "chromium")
    monkeypatch.setattr(browsers, "installed", lambda: [str(found)])
    assert browsers.find(playwright_with(a_browser(bare))) == str(found)


def test_a_browser_that_does_not_start_is_passed_over(bare, monkeypatch, tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(browsers, "installed", lambda: [str(broken)])
    assert browsers.find(playwright_with(a_browser(bare))) == str(bare)


def test_playwrights_own_browser_is_installed_when_there_is_none(bare, monkeypatch):
    def install(command, **_):
        assert "playwright" in command
        a_browser(bare)

    monkeypatch.setattr(browsers, "run", install)
    assert browsers.find(playwright_with(bare)) == str(bare)


@pytest.mark.parametrize("offered", [browsers.LEAN, "chromium"])
def test_debians_package_is_the_last_resort(bare, monkeypatch, tmp_path, offered):
    programs = {"apt-get": "apt-get"}

    def install(command, **_):
        if "install" in command and offered in command:
            programs[offered] = str(a_browser(tmp_path / offered))

    monkeypatch.setattr(browsers, "run", install)
    monkeypatch.setattr(browsers.shutil, "which", programs.get)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert browsers.find(playwright_with(bare)) == str(tmp_path / offered)


def test_a_library_that_the_driver_lacks_is_installed(bare, monkeypatch):
    installed = []
    monkeypatch.setattr(browsers, "driver_starts", lambda: bool(installed))
    monkeypatch.setattr(browsers.shutil, "which", {"apt-get": "apt-get"}.get)
    monkeypatch.setattr(browsers, "run", lambda command, **_: installed.append(command))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    browsers.check_driver()
    assert "libatomic1" in installed[-1]


def test_a_driver_that_does_not_start_is_told(bare, monkeypatch):
    monkeypatch.setattr(browsers, "driver_starts", lambda: False)
    with pytest.raises(browsers.NoBrowser, match="apt install libatomic1"):
        browsers.check_driver()


def test_a_browser_can_be_named(bare, monkeypatch, tmp_path):
    named = a_browser(tmp_path / "my browser")
    monkeypatch.setenv(browsers.CHOSEN, str(named))
    assert browsers.find(playwright_with(bare)) == str(named)


def test_a_named_browser_that_is_not_there_is_not_replaced(bare, monkeypatch):
    monkeypatch.setenv(browsers.CHOSEN, "nowhere")
    with pytest.raises(browsers.NoBrowser):
        browsers.find(playwright_with(a_browser(bare)))


def test_the_search_looks_where_windows_and_macs_keep_browsers(monkeypatch, tmp_path):
    places = [
        tmp_path / "Applications" / browsers.MAC[0],
        tmp_path / browsers.WINDOWS[2],
    ]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    monkeypatch.setattr(browsers.shutil, "which", lambda _: None)
    monkeypatch.setattr(browsers.Path, "home", lambda: tmp_path)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert {str(place) for place in places} <= set(browsers.installed())


def test_without_firefox_or_webkit_the_remedy_is_named(bare):
    for engine in engines.ENGINES:
        with pytest.raises(
            browsers.NoBrowser, match=f"apt install {engine.packages[0]}"
        ):
            engine()


def test_firefox_and_webkit_are_installed_where_we_may(bare, monkeypatch):
    programs = {"apt-get": "apt-get"}
    brought = {"firefox-esr": "firefox-esr", "webkit2gtk-driver": "WebKitWebDriver"}

    def install(command, **_):
        for package in set(command) & {*brought, "xvfb"}:
            name = brought.get(package, "Xvfb")
            programs[name] = f"/usr/bin/{name}"

    monkeypatch.setattr(browsers, "run", install)
    monkeypatch.setattr(browsers.shutil, "which", programs.get)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for engine in engines.ENGINES:
        assert engine().found()


def test_an_engine_that_does_not_start_is_told(monkeypatch, tmp_path):
    broken = a_browser(tmp_path / "firefox")
    monkeypatch.setattr(engines.Firefox, "found", lambda _: str(broken))
    monkeypatch.setattr(engines, "PATIENCE", 0.2)
    with (
        pytest.raises(browsers.NoBrowser, match="Firefox does not start"),
        engines.Firefox(),
    ):
        pass
