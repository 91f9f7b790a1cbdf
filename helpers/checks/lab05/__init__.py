"""The exercises of lab 05, supervised fine-tuning with LoRA."""

from helpers.checks.lab05.completion_labels import COMPLETION_LABELS
from helpers.checks.lab05.demonstration_cost import DEMONSTRATION_COST
from helpers.checks.lab05.forgetting import FORGETTING
from helpers.checks.lab05.keep_new import KEEP_NEW
from helpers.checks.lab05.lora_linear import LORA_LINEAR
from helpers.checks.lab05.lora_parameters import LORA_PARAMETERS
from helpers.checks.lab05.rouge_l import ROUGE_L

EXERCISES = (
    DEMONSTRATION_COST,
    COMPLETION_LABELS,
    LORA_PARAMETERS,
    LORA_LINEAR,
    ROUGE_L,
    FORGETTING,
    KEEP_NEW,
)
