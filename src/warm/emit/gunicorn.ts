import type { Plan } from '../plan/plan.js';

/** How long gunicorn waits for a worker, at least as long as the plan's deadline. */
const timeoutOf = ({ deadlineSeconds }: Plan): number => Math.ceil(deadlineSeconds);

const afterFork = (plan: Plan): string => `"""Each worker warms itself before it takes requests. Written by coldcase plan --emit gunicorn."""
# A device context does not survive a fork: nothing may touch the device before a worker runs.
preload_app = False
timeout = ${timeoutOf(plan)}  # a worker that still warms must not be taken for a hung one


def post_worker_init(worker):
    from app import model, tokenizer  # those of your application
    from warmup import warm  # coldcase plan --emit pytorch > warmup.py

    warm(model, tokenizer=tokenizer)
    worker.log.info("worker %s is warm", worker.pid)
`;

const beforeFork = (
  plan: Plan,
): string => `"""The application is loaded and warmed once, then shared by the workers. Written by coldcase plan --emit gunicorn."""
preload_app = True
timeout = ${timeoutOf(plan)}


def when_ready(server):
    from app import model, tokenizer  # those of your application
    from warmup import warm  # coldcase plan --emit pytorch > warmup.py

    warm(model, tokenizer=tokenizer)
    server.log.info("warm; workers are forked now")
`;

/** A configuration of gunicorn that warms where the plan says: in each worker, or once before the fork. Workers take requests only after it. */
export const gunicornText = (plan: Plan): string => (plan.placement === 'before-fork' ? beforeFork(plan) : afterFork(plan));
