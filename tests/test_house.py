"""The house as CONTRIBUTING draws it: layers, no circles, modules and functions that fit a screen."""

import ast
import dataclasses
import inspect
import marshal
import os
import re
import select
import signal
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import grimp
import pytest

from podcaster import bytecode
from podcaster.beside import Beside
from podcaster.patterns import METHODS, on_demand

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "podcaster"
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
"""Lines."""
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("podcaster", cache_dir=None)


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every module, parsed once."""
    return {path: ast.parse(path.read_text("utf-8")) for path in MODULES}


@pytest.fixture(scope="module")
def functions(trees) -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function, with the module that it is in."""
    return [
        (str(path.relative_to(ROOT)), node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def layers():
    """The layers of import-linter's first contract, the top one first."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    rows = table["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip() for name in row.split("|")] for row in rows]


def test_no_module_is_longer_than_a_few_screens() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen(functions) -> None:
    lengths = {f"{path}: {node.name}": node.end_lineno - node.lineno + 1 for path, node in functions}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_a_function_that_needs_one_section_takes_no_settings(functions) -> None:
    """All settings are for those who pass them on, or need several of them."""
    taken = []
    for path, node in functions:
        arguments = [each.arg for each in (*node.args.args, *node.args.kwonlyargs) if is_settings(each.annotation)]
        if not arguments:
            continue
        names = [each for each in ast.walk(node) if isinstance(each, ast.Name) and each.id in arguments]
        parts = [each for each in ast.walk(node) if isinstance(each, ast.Attribute) and each.value in names]
        if len(parts) == len(names) and len({part.attr for part in parts}) == 1:
            taken.append(f"{path}: {node.name}")
    assert taken == []


def is_settings(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == "Settings"


FAMILIES = {"Context": "AnyContext"}
"""Classes with the name of the one that they derive from, by the name under which they import it."""


def test_one_name_is_one_kind_of_thing(trees) -> None:
    """Two classes that others use have one name only where they are the same thing, one derived from the other."""
    classes = [node for tree in trees.values() for node in tree.body if is_public_class(node)]
    named = defaultdict(list)
    for node in classes:
        named[node.name].append({ast.unparse(base) for base in node.bases})
    twice = {name: [base for base in found if FAMILIES.get(name) not in base] for name, found in named.items()}
    assert [name for name, found in twice.items() if len(found) > 1] == []


TYPE = re.compile("([A-Z][a-z]+)+")


def test_the_name_of_a_type_stands_for_one_type(trees) -> None:
    """One that is another name for a type is no class's, and stands for the same wherever it is given."""
    meant = defaultdict(set)
    for path, tree in trees.items():
        for node in [*tree.body, *(each for block in tree.body if isinstance(block, ast.If) for each in block.body)]:
            if is_public_class(node) and node.name not in FAMILIES:
                meant[node.name].add(f"class in {path}")
            elif isinstance(node, ast.Assign) and TYPE.fullmatch(name := ast.unparse(node.targets[0])):
                meant[name].add(ast.unparse(node.value))
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}


WHOLLY = ("model", "settings", "project", "merging")
"""Rooms whose inner classes too say what their fields are: values between the stages, and what a project keeps."""


def test_every_field_says_what_it_is(trees) -> None:
    """A name and a type do not tell units, nor what empty means; the page of the settings is made of it too."""
    bare = []
    for path in MODULES:
        place = path.relative_to(PACKAGE)
        classes = [node for node in trees[path].body if isinstance(node, ast.ClassDef)]
        for node in classes if place.parts[0] in WHOLLY else filter(is_public_class, classes):
            for each, following in pairwise([*node.body, None]):
                said = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
                if isinstance(each, ast.AnnAssign) and not said:
                    bare.append(f"{place}: {node.name}.{ast.unparse(each.target)}")
    assert bare == []


def is_public_class(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and not node.name.startswith("_")


def test_strangers_addresses_and_moments_are_taken_apart_in_one_place() -> None:
    """The standard library raises errors at some of them, and where nobody thinks of it."""
    alone = {"address.py": r"\burl(split|join|parse)\(", "times.py": r"\bdatetime\.fromtimestamp\(|\bparsedate"}
    found = [
        (path.name, pattern)
        for path in MODULES
        for name, pattern in alone.items()
        if path.name != name and re.search(pattern, path.read_text("utf-8"))
    ]
    assert found == []


NO_SENTENCE = {
    "article/markdown/dialect.py": "behind what a line's last words are names of topics",
    "article/phrases.py": "behind what somebody says where he is to be found",
    "mix/anchors.py": "where a voice may pause, which is also inside a sentence",
    "project/unknown.py": "behind what a capital says nothing, a colon and a mark among it",
    "quotes/detection/passages.py": "where a line was not wrapped, and behind what a credit stands",
    "spoken": "before and behind what an abbreviation or a word in capitals is read otherwise",
}
"""Modules and packages with a pattern of stops that is none for the end of a sentence, and what it is."""
SIGNS = re.compile(r"(?<!\\)\[(?!\^)((?:\\.|[^\]\\])*)\]|^([^\w\s\[]{3,8})$")


def test_where_a_sentence_ends_is_said_in_one_place(trees) -> None:
    """No other module has a pattern of its own for it; what parts a sentence, too, has a comma among its signs."""
    own = {str(path.relative_to(PACKAGE)) for path, tree in trees.items() if any(map(is_stop, ast.walk(tree)))}
    own -= {"sentences.py"}
    named = {
        path: next((name for name in NO_SENTENCE if path == name or path.startswith(f"{name}/")), "") for path in own
    }
    assert sorted(path for path, name in named.items() if not name) == []
    assert set(named.values()) == set(NO_SENTENCE)


def is_stop(node: ast.AST) -> bool:
    """Whether a text has a class of signs, or is a row of them, among which are all that end a sentence."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    classes = (set(found[1] or found[2] or "") for found in SIGNS.finditer(node.value))
    return any(set(".!?") <= signs and "," not in signs for signs in classes)


def test_no_modules_import_each_other_in_a_circle(graph) -> None:
    """Imports inside functions count; the package's public names, which lead everywhere, do not."""
    imported = {module: graph.find_modules_directly_imported_by(module) - {"podcaster"} for module in graph.modules}
    assert circles(imported) == []


def test_no_rooms_import_each_other_in_a_circle(graph) -> None:
    """Neither do the packages and modules that lie side by side in a package, taken with all that is in them."""
    found = []
    for package in sorted(graph.modules):
        rooms = graph.find_children(package)
        between: dict[str, set[str]] = {room: set() for room in rooms}
        for module in graph.modules:
            for other in graph.find_modules_directly_imported_by(module):
                start, end = room_of(module, rooms), room_of(other, rooms)
                if start and end and start != end:
                    between[start].add(end)
        found += circles(between)
    assert found == []


def room_of(module: str, rooms: set[str]) -> str | None:
    return next((room for room in rooms if module == room or module.startswith(f"{room}.")), None)


def circles(imported: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other: what is left when what imports nothing is taken away, and again."""
    left = {module: set(others) & imported.keys() for module, others in imported.items()}
    while leaves := {module for module, others in left.items() if not others & left.keys()}:
        left = {module: others for module, others in left.items() if module not in leaves}
    importers = defaultdict(set)
    for module, others in left.items():
        for other in others & left.keys():
            importers[other].add(module)
    while roots := {module for module in left if not importers[module] & left.keys()}:
        left = {module: others for module, others in left.items() if module not in roots}
    return [sorted(left)] if left else []


def test_every_module_has_a_layer(graph) -> None:
    """lint-imports sees that each is where it belongs; here, that none is left out and none is named that is gone."""
    modules = {name.removeprefix("podcaster.") for name in graph.find_children("podcaster")}
    named = [name for row in layers() for name in row]
    assert sorted(modules) == sorted(named)


@pytest.mark.parametrize("name", ["audio", "engines", "episode", "project"])
def test_what_a_package_loads_when_it_is_asked_for_is_there(name: str) -> None:
    package = import_module(f"podcaster.{name}")
    imports = [node for node in ast.walk(ast.parse(inspect.getsource(package))) if isinstance(node, ast.ImportFrom)]
    rooms = [node for node in imports if (node.module or "").startswith(f"podcaster.{name}.")]
    assert rooms
    for node in rooms:
        for each in node.names:
            assert getattr(package, each.name) is getattr(import_module(node.module), each.name)
    assert not hasattr(package, "nothing_of_this_name")


def test_contributing_draws_what_is_there() -> None:
    """The table of layers has every layer's modules, in the order of pyproject.toml, and nothing else."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("| layer | what |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ((?:`[\w.]+`,? ?)+) \|", table, re.MULTILINE)
    drawn = [sorted(re.findall(r"`([\w.]+)`", row)) for row in rows]
    assert drawn == [sorted(row) for row in layers()]


def test_what_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = set(re.findall(r"`((?:podcaster|tests)/[\w./-]+)`", text))
    assert paths
    assert {path for path in paths if not (ROOT / path).exists()} == set()


TOP = (
    ".ci .gitignore CHANGELOG.md CONTRIBUTING.md LICENSE README.md SECURITY.md output podcaster pyproject.toml scripts "
    "tests voices"
)


def test_nothing_lies_about_at_the_top() -> None:
    """Nineteen packages that somebody had fetched for a trial were committed once with everything else."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("no checkout")
    assert {path.split("/")[0] for path in told.stdout.split("\0") if path} == set(TOP.split())


def test_the_pipeline_is_one_screen() -> None:
    assert len((PACKAGE / "pipeline.py").read_text("utf-8").splitlines()) <= 110


def test_expressions_on_demand_are_those_of_re() -> None:
    waiting = on_demand(r"(?P<day>\d+)(st|nd)", re.IGNORECASE)
    assert "sub" not in vars(waiting)
    assert waiting.sub(r"\g<day>", "the 1ST and 2nd") == "the 1 and 2"
    assert (waiting.flags, dict(waiting.groupindex)) == (re.compile("", re.IGNORECASE).flags, {"day": 1})
    with pytest.raises(AttributeError):
        waiting.nothing  # noqa: B018
    written: list[str] = []
    late = on_demand(lambda: written.append("read") or "a|b")
    assert written == []
    assert (late.search("b") is not None, late.pattern, written) == (True, "a|b", ["read"])
    every = {name for name in dir(re.compile("")) if not name.startswith("_")}
    assert every - {*METHODS, "pattern"} <= {"scanner"}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes the file of what is kept beside the bytecode anew, as the next process reads it."""

    def next_process() -> bytecode._Shelf:
        shelf = bytecode._Shelf(tmp_path / "kept.bin")
        monkeypatch.setattr(bytecode, "_shelf", lambda: shelf)
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
        return shelf

    return next_process


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?P<day>\d+)(st|nd)", re.IGNORECASE),
        ("(?i:a)[é-ü]+?", 0),
        ("(?x) a  b # c", re.ASCII),
        (r"(?<!\w)\b(?:x){2,5}$", 8),
    ],
)
def test_expressions_that_were_kept_are_those_of_re(shelf, pattern: str, flags: int) -> None:
    for known in (False, True):
        shelf()
        assert (not bytecode._shelf().known) is not known
        assert bytecode.compile_kept(pattern, flags) == re.compile(pattern, flags)
        assert bytecode.compile_kept(pattern, flags).groupindex == re.compile(pattern, flags).groupindex
        bytecode.keep()


