"""The command line: one group per room, `--json` everywhere, one clear error for a user's fault.

Modules here import Typer and nothing else heavy; engines and Rich are imported inside commands.
"""
