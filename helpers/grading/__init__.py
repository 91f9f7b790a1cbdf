"""Grades notebooks that nobody has read: preflight, sandbox, by-value runner, report."""
