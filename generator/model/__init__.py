"""The vocabulary of the domain as frozen dataclasses; no reading, no checking, no output."""
