"""The files of an episode's folder, and their media types."""

from podcaster.store import SCRIPT_FILE

SIDE_TYPES = {
    SCRIPT_FILE: "text/plain",
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.json": "application/json",
    "chapters.json": "application/json+chapters",
    "notes.html": "text/html",
}
"""The texts of an episode's folder, with their media types."""

PICTURE_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
"""Media type of a cover by its suffix."""
