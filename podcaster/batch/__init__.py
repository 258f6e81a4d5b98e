"""Many articles at once: written anywhere, cast in their order, rendered anywhere.

::

    article -> written (any worker) -> cast and placed (here, in order) -> rendered (any worker) -> Outcome, in order

The one thing that later articles depend on, who has which voice, is decided in the order of the articles. So the same
articles give the same cast and the same bytes on any number of workers, whether they are processes of this machine or
of a Dask cluster. What they do not see of the show's folder goes through the store that they share (``ways``).
"""

from podcaster.batch.run import Batch, Outcome
from podcaster.batch.workers import DaskWorkers, LocalWorkers, Workers

__all__ = ["Batch", "DaskWorkers", "LocalWorkers", "Outcome", "Workers"]
