import type { Submission } from '../core/decision/submission.ts';
import type { Instant } from '../core/time.ts';
import type { Change, PersonRecord, World } from '../ports.ts';
import { redrawCards } from './card-surfaces.ts';

const MINUTE_MS = 60_000;

/** The address by which the person who asked is known; null where the source named none. */
export const requesterEmail = ({ requested_by }: Submission): string | null =>
  requested_by?.email?.toLowerCase() ?? null;

/** A row for the person who asked, to be found by a job: whoever is known already stays as they are. */
export const requesterRow = (submission: Submission, now: Instant): Change => {
  const email = requesterEmail(submission);
  if (email === null) return [];
  const row = {
    email,
    person_id: null,
    name: null,
    status: 'unresolved',
    due_at: now,
    checked_at: null,
  } as const;
  return [{ insert: 'people', row, ignore: true }];
};

/**
 * Asks who has that address, so that nobody decides a request of their own. Where there is nobody, the cards say so;
 * when nobody answers, it is asked again later.
 */
export const resolvePerson = async (world: World, email: string): Promise<void> => {
  const now = world.clock.now();
  const record = await world.store.findPerson(email);
  if (record === undefined || record.due_at === null || record.due_at > now) return;
  const person = await world.directory.personByEmail(email);
  if (person === undefined) {
    await world.store.commit([{ update: 'people', where: { email }, set: { due_at: now + MINUTE_MS } }]);
    return;
  }
  const set: Partial<PersonRecord> = {
    person_id: person?.id ?? null,
    name: person?.name ?? null,
    status: person === null ? 'unknown' : 'found',
    due_at: null,
    checked_at: now,
  };
  const waiting = person === null ? await world.store.pendingOf(email) : [];
  await world.store.commit([
    { update: 'people', where: { email }, set },
    ...waiting.flatMap((id) => redrawCards(world, id)),
  ]);
  for (const id of waiting) world.wakeUps.wake('cards', id);
};
