#!/usr/bin/env python3
"""Cuts a rule fixture out of a recording: the answers about one job and the cluster, without what no rule reads."""
import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("FLINKREADY_SHARED", os.path.join(HERE, "../../../../shared"))
RECORDINGS = [os.path.join(SHARED, "flink-recordings"), os.path.join(SHARED, "run-recordings")]
VERTEX = ("id", "name", "maxParallelism", "parallelism", "status", "tasks", "slotSharingGroupId")
METRICS = ("accumulated-backpressured-time", "accumulated-idle-time", "accumulated-busy-time")
ENTRY = ("id", "status", "is_savepoint", "trigger_timestamp", "latest_ack_timestamp", "checkpointed_size", "state_size", "end_to_end_duration",
         "persisted_data", "checkpoint_type", "external_path", "discarded", "failure_timestamp", "failure_message", "savepointFormat")


def keep(body, names):
    return {name: body[name] for name in names if name in body}


def causes(trace):
    """A stack trace without its frames."""
    lines = trace.split("\n")
    return "\n".join(lines[:1] + [line for line in lines[1:] if line.startswith("Caused by: ")])


def shorten(path, body):
    """Leaves out what is long and read by no rule; never changes a value."""
    parts = path.split("?")[0].strip("/").split("/")
    if parts[0] == "taskmanagers":
        for manager in body["taskmanagers"]:
            manager.pop("hardware", None)
            manager.pop("assignedTasks", None)
    if parts[0] == "jobs" and len(parts) == 2 and parts[1] != "overview" and "vertices" in body:
        body["vertices"] = [dict(keep(v, VERTEX), metrics=keep(v.get("metrics", {}), METRICS)) for v in body["vertices"]]
        for node in body.get("plan", {}).get("nodes", []):
            node.pop("optimizer_properties", None)
    if parts[-1] == "checkpoints" and "latest" in body:
        body.pop("summary", None)
        body["history"] = [keep(entry, ENTRY) for entry in body["history"]]
        for kind in ("completed", "savepoint", "failed"):
            if body["latest"].get(kind):
                body["latest"][kind] = keep(body["latest"][kind], ENTRY)
    if "details" in parts and "tasks" in body:
        body.pop("summary", None)
        body["tasks"] = {vertex: keep(task, ("id", "status", "checkpointed_size", "state_size", "persisted_data")) for vertex, task in body["tasks"].items()}
    if parts[-1] == "exceptions":
        body.pop("all-exceptions", None)
        if body.get("root-exception"):
            body["root-exception"] = causes(body["root-exception"])
        for entry in body.get("exceptionHistory", {}).get("entries", []):
            if "stacktrace" in entry:
                entry["stacktrace"] = causes(entry["stacktrace"])
            entry.pop("concurrentExceptions", None)
    if parts == ["jobmanager", "config"]:
        body = [entry for entry in body if not entry["key"].startswith("env.")]
    if "errors" in body:
        body["errors"] = [error.split("\n")[0][:300] for error in body["errors"]]
    return body


