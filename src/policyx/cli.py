"""The ``policyx`` command: ``extract``, ``view``, ``convert``, ``score``, ``realign``.

Exit status: 0 when all went well, 1 when it did not, 2 when the command was used wrongly. Errors are one line on
standard error. Text of documents is shown with control characters as escapes and never read as markup.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from policyx import __version__, configuration
from policyx.errors import ConfigurationError, OutputError, PolicyxError
from policyx.text import visible

if TYPE_CHECKING:
    from pathlib import Path

    from policyx.scoring import Scores

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_SETTINGS, no_args_is_help=False)
@click.version_option(__version__, "-V", "--version", message="policyx %(version)s")
def commands() -> None:
    """Turn Chinese county-government documents (县级政策文件) into records."""


@commands.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines in UTF-8: the header, then a record a line.")
@click.option("--date", "document_date", metavar="DATE", help="The document's date (2025, 2025-03-14), if you know it.")
@click.option("--place", help="The county or city that the document is about, if you know it.")
def extract(file: str, as_json: bool, document_date: str | None, place: str | None) -> None:
    """Print the records of a document: FILE of any format, or - for standard input."""
    from policyx import terminal
    from policyx.pipeline import extract as extract_source
    from policyx.readers import read

    source = read(sys.stdin.buffer.read() if file == "-" else file)
    result = extract_source(source, document_date=document_date, place=place)
    if as_json:
        terminal.write_json_lines(result.to_dicts())
    else:
        terminal.print_extraction(result)


def _configure(context: click.Context, _option: click.Parameter, given: str | None) -> None:
    """Make what a configuration file says the defaults of the options; the command line wins over them."""
    from pathlib import Path

    path = Path(given or configuration.NAME)
    if context.resilient_parsing or not (given or path.is_file()):
        return
    options = {option.opts[-1].removeprefix("--"): option for option in _options(context.command)}
    try:
        values = configuration.read_options(path, {name: _kind(option) for name, option in options.items()})
        checked = {options[name].name: _checked(context, path, options[name], value) for name, value in values.items()}
    except ConfigurationError as error:
        raise click.UsageError(str(error), context) from None
    context.default_map = {name: value for name, value in checked.items() if name}
    context.meta["policyx.configuration"] = path, tuple(values)


def _options(command: click.Command) -> list[click.Option]:
    return [one for one in command.params if isinstance(one, click.Option) and one.expose_value]


def _kind(option: click.Option) -> configuration.Kind:
    if option.is_flag:
        return "flag"
    if option.multiple:
        return "texts"
    if isinstance(option.type, click.Path):
        return "path"
    if isinstance(option.type, click.IntRange):
        return "whole"
    return "number" if isinstance(option.type, click.types.FloatParamType) else "text"


def _checked(context: click.Context, path: Path, option: click.Option, value: object) -> object:
    """Return *value* if the command line would take it."""
    try:
        option.type_cast_value(context, value)
    except click.BadParameter as error:
        raise ConfigurationError(f"{path}: {option.opts[-1].removeprefix('--')}: {error.message}") from None
    return value


@commands.command()
@click.argument("file")
@click.option(
    "-o", "--out", metavar="PAGE", required=True, help="The page to write, such as page.html; - for standard output."
)
@click.option("--date", "document_date", metavar="DATE", help="The document's date (2025, 2025-03-14), if you know it.")
@click.option("--place", help="The county or city that the document is about, if you know it.")
def view(file: str, out: str, document_date: str | None, place: str | None) -> None:
    """Write a document with its records marked as one HTML page: FILE of any format, or - for standard input."""
    from policyx.pipeline import extract as extract_source
    from policyx.readers import read
    from policyx.view.page import to_html

    source = read(sys.stdin.buffer.read() if file == "-" else file)
    page = to_html(extract_source(source, document_date=document_date, place=place)).encode("utf-8")
    if out == "-":
        sys.stdout.buffer.write(page)
    else:
        _write_page(out, page, file)


def _write_page(out: str, page: bytes, file: str) -> None:
    from pathlib import Path

    path = Path(out)
    if file != "-" and path.exists() and path.samefile(file):
        raise OutputError(f"{out}: this is the document itself; give another name for the page")
    try:
        path.write_bytes(page)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); choose another place for the page") from None


@commands.command()
@click.argument("folder")
@click.argument("out")
@click.option(
    "--config",
    metavar="FILE",
    is_eager=True,
    expose_value=False,
    callback=_configure,
    help="TOML with options as keys; by default, policyx.toml of the working directory if it is there.",
)
@click.option("--workers", type=click.IntRange(0), metavar="N", help="Processes; by default, one a core.")
@click.option("--timeout", default=120.0, metavar="SECONDS", help="Give a document up after this time; 0: never. [120]")
@click.option("--include", metavar="GLOB", multiple=True, help="Read only files whose path matches; repeatable.")
@click.option("--exclude", metavar="GLOB", multiple=True, help="Leave out files whose path matches; repeatable.")
@click.option("--text/--no-text", help="Store the texts in the table documents.")
@click.option(
    "--metadata",
    metavar="FILE",
    type=click.Path(),
    help="CSV: path, and document_date, place or columns to carry along.",
)
@click.option("--folder-places/--no-folder-places", help="Take the place from folders named like one.")
@click.option(
    "--format", "formats", type=click.Choice(("csv", "xlsx")), multiple=True, help="Beside Parquet; repeatable."
)
@click.option("--retry/--no-retry", help="Convert again what ran out of time or memory.")
@click.option("--part-size", type=click.IntRange(1), default=512, metavar="N", help="Documents in a part. [512]")
@click.option("-q", "--quiet/--no-quiet", help="Print no progress and no summary.")
@click.pass_context
def convert(
    context: click.Context,
    /,
    folder: str,
    out: str,
    timeout: float,
    quiet: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Convert every document below FOLDER to Parquet tables in the folder OUT.

    Run again, it converts only what is new or changed; a run that was killed goes on where it stopped.
    """
    from policyx import terminal
    from policyx.conversion import convert as convert_folder

    logging.basicConfig(level=logging.WARNING if quiet else logging.INFO, format="policyx: %(message)s")
    if used := context.meta.get("policyx.configuration"):
        logging.getLogger("policyx").info("options of %s: %s", visible(str(used[0])), ", ".join(used[1]) or "none")
    with terminal.progress(quiet) as progress:
        summary = convert_folder(folder, out, timeout=timeout or None, progress=progress, **options)
    if not quiet:
        click.echo(visible(str(summary)).replace("\\n", "\n"))
    if summary.errors:
        raise PolicyxError(f"{summary.errors} files could not be converted: the table {summary.out}/errors says why")


