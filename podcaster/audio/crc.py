"""The CRC-16 of LAME's Info header, fast enough for a file of hundreds of megabytes.

The checksum is linear: that of two runs of bytes follows from the two checksums and the length of the second run. So
numpy sums many short runs side by side, and then folds them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Sums: TypeAlias = NDArray[np.uint16]

POLYNOMIAL = 0xA001
"""CRC-16/ARC, bits reversed."""
RUN = 6
"""Runs of 2**6 bytes are summed side by side."""


def crc16(data: bytes) -> int:
    """The checksum of ``data``."""
    table = _pairs()
    count = -(-len(data) >> RUN)
    whole = 1 << max(0, count - 1).bit_length()
    # Zeros in front do not change a checksum that starts at zero.
    runs = np.frombuffer(data.rjust(whole << RUN, b"\0"), "<u2").reshape(whole, -1)
    sums = np.zeros(whole, np.uint16)
    for column in np.ascontiguousarray(runs.T):
        sums = table[sums ^ column]
    power = RUN
    while len(sums) > 1:
        sums = _shift(sums[0::2], power) ^ sums[1::2]
        power += 1
    return int(sums[0])


def join_crc16(first: int, second: int, length: int) -> int:
    """The checksum of two runs of bytes, from the checksum of each and the length of the second."""
    moved = np.array([first], np.uint16)
    for power in range(length.bit_length()):
        if length >> power & 1:
            moved = _shift(moved, power)
    return int(moved[0]) ^ second


@lru_cache(maxsize=1)
def _table() -> Sums:
    """The checksum of each single byte."""
    table = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ POLYNOMIAL, table >> 1).astype(np.uint16)
    return table


@lru_cache(maxsize=1)
def _pairs() -> Sums:
    """The checksum of each pair of bytes: what comes out when the next two bytes are added to a checksum."""
    return _shift(np.arange(1 << 16, dtype=np.uint16), 1)


def _shift(sums: Sums, power: int) -> Sums:
    """Checksums as they are 2**power zero bytes later."""
    low, high = _zeros(power)
    return np.asarray(low[sums & 0xFF] ^ high[sums >> 8], np.uint16)


@lru_cache(maxsize=48)
def _zeros(power: int) -> tuple[Sums, Sums]:
    """What 2**power zero bytes make of each low byte and of each high byte of a checksum."""
    values = np.arange(256, dtype=np.uint16)
    if power == 0:
        return _table().copy(), values
    return _shift(_shift(values, power - 1), power - 1), _shift(_shift(values * np.uint16(256), power - 1), power - 1)
