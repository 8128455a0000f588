"""Short columns by which entries that may be one and the same are found: worked out at every save, never typed."""

from django.db.models import CharField

from registry.search import FoldedCopy


class KeyField(FoldedCopy, CharField):
    """What a function of customers.matching makes of the fields named after it."""

    def __init__(self, work_out, *sources, **options):
        self.work_out = work_out
        super().__init__(*sources, **{"max_length": 200, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, [self.work_out, *args], options

    def text_of(self, instance):
        return self.work_out(*[str(getattr(instance, source) or "") for source in self.sources])[: self.max_length]
