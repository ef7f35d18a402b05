"""Figures of a row of measurements."""

import math


def quantile(values, share):
    """The smallest value that at least `share` of all do not exceed."""
    return sorted(values)[math.ceil(len(values) * share) - 1]
