"""Live views for JupyterLab and Voilà: state and events only; numbers come from the algorithms."""

from .bit_explorer import BitExplorer
from .constitution_editor import ConstitutionEditor
from .labelling_desk import LabellingDesk
from .memory_calculator import MemoryCalculator
from .ppo_dashboard import PPODashboard
from .retrieval_inspector import RetrievalInspector
from .sampling_explorer import SamplingExplorer
from .tokenizer_playground import TokenizerPlayground

__all__ = [
    "BitExplorer",
    "ConstitutionEditor",
    "LabellingDesk",
    "MemoryCalculator",
    "PPODashboard",
    "RetrievalInspector",
    "SamplingExplorer",
    "TokenizerPlayground",
]
