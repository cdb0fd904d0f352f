"""``python -m policyx`` is the ``policyx`` command."""

from policyx.cli import run

if __name__ == "__main__":
    run()
