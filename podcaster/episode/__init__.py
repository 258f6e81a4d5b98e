"""A mix, encoded -> the files of an episode: tagged audio, transcripts, chapters, notes, cover, episode.json.

::

    place = place_episode(script, settings, today)
    with making(place) as (place, folder):
        episode = write_episode(folder, place, sounding, script=text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.deferred import deferred

if TYPE_CHECKING:
    from podcaster.episode.folder import making as making
    from podcaster.episode.place import Place as Place
    from podcaster.episode.place import edited_script as edited_script
    from podcaster.episode.place import keep_newer_script as keep_newer_script
    from podcaster.episode.place import place_episode as place_episode
    from podcaster.episode.place import was_edited as was_edited
    from podcaster.episode.write import RECORDING as RECORDING
    from podcaster.episode.write import Sounding as Sounding
    from podcaster.episode.write import credits_of as credits_of
    from podcaster.episode.write import performers_of as performers_of
    from podcaster.episode.write import rewrite_notes as rewrite_notes
    from podcaster.episode.write import write_episode as write_episode

__getattr__ = deferred(
    __name__,
    {
        "Place": "place",
        "RECORDING": "write",
        "Sounding": "write",
        "credits_of": "write",
        "edited_script": "place",
        "keep_newer_script": "place",
        "making": "folder",
        "performers_of": "write",
        "place_episode": "place",
        "rewrite_notes": "write",
        "was_edited": "place",
        "write_episode": "write",
    },
)
