"""A service as many are: it loads at its first request, and traces its model for each new batch. Called with its port.

A pass waits as for a device, so that a machine's few cores are not what is measured; loading and tracing are real.
"""
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

lock, loaded, traced = Lock(), [], {}


def load():
    import torch

    torch.manual_seed(1)
    torch.set_num_threads(1)

    class Block(torch.nn.Module):
        def __init__(self, channels):
            super().__init__()
            layers = []
            for _ in range(2):
                layers += [torch.nn.Conv2d(channels, channels, 3, padding=1), torch.nn.BatchNorm2d(channels), torch.nn.ReLU()]
            self.body = torch.nn.Sequential(*layers)

        def forward(self, x):
            return x + self.body(x)

    blocks = [torch.nn.Conv2d(3, 32, 7, stride=2, padding=3)] + [Block(32) for _ in range(4)]
    return torch.nn.Sequential(*blocks, torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), torch.nn.Linear(32, 10)).eval()


def answer(batch, variant):
    import torch

    with lock, torch.inference_mode():
        if not loaded:
            loaded.append(load())
        images = torch.full((batch, 3, 32, 32), variant % 10 / 10)
        if batch not in traced:
            traced[batch] = torch.jit.freeze(torch.jit.trace(loaded[0], images))
        time.sleep(0.1 + 0.01 * batch)
        return traced[batch](images).tolist()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.reply({})

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.reply(answer(int(request["batch"]), int(request.get("variant", 0))))

    def reply(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


# One write a reply: an answer in two would wait for the client's acknowledgement of the first.
Handler.wbufsize = -1
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
