import type { Plan } from '../plan/plan.js';
import { constantsText, inputsText, isSteadyText, loopText } from './python.js';

/** A Python module that warms a PyTorch model by the plan: device first, then tokenizer, then each shape until steady. */
export const pytorchText = (
  plan: Plan,
): string => `"""Warms a PyTorch model; the service says that it is ready after warm() only. Written by coldcase plan --emit pytorch."""
import statistics
import time

import torch

${constantsText(plan)}
${inputsText(plan)}


${isSteadyText}


def inputs_of(shape, device="cpu"):
    """The inputs of a pass, in the order that the model takes them."""
    return tuple(torch.ones(sizes_of(dims, shape), dtype=getattr(torch, dtype), device=device) for _, dtype, dims in INPUTS)


def warm(model, device="${plan.placement === 'before-fork' ? 'cpu' : 'cuda'}", tokenizer=None):
    """Runs each shape until it is steady${plan.placement === 'after-fork' ? '; call it in each worker, after the fork' : ''}. Raises where one stays cold."""
    device = torch.device(device)
    deadline = time.monotonic() + DEADLINE_SECONDS
    torch.ones((8, 8), device=device) @ torch.ones((8, 8), device=device)
    if tokenizer is not None:
        tokenizer("warm up")
    model.to(device).eval()
${loopText(['with torch.inference_mode():', '    model(*inputs)', 'if device.type == "cuda":', '    torch.cuda.synchronize(device)']).replace('inputs_of(shape)', 'inputs_of(shape, device)')}`;
