import type { Instant } from '../time.ts';

/** What is still to happen, in the order of time; of the same moment, in the order in which it was put there. */
export type Timeline = {
  put: (at: Instant, happen: () => void) => void;
  /** Lets everything happen up to and with that moment, also what is put there meanwhile. */
  runTo: (moment: Instant) => void;
};

type Entry = { at: Instant; place: number; happen: () => void };

/** A binary heap: many decisions wait in it at a time, for answers and outcomes that came weeks later. */
export const createTimeline = (): Timeline => {
  const heap: Entry[] = [];
  let places = 0;

  const isBefore = (a: Entry | undefined, b: Entry | undefined): boolean =>
    a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.place < b.place));
  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]];
    if (a === undefined || b === undefined) return;
    heap[i] = b;
    heap[j] = a;
  };

  const take = (): Entry | undefined => {
    swap(0, heap.length - 1);
    const first = heap.pop();
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const child = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isBefore(heap[child], heap[i])) return first;
      swap(i, child);
      i = child;
    }
  };

  return {
    put: (at, happen) => {
      heap.push({ at, place: places++, happen });
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!isBefore(heap[i], heap[parent])) return;
        swap(i, parent);
        i = parent;
      }
    },
    runTo: (moment) => {
      for (let next = heap[0]; next !== undefined && next.at <= moment; next = heap[0]) take()?.happen();
    },
  };
};