def test_expressions_of_modules_are_kept_and_no_others(shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re._compiler, "compile", re._compiler.compile)  # put back behind the test
    bytecode.keep_expressions()
    shelf()
    module = compile("found = re.compile('(?P<seldom>seen)', re.ASCII), re.compile(b'bytes')", "a.py", "exec")
    space = {"re": re}
    exec(module, space)
    assert bytecode._shelf().fresh.keys() == {f"{int(re.ASCII)} (?P<seldom>seen)"}
    assert space["found"][0].fullmatch("seen")["seldom"] == "seen"
    assert re.compile("of a stranger").search("of a stranger")
    assert len(bytecode._shelf().fresh) == 1


def test_what_is_kept_may_be_damaged_or_of_another_python(shelf, tmp_path: Path) -> None:
    (tmp_path / "table.toml").write_text("[words]\none = 1\n")
    for damage in (
        b"",
        b"\0" * 40,
        marshal.dumps(("other", {"0 a+": b"x"})),
        marshal.dumps((shelf().stamp, {"0 a+": b"x"})),
    ):
        (tmp_path / "kept.bin").write_bytes(damage)
        shelf()
        assert bytecode.compile_kept("a+") == re.compile("a+")
        assert bytecode.read_table(tmp_path / "table.toml") == {"words": {"one": 1}}
        bytecode.keep()
        assert bytecode.read_table(tmp_path / "table.toml") == {"words": {"one": 1}}
    (tmp_path / "table.toml").write_text("[words]\none = 2\n")
    assert shelf().known
    assert bytecode.read_table(tmp_path / "table.toml") == {"words": {"one": 2}}
    with pytest.raises(re.error):
        bytecode.compile_kept("(")


