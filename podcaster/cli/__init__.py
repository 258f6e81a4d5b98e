"""The commands: parse, call, print, exit. The only package that prints.

One file a subject; each registers its commands on ``app`` when it is imported, which is when one of them is asked for
(``app.ROOMS``). They import the stages inside the commands, so that ``podcaster --help`` loads no engine, no codec and
no web client.
"""

import os
import sys
from io import TextIOWrapper

from podcaster.characters import composed, valid_text
from podcaster.cli.app import app


def main() -> None:
    """Run the command line; a terminal that cannot show a letter shows a question mark.

    Bytes in an option that are no letters, and letters that are not composed, stay only where they name a file.
    """
    sys.argv[1:] = [each if os.path.lexists(each) else composed(valid_text(each)) for each in sys.argv[1:]]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
