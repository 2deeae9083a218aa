"""How many cases from each stratum, so that the numbers add to what is wanted?

Proportional shares are rounded by largest remainder (Hamilton), because rounding each by itself need not add up. A
floor gives small strata a least number, as far as they have so many cases; what it takes comes from the others in
proportion. Neyman's shares weigh a stratum by its spread as well (Neyman 1934; Cochran 1977, 5.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction


class CannotShareOut(ValueError):
    """The numbers asked for cannot be had; the words say which."""


def share_out(
    sizes: Mapping[str, int],
    wanted: int,
    *,
    floor: int = 0,
    spread: Mapping[str, Fraction | float] | None = None,
) -> dict[str, int]:
    """How many cases each stratum gives: they add to `wanted`, and no stratum gives more than it has.

    Equal remainders go to the larger stratum, then to the name that comes first, so that every machine agrees.
    `spread` are standard deviations, for Neyman's shares.

    Raises:
        CannotShareOut: when there are fewer cases than wanted, or the floors alone need more.
    """
    _check(sizes, wanted, floor)
    weights = {name: size * Fraction((spread or {}).get(name, 1)) for name, size in sizes.items() if size}
    whole: dict[str, int] = {}
    while True:
        left = wanted - sum(whole.values())
        free = {name: weight for name, weight in weights.items() if name not in whole}
        least, quotas = _with_floors(free, left, {name: min(floor, sizes[name]) for name in free})
        over = {name: sizes[name] for name, quota in quotas.items() if quota > sizes[name]}
        if not over:
            rest = _largest_remainders(quotas, left - sum(least.values()), sizes)
            return dict.fromkeys(sizes, 0) | whole | least | rest
        whole |= (
            over  # a stratum that gives all it has leaves more to the others, so floors are looked at anew
        )


def _with_floors(
    weights: Mapping[str, Fraction], wanted: int, floors: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, Fraction]]:
    """The strata that stand at their floor, and the quotas of the others."""
    least: dict[str, int] = {}
    while True:
        free = {name: weight for name, weight in weights.items() if name not in least}
        quotas = _quotas(free, wanted - sum(least.values()))
        low = {name: floors[name] for name, quota in quotas.items() if quota < floors[name]}
        if not low:
            return least, quotas
        least |= low


def _check(sizes: Mapping[str, int], wanted: int, floor: int) -> None:
    if wanted < 0 or floor < 0 or any(size < 0 for size in sizes.values()):
        raise CannotShareOut("numbers of cases cannot be negative")
    total = sum(sizes.values())
    if wanted > total:
        raise CannotShareOut(f"{wanted} cases are wanted, and there are {total}")
    least = sum(min(floor, size) for size in sizes.values())
    if least > wanted:
        raise CannotShareOut(
            f"a floor of {floor} in each stratum needs {least} cases, and {wanted} are wanted"
        )


def _quotas(weights: Mapping[str, Fraction], wanted: int) -> dict[str, Fraction]:
    total = sum(weights.values(), Fraction())
    if not total:
        return {name: Fraction(wanted, len(weights)) for name in weights}
    return {name: wanted * weight / total for name, weight in weights.items()}


def _largest_remainders(
    quotas: Mapping[str, Fraction], wanted: int, sizes: Mapping[str, int]
) -> dict[str, int]:
    shares = {name: int(quota) for name, quota in quotas.items()}
    first = sorted(
        (name for name in quotas if shares[name] < sizes[name]),
        key=lambda name: (shares[name] - quotas[name], -sizes[name], name),
    )
    for name in first[: wanted - sum(shares.values())]:
        shares[name] += 1
    return shares