def test_dataclasses_whose_methods_were_kept_are_those_of_the_library(shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def build() -> type:
        @dataclasses.dataclass(frozen=True, slots=True, order=True)
        class Point:
            x: int
            names: list[str] = dataclasses.field(default_factory=list)

        return Point

    theirs = build()
    monkeypatch.setattr(dataclasses, "exec", exec, raising=False)  # put back behind the test
    bytecode.keep_dataclasses()
    for known in (False, True):
        assert any(key.startswith("dataclass ") for key in shelf().known) == known
        ours = build()
        assert bool(bytecode._shelf().fresh) != known
        bytecode.keep()
        one = ours(1, ["a"])
        assert repr(one).endswith("Point(x=1, names=['a'])")
        assert (one == ours(1, ["a"]), one < ours(2), ours(3).names) == (True, True, [])
        assert inspect.signature(ours) == inspect.signature(theirs)
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.x = 2


def test_what_cannot_be_kept_is_done_without(shelf, tmp_path: Path) -> None:
    shelf().path = tmp_path / "none" / "kept.bin"
    assert bytecode.compile_kept("a+") == re.compile("a+")
    bytecode.keep()


NEXT_PROCESS = """
import sys
from pathlib import Path
from podcaster import bytecode
shelf = bytecode._Shelf(Path(sys.argv[1]))
bytecode._shelf = lambda: shelf
from podcaster.model import Wishes
from podcaster.pipeline import write_articles
from podcaster.settings import load_settings
from podcaster.spoken import say_text
for path in sys.argv[2:]:
    script = write_articles([path], load_settings(), Wishes(), lambda *_: None).script
    for line in script.lines:
        say_text(line.text, language=script.language)
print(len(shelf.fresh))
shelf.save()
"""


def test_the_next_process_makes_the_same_expressions(tmp_path: Path) -> None:
    """Those with the words of a set in them, in the order in which a process has them, were made anew in every run."""
    articles = [ROOT / "podcaster" / "samples" / "harbour-lights.md"]
    articles += [
        min((ROOT / "tests" / "data" / "quotes" / tag).glob("*.txt")) for tag in ("de", "es", "fr", "it", "pt")
    ]
    command = [sys.executable, "-c", NEXT_PROCESS, str(tmp_path / "kept.bin"), *map(str, articles)]
    made = []
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        made.append(int(done.stdout))
    assert made[0] > 100
    assert made[1] == 0


def test_work_beside_is_the_work(tmp_path: Path) -> None:
    large = bytes(range(256)) * 4000
    assert Beside(lambda: large).result() == large
    assert Beside(lambda: b"").result() == b""


def test_work_beside_holds_no_pipe_of_another_thread() -> None:
    """A program that is started at the same moment waits for all who have its pipe, and the work may wait for it."""
    reader, writer = os.pipe()
    begun = Beside(lambda: bytes(1 << 20))  # more than a pipe holds: it waits until it is asked for
    os.close(writer)
    assert select.select([reader], [], [], 20)[0]
    os.close(reader)
    assert begun.result() == bytes(1 << 20)


def test_work_that_fails_beside_is_done_here() -> None:
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"here"

    assert Beside(work).result() == b"here"
    with pytest.raises(ZeroDivisionError):
        Beside(lambda: bytes(1 // 0)).result()


def test_a_signal_that_comes_during_a_fork_is_not_lost() -> None:
    """Python tells what is raised by what is called around a fork, and goes on: the run would not have stopped."""
    code = (
        "import os, signal, time\n"
        "from podcaster.__main__ import stop\n"
        "from podcaster.beside import Beside\n"
        "signal.signal(signal.SIGTERM, stop)\n"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))\n"
        "try:\n"
        "    Beside(lambda: b'').result()\n"
        "    time.sleep(20)\n"
        "except BaseException as error:\n"
        "    print(type(error).__name__)\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=15)
    assert (done.stdout, done.stderr) == ("Terminated\n", "")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="it is looked up in /proc")
def test_numpy_is_loaded_without_threads_of_its_own_and_programs_have_theirs() -> None:
    code = (
        "import os\n"
        "from podcaster.audio.memory import load_numpy\n"
        "load_numpy()\n"
        "print(len(os.listdir('/proc/self/task')), os.environ.get('OPENBLAS_NUM_THREADS'))\n"
    )
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", code]
    for given, said in (({}, "1 None"), ({"OPENBLAS_NUM_THREADS": "1"}, "1 1")):
        done = subprocess.run(command, env=environment | given, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == said


def test_work_that_nobody_waits_for_ends(tmp_path: Path) -> None:
    told = tmp_path / "number"
    begun = Beside(lambda: bytes(told.write_text(f"{os.getpid()}\n")) + bytes(time.sleep(20) or 0))
    while not (told.exists() and told.read_text().endswith("\n")):
        time.sleep(0.01)
    before = time.monotonic()
    del begun
    assert time.monotonic() - before < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


def test_work_whose_reader_is_gone_ends(tmp_path: Path) -> None:
    """What is more than a pipe holds is written to nobody: the process ends, instead of waiting for itself to read."""
    told = tmp_path / "number"
    command = (
        "import os, pathlib, sys, time\n"
        "from podcaster.beside import Beside\n"
        "begun = Beside(lambda: pathlib.Path(sys.argv[1]).write_text(f'{os.getpid()}\\n') and bytes(1 << 20))\n"
        "while not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", command, str(told)], stderr=subprocess.PIPE, timeout=10, check=True)
    assert done.stderr == b""  # read to its end, which every process that has it keeps open


def test_a_command_of_texts_needs_no_library_for_types(tmp_path: Path) -> None:
    """Typer's own takes longer to import than everything else that a command needs to begin."""
    (tmp_path / "a.md").write_text("# One\n\nIt rained.\n", "utf-8")
    code = "import sys; from podcaster.__main__ import main\ntry: main()\nfinally: print('pydantic' in sys.modules)"
    command = [sys.executable, "-c", code, "script", "a.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False", done.stderr
