"""The workloads as Prefect flows, run within this process against a Prefect server that it starts.

First it says "ready". Then each line it reads, {"workload", "atOnce", "seconds"}, is answered by one:
{"answered", "seconds", "latencies"}, in seconds and milliseconds.
"""

import asyncio
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

STUB, PORT = sys.argv[1], sys.argv[2]
API = f"http://127.0.0.1:{PORT}/api"


def end_with_parent():
    """Linux: the server is told to end when this process does, however that ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def start_server():
    app = ["-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    server = subprocess.Popen(
        [sys.executable, *app, "--host", "127.0.0.1", "--port", PORT, "--log-level", "warning"],
        stdout=sys.stderr,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,
    )
    for _ in range(1200):
        try:
            urllib.request.urlopen(f"{API}/ready", timeout=2)
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The Prefect server was not ready after two minutes.")


server = start_server()

import httpx  # noqa: E402
from prefect import flow, task  # noqa: E402

http = httpx.AsyncClient(limits=httpx.Limits(max_connections=200))


@task
async def set_field(record, name, value):
    return {**record, name: value}


@task
async def call(query=""):
    response = await http.get(f"{STUB}/json{query}")
    return {"statusCode": response.status_code, "data": response.json()}


@task
async def check(result):
    return result["statusCode"] == 200


@task
async def join(results):
    return results


@flow
async def w1():
    await set_field({}, "first", "value 1")
    result = await call()
    if await check(result):
        return await set_field(result["data"], "last", "value 2")


@flow
async def w2():
    record = {}
    for index in range(50):
        record = await set_field(record, f"set{index + 1}", f"value {index + 1}")
    return record


@flow
async def w3():
    return await join(await asyncio.gather(*(call() for _ in range(10))))


@flow
async def slow():
    return await join(await asyncio.gather(*(call("?delay=100") for _ in range(10))))


flows = {"W1": w1, "W2": w2, "W3": w3, "slow": slow}


async def run(workload, at_once, seconds):
    latencies = []
    began = time.perf_counter()

    async def lane():
        while (asked := time.perf_counter()) - began < seconds:
            await flows[workload]()
            latencies.append((time.perf_counter() - asked) * 1000)

    await asyncio.gather(*(lane() for _ in range(at_once)))
    return {"answered": len(latencies), "seconds": time.perf_counter() - began, "latencies": latencies}


async def main():
    await w1()
    print("ready", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        print(json.dumps(await run(asked["workload"], asked["atOnce"], asked["seconds"])), flush=True)


try:
    asyncio.run(main())
finally:
    server.terminate()
    server.wait()
    os._exit(0)
