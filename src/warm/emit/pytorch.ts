import { dimensions } from '../plan/dimensions.js';
import type { Plan } from '../plan/plan.js';

const shapeText = (shape: Plan['shapes'][number]['shape']): string =>
  `    {${dimensions.flatMap((dimension) => (shape[dimension] === undefined ? [] : [`"${dimension}": ${shape[dimension]}`])).join(', ')}},`;

/** A Python module that warms a PyTorch model by the plan: device first, then tokenizer, then each shape until steady. */
export const pytorchText = ({
  shapes,
  steady,
  deadlineSeconds,
  placement,
}: Plan): string => `"""Warms a PyTorch model; the service says that it is ready after warm() only. Written by coldcase plan --emit pytorch."""
import statistics
import time

import torch

SHAPES = [
${shapes.map(({ shape }) => shapeText(shape)).join('\n')}
]
WINDOW, WITHIN, MOST_RUNS, DEADLINE_SECONDS = ${steady.window}, ${steady.within}, ${steady.most}, ${deadlineSeconds}


def inputs_of(shape, device):
    """The inputs of a pass. Change it where the model takes others than token ids, or images of three channels."""
    batch = shape.get("batch", 1)
    if "height" in shape or "width" in shape:
        return (torch.zeros((batch, 3, shape.get("height", 1), shape.get("width", 1)), device=device),)
    return (torch.ones((batch, shape.get("sequence", 1)), dtype=torch.long, device=device),)


def is_steady(seconds):
    """Whether the medians of the last runs and of those before agree, to a share or to 5 ms."""
    if len(seconds) < 2 * WINDOW:
        return False
    last = statistics.median(seconds[-WINDOW:])
    before = statistics.median(seconds[-2 * WINDOW : -WINDOW])
    return abs(last - before) <= max(WITHIN * before, 0.005)


def warm(model, device="${placement === 'before-fork' ? 'cpu' : 'cuda'}", tokenizer=None):
    """Runs each shape until it is steady${placement === 'after-fork' ? '; call it in each worker, after the fork' : ''}. Raises where one stays cold."""
    device = torch.device(device)
    deadline = time.monotonic() + DEADLINE_SECONDS
    torch.ones((8, 8), device=device) @ torch.ones((8, 8), device=device)
    if tokenizer is not None:
        tokenizer("warm up")
    model.to(device).eval()
    for shape in SHAPES:
        seconds = []
        while not is_steady(seconds):
            if len(seconds) >= MOST_RUNS or time.monotonic() > deadline:
                raise RuntimeError(f"{shape} is not steady after {len(seconds)} runs")
            inputs = inputs_of(shape, device)
            begin = time.perf_counter()
            with torch.inference_mode():
                model(*inputs)
            if device.type == "cuda":
                torch.cuda.synchronize(device)
            seconds.append(time.perf_counter() - begin)
`;
