"""Somebody at a page: by mouse or finger, or with nothing but the keyboard. Stories are told in these verbs."""

import re

from playwright.sync_api import expect

MOST_TABS = 150
IS_FOCUSED = "element => element === document.activeElement"


class Person:
    """Finds things by what they are called, as people do; with `keyboard`, reaches them by Tab and nothing else."""

    def __init__(self, page, *, keyboard=False):
        self.page, self.keyboard = page, keyboard

    @property
    def main(self):
        return self.page.locator("main")

    def reach(self, target):
        """Tab until `target` has the focus: what cannot be reached cannot be used."""
        for _ in range(MOST_TABS):
            if target.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by {MOST_TABS} presses of Tab: {target}")

    def follow(self, name, within=None):
        """Open the first link of that name."""
        link = (within or self.main).get_by_role("link", name=name).first
        if self.keyboard:
            self.reach(link)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            with self.page.expect_navigation():
                link.click()

    def write(self, label, text):
        """Type into the field with that label, over what stands there."""
        field = self.main.get_by_label(label, exact=True).first
        if self.keyboard:
            self.reach(field)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
        else:
            field.fill(text)

    def tick(self, label):
        box = self.main.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first
        if self.keyboard:
            self.reach(box)
            self.page.keyboard.press("Space")
        else:
            box.check()
        assert box.is_checked()

    def choose(self, group, label):
        """One of the radio buttons of a group: by the arrow keys once the group has the focus."""
        buttons = self.main.get_by_role("group", name=re.compile(group)).get_by_role("radio")
        target = self.main.get_by_role("group", name=re.compile(group)).get_by_label(
            re.compile(rf"^\s*{re.escape(label)}")
        )
        if not self.keyboard:
            target.check()
            return
        for _ in range(MOST_TABS):
            if any(button.evaluate(IS_FOCUSED) for button in buttons.all()):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(buttons.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} was not reached in {group}")

    def unfold(self, name):
        summary = self.main.locator("summary").filter(has_text=name).first
        if summary.locator("..").get_attribute("open") is not None:
            return
        if self.keyboard:
            self.reach(summary)
            self.page.keyboard.press("Enter")
        else:
            summary.click()

    def press(self, name):
        """Press a button that leads to another page, or to the same one with errors."""
        button = self.main.get_by_role("button", name=name, exact=True).first
        if self.keyboard:
            self.reach(button)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            with self.page.expect_navigation():
                button.click()

    def sees(self, text):
        """Now, or in a moment: parts of a page come after it."""
        expect(self.main.get_by_text(text).filter(visible=True).first, f"on {self.page.url}").to_be_visible()

    def no_sideways_scroll(self):
        page = self.page
        wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= window, f"{page.url} is {wide} px wide in a window of {window}"
