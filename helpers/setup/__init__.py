"""Set-up of the private ``.venv``: what must hold before, during and after ``pip`` runs. Standard library only.

Any Python that can read this file can print the sentence that says why it will not do, so nothing here imports a
package, and `helpers.setup.python` is also readable by Pythons that are too old for the rest.
"""
