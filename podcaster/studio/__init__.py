"""The studio: an episode heard, explained, put right and signed off in the browser, by one person on one machine.

::

    podcaster studio EPISODE

A small web application (Starlette on uvicorn, loopback only) over one :class:`podcaster.project.Project`. It has no
logic of its own: every operation is the project's, and is on disk before it is confirmed. The page is plain ES modules
in ``assets/``; all its words come from ``texts/``.
"""
