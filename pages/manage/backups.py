"""Backups."""

from sendsat.ui.manage import backups

backups.draw()
