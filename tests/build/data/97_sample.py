# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: somebody's environment
#     name: their-env
# ---

# %% [markdown]
# # 97 · A sample
#
# You will double a number. **1 minute** on a laptop. Prerequisites: none.

# %%
from tests.build.sample import Picture, check, predict, profile, reveal, use

profile.seed(0)

# %% [markdown]
# ## Doubling
# Twice as much is $2x$.

# %%
predict("p97_1", "What is twice two?")

# %% [markdown] exercise="ex97_1_double"
# ### Exercise: twice as much
# Write `double`.


# %% exercise="ex97_1_double"
def double(x: int) -> int:
    """Twice ``x``."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% check="ex97_1_double"
check.ex97_1_double(double)
### BEGIN HIDDEN TESTS
assert double(5) == 10
### END HIDDEN TESTS

# %%
reveal("p97_1", use.double(2))

# %% deterministic=true
print("seven doubled is", use.double(7))

# %% [markdown]
# ## Looking

# %%
Picture()

# %%
import ipywidgets

ipywidgets.IntSlider()

# %%
import plotly.graph_objects as go

go.Figure(
    go.Bar(x=[1, 2], y=[3, 4], name="bars"),
    {"title": "Growth", "xaxis": {"title": "step"}, "yaxis": {"title": "size"}},
)

# %%
from tqdm.notebook import tqdm

for _ in tqdm(range(4), desc="counting"):
    pass
for _ in tqdm(range(4), leave=False):
    pass

# %%
for step in range(3):
    print(f"\rstep {step} of 2", end="")
print()

# %%
import uuid
from pathlib import Path

from IPython.display import HTML, display

import helpers.paths

print(helpers.paths.DATA, Path.cwd(), object())
display(HTML(f'<div id="{uuid.uuid4()}">drawn</div>'))

# %% [markdown] explain="explain97_1" points=2
# Why is twice a number never odd?
#
# ### BEGIN SOLUTION
# Because two divides it.
# ### END SOLUTION
