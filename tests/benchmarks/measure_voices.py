"""Measure the voices of a pool: pitch, spectrum, and what a listener hears, written back into the file.

    python tests/benchmarks/measure_voices.py voices/pool.toml [--engine kokoro] [--language es] [--distances] [--heard]

Each voice says the same sentences, those of its language, through its engine, as the settings of the working folder set
that up. Pitch: the median over voiced frames of 40 ms, by autocorrelation. Spectrum: mean power of loud frames in 16
bands of equal width in mel from 80 to 8,000 Hz, in decibels, less its mean. Of voices that say why they are in the pool
also words a minute and the level. With --heard the word error rate of the recogniser that podcaster proof uses,
compared by sound.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import tomlkit

from podcaster.cast import PoolVoice, distance, read_pool
from podcaster.engines.discovery import Engines
from podcaster.hearing import Phonemes, Recogniser, load_recogniser
from podcaster.hearing.compare import differences
from podcaster.model import Audio
from podcaster.settings import load_settings

SENTENCES = (
    "The harbour lamp was switched off when the ships no longer needed it.",
    "I thought a whale had come into the bay, and then it sang a second verse.",
    "Nobody spoke for a moment; seven people looked at the water below.",
    "We found every answer in the old log, under a jar of yellow paint.",
)
MORE = (
    "The council voted on Thursday to close two of the five libraries before the end of the year.",
    "She asked him twice whether the bridge was safe, and twice he said that he did not know.",
    "Prices rose faster than wages for the third month, mostly because bread and fuel cost more.",
    "A spokesman for the company thanked the neighbours, who had carried water all night.",
)
"""More sentences, for what is heard."""
FOREIGN = {
    "es": (
        "La lámpara del puerto se apagó cuando los barcos ya no la necesitaban.",
        "Creí que una ballena había entrado en la bahía, y entonces cantó otra vez.",
        "Nadie habló durante un momento; siete personas miraban el agua.",
        "Encontramos todas las respuestas en un cuaderno viejo, debajo de un bote de pintura.",
    ),
    "fr": (
        "La lampe du port a été éteinte quand les bateaux n'en avaient plus besoin.",
        "J'ai cru qu'une baleine était entrée dans la baie, et puis elle a chanté encore.",
        "Personne ne parla pendant un moment ; sept personnes regardaient l'eau.",
        "Nous avons trouvé toutes les réponses dans un vieux carnet, sous un pot de peinture.",
    ),
    "it": (
        "La lampada del porto fu spenta quando le navi non ne avevano più bisogno.",
        "Credevo che una balena fosse entrata nella baia, e poi ha cantato di nuovo.",
        "Nessuno parlò per un momento; sette persone guardavano l'acqua.",
        "Abbiamo trovato tutte le risposte in un vecchio quaderno, sotto un barattolo di vernice.",
    ),
    "pt": (
        "A lâmpada do porto foi apagada quando os navios já não precisavam dela.",
        "Pensei que uma baleia tinha entrado na baía, e então ela cantou de novo.",
        "Ninguém falou por um momento; sete pessoas olhavam para a água.",
        "Encontramos todas as respostas em um caderno velho, debaixo de uma lata de tinta.",
    ),
}
"""The same in other languages, of which one voice is compared with the others of its own language alone."""
BANDS = 16
LOWEST, HIGHEST = 80.0, 8000.0
PITCHES = (50.0, 450.0)


def frames(samples: np.ndarray, length: int, step: int) -> np.ndarray:
    """Successive pieces of a sound."""
    return np.lib.stride_tricks.sliding_window_view(samples, length)[::step]


def median_pitch(samples: np.ndarray, rate: int) -> float:
    """Median pitch of the voiced frames in hertz; 0 when nothing is voiced."""
    length = int(0.04 * rate)
    low, high = int(rate / PITCHES[1]), int(rate / PITCHES[0])
    found = []
    for frame in frames(samples / np.abs(samples).max(), length, rate // 100):
        centred = frame - frame.mean()
        if np.sqrt((centred**2).mean()) < 0.02:
            continue
        likeness = np.correlate(centred, centred, "full")[length - 1 :]
        lag = low + int(np.argmax(likeness[low:high]))
        if likeness[lag] > 0.5 * likeness[0]:
            found.append(rate / lag)
    return float(np.median(found)) if found else 0.0


def mel(hertz: np.ndarray | float) -> np.ndarray:
    """The mel scale (O'Shaughnessy)."""
    return 2595 * np.log10(1 + np.asarray(hertz) / 700)


def mean_spectrum(samples: np.ndarray, rate: int) -> np.ndarray:
    """Mean power of the loud frames by band, in decibels, less its mean."""
    power = np.abs(np.fft.rfft(frames(samples, 1024, 512) * np.hanning(1024))) ** 2
    total = power.sum(axis=1)
    mean = power[total > total.max() * 1e-3].mean(axis=0)
    places = mel(np.fft.rfftfreq(1024, 1 / rate))
    edges = np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2)
    bands = []
    for low, middle, high in zip(edges, edges[1:], edges[2:], strict=False):
        weights = np.clip(np.minimum((places - low) / (middle - low), (high - places) / (high - middle)), 0, None)
        bands.append(10 * np.log10((mean * weights).sum() / weights.sum() + 1e-12))
    return np.array(bands) - np.mean(bands)


