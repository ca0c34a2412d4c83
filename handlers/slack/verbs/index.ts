import type { Verb } from '../desk.ts';
import { find } from './find.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { stats } from './stats.ts';
import { start, stop } from './stop.ts';
import { why } from './why.ts';

/** Every word that the slash command understands, beside `help`, which lists them. */
export const verbs: readonly Verb[] = [queue, find, stats, why, report, stop, start];
