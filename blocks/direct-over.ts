import type { Person } from '../src/core/actor.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import type { Instant } from '../src/core/time.ts';
import { moreLine } from './direct-message.ts';
import { originWords } from './origin.ts';
import { type CardMessage, context, section } from './pieces.ts';
import { pictureOf, storyWords } from './settled-card.ts';
import { moment, outside, personName } from './text.ts';

/** Who was asked, and whether they answered themselves or somebody did in their stead, while others have still to. */
export type Asked = { id: string | null; answered: 'self' | 'stead' | null };

/**
 * A message that asked somebody to decide, once that is over: what became of it, and no way in. Names are no mentions,
 * and nothing is said that the card in the channel does not say. Undefined while it still asks. `more` others wait for them.
 */
export const directOver = (view: CardView, asked: Asked, more = 0): CardMessage | undefined => {
  const became = whatBecame(view, asked);
  if (became === undefined) return undefined;
  const { type, source, raised_by, title } = view;
  const named = outside(title, 200);
  return {
    text: `${became.words}. ${named}`,
    blocks: [
      section(
        `${became.picture} *${became.words}*${became.at === null ? '' : ` · ${moment(became.at)}`}\n${named}`,
      ),
      context(
        [originWords({ type: type.label, source, raised_by }), 'nothing is asked here any more'].join(' · '),
      ),
      ...moreLine(more),
    ],
  };
};

type Became = { picture: string; words: string; at: Instant | null };

const whatBecame = ({ story, audit }: CardView, asked: Asked): Became | undefined => {
  const by = (person: Pick<Person, 'id' | 'name'>): string =>
    person.id === asked.id ? 'you' : outside(personName(person), 80);
  if (story !== null) {
    const who = story.by === null ? '' : ` by ${by(story.by)}`;
    const stead = story.for === null ? '' : ` for ${by(story.for)}`;
    return {
      picture: pictureOf(story),
      words: `${outside(storyWords(story), 100)}${who}${stead}`,
      at: story.at,
    };
  }
  if (audit?.answer != null) {
    const { right, by: whose, at } = audit.answer;
    return right
      ? { picture: '✅', words: `It was right, says ${by(whose)}`, at }
      : { picture: '❗', words: `It was wrong, says ${by(whose)}`, at };
  }
  const answered = asked.answered === 'self' ? 'You have answered' : 'This was answered in your stead';
  return asked.answered === null
    ? undefined
    : { picture: '☑️', words: `${answered}; it waits for others now`, at: null };
};
