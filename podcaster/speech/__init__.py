"""Script and cast -> one clip a line: cached by content, spoken in parallel, every clip checked.

::

    with Engines(settings) as engines:
        for clip in speak(script.lines, cast, engines, store):
            ...
"""

from podcaster.speech.run import recall, speak, thread_count

__all__ = ["recall", "speak", "thread_count"]
