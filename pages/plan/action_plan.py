"""The action plan."""

from sendsat.ui.plan import action_plan

action_plan.draw()
