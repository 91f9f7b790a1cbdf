"""From ``solutions/NN_name.py`` to the executed solution notebook and the student notebook.

``source`` reads the py:percent file, ``lint`` judges its structure, ``metadata`` makes a notebook of it, ``execute``
runs it, ``clean`` takes this machine out of its outputs, ``student`` takes the answers out, ``stale`` compares what
git has with what the sources give, and ``validate`` runs the solutions through nbval. ``pipeline`` ties them together.
"""
