"""Emptying the tables after a test that commits: what is signed refuses to go, so its triggers step aside for that."""

from importlib import import_module

from django.db import connection
from django.test import TransactionTestCase

triggers = import_module("valuecriteria.migrations.0007_baselines")


def let_flushing_pass(monkeypatch):
    """Patch the teardown of tests that commit; the triggers are back before the next test."""
    flush = TransactionTestCase._fixture_teardown

    def teardown(case):
        from valuecriteria.models import Baseline

        if not Baseline.objects.exists():
            return flush(case)
        with connection.schema_editor(atomic=False) as editor:
            triggers.unseal(None, editor)
        try:
            return flush(case)
        finally:
            with connection.schema_editor(atomic=False) as editor:
                triggers.seal(None, editor)

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
