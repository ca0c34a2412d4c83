/** One thing that a check found. `says` is one line: what is so and, unless it is good, what to do. */
export type Finding = { state: 'ok' | 'warning' | 'problem'; about: string; says: string };

/** Where nothing was found wrong, one line says that all is well. */
export const orAllWell = (found: Finding[], about: string, says: string): Finding[] =>
  found.length > 0 ? found : [{ state: 'ok', about, says }];
