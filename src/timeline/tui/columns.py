"""Arithmetic with columns of bytes, all items at once: a history of 100,000 events has to be there before one notices."""

from __future__ import annotations


def either(*columns: bytes | bytearray) -> bytes:
    """Return the bits that are set in any of some columns of one length."""
    found = 0
    for column in columns:
        found |= int.from_bytes(column, "little")
    return found.to_bytes(len(columns[0]), "little")


def both(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    """Return the bits that are set in two columns of one length."""
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(len(one), "little")