def spoken(item: PoolVoice, engines: Engines, texts: tuple[str, ...]) -> list[Audio]:
    """Sentences in a voice."""
    return [engines.get(item.voice.engine).synthesize(text, item.voice) for text in texts]


def joined(sounds: list[Audio]) -> np.ndarray:
    """Several sounds as one, 1 = full scale."""
    return np.concatenate([np.frombuffer(sound.pcm, "<i2") for sound in sounds]) / 32768


def measure(item: PoolVoice, engines: Engines, recogniser: Recogniser | None) -> dict[str, Any]:
    """What is measured of one voice."""
    code = item.voice.language[:2]
    texts = FOREIGN.get(code) or (SENTENCES + MORE if recogniser else SENTENCES)
    sounds = spoken(item, engines, texts)
    samples, rate = joined(sounds[: len(SENTENCES)]), sounds[0].sample_rate
    words = sum(len(text.split()) for text in texts)
    found: dict[str, Any] = {"wer": round(errors(texts, sounds, recogniser, code) / words, 3)} if recogniser else {}
    found |= {
        "f0": round(median_pitch(samples, rate)),
        "mel": [round(float(value)) for value in mean_spectrum(samples, rate)],
    }
    if item.wpm or item.why:
        found["wpm"] = round(60 * words / sum(sound.duration for sound in sounds))
        found["level"] = round(float(10 * np.log10(np.square(joined(sounds)).mean())), 1)
    return found


def errors(texts: tuple[str, ...], sounds: list[Audio], recogniser: Recogniser, language: str) -> int:
    """How many words are heard wrong."""
    wrong = 0
    with Phonemes(language) as phonemes:
        for text, sound in zip(texts, sounds, strict=True):
            heard = phonemes.words(recogniser.hear(sound, language, careful=True).text)
            found = differences(phonemes.words(text), heard)
            wrong += sum(max(each.said[1] - each.said[0], each.heard[1] - each.heard[0]) for each in found)
    return wrong


def main(path: Path, *, engine: str, language: str, heard: bool, show: bool) -> None:
    """Measure the voices of a pool and write what was found into it."""
    document = tomlkit.parse(path.read_text("utf-8"))
    settings = load_settings()
    recogniser = load_recogniser(settings) if heard else None
    with Engines(settings) as engines:
        for entry, item in zip(document["voice"], read_pool(path), strict=True):
            if (engine and item.voice.engine != engine) or not item.voice.language.startswith(language):
                continue
            found = measure(item, engines, recogniser)
            entry.update(found)
            print(item.voice.name, *(f"{key} {value}" for key, value in found.items() if key != "mel"), flush=True)
            path.write_text(tomlkit.dumps(document), "utf-8")
    voices = read_pool(path)
    for one in voices if show else ():
        near = sorted((distance(one, other), other.voice.name) for other in voices if other is not one)[:4]
        print(f"{one.voice.name:12}", one.voice.gender, round(one.f0), *(f"{name} {far:.1f}" for far, name in near))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--engine", default="", help="measure the voices of this engine alone")
    parser.add_argument("--language", default="", help="only those whose language begins so")
    parser.add_argument("--heard", action="store_true", help="also the word error rate")
    parser.add_argument("--distances", action="store_true", help="show the nearest voices of each")
    given = parser.parse_args()
    main(given.path, engine=given.engine, language=given.language, heard=given.heard, show=given.distances)
