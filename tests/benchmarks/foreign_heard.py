"""How much of a show in another language is misheard, against plain sentences in the same voices.

    python tests/benchmarks/foreign_heard.py it [--articles 2] [--show FOLDER]

The plain sentences are those of ``tests/data/hearing/plain``, said in turn by the natural voices of the language; the
articles are the first of ``tests/data/attribution/foreign``, as episodes. What the recogniser writes and what was
written are both read as they are said (figures as words) and compared by their sounds. The folder's podcaster.toml says
where Kokoro and Whisper are. Printed: every line in which something is misheard, and the share of words by voice.

Of two articles each, in natural voices (Kokoro 1.0, Whisper base), and of the plain sentences: Italian 2.9 % (0.0),
Portuguese 3.3 (0.6), Spanish 1.6 (0.3), French 1.9 (0.3; it has one natural voice). What is left are lines of one to
three words.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from podcaster.cast import load_pool, preview_cast
from podcaster.content import open_content
from podcaster.engines import Engines
from podcaster.hearing import Memory, Phonemes, names_in, ready_recogniser
from podcaster.hearing.compare import differences
from podcaster.hearing.listen import prepare_text
from podcaster.model import Cast, Casting, Wishes
from podcaster.pipeline import write_articles
from podcaster.reading import read_show_script
from podcaster.retakes import read_clip
from podcaster.settings import Settings, load_settings
from podcaster.speaking import speak_lines
from podcaster.spoken.lexicon import find_lexicon

if TYPE_CHECKING:
    from podcaster.model import Script

DATA = Path(__file__).parents[1] / "data"


def plain(language: str, settings: Settings) -> tuple[Script, Cast]:
    """The plain sentences, each said by the next natural voice of the language."""
    voices = [item.voice for item in load_pool(settings, language).voices if item.voice.engine == "kokoro"]
    sentences = (DATA / "hearing" / "plain" / f"{language}.txt").read_text("utf-8").split("\n")
    parts = [f"@{voices[at % len(voices)].name}\n{text}\n" for at, text in enumerate(filter(None, sentences))]
    script = read_show_script(f"Title: Plain\nLanguage: {language}\n\n" + "\n".join(parts), "plain", settings)
    return script, Cast({voice.name: Casting(voice, "measured") for voice in voices})


def episodes(language: str, count: int, settings: Settings) -> list[tuple[Script, Cast]]:
    """The first articles as scripts with their casts."""
    rows = (DATA / "attribution" / "foreign" / f"{language}.jsonl").read_text("utf-8").splitlines()
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for row in rows[:count]:
            path = Path(scratch, "article.txt")
            path.write_text(json.loads(row)["text"], "utf-8")
            script = write_articles([str(path)], settings, Wishes(), lambda *_: None).script
            found.append((script, preview_cast(script, settings)))
    return found


def wrong_words(script: Script, cast: Cast, language: str, memory: Memory, settings: Settings) -> dict[str, list[int]]:
    """Speaks a script and hears it; by voice how many words are misheard, and of how many."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    lexicon = find_lexicon(settings.files)
    names = names_in((line.text for line in script.lines), (role.name for role in script.roles))
    with Phonemes(language) as phonemes, Engines(settings) as engines:
        clips = speak_lines(script, cast, engines, settings, lambda *_: None)
        for line, clip in zip(script.lines, clips, strict=True):
            said = phonemes.words(prepare_text(line.text, lexicon, language))
            heard = phonemes.words(prepare_text(memory.hear(read_clip(clip), language).text, None, language))
            found = differences(said, heard, names)
            wrong = sum(max(each.said[1] - each.said[0], each.heard[1] - each.heard[0]) for each in found)
            voice = cast.voice(line.role)
            count = counts[voice.name if voice.engine == "kokoro" else f"{voice.name} ({voice.engine})"]
            count[0], count[1] = count[0] + wrong, count[1] + len(said)
            if found:
                print(f"{wrong}/{len(said)}", line.text, "|", " ".join(word.text for word in heard), flush=True)
    return counts


def main() -> None:
    """Prints what is misheard, and the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", choices=["es", "fr", "it", "pt"])
    parser.add_argument("--articles", type=int, default=1)
    parser.add_argument("--show", type=Path, default=Path())
    options = parser.parse_args()
    settings = load_settings(options.show)
    recogniser = ready_recogniser(settings)
    recogniser.prepare(1)
    memory = Memory(recogniser, open_content(settings))
    kinds = {"plain": [plain(options.language, settings)]}
    kinds["articles"] = episodes(options.language, options.articles, settings)
    for kind, scripts in kinds.items():
        natural = [0, 0]
        for script, cast in scripts:
            for voice, (wrong, total) in wrong_words(script, cast, options.language, memory, settings).items():
                print(f"{kind}: {voice} {wrong} of {total} words, {100 * wrong / total:.1f} %", flush=True)
                if "(" not in voice:
                    natural = [natural[0] + wrong, natural[1] + total]
        print(f"{kind}, natural voices: {100 * natural[0] / max(1, natural[1]):.1f} %", flush=True)
    recogniser.close()


if __name__ == "__main__":
    main()