def compact(value, indent=0):
    """JSON with everything on one line that fits there."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= 160 or not isinstance(value, (dict, list)) or not value:
        return line
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        items = [f"{pad}{json.dumps(k, ensure_ascii=False)}: {compact(v, indent + 2)}" for k, v in value.items()]
        return "{\n" + ",\n".join(items) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(pad + compact(v, indent + 2) for v in value) + "\n" + " " * indent + "]"


def change(answers, jid, text):
    """PATH#FIELD=JSON sets a field (dots between names, numbers for list items, `-` as value takes it away); PATH=REASON makes an answer a failure, PATH=404 TEXT Flink's own."""
    where, value = text.split("=", 1)
    path, _, field = where.partition("#")
    path = path.replace(":job", jid)
    if not field:
        answers[path] = {"status": 404, "body": {"errors": [value[4:]]}} if value.startswith("404 ") else {"error": value}
        return
    target = answers[path]["body"]
    if isinstance(target, list) and path.endswith("/jobmanager/config"):
        target[:] = [entry for entry in target if entry["key"] != field]
        if value != "-":
            target.append({"key": field, "value": value})
        return
    names = field.split(".")
    for name in names[:-1]:
        target = target[int(name)] if isinstance(target, list) else target[name]
    name = int(names[-1]) if isinstance(target, list) else names[-1]
    if value == "-":
        del target[name]
    else:
        target[name] = json.loads(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", help="VERSION/SCENARIO/SNAPSHOT")
    parser.add_argument("--job", action="append", default=[], help="name or id of a job to keep in the lists; repeatable; none keeps all")
    parser.add_argument("--with", dest="parts", nargs="*", default=[],
                        help="paths: below each job (config, checkpoints, checkpoints/config, checkpoints/details, exceptions, resource-requirements; . for the job itself), or of the cluster (/config, /jobmanager/config, /taskmanagers)")
    parser.add_argument("--set", action="append", default=[], help="a change by hand, `:job` stands for the job's id: " + change.__doc__)
    parser.add_argument("--changed", help="what the changes mean, in words; needed with --set")
    parser.add_argument("--settings", type=json.loads, help="settings of the rule, JSON")
    parser.add_argument("--expect", type=json.loads, default={}, help="the verdict that is expected, JSON; written by hand from what is true of that cluster")
    parser.add_argument("--also", type=json.loads, default={}, help="more fields of the fixture, JSON: now, access, earlier, uids; a number of milliseconds in `now` that begins with + moves the time")
    parser.add_argument("-o", "--output", required=True, help="RULE/KIND-WHAT.json below Fixtures")
    arguments = parser.parse_args()

    folder = next((path for path in (os.path.join(root, arguments.snapshot) for root in RECORDINGS) if os.path.isdir(path)), None)
    if folder is None:
        sys.exit(f"no such snapshot in {' or '.join(RECORDINGS)}")
    index = json.load(open(os.path.join(folder, "index.json"), encoding="utf-8"))
    exchanges = {}
    for exchange in index:
        if exchange["method"] == "GET":
            exchanges.setdefault(exchange["path"], exchange)

    def answer(path):
        exchange = exchanges.get(path)
        if exchange is None:
            return None
        if exchange["status"] == 0:
            return {"error": exchange.get("reason", "connection")}
        body = shorten(path, json.load(open(os.path.join(folder, exchange["file"]), encoding="utf-8")))
        return {"body": body} if exchange["status"] == 200 else {"status": exchange["status"], "body": body}

    answers = {path: answer(path) for path in ("/overview", "/jobs", "/jobs/overview", *[p for p in arguments.parts if p.startswith("/")])}
    overview = answers["/jobs/overview"]["body"]["jobs"]
    jobs = [job["jid"] for job in overview if not arguments.job or job["name"] in arguments.job or job["jid"] in arguments.job]
    if arguments.job and not jobs:
        sys.exit(f"no such job among {sorted(job['name'] for job in overview)}")
    answers["/jobs/overview"]["body"]["jobs"] = [job for job in overview if job["jid"] in jobs]
    if answers["/jobs"]:
        answers["/jobs"]["body"]["jobs"] = [job for job in answers["/jobs"]["body"]["jobs"] if job["id"] in jobs]
    for jid in jobs:
        for part in arguments.parts:
            if part == ".":
                answers[f"/jobs/{jid}"] = answer(f"/jobs/{jid}")
            elif part == "checkpoints/details":
                path = max((p for p in exchanges if p.startswith(f"/jobs/{jid}/checkpoints/details/") and p.split("/")[-1].isdigit() and exchanges[p]["status"] == 200), key=lambda p: int(p.split("/")[-1]), default=None)
                if path:
                    answers[path] = answer(path)
            elif not part.startswith("/"):
                path = f"/jobs/{jid}/{part}" + ("?maxExceptions=20" if part == "exceptions" else "")
                answers[path] = answer(path)

    for text in arguments.set:
        change(answers, jobs[0] if jobs else "", text)
    if arguments.set and not arguments.changed:
        sys.exit("--set needs --changed: say what was changed")

    about_job = any(not part.startswith("/") for part in arguments.parts)
    details = exchanges.get(f"/jobs/{jobs[0]}") if about_job and len(jobs) == 1 else None
    fixture = {"cutFrom": arguments.snapshot}
    if arguments.changed:
        fixture["changed"] = arguments.changed
    if about_job and len(arguments.job) == 1:
        fixture["job"] = arguments.job[0]
    fixture["now"] = (details or exchanges["/overview"])["atMs"]
    if arguments.settings:
        fixture["settings"] = arguments.settings
    for name, value in arguments.also.items():
        moved = name == "now" and str(value).startswith("+")
        fixture[name] = fixture["now"] + int(value) if moved else value
    fixture["answers"] = {path: value for path, value in answers.items() if value is not None}
    kind = os.path.basename(arguments.output).split("-")[0]
    fixture["expected"] = {"status": {"na": "notApplicable"}.get(kind, kind), "message": "?", **arguments.expect}
    output = os.path.join(HERE, arguments.output)
    os.makedirs(os.path.dirname(output), exist_ok=True)
    with open(output, "w", encoding="utf-8") as file:
        file.write(compact(fixture) + "\n")
    print(os.path.relpath(output, HERE))


if __name__ == "__main__":
    main()
