"""What a lab measures, over several seeds: a module ``labNN`` here for each lab that has a benchmark.

It has ``main(seeds: Sequence[int]) -> None``, which prints its tables in markdown on standard output and its progress
on standard error. ``python -m helpers bench`` finds and runs it.
"""
