import type { Compiled } from './conditions.ts';
import type { Finding } from './explain-issue.ts';
import { nearest } from './suggest.ts';
import { joined } from './wording.ts';
import type { Path } from './yaml-text.ts';

/** Names that other sections may refer to, as the document lists them, also those whose own entry is broken. */
export type Names = Record<'calendars' | 'queues' | 'sla_classes' | 'roles' | 'types', string[]>;

export type BuildContext = {
  names: Names;
  /** The SLA class of types that name none. */
  usual_sla: string;
  compiled: Compiled;
  report: (finding: Finding) => void;
};

const WORDS: Record<keyof Names, string> = {
  calendars: 'calendar',
  queues: 'queue',
  sla_classes: 'SLA class',
  roles: 'role',
  types: 'decision type',
};

/** Reports a name that no entry of its section has. */
export const checkName = (context: BuildContext, section: keyof Names, name: string, path: Path): void => {
  const known = context.names[section];
  if (known.includes(name)) return;
  const suggestion = nearest(name, known);
  const others =
    known.length === 0 ? 'none is defined' : `there ${known.length === 1 ? 'is' : 'are'} ${joined(known)}`;
  const rest = suggestion === undefined ? `; ${others}` : '';
  context.report({ path, message: `there is no ${WORDS[section]} "${name}"${rest}`, suggestion });
};

/** A record without a prototype: `constructor` from outside finds nothing in it. */
export const bare = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
};
