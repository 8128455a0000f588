"""What a column of a register can be. The names are those of the command line's JSON, too."""

from django.db import models


class Field(models.TextChoices):
    NAME = "name", "Name"
    PERSON_OR_GROUP = "person_or_group", "Person or group"
    TITLE = "title", "Job title"
    ORGANISATION = "organisation", "Organisation or group"
    ROLES = "roles", "Roles in the project"
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone"
    CONTACT = "contact", "Contact (e-mail and phone in one cell)"
    INTERNAL_EXTERNAL = "internal_external", "Internal or external"
    INFLUENCE = "influence", "Influence"
    INTEREST = "interest", "Interest"
    ENGAGEMENT_NOW = "engagement_now", "Engagement now"
    ENGAGEMENT_WANTED = "engagement_wanted", "Engagement wanted"
    EXPECTATIONS = "expectations", "What they value (expectations, needs)"
    STRATEGY = "strategy", "Strategy"
    COMMUNICATION = "communication", "Communication"
    RACI = "raci", "RACI"
    PRIORITY = "priority", "Priority"
    NOTES = "notes", "Private notes"
    ID = "id", "Number in the file"
    IGNORE = "ignore", "Leave out"


# Several columns may be one of these: what they say is put together. Of every other field there is one column.
SEVERAL = {
    Field.ROLES,
    Field.ENGAGEMENT_NOW,  # one mark in one of several columns
    Field.EXPECTATIONS,
    Field.STRATEGY,
    Field.COMMUNICATION,
    Field.RACI,
    Field.NOTES,
    Field.IGNORE,
}
