#!/usr/bin/env python3
"""Writes protocol/vectors/fsrs.json: what py-fsrs makes of rows of grades.

    python3 -m venv v && v/bin/pip install fsrs==6.3.2 && v/bin/python Tests/Protocol/fsrs_vectors.py > protocol/vectors/fsrs.json

Not part of the tests, which read the file: run it again only for another version of FSRS.
"""
import datetime
import importlib.metadata
import json
import random

import fsrs

BEGIN = datetime.datetime(2026, 3, 1, 6, 0, tzinfo=datetime.timezone.utc)
OTHER = [0.4, 1.1, 3.2, 15.7, 7.1, 0.53, 1.46, 0.005, 1.54, 0.12, 1.02, 1.94, 0.11, 0.29, 2.27, 0.23, 2.99, 0.51, 0.66, 0.1, 0.2]


def row(name, parameters, retention, grades, waits=None):
    """waits: seconds between reviews; None: each when it is due."""
    scheduler = fsrs.Scheduler(parameters=parameters or fsrs.scheduler.DEFAULT_PARAMETERS, desired_retention=retention, enable_fuzzing=False)
    card, now, reviews = fsrs.Card(due=BEGIN), BEGIN, []
    for place, grade in enumerate(grades):
        if place:
            now = card.due if waits is None else now + datetime.timedelta(seconds=waits[place - 1])
        known = scheduler.get_card_retrievability(card, now)
        card, _ = scheduler.review_card(card, fsrs.Rating(grade), now)
        reviews.append({
            "at": int((now - BEGIN).total_seconds()), "grade": grade, "retrievability": known, "stability": card.stability,
            "difficulty": card.difficulty, "phase": card.state.name.lower(), "due": int((card.due - BEGIN).total_seconds())})
    return {"name": name, "parameters": parameters, "retention": retention, "reviews": reviews}


def main():
    random.seed(20260301)
    rows = [row("six grades, each when due", None, 0.9, [3, 3, 3, 1, 3, 3])]
    for grade in (1, 2, 3, 4):
        rows.append(row(f"always {grade}, each when due", None, 0.9, [grade] * 12))
    for index in range(40):
        count = random.randint(2, 20)
        grades = random.choices([1, 2, 3, 4], [2, 1, 5, 1], k=count)
        waits = [int(random.choice([30, 600, 5_000, 86_399, 86_400, 200_000, 86_400 * random.uniform(1, 200)])) for _ in grades[1:]]
        rows.append(row(f"random {index}", OTHER if index % 3 == 2 else None, random.choice([0.8, 0.9, 0.95]), grades, waits))
    lines = ",\n".join(json.dumps(line, separators=(",", ":")) for line in rows)
    print(f'{{"made":"py-fsrs {importlib.metadata.version("fsrs")}","rows":[\n{lines}\n]}}')


main()
