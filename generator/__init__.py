"""The bulletin archive: content in, scores, notices and a searchable site out."""
