"""The action plan."""

from sendsat.ui import action_plan

action_plan.draw()
