"""The web application: addresses, and nothing else. What they do is the desk's."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from podcaster.characters import composed
from podcaster.errors import InputError, PodcasterError
from podcaster.phrases import phrase
from podcaster.project import StaleError
from podcaster.speech.recorded import LARGEST
from podcaster.studio.sound import wave_of
from podcaster.studio.table import sentence_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from podcaster.studio.desk import Desk
    from podcaster.studio.desks import Desks

ASSETS = Path(__file__).parent / "assets"
LARGEST_REQUEST = 1_000_000
"""Bytes of an operation; a line's words have a few hundred."""
LOOK = 1.0
"""Seconds between two looks at the files, for changes by other means."""
IDLE = 0.3
"""Seconds between two looks at whether something wants to be spoken."""
BEAT = 15.0
"""Seconds after which an idle stream of events says that it is alive."""


def make_app(desks: Desks) -> Starlette:
    """The application over the episodes of a show: the first one at the top, the others below ``/e/``."""
    pages = [
        Route("/", page),
        Route("/api/state", state, methods=["POST"]),
        Route("/api/do", do, methods=["POST"]),
        Route("/api/bite", bite, methods=["POST"]),
        Route("/api/events", events),
        Route("/api/line/{index:int}.wav", line),
        Route("/api/mix", mix),
        Route("/api/mix.wav", mix_sound),
        Route("/api/preview.wav", preview),
        Route("/api/episode", episode),
        Route("/api/audition.wav", audition),
        Route("/api/say.wav", say),
        Route("/api/episodes", episodes),
    ]
    routes = [*pages, Mount("/e/{episode}", routes=pages), Mount("/assets", StaticFiles(directory=ASSETS))]

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        desks.loop = desks.first.loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(work(desks)) for work in (watch, speak_ahead)]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await run_in_threadpool(desks.close)

    errors: dict[Any, Any] = {
        PodcasterError: refused,
        OSError: refused,
        ValueError: misunderstood,
        KeyError: misunderstood,
        Exception: failed,
    }
    app = Starlette(routes=routes, lifespan=life, exception_handlers=errors)
    app.state.desks = desks
    return app


async def watch(desks: Desks) -> None:
    """Tell the pages what changes by other means, and work the waveforms out."""
    while True:
        for desk in desks.open:
            with suppress(PodcasterError, OSError):
                await run_in_threadpool(desk.follow)
                if await run_in_threadpool(desk.sounds.draw):
                    desk.forget()
                    desk.tell("changed", {})
        await asyncio.sleep(LOOK)


async def speak_ahead(desks: Desks) -> None:
    """Speak what was changed, line by line, so that it is there when somebody plays it."""
    while True:
        for desk in [each for each in desks.open if each.listeners]:
            spoke = False
            with suppress(PodcasterError, OSError):
                spoke = await run_in_threadpool(desk.speak_ahead)
            if spoke:
                break
        else:
            await asyncio.sleep(IDLE)


async def refused(request: Request, error: Exception) -> Response:
    """A sentence, and the state as it is: the page shows both."""
    status = 409 if isinstance(error, StaleError) else 400 if isinstance(error, PodcasterError) else 507
    desks: Desks = request.app.state.desks
    answer = {"error": sentence_of(error, desks.first.settings.folder)}
    if request.method == "POST":
        with suppress(PodcasterError, OSError):
            answer |= await news(await desk_of(request), getattr(request.state, "have", {}))
    return JSONResponse(answer, status)


async def news(desk: Desk, have: dict[str, str]) -> dict[str, Any]:
    """What a page does not have of the state.

    Raises:
        PodcasterError: It cannot be worked out.
    """
    return await run_in_threadpool(desk.answer, have)


async def done(desk: Desk, have: dict[str, str]) -> dict[str, Any]:
    """The same after an operation, which counts: where the state cannot be shown, the page is told when it asks."""
    try:
        return await news(desk, have)
    except (PodcasterError, OSError):
        return {}


async def misunderstood(_: Request, error: Exception) -> Response:
    """A request that is none of the page's."""
    return JSONResponse({"error": sentence_of(error)}, 400)


async def failed(_: Request, error: Exception) -> Response:
    """A mistake of the program's; where it runs, its trace is shown."""
    return JSONResponse({"error": sentence_of(error)}, 500)


async def desk_of(request: Request) -> Desk:
    """The desk of the episode that a request is about.

    Raises:
        PodcasterError: The show has no such episode, or it cannot be opened.
    """
    desks: Desks = request.app.state.desks
    return await run_in_threadpool(desks.desk, str(request.path_params.get("episode", "")))


