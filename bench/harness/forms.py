"""The sizes of a run: full, quick, and a smoke test."""

from dataclasses import dataclass

from . import trees


@dataclass(frozen=True)
class Form:
    """The size of a run.

    Warming is the number of daemon passes before the first measured one. It is even, because edits
    that undo each other take two passes.
    """

    name: str
    rounds: int
    first: trees.Shape
    million: trees.Shape
    flat: trees.Shape
    scale: tuple
    large: trees.Shape
    starts: int
    warming: int
    interval: int
    rest: int


FULL = Form(
    name="full",
    rounds=5,
    first=trees.Shape(100_000, 2_000),
    million=trees.Shape(1_000_000, 10_000),
    flat=trees.Shape(500_000, 1, 100),
    scale=(trees.Shape(1_000, 20), trees.Shape(10_000, 200), trees.Shape(100_000, 2_000)),
    large=trees.Shape(4, 1, 512 << 20),
    starts=11,
    warming=10,
    interval=2,
    rest=40,
)
QUICK = Form(
    name="quick",
    rounds=3,
    first=trees.Shape(10_000, 200),
    million=trees.Shape(20_000, 200),
    flat=trees.Shape(10_000, 1, 100),
    scale=(trees.Shape(1_000, 20), trees.Shape(5_000, 100)),
    large=trees.Shape(4, 1, 32 << 20),
    starts=3,
    warming=4,
    interval=1,
    rest=3,
)
SMOKE = Form(
    name="smoke",
    rounds=1,
    first=trees.Shape(400, 20),
    million=trees.Shape(600, 30),
    flat=trees.Shape(300, 1, 100),
    scale=(trees.Shape(200, 10),),
    large=trees.Shape(2, 1, 1 << 20),
    starts=1,
    warming=2,
    interval=1,
    rest=1,
)
