"""Whether captions come when their words are heard: a finished episode's transcript against a recogniser's word times.

    python tests/benchmarks/word_times.py output/EPISODE --model FOLDER [--minutes 5]

Printed, for captions inside a line (a line's first one is placed by its clip): how many seconds they come after the
recogniser's word, at the median; and how far off that they are, at the median and the 95th percentile. A recogniser
places words early, Whisper base by 0.07 to 0.1 s of those whose sound begins behind a silence.
"""

from __future__ import annotations

import argparse
import re
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio

from podcaster.model import Cue

CUE = re.compile(r"(\d+):(\d+):([\d,]+) --> (\d+):(\d+):([\d,]+)\n((?:.+\n)+)")


def captions(path: Path) -> list[Cue]:
    """The captions of a SubRip transcript, which are the shortest."""
    found = []
    for match in CUE.finditer(path.read_text("utf-8") + "\n"):
        numbers = [float(part.replace(",", ".")) for part in match.groups()[:6]]
        start, end = (numbers[at] * 3600 + numbers[at + 1] * 60 + numbers[at + 2] for at in (0, 3))
        found.append(Cue(start, end, "", match[7]))
    return found


def bare(word: str) -> str:
    """A word as it is compared."""
    return "".join(sign for sign in word.casefold() if sign.isalnum())


def main(episode: Path, model: Path, minutes: float) -> None:
    """Print the figures."""
    (sound,) = episode.glob("*.mp3")
    (transcript,) = episode.glob("*.srt")
    samples = decode_audio(str(sound))[: round(minutes * 60 * 16000)]
    segments, _ = WhisperModel(str(model), device="cpu", compute_type="int8").transcribe(
        samples, language="en", word_timestamps=True, beam_size=1
    )
    heard = [(bare(word.word), word.start) for segment in segments for word in segment.words or ()]
    shown = captions(transcript)
    words = [(bare(word), number) for number, cue in enumerate(shown) for word in cue.text.split()]
    places = {number: place for place, (_, number) in reversed(list(enumerate(words)))}
    matcher = SequenceMatcher(None, [word for word, _ in words], [word for word, _ in heard], autojunk=False)
    times = {a + n: heard[b + n][1] for a, b, size in matcher.get_matching_blocks() for n in range(size)}
    late = np.array(
        [
            cue.start - times[places[number]]
            for number, cue in enumerate(shown)
            if number and abs(cue.start - shown[number - 1].end) < 0.002 and places.get(number) in times
        ]
    )
    off = np.abs(late - np.median(late))
    print(f"{len(late)} captions inside lines: {np.median(late):+.3f} s; off {np.median(np.abs(late)):.3f} s", end=" ")
    print(f"(95 %: {np.percentile(np.abs(late), 95):.3f}); beside the median {np.median(off):.3f} s", end=" ")
    print(f"(95 %: {np.percentile(off, 95):.3f})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("episode", type=Path)
    parser.add_argument("--model", type=Path, required=True, help="the folder of a Whisper model in CTranslate2's form")
    parser.add_argument("--minutes", type=float, default=5.0)
    given = parser.parse_args()
    main(given.episode, given.model, given.minutes)
