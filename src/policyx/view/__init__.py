"""An extraction as a page to read and check: ``page``, its template ``page.html``, and the cutting of the text in ``marks``."""
