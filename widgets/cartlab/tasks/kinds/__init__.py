"""The kinds of task: a module each, and its twin on the page."""
