"""The values between the stages: article, quotes, script, sound and episode, in the order they are made.

All are frozen. Text positions are offsets in code points; times are seconds as floats; only the writer of a file format
converts.
"""

from podcaster.model.article import SPOKEN_KINDS, Article, Block, BlockKind, LeftOut, Origin
from podcaster.model.episode import CorrectionNote, Episode, File, FormerAudio, Location, Performer, Soundbite
from podcaster.model.quotes import Chance, Correction, Gender, Quote, QuoteKind, ReadArticle, Speaker, worth_telling
from podcaster.model.script import (
    COMMENTS,
    NARRATOR,
    UNATTRIBUTED,
    Ending,
    Line,
    Pause,
    Role,
    Script,
    Section,
    Sound,
    SoundMode,
)
from podcaster.model.sound import Audio, Cast, Casting, Chapter, Clip, Cue, Voice
from podcaster.model.wishes import NOTHING_SAID, Overrides, Wishes

__all__ = [
    "COMMENTS",
    "NARRATOR",
    "NOTHING_SAID",
    "SPOKEN_KINDS",
    "UNATTRIBUTED",
    "Article",
    "Audio",
    "Block",
    "BlockKind",
    "Cast",
    "Casting",
    "Chance",
    "Chapter",
    "Clip",
    "Correction",
    "CorrectionNote",
    "Cue",
    "Ending",
    "Episode",
    "File",
    "FormerAudio",
    "Gender",
    "LeftOut",
    "Line",
    "Location",
    "Origin",
    "Overrides",
    "Pause",
    "Performer",
    "Quote",
    "QuoteKind",
    "ReadArticle",
    "Role",
    "Script",
    "Section",
    "Sound",
    "SoundMode",
    "Soundbite",
    "Speaker",
    "Voice",
    "Wishes",
    "worth_telling",
]
