"""Secrets that stand in addresses: whoever has one is let in. Only a hash of it is kept, so nobody can read it out.

Logs leave them out by config/masking.py; who tries many meets registry/limiting.py.
"""

from hashlib import sha256
from secrets import token_urlsafe

BYTES = 24  # 192 bits: nobody guesses one, so a plain hash is enough to keep it
LONGEST = 60  # characters; none of ours is longer
DIGEST = 64  # characters of a hash


def new_secret():
    return token_urlsafe(BYTES)


def digest_of(secret):
    """Its SHA-256 in hexadecimal digits."""
    return sha256(secret.encode()).hexdigest()
