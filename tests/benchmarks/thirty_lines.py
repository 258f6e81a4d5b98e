"""What a user would write in an afternoon: an article read by pyttsx3 in two voices, put together by pydub.

It wants espeak-ng and ffmpeg on the machine. The benchmark compares ``podcaster make`` with it.
"""

import re
import sys
import tempfile
from pathlib import Path

import pyttsx3
from pydub import AudioSegment
from pydub.effects import normalize

article, episode = sys.argv[1:]
engine = pyttsx3.init()
voices = [voice.id for voice in engine.getProperty("voices") if "en" in voice.id]
narrator, speaker = voices[0], voices[-1]
pieces = [piece for piece in re.split(r"([“\"].+?[”\"])", Path(article).read_text("utf-8")) if piece.strip()]
folder = Path(tempfile.mkdtemp())
for number, piece in enumerate(pieces):
    engine.setProperty("voice", speaker if piece[0] in '“"' else narrator)
    engine.save_to_file(piece.strip('“”" \n'), str(folder / f"{number}.wav"))
    engine.runAndWait()
audio = AudioSegment.silent(500)
for number in range(len(pieces)):
    wav = folder / f"{number}.wav"
    if wav.exists():  # save_to_file loses one now and then
        audio += AudioSegment.from_wav(wav) + AudioSegment.silent(300)
normalize(audio).export(episode, format="mp3", bitrate="96k")
