import type { WebClient } from '@slack/web-api';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Modal } from '../../blocks/pieces.ts';
import { createFollow, type Follow } from '../../handlers/slack/follow.ts';

/** Slack's side of one modal: it takes a drawing when it answers, and only over the hash that stands. */
const slackWith = (first: string) => {
  let hash = first;
  const calls: { title: string; over: string; answer: () => void }[] = [];
  const update = ({ hash: over, view }: { hash: string; view: Modal }) =>
    new Promise((resolve, reject) => {
      const answer = (): void => {
        if (over !== hash) return reject(new Error('hash_conflict'));
        hash = `${view.title.text}.hash`;
        resolve({ ok: true, view: { hash } });
      };
      calls.push({ title: view.title.text, over, answer });
    });
  return {
    client: { views: { update } } as unknown as WebClient,
    calls,
    replacedBy: (other: string) => {
      hash = other;
    },
    shown: () => hash,
  };
};

const drawing = (title: string): Modal => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  blocks: [],
});
/** Lets everything run that waits for nothing from outside. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let slack: ReturnType<typeof slackWith>;
let follow: Follow;
let acked: string[];
let failures: number;
const type = (title: string, hash = 'opened'): Promise<void> =>
  follow(
    { id: 'V1', hash },
    () => Promise.resolve(drawing(title)),
    () => void acked.push(title),
  );
const nothing = (): void => undefined;
const answerNext = async (): Promise<void> => {
  slack.calls.at(-1)?.answer();
  await turn();
};

beforeEach(() => {
  slack = slackWith('opened');
  failures = 0;
  acked = [];
  follow = createFollow(slack.client, { debug: () => (failures += 1) });
});

describe('a modal that follows what is typed', () => {
  it('is drawn one at a time, and of those that wait only the newest', async () => {
    const all = ['1', '17', '176', '1760'].map((title) => type(title));
    await turn();
    expect(slack.calls.map(({ title }) => title)).toEqual(['1']);
    // The ack waits for no answer of Slack.
    expect(acked).toEqual(['1']);
    await answerNext();
    await answerNext();
    await Promise.all(all);
    expect(slack.calls.map(({ title }) => title)).toEqual(['1', '1760']);
    expect(slack.shown()).toBe('1760.hash');
    expect(failures).toBe(0);
  });

  it('takes a press from before the last drawing, whose hash is older', async () => {
    for (const title of ['1', '17', '176']) {
      const drawn = type(title, 'opened');
      await turn();
      await answerNext();
      await drawn;
    }
    expect(slack.shown()).toBe('176.hash');
    expect(slack.calls.map(({ over }) => over)).toEqual(['opened', '1.hash', '17.hash']);
  });

  it('stays what something else made of it meanwhile', async () => {
    const first = type('1');
    await turn();
    await answerNext();
    await first;
    slack.replacedBy('the recommendation');
    const late = type('17');
    await turn();
    await answerNext();
    await late;
    expect(slack.shown()).toBe('the recommendation');
    expect(failures).toBe(1);
  });

  it('goes on after a drawing that failed, and tells nobody', async () => {
    const broken = follow({ id: 'V1', hash: 'opened' }, () => Promise.reject(new Error('database')), nothing);
    const next = type('17');
    await turn();
    await answerNext();
    await Promise.all([broken, next]);
    expect(slack.shown()).toBe('17.hash');
    expect(failures).toBe(1);
  });

  it('is not drawn where nothing is new', async () => {
    await follow({ id: 'V1', hash: 'opened' }, () => Promise.resolve(undefined), nothing);
    expect(slack.calls).toEqual([]);
  });

  it('does not wait for another one', async () => {
    const one = type('1');
    const other = follow({ id: 'V2', hash: 'opened' }, () => Promise.resolve(drawing('other')), nothing);
    await turn();
    expect(slack.calls.map(({ title }) => title)).toEqual(['1', 'other']);
    slack.calls[0]?.answer();
    slack.calls[1]?.answer();
    await Promise.all([one, other]);
  });
});
