"""Surveys: pyxform and ODK Validate accept them, and phones get the results of Python."""
