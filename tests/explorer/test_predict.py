import pytest

from cartlab import Predict

QUESTION = "What happens to IL-6 in serum?"
CHOICES = {
    "It falls": "The drug does not bind IL-6.",
    "It rises": "The <drain> closes.",
}


@pytest.fixture
def asked():
    return Predict(QUESTION, CHOICES, right="It rises")


def test_every_choice_opens_to_its_answer_without_scripts(asked, page, tmp_path):
    (tmp_path / "page.html").write_text(
        f'<!doctype html><html lang="en"><title>x</title>{asked._repr_html_()}', "utf-8"
    )
    shown = page((tmp_path / "page.html").as_uri(), java_script_enabled=False)
    for choice, answer in CHOICES.items():
        shown.get_by_text(choice, exact=True).click()
        assert shown.get_by_text(answer).is_visible()
    # Taking another choice closes the first.
    assert not shown.get_by_text(CHOICES["It falls"]).is_visible()


def test_plain_text_says_the_same(asked):
    assert repr(asked) == (
        f"Predict first: {QUESTION}\n"
        "- It falls: No. The drug does not bind IL-6.\n"
        "- It rises: Yes. The <drain> closes."
    )


def test_what_an_author_writes_is_text_and_no_markup(asked):
    assert "&lt;drain&gt;" in asked._repr_html_()


def test_two_questions_do_not_close_each_other(asked):
    other = Predict("Another question?", CHOICES, right="It falls")
    names = [one._repr_html_().split('name="')[1][:16] for one in (asked, other)]
    assert names[0] != names[1]


def test_a_right_answer_that_is_not_offered_is_refused():
    with pytest.raises(ValueError, match="did you mean It rises?"):
        Predict(QUESTION, CHOICES, right="It rise")


def test_a_question_without_choice_is_refused():
    with pytest.raises(ValueError, match="at least two choices"):
        Predict(QUESTION, {"It rises": "Yes"}, right="It rises")
