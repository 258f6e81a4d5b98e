"""Everything that touches codecs and samples: edit, measure, decode, render, encode.

The names below are loaded when they are first used, because numpy and the codecs are slow to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.deferred import deferred

if TYPE_CHECKING:
    from podcaster.audio.clips import edit_clip as edit_clip
    from podcaster.audio.decode import decode_audio as decode_audio
    from podcaster.audio.export import export_lines as export_lines
    from podcaster.audio.files import MEDIA_TYPES as MEDIA_TYPES
    from podcaster.audio.files import encode_mix as encode_mix
    from podcaster.audio.loudness import integrated_loudness as integrated_loudness
    from podcaster.audio.loudness import measure_energies as measure_energies
    from podcaster.audio.mp3 import Encoded as Encoded
    from podcaster.audio.mp3 import encode_mp3 as encode_mp3
    from podcaster.audio.sounds import load_music as load_music
    from podcaster.audio.timeline import Mix as Mix

__getattr__ = deferred(
    __name__,
    {
        "Encoded": "mp3",
        "MEDIA_TYPES": "files",
        "Mix": "timeline",
        "decode_audio": "decode",
        "edit_clip": "clips",
        "encode_mix": "files",
        "encode_mp3": "mp3",
        "export_lines": "export",
        "integrated_loudness": "loudness",
        "load_music": "sounds",
        "measure_energies": "loudness",
    },
)
