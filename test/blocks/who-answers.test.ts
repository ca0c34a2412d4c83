import { describe, expect, it } from 'vitest';
import { decisionCard } from '../../blocks/decision-card.ts';
import { ownAnswer } from '../../blocks/own-answer.ts';
import { placed } from '../../blocks/place-lines.ts';
import { settledCard } from '../../blocks/settled-card.ts';
import { whoAnswers } from '../../blocks/who-answers.ts';
import type { Case } from '../../src/core/review/case.ts';
import type { Place } from '../../src/core/review/place.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { aCase, event, expenseType, NOW, revision, robin, route, settledCase, verdict } from './a-case.ts';

const dana = { id: 'U0DANA', name: 'Dana *Ruiz*' };
const type = expenseType();
const CHANNEL = { kind: 'channel' } as const;
const quorum = {
  seats: [{ role: 'finance_lead' }, { role: null }],
  order: 'parallel' as const,
  ends: 'any_reject' as const,
};
const words = (blocks: unknown): string => JSON.stringify(blocks);
const viewOf = (kase: Case, id?: string) =>
  viewFor(kase, type, id === undefined ? CHANNEL : { kind: 'person', id, roles: [] }, NOW);

describe('who must answer', () => {
  const half = aCase({ review: { quorum, verdicts: [verdict({ seat: 0, by: dana, for: robin })] } });

  it('is said by seat, in whose stead as well, and never what they said', () => {
    const said = words(whoAnswers(viewOf(half), 200));
    expect(said).toContain('1. Finance lead: Dana ∗Ruiz∗ for Robin Okafor has answered');
    expect(said).toContain('2. Anybody who may decide: still to answer');
    expect(said).not.toContain('Checked the receipts');
    expect(said).not.toContain('<@');
  });

  it('is left out where one answer is enough', () => {
    expect(whoAnswers(viewOf(aCase()), 200)).toEqual([]);
  });

  it('shows other values, since nobody agrees to what they do not see', () => {
    const values = { category: 'Meals' };
    const changed = aCase({ review: { quorum, verdicts: [verdict({ seat: 0, values })] } });
    expect(words(decisionCard(viewOf(changed)))).toContain('Category: Travel → *Meals*');
    const hidden = { ...changed, revision: revision({ route: route({ blind: true }) }) };
    expect(words(decisionCard(viewOf(hidden)))).not.toContain('Meals');
  });
});

describe('a recommendation of somebody whose authority does not reach so far', () => {
  const endorsed = (needs: string[], blind = false): Case =>
    aCase({
      ...(blind ? { revision: revision({ route: route({ blind: true }) }) } : {}),
      review: { endorsements: [verdict({ by: dana, rationale: 'See <!here> *now*' })] },
      events: [
        event('verdict_given', {
          actor: { kind: 'person', id: dana.id },
          data: { needs, as: ['finance'], verdict: verdict({ by: dana }) },
        }),
      ],
    });

  it('stands on the card with whom it takes, harmless', () => {
    const said = words(decisionCard(viewOf(endorsed(['controller']))));
    expect(said).toContain('(finance) recommends *approve*');
    expect(said).toContain('It takes the role *controller*.');
    expect(said).not.toContain('<!here>');
  });

  it('says plainly where nobody’s authority reaches', () => {
    expect(words(decisionCard(viewOf(endorsed([]))))).toContain('*Nobody’s authority reaches so far*');
  });

  it('does not tell others what it is while they answer blind', () => {
    const said = words(decisionCard(viewOf(endorsed(['controller'], true))));
    expect(said).toContain('has answered with a recommendation');
    expect(said).not.toContain('recommends *approve*');
  });
});

describe('one’s own answer', () => {
  it('can be taken back from where only its giver sees it', () => {
    const half = aCase({ review: { quorum, verdicts: [verdict({ seat: 0 })] } });
    expect(words(ownAnswer(viewOf(half, robin.id)))).toContain('"action_id":"undo"');
    expect(ownAnswer(viewOf(half, 'U0ELSE'))).toEqual([]);
    expect(ownAnswer(viewOf(half))).toEqual([]);
  });

  it('says that it is a recommendation where it is one', () => {
    const mine = aCase({ review: { endorsements: [verdict()] } });
    expect(words(ownAnswer(viewOf(mine, robin.id)))).toContain('It is a recommendation');
  });
});

describe('a form', () => {
  const form = {
    type: 'modal' as const,
    callback_id: 'x',
    title: { type: 'plain_text' as const, text: 'Approve' },
    submit: { type: 'plain_text' as const, text: 'Approve 900 EUR' },
    blocks: [{ type: 'divider' as const }, { type: 'divider' as const }],
  };
  const recommends: Place = {
    capacity: { roles: [], for: dana },
    weight: 'recommends',
    needs: ['controller'],
  };

  it('says below its question whose place the answer takes and that it will be a recommendation', () => {
    const said = placed(form, { place: recommends, quorum: null, open: false, limit: null });
    expect(said.submit?.text).toBe('Send recommendation');
    expect(said.blocks.map(({ type }) => type)).toEqual(['divider', 'section', 'divider']);
    expect(words(said)).toContain('You answer for *Dana ∗Ruiz∗*');
    expect(words(said)).toContain('it takes the role *controller* to decide it');
  });

  it('is as it was where there is nothing to say', () => {
    const alone: Place = { capacity: { roles: [] }, weight: 'alone' };
    expect(placed(form, { place: alone, quorum: null, open: false, limit: null }).blocks).toHaveLength(2);
  });
});

describe('a settled card', () => {
  it('names whoever answered beside, and in whose stead', () => {
    const last = verdict({ seat: 1, for: dana });
    const first = verdict({ seat: 0, by: dana, at: NOW - 9_000 });
    const kase = settledCase(last, 'approved', { review: { quorum, verdicts: [first, last] } });
    const view = viewOf(kase);
    if (view.story === null) throw new Error('it has no story');
    const said = words(settledCard({ ...view, story: view.story }));
    expect(said).toContain('for Dana ∗Ruiz∗');
    expect(said).toContain('Also answered: Dana ∗Ruiz∗ (approve)');
  });
});
