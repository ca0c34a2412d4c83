import { note, type RouteDraft } from './route-draft.ts';
import { isStat, STATS, type StatName } from './stats.ts';
import { joined, percent } from './wording.ts';

/** Says which figures rules and limits of the type look at, and what they were for this decision. */
export const noteFigures = (draft: RouteDraft): void => {
  const { type, stats } = draft.input;
  const known: string[] = [];
  const unknown: string[] = [];
  for (const name of type.needs) {
    const value = isStat(name) ? stats.figures?.[name] : stats.queue_open;
    if (value === undefined) unknown.push(name);
    else known.push(isStat(name) ? `${name} ${shown(name, value)}` : `${value} wait in the queue`);
  }
  if (known.length + unknown.length === 0) return;
  const words = [
    ...(known.length > 0 ? [joined(known)] : []),
    ...(unknown.length > 0 ? [`not known yet: ${joined(unknown)}`] : []),
  ];
  note(draft, 'figures', words.join('; '), 'What the rules may look at');
};

const shown = (name: StatName, value: number): string =>
  STATS[name].startsWith('share') ? percent(value) : String(Math.round(value * 100) / 100);
