"""Spoken lines -> what was misheard: a recogniser listens, and what it hears is compared by sound with the script.

::

    with Phonemes(language) as phonemes:
        listener = Listener(Memory(recogniser, store), {language: phonemes}, lexicon, names)
        for verdict in listen(lines, listener, workers):
            ...
"""

from podcaster.hearing.base import API_VERSION, Heard, Recogniser
from podcaster.hearing.discovery import load_recogniser, ready_recogniser
from podcaster.hearing.findings import Fault, HeardFault, SpokenLine, Verdict
from podcaster.hearing.listen import Listener, listen, names_in, worker_count
from podcaster.hearing.memory import Memory
from podcaster.hearing.phonemes import Phonemes

__all__ = [
    "API_VERSION",
    "Fault",
    "Heard",
    "HeardFault",
    "Listener",
    "Memory",
    "Phonemes",
    "Recogniser",
    "SpokenLine",
    "Verdict",
    "listen",
    "load_recogniser",
    "names_in",
    "ready_recogniser",
    "worker_count",
]
