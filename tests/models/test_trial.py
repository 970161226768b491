"""A virtual trial: who leaves and why, the rule of the drugs, and people in blocks."""

import numpy as np
import pytest
from joblib import Parallel, delayed

from cartlab.language import Chain
from cartlab.solve.readouts import measure
from cartlab.therapy import trial
from cartlab.therapy.population import TESTED_TWICE, WITH_LEUKEMIA, WITH_LYMPHOMA
from cartlab.therapy.trial.results import follow

FEW = 60


@pytest.fixture(scope="module")
def table():
    return follow(WITH_LEUKEMIA, FEW, 2017)


def same(one, other):
    assert one.keys() == other.keys()
    for name in one:
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)


def two_processes(function, tasks):
    return Parallel(n_jobs=2)(delayed(function)(task) for task in tasks)


def test_two_processes_give_the_same_table(table):
    same(table, follow(WITH_LEUKEMIA, FEW, 2017, spread=two_processes, size=20))


def test_a_person_is_the_same_in_a_block_of_any_size(table):
    alone = follow(WITH_LEUKEMIA, 18, 2017, size=1)
    for name, column in alone.items():
        np.testing.assert_allclose(column, table[name][:18], rtol=1e-9, err_msg=name)


def test_each_block_leaves_a_mark(capsys):
    follow(WITH_LEUKEMIA, 5, 2017, size=2, bar=True)
    assert capsys.readouterr().out == "▪▪▪ 5 people\n"


def test_everybody_is_not_made_lost_or_infused(table):
    assert (table["not_made"] + table["lost"] + table["infused"] == 1).all()
    assert 0 < table["not_made"].sum() < table["infused"].sum()


def test_whose_cells_hardly_grow_has_no_product(table):
    assert (table["mu_max"][table["not_made"] == 1] <= 0.4).all()
    assert (table["fold"][table["not_made"] == 0] > 10).all()


def test_more_tumor_and_longer_waits_lose_more(table):
    later = follow(WITH_LEUKEMIA, FEW, 2017, wait_mid=80)
    bigger = follow(WITH_LEUKEMIA, FEW, 2017, tumor_mid=3e11)
    assert later["lost"].sum() > table["lost"].sum() < bigger["lost"].sum()
    assert (later["person"] == table["person"]).all()


@pytest.mark.parametrize(
    ("setting", "people"),
    [(trial.LEUKEMIA, WITH_LEUKEMIA), (trial.LYMPHOMA, WITH_LYMPHOMA)],
    ids=["leukemia", "lymphoma"],
)
def test_nobody_of_a_setting_is_out_of_any_range(setting, people):
    drawn = people.draw(500, 7)
    run = setting.of(trial.untreated).simulate(rtol=1e-6, **drawn)
    assert np.isfinite(run["tumor"]).all()


def test_a_setting_brings_its_values_with_status_and_source():
    chain = trial.TRIALS[trial.LYMPHOMA.title]
    for name, (value, status, source) in trial.LYMPHOMA.says.items():
        one = chain.parameters[name]
        assert (one.value, one.status, one.source) == (value, status, source), name


SICK = dict(tumor_mid=1e11, wbc_mid=1500, weight_kg=75)


def test_drugs_come_half_a_day_after_their_lines_are_passed():
    free = trial.untreated.simulate(**SICK)
    given = trial.treated.simulate(**SICK)
    for output, line, drug in (("il6_signal", 1000, "toci"), ("strain", 1.1, "dex")):
        passed = measure(dict(kind="first above", at=line), *free.curve(output))
        assert given.handed[f"{drug}_day"] == pytest.approx(passed + 0.5, abs=0.03)
    assert given.handed["toci_mg"] == 600


def test_without_the_rule_nobody_gets_a_drug_and_the_runs_agree():
    free = trial.untreated.simulate(**SICK)
    none = trial.treated.simulate(**SICK, by_rule=0)
    assert none.handed["toci_mg"] == none.handed["dex_mg"] == 0
    np.testing.assert_allclose(
        none["transgene"], free["transgene"], rtol=1e-5, atol=1e-3
    )


def test_children_get_more_tocilizumab_for_each_kilogram_and_nobody_too_much():
    def dose(kg):
        return trial.treated.simulate(**(SICK | dict(weight_kg=kg))).handed["toci_mg"]

    assert [dose(20), dose(50), dose(115)] == [240, 400, 800]


def test_chemotherapy_turns_round_what_division_does_to_fitness():
    people = WITH_LEUKEMIA.draw(400, 2017)
    chain = trial.LEUKEMIA.of(Chain("To the bag", trial.TO_THE_PRODUCT))

    def ratios(aging):
        """Return the fitness of six doublings and more against fewer: of all, of thirds."""
        run = chain.simulate(rtol=1e-6, aging=aging, **people)
        made = np.flatnonzero(run.handed["not_made"] < 0.5)
        thirds = np.array_split(made[np.argsort(run.handed["f_scm"][made])], 3)
        grew = run.handed["fold"] >= 64
        q = np.log(run.handed["q"])
        return [q[w[grew[w]]].mean() - q[w[~grew[w]]].mean() for w in (made, *thirds)]

    everybody, *thirds = ratios(0.1)
    assert everybody > 0 > max(thirds)
    assert max(ratios(0)) < 0


@pytest.mark.parametrize(
    ("setting", "people"),
    [(trial.LEUKEMIA, WITH_LEUKEMIA), (trial.LYMPHOMA, WITH_LYMPHOMA)],
    ids=["leukemia", "lymphoma"],
)
def test_the_person_in_the_middle_is_the_middle_of_the_people(setting, people):
    chain = setting.of(trial.treated)
    for name in ("prior_cycles", "cd3_per_uL", "weight_kg"):
        assert chain.parameters[name].value == people.laws[name].first, name


def test_a_level_that_is_tested_twice_comes_back_to_the_middle():
    people = TESTED_TWICE.draw(200, 2017)

    def changes(s_assay):
        run = trial.tested.simulate(s_assay=s_assay, **people)
        one, two = (np.log(run[name][-1]) for name in ("first_test", "second_test"))
        fifths = np.array_split(np.argsort(one), 5)
        return [(two - one)[who].mean() for who in (fifths[0], fifths[-1])]

    low, high = changes(0.5)
    assert low > 0.1 and high < -0.1
    assert np.abs(changes(0)).max() < 1e-12
