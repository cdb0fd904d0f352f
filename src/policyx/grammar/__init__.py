"""Mentions with values, found in folded text without looking at context."""
