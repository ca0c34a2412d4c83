import type { Verb } from '../desk.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { start, stop } from './stop.ts';

/** Every word that the slash command understands, beside `help`, which lists them. */
export const verbs: readonly Verb[] = [queue, report, stop, start];
