"""Cohen's kappa, Gwet's AC1 and AC2, and Krippendorff's alpha, of all questions at once.

Written out from Fleiss, Cohen and Everitt 1969 (the error of kappa), Gwet 2008 and his Handbook of Inter-Rater
Reliability, 4th edition (AC1, and both errors by linearisation), and Krippendorff 2011 (alpha). Missing answers leave a
case out of what they are missing for, and no more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .ratings import Ratings
from .values import Floats, Reckoned, Weights


def kappa(ratings: Ratings, weights: Weights = Weights.IDENTITY) -> Reckoned:
    """Cohen's kappa of two assessors, over the cases that both answered; NaN where chance would always agree."""
    counts = ratings.tables()
    n = counts.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / n[:, None, None]
        rows, columns = shares.sum(axis=2), shares.sum(axis=1)
        w = weights.matrix(ratings.categories)
        observed = (w * shares).sum(axis=(1, 2))
        chance = np.einsum("kl,ik,il->i", w, rows, columns)
        value = _over(observed, chance)
        # Fleiss, Cohen and Everitt: how far each cell's weight lies from what the two margins give
        margins = (columns @ w.T)[:, :, None] + (rows @ w)[:, None, :]
        spread = (shares * (w - margins * (1 - value)[:, None, None]) ** 2).sum(axis=(1, 2))
        spread -= (value - chance * (1 - value)) ** 2
        error = np.sqrt(np.maximum(spread, 0) / n) / (1 - chance)
    return Reckoned(value, error, np.full(len(n), np.inf))


def gwet(ratings: Ratings, weights: Weights = Weights.IDENTITY) -> Reckoned:
    """Gwet's AC1 (AC2 with other weights than identity); NaN where no case has two answers."""
    counts = ratings.counts()
    w, q = weights.matrix(ratings.categories), ratings.categories
    raters = counts.sum(axis=2)
    any_, two = raters >= 1, raters >= 2
    n = any_.sum(axis=1).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / np.maximum(raters, 1)[..., None]
        pi = shares.sum(axis=1) / n[:, None]
        scale = w.sum() / (q * (q - 1))
        chance = scale * (pi * (1 - pi)).sum(axis=1)
        each = _agreeing(counts, raters, w)
        observed = each.sum(axis=1) / two.sum(axis=1)
        value = _over(observed, chance)
        left = (1 - chance)[:, None]
        of_case = (n / two.sum(axis=1))[:, None] * (each - chance[:, None] * two) / left
        of_chance = scale * np.einsum("iuk,ik->iu", shares, 1 - pi)
        of_case -= 2 * (1 - value)[:, None] * (of_chance - chance[:, None]) / left
        error = _error(of_case, value, any_, n)
    return Reckoned(value, error, n - 1)


def alpha(ratings: Ratings) -> Reckoned:
    """Krippendorff's nominal alpha; NaN where no case has two answers, or all answers are one and the same.

    Its error is reckoned where every case has as many answers as the others (as with two assessors), else NaN.
    """
    counts, raters = _paired(ratings)
    two = raters >= 2
    n = two.sum(axis=1).astype(np.float64)
    value = 1 - _disagreement(counts, raters, 1 - np.eye(ratings.categories))
    with np.errstate(divide="ignore", invalid="ignore"):
        total = raters.sum(axis=1)
        mean = (total / n)[:, None]
        pi = counts.sum(axis=1) / total[:, None]
        chance = (pi**2).sum(axis=1)[:, None]
        pairs = (counts * (counts - 1)).sum(axis=2) / (mean * np.maximum(raters - 1, 1))
        of_pairs = pairs * (1 - 1 / total[:, None]) + 1 / total[:, None]
        of_chance = np.einsum("iuk,ik->iu", counts, pi) / mean
        of_case = (of_pairs - chance - 2 * (1 - value)[:, None] * (of_chance - chance)) / (1 - chance)
        error = _error(of_case, value, two, n)
    even = (np.where(two, raters, mean) == mean).all(axis=1)
    return Reckoned(value, np.where(even, error, np.nan), n - 1)


def ordinal_alpha(ratings: Ratings) -> Floats:
    """Krippendorff's alpha of categories in their order; NaN as for the nominal one.

    How far two categories lie apart follows from how many answers lie between them, so it has no interval by
    linearisation.
    """
    counts, raters = _paired(ratings)
    found = np.full(len(counts), np.nan)
    for place, question in enumerate(counts):  # the distances differ from question to question
        apart = _ordinal_distance(question.sum(axis=0))
        found[place] = 1 - _disagreement(question[None], raters[place][None], apart)[0]
    return found


def _ordinal_distance(totals: Floats) -> Floats:
    """(sum of n_g from c to k, less half of n_c and n_k) squared (Krippendorff 2011, section C)."""
    upto = np.cumsum(totals) - totals / 2
    squared: Floats = (upto[:, None] - upto[None, :]) ** 2
    return squared


def _paired(ratings: Ratings) -> tuple[Floats, Floats]:
    """The counts of the cases with at least two answers; all others are nothing."""
    counts = ratings.counts()
    raters = counts.sum(axis=2)
    counts[raters < 2] = 0
    return counts, np.where(raters < 2, 0.0, raters)


def _disagreement(counts: Floats, raters: Floats, apart: Floats) -> Floats:
    """Observed over expected disagreement: the coincidences and the margins, weighted by distance."""
    each = np.where(raters >= 2, 1 / np.maximum(raters - 1, 1), 0.0)
    observed = np.einsum("iuk,iul,kl,iu->i", counts, counts, apart, each, optimize=True)
    margins = counts.sum(axis=1)
    total = margins.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.einsum("ik,il,kl->i", margins, margins, apart) / (total - 1)
        return np.where(expected > 0, observed / expected, np.nan)


def _agreeing(counts: Floats, raters: Floats, w: Floats) -> Floats:
    """Of each case the share of its pairs of answers that agree, by weight; 0 where it has no pair."""
    pairs = (counts * (counts @ w.T - 1)).sum(axis=2)
    return np.where(raters >= 2, pairs / np.maximum(raters * (raters - 1), 1), 0.0)


def _over(observed: Floats, chance: Floats) -> Floats:
    """How much of what chance leaves open is agreement; NaN where it leaves nothing."""
    return np.where(1 - chance > 1e-12, (observed - chance) / (1 - chance), np.nan)


def _error(of_case: Floats, value: Floats, counted: NDArray[np.bool_], n: Floats) -> Floats:
    """The standard error of a mean over cases, for a list without end."""
    squares = np.where(counted, (of_case - value[:, None]) ** 2, 0.0).sum(axis=1)
    return np.where(n > 1, np.sqrt(squares / (n * (n - 1))), np.nan)
