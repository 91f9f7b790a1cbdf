"""The shared package of the course *Tokens to Alignment*: everything that is not the idea being taught.

Importing it costs nothing; each module is imported by the lab that needs it. See the layering in
tests/test_imports.py: algorithms know nothing of plots, plots nothing of widgets, labs nothing of grading.
"""
