import type { Draft, Peeler } from '../draft.js';

const pidOf = /\bpid[= ](\d+)/;
const rankOf = /\b(?:rank|local_rank)[= ](\d+)/;
const ipOf = /\bip=([\w.:]+)/;

/** What names a process best: its pid (with the machine, where several are in it), else its rank. */
const nameOf = (inside: string): string | null => {
  const pid = pidOf.exec(inside)?.[1];
  if (pid === undefined) {
    const rank = rankOf.exec(inside)?.[1];
    return rank === undefined ? null : `rank ${rank}`;
  }
  const ip = ipOf.exec(inside)?.[1];
  return ip === undefined ? `pid ${pid}` : `pid ${pid} on ${ip}`;
};

let lastInside = '';
let lastName: string | null = null;

/** `(EngineCore_DP0 pid=41490) `, `(VllmWorker rank=0 pid=3249) `, Ray's `(ServeReplica:app:name pid=12, ip=10.0.0.3) `. */
export const peelProcess: Peeler = (draft) => {
  const text = draft.text;
  const close = text.indexOf(')');
  if (close < 0 || close > 160) return false;
  const inside = text.slice(1, close);
  // The same process writes most lines in a row.
  const name = inside === lastInside ? lastName : nameOf(inside);
  lastInside = inside;
  lastName = name;
  if (name === null || !/^[\w:.#/-]/.test(inside) || (close + 1 < text.length && text.charCodeAt(close + 1) !== 32)) return false;
  noteProcess(draft, name);
  draft.text = text.slice(close + 2);
  return true;
};

const rank = /\[(?:rank(\d+)\]:? ?|(?:default|trainer)(\d+)(?:\|\d+)?\]: ?|\d+,(\d+)\]<std(?:out|err)>: ?)/y;

/** `[rank0]: ` of torch's error handler; `[default0]:` and `[trainer0|0]:` of its elastic launcher, which puts the role and its rank there; `[1,0]<stdout>:` of mpirun. */
export const peelRank: Peeler = (draft) => {
  rank.lastIndex = 0;
  const found = rank.exec(draft.text);
  if (found === null) return false;
  if (draft.process === null) draft.process = `rank ${found[1] ?? found[2] ?? found[3]}`;
  draft.text = draft.text.slice(rank.lastIndex);
  return true;
};

const task = /(\d{1,5}): +(?=\[?(?:\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d)|(?:INFO|WARNING|ERROR|DEBUG)\b|\[rank\d)/y;

/** `0: ` that `srun --label` puts in front of each task's lines; what follows must look like a record's beginning. */
export const peelTaskNumber: Peeler = (draft) => {
  task.lastIndex = 0;
  const found = task.exec(draft.text);
  if (found === null) return false;
  draft.process ??= `rank ${found[1]}`;
  draft.text = draft.text.slice(task.lastIndex);
  return true;
};

const rosNode = /\[([a-z]\w{0,60}(?:\.\w{1,10})?-\d{1,4})\] (?=\[ ?(?:INFO|WARN|ERROR|DEBUG|FATAL)\] \[\d)/y;

/** `[node-1] ` that `ros2 launch` puts in front of each node's lines. */
export const peelRosLaunch: Peeler = (draft) => {
  rosNode.lastIndex = 0;
  const found = rosNode.exec(draft.text);
  if (found === null) return false;
  draft.process ??= found[1] ?? null;
  draft.text = draft.text.slice(rosNode.lastIndex);
  return true;
};

/** The innermost pid wins: a supervisor's own stands in front of it. */
const noteProcess = (draft: Draft, name: string): void => {
  if (draft.process === null || name.startsWith('pid')) draft.process = name;
};
