"""The shared package of the course *Tokens to Alignment*: everything that is not the idea being taught.

Importing it costs nothing; each module is imported by the lab that needs it. See the layering in
tests/test_imports.py: algorithms know nothing of plots, plots nothing of widgets, labs nothing of grading.
"""

import logging

# peft imports bitsandbytes, which on a CPU with AVX-512 looks for a faster kernel in the package `kernels` and warns
# where there is none.
logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
