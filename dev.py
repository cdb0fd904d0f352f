"""Commands for working on policyx, on a machine that has nothing but Python 3.10 or later.

    python dev.py run      install, convert corpus/ to out/, print the summary
    python dev.py test     install, check style and types, run all tests but the slow ones (--slow: these too)
    python dev.py score    score corpus/ against gold/, and ../shared when it is there, at the floors
    python dev.py floors   raise gold/floors.tsv (and the READMEs' table) to what is measured now
    python dev.py bench    print the speed

Each makes the virtual environment .venv first when it is missing, and installs what it needs into it. This file uses
the standard library only.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python.exe" if os.name == "nt" else "python")
FLOORS = os.path.join(ROOT, "gold", "floors.tsv")
# Column of gold/floors.tsv → (folder of labels, folder of documents)
SETS = {
    "corpus": ("gold", "corpus"),
    "formats": ("gold/formats", "corpus"),
    "shared": ("../shared/gold", "../shared/documents"),
}


def main(arguments: list[str]) -> int:
    """Run a command and return the exit status."""
    if sys.version_info < (3, 10):  # noqa: UP036 (this file may be run with any Python)
        return stop(f"policyx needs Python 3.10 or later, not {sys.version.split()[0]}: install it from python.org")
    commands = {"run": run, "test": test, "score": score, "floors": floors, "bench": bench}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments[:1] in ([], ["-h"], ["--help"]) else 2
    os.chdir(ROOT)
    try:
        commands[arguments[0]](arguments[1:])
    except subprocess.CalledProcessError as error:
        return stop("failed: " + " ".join(map(str, error.cmd)), error.returncode)
    return 0


def run(rest: list[str]) -> None:
    """Install, and convert the corpus."""
    install("")
    policyx("convert", "corpus", "out", *rest)


def test(rest: list[str]) -> None:
    """Install, and check style, types and behaviour; further words go to pytest."""
    slow = "--slow" in rest
    install("dev,notebooks,spacy,spark" if slow else "dev,notebooks,spacy")
    call(PYTHON, "-m", "ruff", "check")
    call(PYTHON, "-m", "ruff", "format", "--check")
    call(PYTHON, "-m", "mypy")
    rest = [word for word in rest if word != "--slow"]
    call(PYTHON, "-m", "pytest", *(["-m", "slow or not slow"] if slow else []), *rest)


def score(rest: list[str]) -> None:
    """Score what is labelled, at the floors."""
    install("")
    for column, (gold, documents) in SETS.items():
        if os.path.isdir(gold) and os.path.isdir(documents):
            least = [word for name, row in read_floors().items() for word in ("--min", f"{name}={row[column]}")]
            print(f"{documents} against {gold}", flush=True)
            policyx("score", gold, documents, *least, *rest)


def floors(_rest: list[str]) -> None:
    """Raise the floors to the present scores; a floor never goes down by this."""
    install("")
    table = read_floors()
    for column, (gold, documents) in SETS.items():
        if os.path.isdir(gold) and os.path.isdir(documents):
            printed = subprocess.run(
                [PYTHON, "-m", "policyx", "score", gold, documents, "--json"], check=True, stdout=subprocess.PIPE
            ).stdout
            for name, found in json.loads(printed.decode("utf-8")).items():
                table[name][column] = max(table[name][column], f"{int(found['f1'] * 1000) / 1000:.3f}")
    write_floors(table)


def bench(rest: list[str]) -> None:
    """Print the speed."""
    install("dev,notebooks")
    call(PYTHON, os.path.join("benchmarks", "speed.py"), *rest)


def install(extras: str) -> None:
    """Make .venv and install the package with extras into it, unless that was done for this pyproject.toml."""
    if not os.path.exists(PYTHON):
        print("making .venv", flush=True)
        try:
            call(sys.executable, "-m", "venv", VENV)
        except subprocess.CalledProcessError:
            raise SystemExit(stop("cannot make .venv: on Debian or Ubuntu install python3-venv first")) from None
    done = os.path.join(VENV, f"policyx-installed-{extras.replace(',', '-') or 'core'}")
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        state = hashlib.sha256(file.read()).hexdigest()
    if os.path.exists(done) and read(done) == state:
        return
    wanted = f".[{extras}]" if extras else "."
    print(f"installing policyx {wanted}", flush=True)
    call(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", wanted)
    with open(done, "w", encoding="utf-8") as file:
        file.write(state)


def read_floors() -> dict[str, dict[str, str]]:
    """Return score → column → least F1, as written."""
    lines = [line.split("\t") for line in read(FLOORS).splitlines() if line and not line.startswith("#")]
    return {cells[0]: dict(zip(lines[0][1:], cells[1:], strict=True)) for cells in lines[1:]}


def write_floors(table: dict[str, dict[str, str]]) -> None:
    """Write what `read_floors` gives, with the comments as they are."""
    comments = [line for line in read(FLOORS).splitlines() if line.startswith("#")]
    rows = ["\t".join([name, *(row[column] for column in SETS)]) for name, row in table.items()]
    with open(FLOORS, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join([*comments, "\t".join(["score", *SETS]), *rows]) + "\n")
    for page in ("README.md", "README.zh-CN.md"):
        write_table(page, table)


def write_table(page: str, table: dict[str, dict[str, str]]) -> None:
    """Put the floors between the marks in a README."""
    rows = ["| F1 | " + " | ".join(SETS) + " |", "| --- |" + " ---: |" * len(SETS)]
    rows += [f"| {name} | {' | '.join(row[column] for column in SETS)} |" for name, row in table.items()]
    before, _, rest = read(page).partition("<!-- floors -->\n")
    after = rest.partition("<!-- /floors -->")[2]
    with open(page, "w", encoding="utf-8", newline="\n") as file:
        file.write(before + "<!-- floors -->\n" + "\n".join(rows) + "\n<!-- /floors -->" + after)


def read(path: str) -> str:
    """Return the text of a file."""
    with open(path, encoding="utf-8") as file:
        return file.read()


def policyx(*arguments: str) -> None:
    """Run the command of the installed package."""
    call(PYTHON, "-m", "policyx", *arguments)


def call(*command: str) -> None:
    """Run a command; one that fails ends this one."""
    subprocess.run(command, check=True)


def stop(message: str, status: int = 1) -> int:
    """Print why the command ends, and return its exit status."""
    print(f"dev.py: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
