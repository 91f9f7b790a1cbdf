"""Live views for JupyterLab and Voilà: state and events only; numbers come from the algorithms."""

from .sampling_explorer import SamplingExplorer
from .tokenizer_playground import TokenizerPlayground

__all__ = ["SamplingExplorer", "TokenizerPlayground"]
