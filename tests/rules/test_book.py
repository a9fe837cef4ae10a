"""The rule book as a whole: each rule is broken by one small edit, which breaks nothing else."""

import ast
from pathlib import Path

import pytest

import repli.rules
from repli.language import LANGUAGES, catalogue, speaker
from repli.rules import RULES, check_plan, recompute_objective, verdict_of
from tests.rules import breaches_of_acts, breaches_of_movements, breaches_of_resources, breaches_of_sites
from tests.rules.judge import broken, restated
from tests.tiny import tiny_operation, tiny_plan

BREACHES = (
    breaches_of_movements.BREACHES
    | breaches_of_sites.BREACHES
    | breaches_of_acts.BREACHES
    | breaches_of_resources.BREACHES
)
OWN_WORDS = {"stated-figures", "stated-verdict"}
NAMES = [rule.name for rule in RULES]


def test_the_tiny_plan_keeps_every_rule() -> None:
    assert check_plan(tiny_operation(), tiny_plan()) == ()


def test_the_figures_of_the_tiny_plan_are_those_worked_out_by_hand() -> None:
    operation, plan = tiny_operation(), tiny_plan()
    assert recompute_objective(operation, plan) == plan.objective
    assert verdict_of(operation, plan) == "kept"


def test_no_two_rules_share_a_name() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_every_rule_has_its_breach_and_every_breach_its_rule() -> None:
    assert set(BREACHES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_small_edit_breaks_this_rule_and_no_other(name: str) -> None:
    operation, plan = BREACHES[name]()
    judged = plan if name in OWN_WORDS else restated(operation, plan)
    assert broken(operation, judged) == {name}


@pytest.mark.parametrize("name", NAMES)
def test_the_check_of_a_rule_speaks_in_its_own_name(name: str) -> None:
    operation, plan = BREACHES[name]()
    rule = next(one for one in RULES if one.name == name)
    found = list(rule.check(operation, plan))
    assert found
    assert {finding.rule for finding in found} == {name}


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_is_explained_in_both_languages_and_cites_its_source(rule: repli.rules.Rule) -> None:
    spoken = {speaker(language)(rule.explanation) for language in LANGUAGES}
    assert len(spoken) == len(LANGUAGES)
    assert "plan-meaning.md" in (rule.check.__doc__ or "")


def test_every_sentence_of_the_rule_book_has_its_french() -> None:
    calls = [
        call
        for file in Path(repli.rules.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "phrase"
    ]
    sentences = {ast.literal_eval(call.args[0]) for call in calls}
    french = catalogue("fr")
    assert len(sentences) > len(RULES)
    assert {one for one in sentences if one not in french} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_can_be_said_in_french_with_its_blanks_filled(name: str) -> None:
    for finding in check_plan(*BREACHES[name]()):
        said = speaker("fr")(finding.message)
        assert said
        assert "{" not in said
