"""Context: which name, time, role and task belong to a mention."""
