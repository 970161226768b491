"""The accessibility report: every criterion of WCAG 2.2, levels A and AA, and the tests that look at it.

After a run of all these tests, `python course.py test` writes it into REPORT. A criterion passes
when all its tests do; where no test looks the report says so, for a person to judge.
"""

import course

REPORT = course.ROOT / "_build" / "accessibility.md"
NO_TEST = "no test; a person has to look"
AXE = "pages/test_accessible.py::test_axe_finds_nothing"
NO_SOUND = "book/test_accessibility.py::test_no_page_has_sound_or_film"
NO_FORM = "book/test_accessibility.py::test_no_page_asks_who_the_reader_is"
REFUSED = (
    "explorer/test_page.py::test_a_number_that_is_not_possible_is_refused_in_words"
)
SPILLING = "pages/test_spilling.py::test_no_text_leaves_its_place"
LARGE = "pages/test_layout.py::test_a_panel_becomes_large_and_comes_back"
TITLE = "book/test_site.py::test_each_page_has_a_language_a_title_and_one_heading"
TYPED = "explorer/test_page.py::test_a_typed_number_is_taken_as_it_is"
FOCUS = "pages/test_tasks.py::test_the_focus_stays_in_the_task_when_a_control_is_locked_or_gone"
TWO_WAYS = "pages/test_layout.py::test_on_a_phone_keys_move_every_control_and_all_that_changes_is_seen_with_it"
# The tests of a criterion, under tests/; none where a person has to look.
CRITERIA = {
    "1.1.1 Non-text Content": [
        AXE,
        "book/test_site.py::test_each_widget_has_a_picture_and_a_sentence_or_a_question_and_its_answer",
        "explorer/test_page.py::test_each_picture_is_told_by_what_it_shows",
        "pages/test_numbers.py::test_each_plot_has_a_table_of_what_it_draws",
    ],
    "1.2.1 Audio-only and Video-only (Prerecorded)": [NO_SOUND],
    "1.2.2 Captions (Prerecorded)": [NO_SOUND],
    "1.2.3 Audio Description or Media Alternative (Prerecorded)": [NO_SOUND],
    "1.2.4 Captions (Live)": [NO_SOUND],
    "1.2.5 Audio Description (Prerecorded)": [NO_SOUND],
    "1.3.1 Info and Relationships": [
        AXE,
        "pages/test_accessible.py::test_headings_step_down_one_level_at_a_time",
        "explorer/test_numbers.py::test_a_voice_hears_which_row_and_column_and_powers_in_words",
    ],
    "1.3.2 Meaningful Sequence": [],
    "1.3.3 Sensory Characteristics": [],
    "1.3.4 Orientation": [TWO_WAYS],
    "1.3.5 Identify Input Purpose": [NO_FORM],
    "1.4.1 Use of Color": [
        AXE,
        "pages/test_alive.py::test_curves_of_one_panel_can_be_told_apart",
    ],
    "1.4.2 Audio Control": [NO_SOUND],
    "1.4.3 Contrast (Minimum)": [
        AXE,
        "pages/test_accessible.py::test_each_word_of_code_stands_out_from_what_is_behind_it",
    ],
    "1.4.4 Resize Text": [
        SPILLING,
        "pages/test_layout.py::test_letters_of_pictures_grow_with_those_of_the_page",
    ],
    "1.4.5 Images of Text": [
        "book/test_formulas.py::test_every_formula_became_mathematics_without_a_fault"
    ],
    "1.4.10 Reflow": [
        "book/test_reading.py::test_text_fits_a_window_of_320_pixels",
        SPILLING,
    ],
    "1.4.11 Non-text Contrast": [],
    "1.4.12 Text Spacing": [
        "book/test_reading.py::test_text_fits_a_window_of_320_pixels",
        SPILLING,
    ],
    "1.4.13 Content on Hover or Focus": [],
    "2.1.1 Keyboard": [
        TWO_WAYS,
        "pages/test_engines.py::test_a_key_moves_every_control_to_its_end_and_a_curve_with_it",
        "pages/test_tasks.py::test_a_curve_is_drawn_by_the_keyboard_alone",
    ],
    "2.1.2 No Keyboard Trap": [
        LARGE,
        "explorer/test_page.py::test_the_menu_closes_with_escape_and_gives_the_focus_back",
    ],
    "2.1.4 Character Key Shortcuts": [],
    "2.2.1 Timing Adjustable": [],
    "2.2.2 Pause, Stop, Hide": [],
    "2.3.1 Three Flashes or Below Threshold": [],
    "2.4.1 Bypass Blocks": [AXE],
    "2.4.2 Page Titled": [AXE, TITLE],
    "2.4.3 Focus Order": [LARGE, FOCUS],
    "2.4.4 Link Purpose (In Context)": [AXE],
    "2.4.5 Multiple Ways": [
        "book/test_surroundings.py::test_search_shows_what_it_found_with_its_surroundings",
        "book/test_site.py::test_all_files_and_links_are_there",
    ],
    "2.4.6 Headings and Labels": [TITLE],
    "2.4.7 Focus Visible": [
        "explorer/test_page.py::test_everything_that_has_the_focus_shows_it"
    ],
    "2.4.11 Focus Not Obscured (Minimum)": [
        "pages/test_layout.py::test_what_has_the_focus_is_never_covered"
    ],
    "2.5.1 Pointer Gestures": [
        "pages/test_layout.py::test_a_swipe_over_a_slider_scrolls_and_a_tap_or_a_drag_moves"
    ],
    "2.5.2 Pointer Cancellation": [],
    "2.5.3 Label in Name": [],
    "2.5.4 Motion Actuation": [],
    "2.5.7 Dragging Movements": [
        TYPED,
        "pages/test_layout.py::test_a_swipe_over_a_slider_scrolls_and_a_tap_or_a_drag_moves",
    ],
    "2.5.8 Target Size (Minimum)": [
        "book/test_reading.py::test_links_of_headings_and_what_unfolds_can_be_hit_by_a_pointer",
        "pages/test_layout.py::test_a_pointer_finds_24_px",
    ],
    "3.1.1 Language of Page": [AXE, TITLE],
    "3.1.2 Language of Parts": [],
    "3.2.1 On Focus": [],
    "3.2.2 On Input": [],
    "3.2.3 Consistent Navigation": [],
    "3.2.4 Consistent Identification": [],
    "3.2.6 Consistent Help": [],
    "3.3.1 Error Identification": [REFUSED],
    "3.3.2 Labels or Instructions": [
        AXE,
        "pages/test_tasks.py::test_a_number_is_asked_for_with_its_unit_and_another_unit_is_named",
    ],
    "3.3.3 Error Suggestion": [REFUSED],
    "3.3.4 Error Prevention (Legal, Financial, Data)": [NO_FORM],
    "3.3.7 Redundant Entry": [NO_FORM],
    "3.3.8 Accessible Authentication (Minimum)": [NO_FORM],
    "4.1.2 Name, Role, Value": [
        AXE,
        "explorer/test_page.py::test_a_screen_reader_hears_names_and_numbers",
    ],
    "4.1.3 Status Messages": [
        "explorer/test_page.py::test_keeping_a_curve_is_said",
        "pages/test_tasks.py::test_a_state_is_checked_aloud_each_time_and_forgotten_when_a_slider_moves",
    ],
}


