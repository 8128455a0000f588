"""Inviting, deactivating and helping users; there is always an administrator."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail

from accounts.models import PMO_VIEWERS, PROJECT_MANAGERS, User

from .test_entries import errors_of, form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, admin):
    return client.sign_in(admin)


def page(user):
    return f"/admin/accounts/user/{user.pk}/change/"


def group(name):
    return str(Group.objects.get(name=name).pk)


@pytest.mark.django_db(transaction=True)
def test_an_invited_person_chooses_a_password_and_is_in(desk, new_client):
    typed = {"name": "Nia New", "email": "Nia@Example.org", "groups": [group(PROJECT_MANAGERS)]}
    response = desk.post("/admin/accounts/user/add/", typed, follow=True)
    assert "An invitation is on its way to nia@example.org." in response.content.decode()
    user = User.objects.get(email="nia@example.org")
    assert (user.is_project_manager, user.is_administrator, user.has_usable_password()) == (True, False, False)
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).values_list("email").get() == (
        "nia@example.org",
    )
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["nia@example.org"], "Your invitation to the customer register")
    assert message.body.startswith("Ada Admin invites you to the customer register")
    assert "<" not in message.body
    link = re.search(r"http://testserver(/\S+)", message.body).group(1)
    visitor = new_client()
    form = visitor.get(link, follow=True)
    chosen = {"password1": "correct horse battery 2", "password2": "correct horse battery 2"}
    arrived = visitor.post(form.request["PATH_INFO"], chosen)
    assert (arrived.status_code, arrived["Location"]) == (302, "/")
    assert int(visitor.session["_auth_user_id"]) == user.pk
    assert b"no longer works" in new_client().get(link, follow=True).content


def test_an_administrator_is_a_tick(desk, admin):
    desk.post("/admin/accounts/user/add/", {"name": "Abe", "email": "abe@example.org", "is_administrator": "on"})
    abe = User.objects.get(email="abe@example.org")
    assert (abe.is_superuser, abe.is_staff) == (True, True)
    data = form_data(desk, page(abe))
    del data["is_administrator"]
    assert desk.post(page(abe), data).status_code == 302
    abe.refresh_from_db()
    assert (abe.is_superuser, abe.is_staff) == (False, False)


def test_addresses_are_taken_once_whatever_their_case(desk, manager):
    response = desk.post("/admin/accounts/user/add/", {"name": "Other", "email": "PRIYA@example.org"})
    assert (response.status_code, errors_of(response)) == (422, ["User with this E-mail address already exists."])
    EmailAddress.objects.create(user=manager, email="second@example.org", verified=True)
    response = desk.post("/admin/accounts/user/add/", {"name": "Other", "email": "second@example.org"})
    assert errors_of(response) == ["Somebody else signs in with that address."]


def test_a_changed_address_is_the_verified_one(desk, manager):
    EmailAddress.objects.create(user=manager, email=manager.email, verified=True, primary=True)
    desk.post(page(manager), form_data(desk, page(manager), email="priya.nair@example.org"))
    addresses = EmailAddress.objects.filter(user=manager).values_list("email", "verified", "primary")
    assert list(addresses) == [("priya.nair@example.org", True, True)]


def test_nobody_deactivates_themselves_and_the_last_administrator_stays(desk, admin, manager):
    data = form_data(desk, page(admin))
    del data["is_administrator"]
    response = desk.post(page(admin), data)
    alone = "The register would be without an administrator. Name another one first."
    assert (response.status_code, errors_of(response)) == (422, [alone])
    User.objects.create_superuser("second@example.org", "x", name="Second")
    data = form_data(desk, page(admin))
    del data["is_active"]
    response = desk.post(page(admin), data)
    assert errors_of(response) == ["You cannot deactivate yourself. Another administrator can."]
    data = form_data(desk, page(admin))
    del data["is_administrator"]
    assert desk.post(page(admin), data).status_code == 302
    admin.refresh_from_db()
    assert not admin.is_administrator


def test_a_deactivated_user_is_out_at_once(desk, new_client, manager):
    client = new_client(manager)
    assert client.get("/projects/").status_code == 200
    data = form_data(desk, page(manager))
    del data["is_active"]
    assert desk.post(page(manager), data).status_code == 302
    assert client.get("/projects/").status_code == 302


def test_users_are_not_deleted(desk, manager):
    url = f"/admin/accounts/user/{manager.pk}/delete/"
    for response in (desk.get(url, follow=True), desk.post(url, {"post": "yes"}, follow=True)):
        assert "Users are not deleted" in response.content.decode()
    desk.post("/admin/accounts/user/", {"action": "delete_selected", "_selected_action": [manager.pk], "post": "yes"})
    assert User.objects.filter(pk=manager.pk).exists()


def test_the_second_of_two_sees_both_versions(desk, manager):
    mine = form_data(desk, page(manager), name="Mine")
    theirs = form_data(desk, page(manager), name="Theirs")
    assert desk.post(page(manager), theirs).status_code == 302
    response = desk.post(page(manager), mine)
    assert response.status_code == 409
    assert "Theirs" in response.content.decode()
    for damaged in ({"seen": ""}, {"seen": "nonsense:x:y"}):
        assert desk.post(page(manager), form_data(desk, page(manager)) | damaged).status_code == 422
    manager.refresh_from_db()
    assert manager.name == "Theirs"


def test_what_the_second_left_as_it_was_stays_as_the_first_saved_it(desk, manager):
    mine = form_data(desk, page(manager), name="Mine")
    pmo = Group.objects.get(name=PMO_VIEWERS)
    assert desk.post(page(manager), form_data(desk, page(manager), groups=[pmo.pk])).status_code == 302
    response = desk.post(page(manager), mine)
    form = response.context["adminform"].form
    assert [(row["name"], row["theirs"], row["is_kept"]) for row in form.theirs] == [("groups", PMO_VIEWERS, True)]
    again = {name: form[name].value() for name in form.fields if form[name].value()}
    assert desk.post(page(manager), again).status_code == 302
    manager.refresh_from_db()
    assert (manager.name, manager.groups.get()) == ("Mine", pmo)


@pytest.mark.django_db(transaction=True)
def test_an_invitation_is_sent_again_to_those_who_are_active(desk, manager, pmo):
    User.objects.filter(pk=pmo.pk).update(is_active=False)
    chosen = {"action": "send_invitation_again", "_selected_action": [manager.pk, pmo.pk]}
    response = desk.post("/admin/accounts/user/", chosen, follow=True)
    assert [message.to for message in mail.outbox] == [["priya@example.org"]]
    assert "Olu Viewer is not active, so nothing was sent." in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_refuses_is_told(desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = desk.post("/admin/accounts/user/add/", {"name": "N", "email": "n@example.org"}, follow=True)
    assert "could not be sent" in response.content.decode()
    assert User.objects.filter(email="n@example.org").exists()


def test_a_lost_second_factor_is_removed_after_asking(desk, manager):
    Authenticator.objects.create(user=manager, type=Authenticator.Type.TOTP, data={"secret": "x"})
    chosen = {"action": "remove_second_factor", "_selected_action": [manager.pk]}
    assert "Remove the second factor?" in desk.post("/admin/accounts/user/", chosen).content.decode()
    assert Authenticator.objects.filter(user=manager).exists()
    response = desk.post("/admin/accounts/user/", chosen | {"confirmed": "yes"}, follow=True)
    assert "Priya Nair: second factor removed." in response.content.decode()
    assert not Authenticator.objects.filter(user=manager).exists()


def test_the_groups_that_permissions_speak_of_keep_their_names(desk, db):
    for name in (PROJECT_MANAGERS, PMO_VIEWERS):
        url = f"/admin/auth/group/{group(name)}"
        assert desk.post(f"{url}/change/", {"name": "Renamed"}).status_code == 302
        assert desk.post(f"{url}/delete/", {"post": "yes"}).status_code == 403
        assert Group.objects.filter(name=name).exists()


def test_staff_with_permissions_over_users_do_not_make_themselves_administrators(new_client, manager):
    from django.contrib.auth.models import Permission

    manager.is_staff = True
    manager.save()
    manager.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["accounts", "auth"]))
    client = new_client(manager)
    assert client.get(page(manager)).status_code == 200
    assert client.post(page(manager), {"is_administrator": "on"}).status_code == 403
    assert client.get("/admin/accounts/user/add/").status_code == 403


def test_the_persons_of_users_are_shown(desk, customer):
    shown = desk.get("/admin/accounts/user/").content.decode()
    assert f'<a href="/admin/customers/party/{customer.party.pk}/change/">Tom Bexley</a>' in shown
