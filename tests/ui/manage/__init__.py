"""Rounds and teams, import and export, records and backups."""
