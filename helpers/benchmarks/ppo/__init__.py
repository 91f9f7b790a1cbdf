"""PPO of this course beside trl 1.12.0's PPOTrainer, the last that trl had: the same work, each in its own process.

``make bench ppo``, or ``python -m helpers.benchmarks.ppo`` with options, makes an environment with trl 1.12.0 under
.course (once, from the package registry), runs both sides by turns on one thread, and prints the table of
docs/benchmarks.md. Both learn from the same prompts, model, reward, epochs, minibatches and learning rate, in full
precision with full weights. The reward is the share of the letter e in a completion: dense, exact, free of charge, and
without meaning for either side. Peak memory is asked for as on Linux.
"""
