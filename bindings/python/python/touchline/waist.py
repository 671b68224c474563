"""The library's narrow waist, for those who bring their own JSON.

Nothing here parses, and no answer is raised. JSON text goes in (UTF-8 `bytes`, or `str`), and every call gives
`(status, json, …)`: a number of `touchline.numbers.Status`, the answer as canonical JSON, and what comes with it,
or None where nothing does.

    >>> from touchline import waist
    >>> status, json, workspace = waist.Workspace.open(b"")
    >>> status, json, record = workspace.execute(b"{}")
    >>> status
    3
"""

from touchline._native import Loader, Redactor, Snapshot, Trial, Verifier, Workspace, call

__all__ = ["Loader", "Redactor", "Snapshot", "Trial", "Verifier", "Workspace", "call"]
