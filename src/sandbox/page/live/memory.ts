/** What the browser keeps for this page between visits. Absent when storage is switched off. */
type Kept = 'person' | 'place' | 'source' | 'theme' | `read:${string}`;

export function remember(what: Kept, value: string): void {
  withStorage((storage) => storage.setItem(`sandbox.${what}`, value));
}

export function recall(what: Kept): string | undefined {
  return withStorage((storage) => storage.getItem(`sandbox.${what}`)) ?? undefined;
}

function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.localStorage);
  } catch {
    return undefined;
  }
}

/** Up to which message that person had read each conversation. */
export function readBefore(person: string, conversations: { id: string }[]): Map<string, string> {
  return new Map(conversations.map(({ id }) => [id, recall(`read:${person}:${id}`) ?? '']));
}
