"""What ``edit`` shows of an episode: its script line by line, with what wants an editor's eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from podcaster.cli.output import console, print_json

if TYPE_CHECKING:
    from podcaster.api import Project


def state_of(project: Project) -> dict[str, Any]:
    """An episode's script for programs."""
    doubts = {doubt.line: doubt for doubt in project.doubts}
    back = {each.line: each for each in project.taken_back}
    recorded = {each.line: each for each in project.recordings}
    collisions, altered = {each.line: each for each in project.collisions}, project.altered
    return {
        "folder": str(project.folder),
        "title": project.script.title,
        "revision": project.revision,
        "lines": [
            {
                "line": index + 1,
                "role": line.role,
                "text": line.text,
                "pause": line.pause,
                "doubt": doubts[index].reason if index in doubts else "",
                "choices": [choice.name for choice in doubts[index].choices] if index in doubts else [],
                "altered": index in altered,
                "recording": recorded[index].file if index in recorded else "",
                "recorded": recorded[index].said if index in recorded else "",
                "collides": list(collisions[index].theirs) if index in collisions else [],
                "copied": list(collisions[index].copied) if index in collisions else [],
                "cut": list(collisions[index].cut) if index in collisions else [],
                "taken_back": list(back[index].theirs) if index in back else [],
            }
            for index, line in enumerate(project.script.lines)
        ],
    }


def show_state(project: Project, *, as_json: bool) -> None:
    """An episode's script, line by line."""
    state = state_of(project)
    if as_json:
        print_json(state)
        return
    out = console()
    for line in state["lines"]:
        out.print(f"{line['line']:>4}  {line['role']}: {line['text']}")
        if line["doubt"]:
            out.print(f"      ? {line['doubt']} Perhaps {', '.join(line['choices']) or 'nobody here'}.")
        if line["altered"]:
            out.print("      ~ The article does not have these words.")
        if line["recording"]:
            said = f", which was put here for: {line['recorded']}" if line["recorded"] else "."
            out.print(f"      = Spoken by the recording {line['recording']}{said}")
        for theirs in line["collides"]:
            where = " (before this line, where it was cut)" if theirs in line["cut"] else ""
            side = "A copy of the script has" if theirs in line["copied"] else "The article now has"
            out.print(f"      ! {side}: {theirs}{where}")
        for theirs in line["taken_back"]:
            out.print(f"      < Taken back here, but in the article: {theirs}")
    if any(line["taken_back"] for line in state["lines"]):
        out.print(f"To have what was taken back: podcaster edit {project.folder.name} redo")
