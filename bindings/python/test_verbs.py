"""Runs after the other tests (pytest sorts by file name) and compares what they called with what there is."""

import inspect
import pathlib

import tern_core
import tern_log
from desk import CALLED

LIST = pathlib.Path(__file__).parent.parent / "verbs.txt"
LISTED = {line for line in LIST.read_text().splitlines() if not line.startswith("#")}


def test_no_verb_is_left_out():
    assert LISTED - CALLED == set(), "the contract test calls each of `verbs.txt` at least once"


def test_what_is_exported_is_what_is_listed():
    verbs = {name for name, _ in inspect.getmembers(tern_core.Mail, callable) if not name.startswith("_")}
    functions = {
        name
        for module in (tern_core, tern_log)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and name in module.__all__
    }
    assert verbs | functions == LISTED
