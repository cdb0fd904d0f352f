"""The few exceptions of policyx; each message says what to do."""

from __future__ import annotations


class PolicyxError(Exception):
    """Base of every error that policyx raises on purpose."""


class LexiconError(PolicyxError):
    """A lexicon file (``lexicons/*.tsv``) breaks its own rules; the message names file and line."""


class GoldError(PolicyxError):
    """A gold file cannot be used; the message names file and line and says what to correct."""


class ReadError(PolicyxError):
    """A file cannot be read as a document; the message says what to do with it."""


class OutputError(PolicyxError):
    """An output folder cannot be written to as asked; the message says what to choose instead."""


class ConfigurationError(PolicyxError):
    """A configuration file cannot be used; the message names file and option and says what to correct."""
