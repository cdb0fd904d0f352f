"""policyx."""