async def body_of(request: Request, most: int) -> bytes:
    """A request's body, read no further than is allowed.

    Raises:
        InputError: It is larger.
    """
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            raise InputError(phrase("This is larger than {size} MB.", size=most // 1_000_000))
    return bytes(data)


async def table_of(request: Request) -> dict[str, Any]:
    """A request's JSON object."""
    body = await body_of(request, LARGEST_REQUEST)
    try:
        table = json.loads(composed(body.decode()))
    except RecursionError as error:
        raise InputError("This is no request of the studio's page.") from error
    inner = [table.get("have"), table.get("values")] if isinstance(table, dict) else [[]]
    if not all(each is None or isinstance(each, dict) for each in inner):
        raise InputError("This is no request of the studio's page.")
    return dict(table)


async def page(_: Request) -> Response:
    """The page."""
    return FileResponse(ASSETS / "index.html", headers={"Cache-Control": "no-store"})


async def state(request: Request) -> Response:
    """The parts of the state that the page does not have."""
    table = await table_of(request)
    return JSONResponse(await news(await desk_of(request), dict(table.get("have") or {})))


async def episodes(request: Request) -> Response:
    """The show's episodes."""
    desks: Desks = request.app.state.desks
    return JSONResponse({"episodes": await run_in_threadpool(desks.listed), "choose": desks.choose})


async def do(request: Request) -> Response:
    """An operation: it is on disk when this answers."""
    table, desk = await table_of(request), await desk_of(request)
    request.state.have = dict(table.get("have") or {})
    name, values = str(table.get("name", "")), dict(table.get("values") or {})
    revision = table.get("revision")
    told = await run_in_threadpool(desk.do, name, values, revision if isinstance(revision, int) else None)
    request.app.state.desks.share(desk.settings)
    return JSONResponse({"result": told, **await done(desk, request.state.have)})


async def bite(request: Request) -> Response:
    """A recording that speaks a line."""
    desk, query = await desk_of(request), request.query_params
    data = await body_of(request, LARGEST)
    number, revision = int(query["line"]), int(query["revision"])
    await run_in_threadpool(desk.bite, number, query.get("name", ""), query.get("credit", ""), data, revision)
    return JSONResponse(await done(desk, {}))


async def events(request: Request) -> Response:
    """What happens, as server-sent events. The first one lets the page ask what has changed before it listened."""
    desk = await desk_of(request)
    queue: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    async def stream() -> AsyncIterator[bytes]:
        desk.listeners.add(queue)
        try:
            yield b"retry: 1000\nevent: changed\ndata: {}\n\n"
            while not desk.ended:
                try:
                    event, values = await asyncio.wait_for(queue.get(), BEAT)
                except TimeoutError:
                    yield b": here\n\n"
                    continue
                yield f"event: {event}\ndata: {json.dumps(values)}\n\n".encode()
        finally:
            desk.listeners.discard(queue)

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def line(request: Request) -> Response:
    """One line, as a sound."""
    desk = await desk_of(request)
    clip = await run_in_threadpool(desk.line, request.path_params["index"])
    return FileResponse(clip.path, media_type="audio/wav", headers={"Cache-Control": "no-store"})


async def mix(request: Request) -> Response:
    """When the lines of the script from one on are heard; ``mix.wav`` has the sound."""
    desk, first = await desk_of(request), int(request.query_params["from"])
    run = await run_in_threadpool(desk.mix, first)
    return JSONResponse({"cues": run.times, "next": run.next, "mark": run.mark})


async def mix_sound(request: Request) -> Response:
    """The script from a line on, as it will be heard."""
    desk, first = await desk_of(request), int(request.query_params["from"])
    run = await run_in_threadpool(desk.mix, first)
    return StreamingResponse(wave_of(run.mix), media_type="audio/wav", headers={"Cache-Control": "no-store"})


async def preview(request: Request) -> Response:
    """The beginning or the end with other music and pauses, which are not kept."""
    desk, query = await desk_of(request), dict(request.query_params)
    end = bool(query.pop("end", ""))
    planned = await run_in_threadpool(desk.preview, query, end=end)
    return StreamingResponse(wave_of(planned), media_type="audio/wav", headers={"Cache-Control": "no-store"})


async def episode(request: Request) -> Response:
    """The episode as it was made."""
    path = (await desk_of(request)).sounds.audio
    if path is None or not path.is_file():
        raise InputError("The episode has not been made yet.")
    return FileResponse(path, headers={"Cache-Control": "no-store"})


async def audition(request: Request) -> Response:
    """A role in some voice."""
    desk, query = await desk_of(request), request.query_params
    clip = await run_in_threadpool(lambda: desk.voices.audition(query["role"], query["voice"], desk.cast()))
    return FileResponse(clip.path, media_type="audio/wav", headers={"Cache-Control": "no-store"})


async def say(request: Request) -> Response:
    """A word or a text."""
    desk, query = await desk_of(request), request.query_params
    text, word, said = (query.get(key, "") for key in ("text", "word", "said"))
    clip = await run_in_threadpool(lambda: desk.voices.word(text, word, said, desk.cast()))
    return FileResponse(clip.path, media_type="audio/wav", headers={"Cache-Control": "no-store"})
