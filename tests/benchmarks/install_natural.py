"""``podcaster voices install natural`` that is cut off at 20 random places, and files damaged at 20.

    python tests/benchmarks/install_natural.py FOLDER [--seed 1]

FOLDER holds the release's files. They are served on this machine by a server that ends every connection for good after
so many bytes, another number for each run of the command; every third run is killed instead. After each the engine is
asked what is wrong with it: it must be not installed, or whole. Then the installed files are damaged, one at a time, at
random places (a bit, a cut end, bytes put in); each must be noticed, and mended by the next run.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from podcaster.engines.kokoro_files import MODEL, NOT_INSTALLED, VOICES, files_fault

CUTS = DAMAGES = 20


class Breaking(SimpleHTTPRequestHandler):
    """Serves ranges of the release's files as long as ``left`` bytes are left."""

    folder = Path()
    left = 0

    def do_GET(self) -> None:
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        path = self.folder / Path(self.path).name
        size = path.stat().st_size
        if start >= size:
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(size - start))
        self.end_headers()
        with path.open("rb") as file:
            file.seek(start)
            while Breaking.left and (piece := file.read(min(1 << 16, Breaking.left))):
                Breaking.left -= len(piece)
                self.wfile.write(piece)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def install(show: Path, address: str, *, kill: float = 0.0) -> int:
    """Run the command, and kill it after so many seconds where any are given."""
    command = [sys.executable, "-m", "podcaster", "voices", "install", "natural", "--from", address]
    run = subprocess.Popen(command, cwd=show, stderr=subprocess.PIPE, text=True)
    try:
        told = run.communicate(timeout=kill or None)[1]
    except subprocess.TimeoutExpired:
        run.kill()
        told = run.communicate()[1]
    assert "Traceback" not in told, told
    return run.returncode


def damage(path: Path, chance: random.Random) -> str:
    """Damage a file at a random place."""
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    kind = chance.choice(("a bit", "the end", "bytes put in"))
    if kind == "a bit":
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "the end":
        del data[at:]
    else:
        data[at:at] = chance.randbytes(chance.randrange(1, 5000))
    path.write_bytes(data)
    return f"{path.name}, {kind} at {at}"


def cut_off(show: Path, voices: Path, address: str, chance: random.Random) -> None:
    """Cut the command off again and again."""
    for number in range(CUTS):
        kill = chance.uniform(0.5, 3.0) if number % 3 == 2 else 0.0
        Breaking.left = 1 << 40 if kill else chance.randrange(1, 9_000_000)
        code = install(show, address, kill=kill)
        fault = files_fault(voices)
        partly = sum(path.stat().st_size for path in voices.glob(".*.part")) if voices.exists() else 0
        print(f"cut {number + 1}: status {code}, {partly} bytes of a part, {fault or 'whole'}", flush=True)
        assert fault in {"", NOT_INSTALLED} or fault.endswith("No such file or directory.")
        assert code or not fault


def main(folder: Path, seed: int) -> None:
    """Print what happened, and stop where anything is broken."""
    chance = random.Random(seed)
    Breaking.folder = folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), Breaking)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as scratch:
        show, voices = Path(scratch), Path(scratch, "voices")
        (show / "podcaster.toml").write_text(f'[engines.kokoro]\nvoices = "{voices}"\n', "utf-8")
        cut_off(show, voices, address, chance)
        Breaking.left = 1 << 40
        begun = time.monotonic()
        assert install(show, address) == 0
        assert not files_fault(voices)
        print(f"went on and was whole, in {time.monotonic() - begun:.0f} s")
        noticed = 0
        for number in range(DAMAGES):
            what = damage(voices / chance.choice((MODEL, VOICES)), chance)
            noticed += bool(files_fault(voices))
            assert install(show, address) == 0
            assert not files_fault(voices)
            print(f"damage {number + 1}: {what}: mended", flush=True)
    print(f"{CUTS} cuts: never a broken engine; {noticed} of {DAMAGES} damages noticed, all mended")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    main(given.folder, given.seed)
