import type { Plan } from '../plan/plan.js';
import { constantsText, inputsText, isSteadyText, loopText } from './python.js';

/** A Python module that loads an ONNX model where the plan says, and warms it. */
export const onnxruntimeText = (
  plan: Plan,
): string => `"""Loads and warms an ONNX model; the service says that it is ready after warm() only. Written by coldcase plan --emit onnxruntime."""
import statistics
import time

import numpy
import onnxruntime

${constantsText(plan)}
${inputsText(plan)}


def load(path, providers=(${plan.placement === 'before-fork' ? '"CPUExecutionProvider",' : '"CUDAExecutionProvider", "CPUExecutionProvider"'})):
    """A session on the first of the providers${plan.placement === 'after-fork' ? '; call it in each worker, after the fork' : ''}. Raises where it fell back to another, which ONNX Runtime does silently."""
    session = onnxruntime.InferenceSession(path, providers=list(providers))
    got = session.get_providers()[0]
    if got != providers[0]:
        raise RuntimeError(f"{path} runs on {got}, not on {providers[0]}")
    return session


${isSteadyText}


def inputs_of(shape):
    """The inputs of a pass by their names; ones are valid ids, and masks that hide nothing."""
    inputs = {}
    for name, dtype, dims in INPUTS:
        sizes = sizes_of(dims, shape)
        inputs[name] = numpy.full(sizes, "the", dtype=object) if dtype == "string" else numpy.ones(sizes, dtype=dtype)
    return inputs


def warm(session):
    """Runs each shape until it is steady. Raises where one stays cold."""
    deadline = time.monotonic() + DEADLINE_SECONDS
${loopText(['session.run(None, inputs)'])}`;
