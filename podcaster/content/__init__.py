"""What is made once and used again: spoken lines, encoded parts, what was heard; each named by what decides it.

A :class:`ContentStore` is the one interface to it. The first is a folder of this machine; one that several machines
share has the same methods and a folder in front, because readers take parts of a file where it lies.
"""

from podcaster.content.base import Amount, ContentKind, ContentStore
from podcaster.content.folder import FolderStore
from podcaster.content.opening import open_content

__all__ = ["Amount", "ContentKind", "ContentStore", "FolderStore", "open_content"]