@commands.command()
@click.argument("gold")
@click.argument("docs")
@click.option("--errors", metavar="SCORE", help="List the errors of one score (or all) as JSON Lines.")
@click.option("--only", metavar="NAME", help="Only documents whose name contains NAME.")
@click.option("--min", "floors", metavar="SCORE=F1", multiple=True, help="Exit with 1 when SCORE is lower; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print the total as JSON.")
def score(gold: str, docs: str, errors: str | None, only: str | None, floors: Sequence[str], as_json: bool) -> None:
    """Score the output against labels: GOLD holds NAME.jsonl, DOCS holds NAME.txt."""
    from policyx import terminal
    from policyx.scoring import score as score_folder

    minimum = dict(_floor(text) for text in floors)
    _check_score(errors)
    scores = _only(score_folder(gold, docs), only)
    if errors:
        terminal.write_json_lines(terminal.error_rows(scores, None if errors == "all" else errors))
    elif as_json:
        terminal.write_json_lines([terminal.total_row(scores)])
    else:
        terminal.print_scores(scores)
    total = scores.total
    low = [f"{name} {total[name].f1:.4f} < {least:g}" for name, least in minimum.items() if total[name].f1 < least]
    if low:
        raise PolicyxError(f"below the minimum: {', '.join(low)}")


@commands.command()
@click.argument("gold")
@click.argument("docs")
@click.option("--write", is_flag=True, help="Replace each gold file of which no label is lost.")
def realign(gold: str, docs: str, write: bool) -> None:
    """Find the labels of every GOLD/NAME.jsonl again after the text of its document in DOCS has changed."""
    from pathlib import Path

    from policyx.errors import GoldError
    from policyx.realign import realign as realign_file
    from policyx.realign import write_lines

    paths = sorted(Path(gold).glob("*.jsonl"))
    if not paths:
        raise GoldError(f"{gold}: no gold file (NAME.jsonl) here; give the folder that holds them")
    lost = 0
    for path in paths:
        result = realign_file(path, docs)
        lost += len(result.lost)
        click.echo(f"{path.name}: {result.moved} labels moved, {len(result.lost)} lost")
        for quote in result.lost:
            click.echo(f"  lost: {visible(quote)}")
        if write and not result.lost:
            write_lines(path, result)
    if lost:
        raise GoldError(f"{lost} labels are not in the texts any more; label these again by hand")


def _floor(text: str) -> tuple[str, float]:
    name, _, least = text.partition("=")
    _check_score(name)
    try:
        return name, float(least)
    except ValueError:
        raise click.UsageError(f"--min {text}: give a score and a number, as indicator.quantity=0.98") from None


def _check_score(name: str | None) -> None:
    from policyx.scoring import SCORES

    if name not in (None, "all", *SCORES):
        raise click.UsageError(f"there is no score {name}: choose one of {', '.join(SCORES)}")


def _only(scores: Scores, part: str | None) -> Scores:
    if part is None:
        return scores
    documents = {name: tallies for name, tallies in scores.documents.items() if part in name}
    if not documents:
        raise PolicyxError(f"no document's name contains {part}: choose from {', '.join(scores.documents)}")
    return type(scores)(documents, tuple(error for error in scores.all_errors if error.document in documents))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: The words after ``policyx``; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console of code page 936 lacks many characters
    try:
        commands.main(arguments, prog_name="policyx", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "policyx"
        return _fail(f"{error.format_message().rstrip('.')}. Try: {where} --help", 2)
    except (click.ClickException, PolicyxError, ValueError) as error:
        return _fail(str(error), 1)
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", 130)
    except BrokenPipeError:
        return _close_output()
    except Exception as error:
        if os.environ.get("POLICYX_TRACEBACK"):
            raise
        kind = type(error).__name__
        return _fail(f"{kind}: {error} (a fault of policyx: set POLICYX_TRACEBACK=1 and report what it prints)", 1)
    return 0


def _fail(message: str, status: int) -> int:
    click.echo(f"policyx: {visible(message)}", err=True)
    return status


def _close_output() -> int:
    """Leave quietly when the reader of the output has gone: nothing is to be flushed any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def run() -> None:
    """Run the command as a console script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
