from helpers.world.oracle.agreement import JUDGEMENTS, agreement


def test_the_oracle_agrees_with_what_is_known_by_construction():
    mistakes = []
    shares = agreement(3000, mistakes=mistakes)
    assert set(shares) == set(JUDGEMENTS)
    assert min(shares.values()) >= 0.99, (shares, [(name, m["reply"]) for name, m in mistakes][:5])
