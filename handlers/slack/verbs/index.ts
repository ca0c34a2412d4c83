import type { Verb } from '../desk.ts';
import { away } from './away.ts';
import { back } from './back.ts';
import { delegate } from './delegate.ts';
import { find } from './find.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { stats } from './stats.ts';
import { start, stop } from './stop.ts';
import { why } from './why.ts';

/** Every word that the slash command understands, beside `help`, which lists them. */
export const verbs: readonly Verb[] = [queue, away, back, delegate, find, stats, why, report, stop, start];
