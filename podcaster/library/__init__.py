"""The show's episodes: found, changed, corrected, numbered, dated, removed, and put together as the show that is out.

Nothing here sends anything; that is ``podcaster.publish``.
"""
