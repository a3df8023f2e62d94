"""Write tests/out/servers/ anew: what the servers of annotation tools make of our export, once it was accepted there.

usage: annotators.py doccano
       annotators.py labelstudio URL TOKEN

``labelstudio`` talks to a running server (``pip install label-studio`` into an environment of its own, a gigabyte;
``label-studio start --user-token TOKEN``): it makes a project, imports the tasks and one without predictions, accepts
what was predicted, and keeps what the server exports. ``doccano`` writes as its server does: the keys of an upload that
it does not know around its own, ids of its database, through the JSON writer of pandas.
"""

import argparse
import io
import json
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT / "tests" / "out")]
from two import ARTICLES, CLAIMS  # noqa: E402

from kabar.out.export import LINES, labelstudio  # noqa: E402

FOLDER = ROOT / "tests" / "out" / "servers"


def main() -> None:
    """Write the files of one tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", choices=("doccano", "labelstudio"))
    parser.add_argument("server", nargs="*", metavar="URL TOKEN")
    wanted = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    if wanted.tool == "doccano":
        doccano()
    else:
        Server(*wanted.server).project()


def doccano() -> None:
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
    frame.to_json(FOLDER / "doccano.jsonl", orient="records", force_ascii=False, lines=True)
    frame.to_json(FOLDER / "doccano.json", orient="records", force_ascii=False)


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

    def project(self) -> None:
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
        self.keep("labelstudio.json", self.call("GET", everything))
        wanted = {"title": "all", "serialization_options": {"predictions": {"only_id": False}}}
        snapshot = self.call("POST", f"/api/projects/{project}/exports", wanted)
        place = f"/api/projects/{project}/exports/{snapshot['id']}"
        while self.call("GET", place)["status"] != "completed":
            time.sleep(1)
        self.keep("labelstudio-snapshot.json", self.call("GET", f"{place}/download?exportType=JSON"))

    def keep(self, name: str, exported: object) -> None:
        """Write an export, without the accounts of the server."""
        for task in exported:
            task.update(updated_by=None)
            for annotation in task["annotations"]:
                annotation.update(completed_by=1, updated_by=None, last_created_by=None)
        (FOLDER / name).write_text(json.dumps(exported, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
