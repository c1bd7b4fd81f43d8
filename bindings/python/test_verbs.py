"""Runs after the contract test (pytest sorts by file name) and compares what it called with what there is."""

import inspect

import tern_core
from desk import CALLED


def test_no_verb_is_left_out():
    verbs = {name for name, _ in inspect.getmembers(tern_core.Mail, callable) if not name.startswith("_")}
    assert len(verbs) > 30, verbs
    assert verbs - CALLED == set(), "the contract test calls each verb of `Mail` at least once"


def test_nothing_else_is_exported_unseen():
    functions = {
        name for name, value in vars(tern_core).items() if inspect.isfunction(value) and name in tern_core.__all__
    }
    assert functions == {"parse_addresses"}