def is_whole(config):
    """Whether pytest was asked for all tests: one lesson's say nothing of the others."""
    chosen = config.option.keyword or config.option.lesson
    return not chosen and config.args_source is not config.ArgsSource.ARGS


def results(stats):
    """Return {test: whether all its runs passed} of what pytest's reporter has counted.

    A test that was skipped is left out: it has not looked.
    """
    found = {}
    for outcome in ("passed", "failed", "error"):
        for report in stats.get(outcome, []):
            test = report.nodeid.split("[")[0].removeprefix("tests/")
            found[test] = found.get(test, True) and outcome == "passed"
    return found


def report(found):
    """Return the report, as Markdown; None where not all its tests were run."""
    asked = {test for tests in CRITERIA.values() for test in tests}
    if not asked <= found.keys():
        return None
    rows = [row(one, tests, found) for one, tests in CRITERIA.items()]
    looked = sum(map(bool, CRITERIA.values()))
    return (
        "# Accessibility report\n\n"
        f"WCAG 2.2, levels A and AA: tests look at {looked} of {len(CRITERIA)} criteria. "
        "A test that passes finds no fault; it does not prove that there is none.\n\n"
        "| criterion | tests | result |\n|---|---|---|\n" + "".join(rows)
    )


def row(criterion, tests, found):
    said = {True: "passed", False: "failed", None: NO_TEST}
    result = all(found[test] for test in tests) if tests else None
    names = "<br>".join(f"`{test}`" for test in tests)
    return f"| {criterion} | {names} | {said[result]} |\n"
