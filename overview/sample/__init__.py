"""A plausible register of any size, to measure and to try limits with: `manage.py load_sample`."""

from .builder import Sample

__all__ = ["Sample"]
