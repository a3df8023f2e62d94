"""Write tests/out/servers/ anew: what the servers of annotation tools make of our export, once it was accepted there.

usage: annotators.py doccano [--into FOLDER]
       annotators.py labelstudio PROGRAM [--into FOLDER]

``labelstudio`` starts a server of its own, headless and with a database in a folder that it takes away again: PROGRAM is
``label-studio`` of an environment of its own (``pip install label-studio``, a gigabyte). It makes a project, imports
the tasks and one without predictions, accepts what was predicted, and keeps what the server exports. ``doccano`` writes
as its server does: the keys of an upload that it does not know around its own, ids of its database, through the JSON
writer of pandas.
"""

import argparse
import io
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT / "tests" / "out")]
from two import ARTICLES, CLAIMS  # noqa: E402

from kabar.out.export import LINES, labelstudio  # noqa: E402

FOLDER = ROOT / "tests" / "out" / "servers"
PATIENCE = 600  # seconds for the first start, which makes a database
QUIET = {"LATEST_VERSION_CHECK": "0", "COLLECT_ANALYTICS": "0", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": ""}


def main() -> None:
    """Write the files of one tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", choices=("doccano", "labelstudio"))
    parser.add_argument("program", nargs="?", default="label-studio")
    parser.add_argument("--into", type=Path, default=FOLDER)
    wanted = parser.parse_args()
    wanted.into.mkdir(exist_ok=True)
    if wanted.tool == "doccano":
        doccano(wanted.into)
    else:
        with started(wanted.program) as server:
            server.project(wanted.into)


def doccano(folder: Path) -> None:
    """The export of a project with relations, as lines and as one list."""
    import pandas as pd

    records = []
    for number, line in enumerate(LINES["doccano"](CLAIMS, ARTICLES), 1):
        plain = json.loads(line)
        ids = {entity["id"]: 4100 + entity["id"] for entity in plain["entities"]}
        entities = [entity | {"id": ids[entity["id"]]} for entity in plain.pop("entities")]
        relations = [
            relation | {"id": 700 + relation["id"]} | {end: ids[relation[end]] for end in ("from_id", "to_id")}
            for relation in plain.pop("relations")
        ]
        text = plain.pop("text")
        records.append(
            {"id": 52 + number, "text": text} | plain | {"entities": entities, "relations": relations, "Comments": []}
        )
    frame = pd.DataFrame(records)
    frame.to_json(folder / "doccano.jsonl", orient="records", force_ascii=False, lines=True)
    frame.to_json(folder / "doccano.json", orient="records", force_ascii=False)


class Server:
    """A running Label Studio."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def call(self, method: str, path: str, body: object = None) -> object:
        """What the server answers."""
        data = None if body is None else json.dumps(body).encode()
        head = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        with urlopen(Request(self.url + path, data, head, method=method)) as answer:
            return json.load(io.TextIOWrapper(answer, "utf-8"))

    def project(self, folder: Path) -> None:
        """Import, accept, export; the project stays on the server."""
        made = self.call("POST", "/api/projects", {"title": "kabar", "label_config": labelstudio.config()})
        project = made["id"]
        tasks = json.loads(b"".join(LINES["labelstudio"](CLAIMS, ARTICLES)))
        bare = [{"data": task["data"]} for task in tasks]
        self.call("POST", f"/api/projects/{project}/import", tasks + bare)
        found = self.call("GET", f"/api/predictions?project={project}")
        for prediction in found if isinstance(found, list) else found["results"]:
            done = {"result": prediction["result"], "lead_time": 12.5}
            self.call("POST", f"/api/tasks/{prediction['task']}/annotations/", done)
        everything = f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true"
        self.keep(folder / "labelstudio.json", self.call("GET", everything))
        wanted = {"title": "all", "serialization_options": {"predictions": {"only_id": False}}}
        snapshot = self.call("POST", f"/api/projects/{project}/exports", wanted)
        place = f"/api/projects/{project}/exports/{snapshot['id']}"
        while self.call("GET", place)["status"] != "completed":
            time.sleep(1)
        self.keep(folder / "labelstudio-snapshot.json", self.call("GET", f"{place}/download?exportType=JSON"))

    def keep(self, path: Path, exported: object) -> None:
        """Write an export, without the accounts of the server."""
        for task in exported:
            task.update(updated_by=None)
            for annotation in task["annotations"]:
                annotation.update(completed_by=1, updated_by=None, last_created_by=None)
        path.write_text(json.dumps(exported, ensure_ascii=False, indent=1) + "\n", "utf-8")


@contextmanager
def started(program: str) -> Iterator[Server]:
    """A server that runs until the end of the block. Raises TimeoutError, CalledProcessError."""
    with tempfile.TemporaryDirectory(prefix="kabar-label-studio-") as data, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        token = secrets.token_hex(20)
        command = [
            program,
            "start",
            "--no-browser",
            "--internal-host",
            "127.0.0.1",
            "--port",
            str(port),
            "--data-dir",
            data,
        ]
        command += ["--username", "a@example.org", "--password", secrets.token_hex(8), "--user-token", token]
        environment = os.environ | QUIET | {"LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true"}
        environment.pop("PYTHONPATH", None)
        log = Path(data, "log.txt")
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        try:
            wait(process, f"http://127.0.0.1:{port}/health", log)
            yield Server(f"http://127.0.0.1:{port}", token)
        finally:
            process.terminate()
            process.wait(60)


def wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until the server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(1)
    sys.exit(f"the server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


if __name__ == "__main__":
    main()
