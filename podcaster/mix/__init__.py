"""Clips, pauses and music on one timeline, at the loudness that was asked for.

::

    mix = mix_clips(script, clips, settings.sound, find_sound)

Nothing is rendered here: :class:`podcaster.audio.timeline.Mix` says what sounds when and how loud, and
:mod:`podcaster.audio` makes a file of it.
"""

from podcaster.mix.music import find_sound as find_sound
from podcaster.mix.plan import mix_clips as mix_clips
