"""Users and groups. A user is invited, not given a password; deactivated, not deleted."""

# Imported first, so that what allauth and Django register is there to be replaced.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from registry.admin import RegisterAdmin

from . import actions
from .forms import UserForm
from .models import PMO_VIEWERS, PROJECT_MANAGERS, CalendarAddress, User

# Addresses are kept in step with their users by actions.py; authenticators hold secrets.
for model in (EmailAddress, Authenticator, Group):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class AdministratorsOnly:
    """Seen by model permissions, changed by administrators alone: whoever edits users could make themselves one."""

    def has_add_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


@admin.register(User)
class UserAdmin(AdministratorsOnly, RegisterAdmin):
    form = UserForm
    list_display = ["name", "email", "person", "in_groups", "is_superuser", "is_active", "last_login"]
    list_display_links = ["name", "email"]
    list_filter = ["is_active", "is_superuser", "groups"]
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    readonly_fields = ["person", "mail", "last_login", "date_joined"]
    actions = ["send_invitation_again", "remove_second_factor"]
    related = ["party", "postbox"]
    change_form_template = "admin/entry_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_object(self, request, object_id, from_field=None):
        user = super().get_object(request, object_id, from_field)
        if user is not None and request.method == "POST":
            # Two who save the same user wait for each other, so that the second compares with what the first left.
            # All that the form will lock, in its one order.
            both = User.objects.select_for_update().filter(Q(pk=user.pk) | Q(is_superuser=True, is_active=True))
            list(both.order_by("pk").values_list("pk"))
            user.refresh_from_db()
        return user

    def get_fields(self, request, obj=None):
        typed = ["name", "email", "groups", "is_administrator"]
        if obj is None:
            return typed
        if not self.has_change_permission(request, obj):
            return ["name", "email", "groups", "is_superuser", "is_active", *self.readonly_fields]
        return [*typed, "is_active", *self.readonly_fields, "seen"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    @admin.display(ordering="is_superuser", boolean=True, description="administrator")
    def is_administrator(self, user):
        return user.is_administrator

    @admin.display(description="person")
    def person(self, user):
        party = getattr(user, "party", None)
        if party is None:
            return "-"
        return format_html('<a href="{}">{}</a>', reverse("admin:customers_party_change", args=[party.pk]), party)

    @admin.display(description="mail when something waits")
    def mail(self, user):
        """What they chose themselves, and when the last one went out."""
        sent_at = user.postbox.sent_at if hasattr(user, "postbox") else None
        last = f"the last one on {date_format(timezone.localtime(sent_at), 'j F Y, H:i')}" if sent_at else "none so far"
        return f"{user.get_mail_choice_display()}; {last}"

    @admin.display(description="groups")
    def in_groups(self, user):
        return ", ".join(sorted(group.name for group in user.groups.all()))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change or "email" in form.changed_data:
            actions.keep_address(user=obj)
        if not change:
            actions.invite(user=obj, by=request.user, done=self.tell(request))

    def tell(self, request):
        def done(user, was_sent):
            if was_sent:
                self.message_user(request, f"An invitation is on its way to {user.email}.", messages.SUCCESS)
            else:
                self.message_user(
                    request,
                    f"The invitation to {user.email} could not be sent: the mail server did not take it. "
                    "The user is saved; send the invitation again from the list of users.",
                    messages.ERROR,
                )

        return done

    @admin.action(description="Send the invitation again", permissions=["change"])
    def send_invitation_again(self, request, queryset):
        for user in queryset[: self.list_per_page]:
            if user.is_active:
                actions.invite(user=user, by=request.user, done=self.tell(request))
            else:
                self.message_user(request, f"{user} is not active, so nothing was sent.", messages.WARNING)

    @admin.action(description="Remove the second factor (lost phone or key)", permissions=["change"])
    def remove_second_factor(self, request, queryset):
        """Asks first: until they set up another one, the password alone lets them in."""
        users = list(queryset[: self.list_per_page])
        if request.POST.get("confirmed"):
            for user in users:
                removed = actions.remove_second_factor(user=user)
                self.log_change(request, user, "Removed the second factor.")
                words = "second factor removed" if removed else "there was no second factor"
                self.message_user(request, f"{user}: {words}.", messages.SUCCESS if removed else messages.WARNING)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Remove the second factor?",
            "users": users,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/remove_second_factor.html", context)

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_view(self, request, object_id, extra_context=None):
        """Refused, with a sentence: reviews, criteria and history name their users for good."""
        user = self.get_object(request, unquote(object_id))
        if user is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        self.message_user(
            request,
            f"Users are not deleted, so that reviews and history keep naming them. Untick “active” for {user} instead.",
            messages.ERROR,
        )
        return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[user.pk]))


@admin.register(Group)
class GroupAdmin(AdministratorsOnly, RegisterAdmin, django.contrib.auth.admin.GroupAdmin):
    """The two groups that permissions speak of keep their names; others are at the administrators' will."""

    def is_shipped(self, group):
        return group is not None and group.name in {PROJECT_MANAGERS, PMO_VIEWERS}

    def get_readonly_fields(self, request, obj=None):
        return ["name"] if self.is_shipped(obj) else []

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self.is_shipped(obj)


@admin.register(CalendarAddress)
class CalendarAddressAdmin(AdministratorsOnly, RegisterAdmin):
    """Whose calendar can be read from outside, and since when. Deleting one ends it; only its user makes another."""

    list_display = ["user", "made_at"]
    search_fields = ["user__name", "user__email"]
    ordering = ["user__name", "pk"]
    fields = ["user", "made_at"]
    related = ["user"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
