"""A Python process pool behind one JSON command a line on standard input, with one JSON answer a line on standard output.

Started by the benchmark as: python peers.py KIND WORKERS. It measures with its own clock, so that the pipe is in no figure,
and ends with its standard input.
"""
import json
import os
import sys
import time

import peers_work as work


class Futures:
    library = "standard library"

    def __init__(self, workers):
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context
        self.executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))

    def call(self, function, value):
        return self.executor.submit(function, value).result()

    def submit_all(self, function, values):
        futures = [self.executor.submit(function, value) for value in values]
        return [future.result() for future in futures]

    def map(self, function, values, chunk):
        return list(self.executor.map(function, values, chunksize=chunk))

    def processes(self):
        return list(self.executor._processes)

    def close(self):
        self.executor.shutdown()


class Loky(Futures):
    def __init__(self, workers):
        import joblib
        from joblib.externals.loky import ProcessPoolExecutor
        self.library = "joblib " + joblib.__version__
        self.executor = ProcessPoolExecutor(workers)


class Pool:
    library = "standard library"

    def __init__(self, workers):
        from multiprocessing import get_context
        self.pool = get_context("spawn").Pool(workers)

    def call(self, function, value):
        return self.pool.apply(function, (value,))

    def submit_all(self, function, values):
        results = [self.pool.apply_async(function, (value,)) for value in values]
        return [result.get() for result in results]

    def map(self, function, values, chunk):
        return self.pool.map(function, values, chunksize=chunk)

    def processes(self):
        return [process.pid for process in self.pool._pool]

    def close(self):
        self.pool.close()
        self.pool.join()


KINDS = {"futures": Futures, "pool": Pool, "loky": Loky}


def percentile(ordered, share):
    return ordered[int(share * (len(ordered) - 1))]


def timed(function, *arguments):
    start = time.perf_counter()
    result = function(*arguments)
    return time.perf_counter() - start, result


def check(holds, what):
    if not holds:
        raise AssertionError(what)


class Commands:
    def __init__(self, kind, workers):
        self.kind, self.workers = kind, workers
        self.pool = KINDS[kind](workers)
        # Every worker has imported what it needs before anything is measured.
        self.pool.map(work.no_op, list(range(workers * 8)), 1)

    def latency(self, calls, pause):
        times = []
        for i in range(calls):
            if pause:
                time.sleep(pause)
            seconds, result = timed(self.pool.call, work.no_op, i)
            check(result == i, "a wrong result")
            times.append(seconds)
        times.sort()
        return {"p50": percentile(times, 0.5), "p90": percentile(times, 0.9), "p99": percentile(times, 0.99)}

    def warm(self, of, seconds, **arguments):
        start = time.perf_counter()
        getattr(self, of)(**arguments)
        while time.perf_counter() - start < seconds:
            getattr(self, of)(**arguments)
        return {}

    def submit(self, calls):
        seconds, results = timed(self.pool.submit_all, work.no_op, range(calls))
        check(results == list(range(calls)), "wrong results")
        return {"seconds": seconds}

    def map(self, items, chunk):
        values = list(range(items))
        seconds, results = timed(self.pool.map, work.no_op, values, chunk)
        check(results == values, "wrong results")
        return {"seconds": seconds}

    def records(self, items, chunk):
        tracks = [work.Track(i, "track %d" % i, i / 2) for i in range(items)]
        seconds, results = timed(self.pool.map, work.rescore, tracks, chunk)
        check(len(results) == items and results[-1].score == items - 1, "wrong results")
        return {"seconds": seconds}

    def echo(self, size, times):
        payload = bytes(bytearray(range(256)) * (size // 256))
        measured = []
        for _ in range(times):
            seconds, result = timed(self.pool.call, work.echo, payload)
            check(result == payload, "a wrong result")
            measured.append(seconds)
        return {"seconds": sorted(measured)[len(measured) // 2]}

    def calibrate(self, seconds):
        rounds = 10_000
        return {"rounds": int(rounds * seconds / min(timed(work.compute, rounds)[0] for _ in range(5)))}

    def sequential(self, items, rounds):
        return {"seconds": timed(lambda: [work.compute(rounds) for _ in range(items)])[0]}

    def compute(self, items, rounds, chunk):
        seconds, results = timed(self.pool.map, work.compute, [rounds] * items, chunk)
        check(len(results) == items, "wrong results")
        return {"seconds": seconds}

    def cold(self):
        start = time.perf_counter()
        pool = KINDS[self.kind](self.workers)
        pool.call(work.no_op, 1)
        seconds = time.perf_counter() - start
        pool.close()
        return {"seconds": seconds}

    def processes(self):
        return {"parent": os.getpid(), "workers": self.pool.processes()}


def main():
    kind, workers = sys.argv[1], int(sys.argv[2])
    commands = Commands(kind, workers)
    print(json.dumps({"python": sys.version.split()[0], "library": commands.pool.library}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = getattr(commands, command.pop("do"))(**command)
        except Exception as error:
            answer = {"error": "%s: %s" % (type(error).__name__, error)}
        print(json.dumps(answer), flush=True)
    commands.pool.close()


if __name__ == "__main__":
    main()
