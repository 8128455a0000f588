"""What came of each check and each run of tests, and the summary that closes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""

    def __add__(self, other):
        counts = (self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)
        return Result(self.name, *counts, self.note or other.note)

    def __str__(self):
        counts = f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")
        verdict = "FAILED" if self.failed else "ok"
        return f"  {verdict:<7} {self.name:<38} {self.note or counts}"


def together(results):
    """One result for all that have the same name."""
    found = {}
    for result in results:
        found[result.name] = found[result.name] + result if result.name in found else result
    return found.values()


def closing(results):
    """Prints the summary; returns the exit code. The last line counts checks and tests together."""
    print("\nSummary", *results, "", sep="\n")
    passed, failed, skipped = (sum(getattr(r, kind) for r in results) for kind in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return 1 if failed else 0
