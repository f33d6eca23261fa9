import type { Plan } from '../plan/plan.js';
import { constantsText, inputsText, isSteadyText, loopText } from './python.js';

/** A Python module that warms a function of TensorFlow, such as a signature of a SavedModel. */
export const tensorflowText = (
  plan: Plan,
): string => `"""Warms a TensorFlow function; the service says that it is ready after warm() only. Written by coldcase plan --emit tensorflow."""
import statistics
import time

import tensorflow as tf

${constantsText(plan)}
${inputsText(plan)}


${isSteadyText}


def inputs_of(shape):
    """The inputs of a pass by their names; ones are valid ids, and masks that hide nothing."""
    inputs = {}
    for name, dtype, dims in INPUTS:
        sizes = sizes_of(dims, shape)
        inputs[name] = tf.fill(sizes, "the") if dtype == "string" else tf.cast(tf.ones(sizes), dtype)
    return inputs


def warm(function, device="${plan.placement === 'before-fork' ? '/CPU:0' : '/GPU:0'}"):
    """Runs each shape until it is steady${plan.placement === 'after-fork' ? '; call it in each worker, after the fork' : ''}: function is tf.saved_model.load(path).signatures["serving_default"] or another.

    Raises where a shape stays cold, and where there is no such device.
    """
    tf.config.set_soft_device_placement(False)
    deadline = time.monotonic() + DEADLINE_SECONDS
    with tf.device(device):
        tf.linalg.matmul(tf.ones((8, 8)), tf.ones((8, 8)))
${loopText(['with tf.device(device):', '    outputs = function(**inputs)', '# Reading a result waits for the device.', 'tf.nest.map_structure(lambda tensor: tensor.numpy(), outputs)'])}`;
