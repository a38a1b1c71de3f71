"""Times a step as the Java side does: a warm-up, then windows of a quarter of a second; medians over the windows."""
import json
import statistics
import time

WINDOW_SECONDS = 0.25
MIN_STEPS = 3
MIN_WINDOWS = 5


def repeat(step, seconds):
    """Steps for so many seconds, and at least three times; returns seconds per step."""
    begin, steps = time.perf_counter(), 0
    while steps < MIN_STEPS or time.perf_counter() - begin < seconds:
        step()
        steps += 1
    return (time.perf_counter() - begin) / steps


def measure(step, samples, warm_up, seconds, **facts):
    """Prints samples per second as one line of JSON, with the facts beside."""
    repeat(step, 0)  # compilation, if any
    repeat(step, warm_up)
    steps = max(1, round(WINDOW_SECONDS / repeat(step, 0.5)))
    wall, cpu = [], []
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds or len(wall) < MIN_WINDOWS:
        wall_begin, cpu_begin = time.perf_counter(), time.process_time()
        for _ in range(steps):
            step()
        cpu.append((time.process_time() - cpu_begin) / steps)
        wall.append((time.perf_counter() - wall_begin) / steps)
    print(json.dumps({
        "value": samples / statistics.median(wall),
        "best": round(samples / min(wall)),
        "samples_per_cpu_second": round(samples / statistics.median(cpu)),
        **facts,
    }))
