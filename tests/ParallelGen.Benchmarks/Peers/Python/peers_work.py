"""The work of the Python peers. A module of its own, so that functions travel by name and workers import as little as possible."""
from typing import NamedTuple


class Track(NamedTuple):
    id: int
    name: str
    score: float


def no_op(value):
    return value


def rescore(track):
    return Track(track.id, track.name, track.score * 2)


def echo(payload):
    return payload


def compute(rounds):
    value = 1
    for _ in range(rounds):
        value = (value * 1664525 + 1013904223) & 0xFFFFFFFF
    return value
