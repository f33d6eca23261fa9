/** What happens at a moment: which kind, to which replica, with which request (-1 where none). */
export type Event = { readonly at: number; readonly kind: number; readonly replica: number; readonly request: number };

export type EventHeap = {
  push(at: number, kind: number, replica: number, request: number): void;
  /** Seconds of the earliest event; infinite where there is none. */
  next(): number;
  /** Takes the earliest event out; of those of one moment the one that was put in first. */
  pop(): Event | null;
};

/** Events in the order of their moments (a binary heap over the parts of each event, so that a million of them make no garbage). */
export const createEventHeap = (): EventHeap => {
  let room = 1024;
  let times = new Float64Array(room);
  let orders = new Float64Array(room);
  let parts = new Int32Array(room * 3);
  let size = 0;
  let order = 0;

  const isBefore = (left: number, right: number): boolean => {
    const [a, b] = [times[left] ?? 0, times[right] ?? 0];
    return a < b || (a === b && (orders[left] ?? 0) < (orders[right] ?? 0));
  };
  const move = (from: number, to: number): void => {
    times[to] = times[from] ?? 0;
    orders[to] = orders[from] ?? 0;
    parts.copyWithin(to * 3, from * 3, from * 3 + 3);
  };
  const grow = (): void => {
    room *= 2;
    const [oldTimes, oldOrders, oldParts] = [times, orders, parts];
    times = new Float64Array(room + 1);
    orders = new Float64Array(room + 1);
    parts = new Int32Array((room + 1) * 3);
    times.set(oldTimes);
    orders.set(oldOrders);
    parts.set(oldParts);
  };

  return {
    push(at, kind, replica, request) {
      if (size + 1 >= room) grow();
      let hole = size++;
      // The place after the last holds the new event while its way up is looked for.
      const spare = size;
      times[spare] = at;
      orders[spare] = order++;
      while (hole > 0) {
        const parent = (hole - 1) >> 1;
        if (!isBefore(spare, parent)) break;
        move(parent, hole);
        hole = parent;
      }
      times[hole] = at;
      orders[hole] = orders[spare] ?? 0;
      parts[hole * 3] = kind;
      parts[hole * 3 + 1] = replica;
      parts[hole * 3 + 2] = request;
    },
    next: () => (size === 0 ? Number.POSITIVE_INFINITY : (times[0] ?? 0)),
    pop() {
      if (size === 0) return null;
      const event = { at: times[0] ?? 0, kind: parts[0] ?? 0, replica: parts[1] ?? 0, request: parts[2] ?? 0 };
      const last = --size;
      let hole = 0;
      for (;;) {
        const left = 2 * hole + 1;
        if (left >= last) break;
        const child = left + 1 < last && isBefore(left + 1, left) ? left + 1 : left;
        if (!isBefore(child, last)) break;
        move(child, hole);
        hole = child;
      }
      move(last, hole);
      return event;
    },
  };
};
