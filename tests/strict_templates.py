"""A variable that does not exist fails the test, where the template is ours; Django would print nothing."""

import sys
from pathlib import Path


class MissingTemplateVariableError(AssertionError):
    pass


class MissingVariable(str):
    """Stands in for string_if_invalid, which Django asks: are you true? do you have a %s? then here is the name."""

    def __new__(cls, root):
        self = super().__new__(cls, "")
        self.root = root
        return self

    def __bool__(self):
        return self.our_template() is not None

    def __contains__(self, text):
        return True

    def __mod__(self, variable):
        raise MissingTemplateVariableError(f"{self.our_template()}: there is no {variable}")

    def our_template(self):
        """The template being rendered just now, when it is one of ours; packages' templates rely on silence."""
        frame = sys._getframe()
        while frame:
            if frame.f_code.co_name == "render_annotated":
                node = frame.f_locals["self"]
                name = getattr(getattr(node, "origin", None), "name", None)
                ours = name and Path(name).is_relative_to(self.root) and "site-packages" not in Path(name).parts
                return f"{name}:{node.token.lineno}" if ours else None
            frame = frame.f_back
        return None
