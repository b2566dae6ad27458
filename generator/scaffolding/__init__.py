"""Beginnings: another office's archive, the files of a new issue and month, and what a month still lacks."""
