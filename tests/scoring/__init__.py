"""The scoring of checklists."""
