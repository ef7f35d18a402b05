"""The figures as people read them: medians, and medians of each round's ratio."""
import statistics


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def ratio(ours, theirs, key):
    return statistics.median(one[key] / other[key] for one, other in zip(ours, theirs))


def print_costs(title, rows):
    """Rates and processor time; the peer's, where there was one."""
    print(f"\n{title}")
    compared = any(row["peer"] for row in rows)
    print(f"{'message':>9} {'connections':>11} {'messages/s':>11} {'µs each':>8}"
          + (f" {'peer':>10} {'µs each':>8} {'rate':>6} {'time':>6}" if compared else ""))
    for row in rows:
        ours, peer = row["ours"], row["peer"]
        line = f"{row['size']:>7} B {row['connections']:>11} {median(ours, 'rate'):>11.0f} {median(ours, 'cpu_us'):>8.2f}"
        if peer:
            line += (f" {median(peer, 'rate'):>10.0f} {median(peer, 'cpu_us'):>8.2f} {ratio(ours, peer, 'rate'):>6.2f}"
                     f" {ratio(ours, peer, 'cpu_us'):>6.2f}")
        print(line, flush=True)


def print_idle(title, found):
    print(f"\n{title}")
    for name, size in found.items():
        print(f"{name:>9} {size:>8.0f} bytes resident each", flush=True)


def print_ink(title, rows):
    print(f"\n{title}")
    print(f"{'form':>9} {'message':>9} {'moves/s':>9} {'µs each':>8} {'echoes/s':>9} {'µs each':>8} {'rate':>6}")
    for row in rows:
        ink, echo = row["ink"], row["echo"]
        print(f"{row['form']:>9} {row['size']:>7} B {median(ink, 'rate'):>9.0f} {median(ink, 'cpu_us'):>8.2f}"
              f" {median(echo, 'rate'):>9.0f} {median(echo, 'cpu_us'):>8.2f} {ratio(ink, echo, 'rate'):>6.2f}", flush=True)
