"""Imported, this has imported the whole program: the process that commands are forked from does so first."""

from tests.commands import load

load()
