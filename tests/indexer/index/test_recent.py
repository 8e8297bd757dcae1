"""What was fetched is fetched once, in the order asked, and no more than so much is kept."""

from indexer.index.recent import Recent


def test_only_what_is_not_at_hand_is_fetched() -> None:
    calls: list[list[int]] = []

    def fetch(keys: list[int]) -> dict[int, str]:
        calls.append(keys)
        return {key: f"v{key}" for key in sorted(keys) if key < 10}

    recent = Recent(fetch, most=3)
    assert list(recent([2, 1]).items()) == [(2, "v2"), (1, "v1")]
    assert recent([1, 3, 99]) == {1: "v1", 3: "v3"}
    assert recent([3, 2, 1]) == {3: "v3", 2: "v2", 1: "v1"}
    assert recent([4]) == {4: "v4"}  # one too many: what was kept goes
    assert recent([1]) == {1: "v1"}
    assert calls == [[2, 1], [3, 99], [4], [1]]
