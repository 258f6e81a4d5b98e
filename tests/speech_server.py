"""A server for ``POST /v1/audio/speech`` that beeps, and that fails in every way such servers are known to fail.

The voice ``x-FAULT`` asks for a fault; see the names of the methods. It counts requests by voice.
"""

from __future__ import annotations

import json
import struct
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar

from podcaster.model import Audio, Voice
from podcaster.testing.tone import ToneEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-secret-of-the-tests"


def beep(text: str, speed: float = 1.0, hertz: str = "440") -> Audio:
    return ToneEngine("tone", {}).synthesize(text, Voice("tone", "tone", hertz, rate=speed))


def encode(audio: Audio, kind: str) -> bytes:
    if kind == "pcm":
        return audio.pcm
    if kind == "wav":
        return wav(audio, len(audio.pcm))
    import av
    import numpy as np

    names = {"mp3": ("mp3", "mp3"), "flac": ("flac", "flac"), "opus": ("ogg", "libopus"), "aac": ("adts", "aac")}
    out = BytesIO()
    with av.open(out, "w", format=names[kind][0]) as file:
        stream = file.add_stream(names[kind][1], rate=48000 if kind == "opus" else audio.sample_rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.frombuffer(audio.pcm, "<i2")[None], format="s16", layout="mono")
        frame.sample_rate = audio.sample_rate
        resampler = av.AudioResampler(
            stream.format, "mono", stream.rate, frame_size=stream.codec_context.frame_size or 1024
        )
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return out.getvalue()


def wav(audio: Audio, size: int) -> bytes:
    """A WAV file whose header says that it has ``size`` bytes of samples."""
    rate = audio.sample_rate
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        (size + 36) & 0xFFFFFFFF,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        rate,
        2 * rate,
        2,
        16,
        b"data",
        size,
    )
    return head + audio.pcm


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: Any) -> None:
        pass

    def answer(self, status: int, body: bytes | dict[str, Any], **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def error(self, status: int, message: str, **headers: str) -> None:
        self.answer(status, {"error": {"message": message, "type": "x", "code": None}}, **headers)

    def do_GET(self) -> None:
        if self.path.endswith("/audio/voices") and self.server.voices is not None:
            self.answer(200, self.server.voices)  # type: ignore[arg-type]
        else:
            self.error(404, "no such page")

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        voice = request["voice"]
        server = self.server
        with server.lock:
            server.counts[voice] += 1
            count = server.counts[voice]
            server.requests.append({**request, "authorization": self.headers.get("Authorization")})
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
        try:
            time.sleep(server.delay)
            fault = getattr(self, f"fault_{voice[2:].replace('-', '_')}", None) if voice.startswith("x-") else None
            hertz = {"af_alto": "660", "bm_bass": "220"}.get(voice, "440")
            audio = encode(beep(request["input"], request.get("speed", 1.0), hertz), request["response_format"])
            if fault is None or fault(count, audio) is False:
                self.answer(200, audio, Content_Type="audio/x")
        finally:
            with server.lock:
                server.busy -= 1

    # Each returns False when the request is to be answered well after all.

    def fault_slow_down(self, count: int, audio: bytes) -> Any:
        return self.error(429, "slow down", Retry_After="0.05") if count <= 2 else False

    def fault_slow_down_until(self, count: int, audio: bytes) -> Any:
        return self.error(503, "later", Retry_After="Thu, 01 Jan 1970 00:00:00 GMT") if count <= 2 else False

    def fault_twice(self, count: int, audio: bytes) -> Any:
        return self.error(500, "boom") if count <= 2 else False

    def fault_always(self, count: int, audio: bytes) -> Any:
        return self.error(500, f"boom {self.headers.get('Authorization')}")

    def fault_hang_once(self, count: int, audio: bytes) -> Any:
        if count > 1:
            return False
        time.sleep(1.5)
        return self.error(500, "too late")

    def fault_cut_once(self, count: int, audio: bytes) -> Any:
        if count > 1:
            return False
        self.send_response(200)
        self.send_header("Content-Length", str(len(audio)))
        self.end_headers()
        self.wfile.write(audio[: len(audio) // 2])
        self.close_connection = True
        return None

    def fault_chunks(self, count: int, audio: bytes) -> Any:
        """Streamed, with the sizes of a stream in the header; the first time broken off."""
        streamed = audio[:4] + b"\xff" * 4 + audio[8:40] + b"\xff" * 4 + audio[44:]
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(streamed), 8192):
            if count == 1 and start:
                self.close_connection = True
                return
            piece = streamed[start : start + 8192]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def fault_empty_once(self, count: int, audio: bytes) -> Any:
        return self.answer(200, b"", Content_Type="audio/wav") if count == 1 else False

    def fault_json_once(self, count: int, audio: bytes) -> Any:
        return self.answer(200, {"detail": "model is loading"}) if count == 1 else False

    def fault_json_always(self, count: int, audio: bytes) -> Any:
        return self.answer(200, {"detail": "model not found"}, Content_Type="audio/wav")

    def fault_noise(self, count: int, audio: bytes) -> Any:
        return self.answer(200, b"\x07\x11\x80" * 500, Content_Type="audio/wav")

    def fault_silence_once(self, count: int, audio: bytes) -> Any:
        return self.answer(200, audio[:44] + bytes(len(audio) - 44)) if count == 1 else False

    def fault_short_once(self, count: int, audio: bytes) -> Any:
        return self.answer(200, encode(Audio(b"\0\x10" * 200, 24000), "wav")) if count == 1 else False

    def fault_key(self, count: int, audio: bytes) -> Any:
        return self.error(401, f"Incorrect API key provided: {str(self.headers.get('Authorization'))[7:]}")

    def fault_voice(self, count: int, audio: bytes) -> Any:
        return self.error(404, "no such voice")

    def fault_long(self, count: int, audio: bytes) -> Any:
        return self.error(400, "input too long")

    def fault_elsewhere(self, count: int, audio: bytes) -> Any:
        return self.error(307, "moved", Location="http://127.0.0.1:9/steal")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    voices: ClassVar[Any] = ["af_alto", "bm_bass", "plain"]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.counts: Counter[str] = Counter()
        self.requests: list[dict[str, Any]] = []
        self.busy = self.busiest = 0
        self.delay = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_: Any) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
