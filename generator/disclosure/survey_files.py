"""Files that are survey data, by their names."""

from __future__ import annotations

from pathlib import PurePosixPath

SURVEY_FILES = (
    *(
        ".shp",
        ".shx",
        ".dbf",
        ".dwg",
        ".dxf",
        ".tif",
        ".tiff",
        ".kml",
        ".kmz",
        ".gdb",
        ".gpkg",
        ".mdb",
        ".geojson",
        ".las",
    ),
)
"""Endings of files with survey data."""


def survey_file(name: str) -> bool:
    """Whether the name says that there are survey data in the file."""
    return PurePosixPath(name).suffix.lower() in SURVEY_FILES or ".gdb/" in name.lower()
