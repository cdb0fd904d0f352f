"""One module a file format: bytes to `policyx.source.Source`."""
