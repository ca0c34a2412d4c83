import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds that the machine's host has given to others so far, over all processors; 0 where the system does not say. */
export const stolen = (): number => {
  if (!existsSync('/proc/stat')) return 0;
  // user nice system idle iowait irq softirq steal, in hundredths of a second: https://man7.org/linux/man-pages/man5/proc_stat.5.html
  return 10 * Number(/^cpu +(?:\d+ ){7}(\d+)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? 0);
};
