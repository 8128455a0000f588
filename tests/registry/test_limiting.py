"""How often a client may try: each client for itself, each kind of thing for itself, and again after a while."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from registry.limiting import too_many

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits(settings, time_machine):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"knock": "3/5m/ip", "ring": "1/5m/ip"}
    time_machine.move_to("2030-03-05T10:00:00Z", tick=False)
    return time_machine


def ask(method="get", **where):
    return getattr(RequestFactory(), method)("/", **{"REMOTE_ADDR": "192.0.2.1", **where})


def test_it_is_too_many_after_so_many_and_no_longer_after_a_while(limits):
    assert [too_many(ask(method), "knock") for method in ("get", "head", "post", "get")] == [False] * 3 + [True]
    assert not too_many(ask(), "ring")
    assert not too_many(ask(REMOTE_ADDR="192.0.2.2"), "knock")
    limits.shift(301)
    assert not too_many(ask(), "knock")


def test_behind_a_proxy_it_is_the_client_who_is_counted(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    asked = [ask(HTTP_X_FORWARDED_FOR=f"forged-{number}, 198.51.100.{number % 2}") for number in range(6)]
    assert [too_many(each, "knock") for each in asked] == [False] * 6
    assert too_many(ask(HTTP_X_FORWARDED_FOR="10.0.0.1, 198.51.100.1"), "knock")
    assert not too_many(ask(HTTP_X_FORWARDED_FOR="198.51.100.1, 198.51.100.2"), "knock")


def test_what_has_no_limit_is_a_mistake():
    with pytest.raises(KeyError):
        too_many(ask(), "sneeze")
