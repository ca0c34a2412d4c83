import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/review/decide.ts';
import { evolve } from '../../../src/core/review/evolve.ts';
import type { Review } from '../../../src/core/review/review.ts';
import type { Grounds } from '../../../src/core/review/why-not-now.ts';
import {
  after,
  ana,
  answers,
  ben,
  cleo,
  dana,
  euros,
  hugo,
  onEuros,
  quorum,
  refusal,
  seatsOf,
  standingIn,
  undo,
} from './quorum-building.ts';
import { NOW, openReview } from './review-building.ts';

const on = onEuros(300);
const leadAndOne = openReview({ quorum: quorum(['finance-leads', 'finance']) });

describe('an answer whose option the policy has dropped since', () => {
  const options = on.type.options.filter(({ id }) => id !== 'reject');
  const dropped = { ...on, type: { ...on.type, options } };

  it('counts against it, and never for it', () => {
    const three = openReview({ quorum: quorum([null, null, null], { ends: 'majority' }) });
    const against = after(on, three, answers(ben, 'reject', on));
    const split = after(dropped, against, answers(cleo, 'approve', dropped));
    expect(split).toMatchObject({ status: 'open', verdicts: [{ option: 'reject' }, { option: 'approve' }] });
  });

  it('still becomes final', () => {
    const settling = after(on, openReview({ quorum: quorum([null, null]) }), answers(ben, 'reject', on));
    const settled = decide({ kind: 'settle' }, settling, dropped, NOW + 60_000);
    expect(settled).toMatchObject({ value: [{ type: 'resolved', data: { disposition: 'rejected' } }] });
  });
});

describe('an answer whose option the policy has turned round since', () => {
  const options = on.type.options.map((option) => ({
    ...option,
    disposition: option.disposition === 'approved' ? ('rejected' as const) : ('approved' as const),
  }));
  const turned = { ...on, type: { ...on.type, options } };
  const settle = (review: Review): unknown => decide({ kind: 'settle' }, review, turned, NOW + 60_000);

  it('becomes final as what it meant when it was given', () => {
    const no = after(on, leadAndOne, answers(ben, 'reject', on));
    expect(settle(no)).toMatchObject({ value: [{ data: { option: 'reject', disposition: 'rejected' } }] });
    const yes = after(on, leadAndOne, answers(ben, 'approve', on), answers(ana, 'approve', on));
    expect(settle(yes)).toMatchObject({ value: [{ data: { option: 'approve', disposition: 'approved' } }] });
  });

  it('counts so beside those that come later', () => {
    const half = after(on, leadAndOne, answers(ben, 'approve', on));
    const whole = after(turned, half, answers(ana, 'reject', turned));
    expect(whole).toMatchObject({ status: 'open', verdicts: [{ option: 'reject', means: 'approved' }] });
  });

  it('approves nothing where it was not kept what it meant', () => {
    const no = after(on, leadAndOne, answers(ben, 'reject', on));
    const old = structuredClone(no);
    for (const one of old.verdicts) delete one.means;
    expect(settle(old)).toMatchObject({ value: [{ data: { disposition: 'rejected' } }] });
  });
});

describe('two who must agree', () => {
  it('are both needed, and the second ends it', () => {
    const half = after(on, leadAndOne, answers(ben, 'approve', on));
    expect(half).toMatchObject({ status: 'open', settle_at: null });
    expect(seatsOf(half)).toEqual({ Ben: 1 });
    const whole = after(on, half, answers(ana, 'approve', on));
    expect(whole).toMatchObject({ status: 'settling', settle_at: NOW + 10_000 });
  });

  it('end it with one rejection, whoever else has still to answer', () => {
    const rejected = after(on, leadAndOne, answers(ben, 'reject', on));
    expect(rejected.status).toBe('settling');
    const settled = after(on, { ...rejected, settle_at: NOW }, { kind: 'settle' });
    expect(settled.disposition).toBe('rejected');
  });

  it('are two people: nobody answers twice, whatever roles they hold', () => {
    const half = after(on, leadAndOne, answers(ana, 'approve', on));
    expect(refusal(answers(ana, 'approve', on), half, on)).toMatchObject({ code: 'answered_already' });
  });

  it('do not take somebody for whom no seat is left', () => {
    const half = after(on, leadAndOne, answers(ben, 'approve', on));
    expect(refusal(answers(cleo, 'approve', on), half, on)).toEqual({
      code: 'no_seat',
      roles: ['finance-leads'],
    });
  });

  it('turn nobody away because of the order in which they came: Ana moves up for Ben', () => {
    const any = openReview({ quorum: quorum(['finance', 'finance-leads']) });
    const first = after(on, any, answers(ana, 'approve', on));
    expect(seatsOf(first)).toEqual({ Ana: 0 });
    const both = after(on, first, answers(ben, 'approve', on));
    expect(seatsOf(both)).toEqual({ Ana: 1, Ben: 0 });
    expect(both.status).toBe('settling');
  });

  it('ask those again who approved something else, with the seat that they had', () => {
    const half = after(on, leadAndOne, answers(ben, 'approve', on));
    const changed = after(on, half, answers(ana, 'approve', on, euros(280)));
    expect(seatsOf(changed)).toEqual({ Ana: 0 });
    const agreed = after(on, changed, answers(ben, 'approve', on, euros(280)));
    expect(agreed).toMatchObject({ status: 'settling', verdicts: [{ by: ana.by }, { by: ben.by }] });
  });

  it('agree on the same values in whichever order these were written', () => {
    const one = { amount: { value: 280, currency: 'EUR' }, category: 'Meals' };
    const other = { category: 'Meals', amount: { currency: 'EUR', value: 280 } };
    const agreed = after(
      on,
      leadAndOne,
      answers(ben, 'approve', on, one),
      answers(ana, 'approve', on, other),
    );
    expect(agreed.status).toBe('settling');
  });

  it('are asked anew when the facts change', () => {
    const half = after(on, leadAndOne, answers(ben, 'approve', on));
    const actor = { kind: 'source', id: 'expense-bot' } as const;
    const revised = after(on, half, {
      kind: 'revise',
      actor,
      revision: 2,
      because: 'resubmitted',
      due_at: null,
      quorum: quorum(['finance-leads', null, null]),
    });
    expect(revised).toMatchObject({ status: 'open', verdicts: [] });
    expect(revised.quorum?.seats).toHaveLength(3);
  });
});

describe('taking an answer back', () => {
  it('is for the person who gave it, and leaves the others their seats', () => {
    const three = openReview({ quorum: quorum(['finance-leads', null, null]) });
    const two = after(on, three, answers(ana, 'approve', on), answers(ben, 'approve', on));
    expect(refusal(undo(cleo), two, on)).toMatchObject({ code: 'not_your_verdict' });
    const one = after(on, two, undo(ana));
    expect(seatsOf(one)).toEqual({ Ben: 1 });
    expect(seatsOf(after(on, one, answers(hugo, 'approve', on)))).toEqual({ Ben: 1, Hugo: 0 });
  });

  it('reopens what was about to become final, until then and no longer', () => {
    const both = after(on, leadAndOne, answers(ben, 'approve', on), answers(ana, 'approve', on));
    expect(after(on, both, undo(ben))).toMatchObject({ status: 'open', settle_at: null });
    expect(refusal(undo(ben), both, on, NOW + 10_000)).toMatchObject({ code: 'undo_closed' });
  });
});

describe('what the others said', () => {
  it('still ends it when somebody takes back an answer that it did not take', () => {
    const against = after(on, leadAndOne, answers(ana, 'approve', on), answers(ben, 'reject', on));
    const left = after(on, against, undo(ana));
    expect(left).toMatchObject({ status: 'settling', settle_at: NOW + 10_000, verdicts: [{ by: ben.by }] });
  });
});

describe('one after the other', () => {
  const inOrder = openReview({ quorum: quorum(['finance', 'finance-leads'], { order: 'sequential' }) });

  it('asks the second once the first has answered', () => {
    expect(refusal(answers({ ...hugo, roles: ['finance-leads'] }, 'approve', on), inOrder, on)).toEqual({
      code: 'not_your_turn',
      roles: ['finance'],
    });
    const first = after(on, inOrder, answers(ben, 'approve', on));
    expect(refusal(answers(cleo, 'approve', on), first, on)).toMatchObject({ code: 'no_seat' });
    expect(after(on, first, answers(hugo, 'approve', on)).status).toBe('settling');
  });

  it('goes back to the first when the second approves something else', () => {
    const changed = after(on, inOrder, answers(ben, 'approve', on), answers(hugo, 'approve', on, euros(200)));
    expect(seatsOf(changed)).toEqual({ Hugo: 1 });
    expect(after(on, changed, answers(cleo, 'approve', on, euros(200))).status).toBe('settling');
  });
});

describe('a majority', () => {
  const three = openReview({ quorum: quorum([null, null, null], { ends: 'majority' }) });
  const four = openReview({ quorum: quorum([null, null, null, null], { ends: 'majority' }) });

  it('ends as soon as it is certain, either way', () => {
    expect(after(on, three, answers(ben, 'approve', on), answers(ana, 'approve', on)).status).toBe(
      'settling',
    );
    const split = after(on, three, answers(ben, 'reject', on), answers(ana, 'approve', on));
    expect(split.status).toBe('open');
    expect(after(on, split, answers(hugo, 'reject', on)).status).toBe('settling');
  });

  it('does nothing on a tie', () => {
    const tie = after(
      on,
      four,
      answers(ben, 'approve', on),
      answers(ana, 'reject', on),
      answers(hugo, 'reject', on),
    );
    expect(tie.status).toBe('settling');
    const settled = after(on, { ...tie, settle_at: NOW }, { kind: 'settle' });
    expect(settled.disposition).toBe('rejected');
  });

  it('keeps the answer of whoever was outvoted', () => {
    const outvoted = after(
      on,
      three,
      answers(ben, 'reject', on),
      answers(ana, 'approve', on),
      answers(hugo, 'approve', on),
    );
    expect(outvoted.verdicts.map(({ option }) => option)).toEqual(['reject', 'approve', 'approve']);
  });
});

describe('authority in a quorum', () => {
  const big = onEuros(9_000, [{ role: 'finance', up_to: { EUR: 5_000 } }]);

  it('is that of all who approve: somebody whose own ends lower fills a seat beside one whose does not', () => {
    const half = after(big, leadAndOne, answers(ben, 'approve', big));
    expect(half.verdicts).toMatchObject([{ by: ben.by, seat: 1, above: true }]);
    expect(after(big, half, answers(ana, 'approve', big)).status).toBe('settling');
  });

  it('is not there when only such people are left: the last of them recommends', () => {
    const two = openReview({ quorum: quorum([null, null]) });
    const first = after(big, two, answers(ben, 'approve', big));
    const second = after(big, first, answers(cleo, 'approve', big));
    expect(second).toMatchObject({ status: 'open', endorsements: [{ by: cleo.by }] });
    expect(after(big, second, answers(hugo, 'approve', big)).status).toBe('settling');
  });

  it('decides a majority only together with somebody who has it', () => {
    const three = openReview({ quorum: quorum([null, null, 'finance-leads'], { ends: 'majority' }) });
    const two = after(big, three, answers(ben, 'approve', big), answers(cleo, 'approve', big));
    expect(two.status).toBe('open');
    const against = after(big, two, answers(hugo, 'reject', big));
    const settled = after(big, { ...against, settle_at: NOW }, { kind: 'settle' });
    expect(settled.disposition).toBe('rejected');
  });

  it('never keeps anybody from being against it', () => {
    expect(after(big, leadAndOne, answers(ben, 'reject', big)).status).toBe('settling');
  });
});

describe('standing in', () => {
  const two = openReview({ quorum: quorum(['finance-leads', null]) });

  it('fills the seat of the one who is away, and says so', () => {
    const half = after(on, two, answers(standingIn({ ...ben, roles: [] }, ana), 'approve', on));
    expect(half.verdicts).toMatchObject([{ by: ben.by, for: ana.by, seat: 0 }]);
  });

  it('uses nobody’s authority twice: not theirs, not by another', () => {
    const half = after(on, two, answers(standingIn({ ...ben, roles: [] }, ana), 'approve', on));
    expect(refusal(answers(ana, 'approve', on), half, on)).toMatchObject({
      code: 'answered_already',
      by: ben.by,
    });
    const cleoForAna = standingIn({ ...cleo, roles: [] }, ana);
    expect(refusal(answers(cleoForAna, 'approve', on), half, on)).toMatchObject({ by: ben.by });
  });

  it('is not for the one who has answered already', () => {
    const half = after(on, two, answers(ana, 'approve', on));
    const benForAna = standingIn({ ...ben, roles: [] }, ana);
    expect(refusal(answers(benForAna, 'approve', on), half, on)).toMatchObject({
      code: 'answered_already',
      by: ana.by,
    });
  });

  it('gives nobody two seats', () => {
    const half = after(on, two, answers(standingIn(ben, ana), 'approve', on));
    expect(refusal(answers(standingIn(ben, ana), 'approve', on), half, on)).toMatchObject({
      code: 'answered_already',
    });
  });

  it('decides nothing that the absent person asked for', () => {
    const forDana = answers(standingIn({ ...ben, roles: [] }, dana), 'approve', on);
    expect(refusal(forDana, openReview(), on)).toEqual({ code: 'own_request', of: dana.by });
    expect(refusal(answers(dana, 'approve', on), openReview(), on)).toEqual({ code: 'own_request' });
  });

  it('keeps nobody from what they decide by roles of their own: who asked does not choose who decides', () => {
    const named = answers(standingIn(ben, dana), 'approve', on);
    const [verdict] = after(on, openReview(), named).verdicts;
    expect(verdict?.by).toEqual(ben.by);
    expect(verdict?.for).toBeUndefined();
    const seated = after(on, two, named);
    expect(seatsOf(seated)).toEqual({ Ben: 1 });
    // Another whom they named has no place by that.
    const cleoForDana = answers(standingIn({ ...cleo, roles: [] }, dana), 'approve', on);
    expect(refusal(cleoForDana, seated, on)).toMatchObject({ code: 'own_request', of: dana.by });
  });

  it('lends no authority of the one who asked: neither for an answer nor for a correction', () => {
    const dear = onEuros(9_000, [
      { role: 'finance', up_to: { EUR: 5_000 } },
      { role: 'finance-leads', up_to: { EUR: 20_000 } },
    ]);
    const lead = { ...dana, roles: ['finance-leads'] };
    const named = standingIn(ben, lead);
    expect(after(dear, openReview(), answers(named, 'approve', dear))).toMatchObject({
      status: 'open',
      verdicts: [],
      endorsements: [{ by: ben.by }],
    });
    const rejected = after(dear, openReview(), answers(hugo, 'reject', dear));
    const ended = after(dear, { ...rejected, settle_at: NOW }, { kind: 'settle' });
    const given = answers(named, 'approve', dear);
    const to = { ...given, kind: 'correct' as const };
    expect(refusal(to, ended, { ...dear, decision: { option: 'reject' } })).toMatchObject({
      code: 'above_authority',
    });
  });

  it('ends for what turns out to be the absent person’s own request', () => {
    const forAna = standingIn({ ...ben, roles: [] }, ana);
    const asked = { ...on, requester: { status: 'found', person_id: ana.by.id } } as const;
    expect(refusal(answers(forAna, 'approve', asked), openReview(), asked)).toMatchObject({ of: ana.by });
  });

  it('goes no further than the lesser of both limits', () => {
    const limits = [
      { role: 'finance', up_to: { EUR: 5_000 } },
      { role: 'finance-leads', up_to: { EUR: 20_000 } },
    ];
    const dear = onEuros(9_000, limits);
    const done = after(dear, openReview(), answers(standingIn(ben, ana), 'approve', dear));
    expect(done).toMatchObject({ status: 'open', endorsements: [{ by: ben.by }] });
    const noLimitOfOwn = standingIn({ ...ben, roles: [] }, ana);
    expect(after(dear, openReview(), answers(noLimitOfOwn, 'approve', dear)).status).toBe('settling');
    const dearer = onEuros(30_000, limits);
    expect(after(dearer, openReview(), answers(noLimitOfOwn, 'approve', dearer)).endorsements).toHaveLength(
      1,
    );
  });
});

describe('a recommendation to those whose authority reaches', () => {
  const limits = [
    { role: 'finance', up_to: { EUR: 5_000 } },
    { role: 'finance-leads', up_to: { EUR: 20_000 }, queue: 'leads' },
  ];
  const eventsOf = (euros: number, given = limits) => {
    const dear = onEuros(euros, given);
    const decided = decide(answers(ben, 'approve', dear), openReview(), dear, NOW);
    if (!decided.ok) throw new Error(decided.error.code);
    return decided.value;
  };

  it('goes to their queue where the policy names one', () => {
    expect(eventsOf(9_000)).toMatchObject([
      { type: 'verdict_given', data: { needs: ['finance-leads'] } },
      {
        type: 'escalated',
        data: { because: 'authority', to: { queue: 'leads', roles: ['finance-leads'] } },
      },
    ]);
  });

  it('stays where it is without one', () => {
    const unnamed = limits.map(({ role, up_to }) => ({ role, up_to }));
    expect(eventsOf(9_000, unnamed).map(({ type }) => type)).toEqual(['verdict_given']);
  });

  it('says plainly when nobody’s authority reaches so far', () => {
    expect(eventsOf(30_000)).toMatchObject([
      { type: 'verdict_given', data: { needs: [] } },
      { type: 'escalated', data: { because: 'authority', to: { roles: [] } } },
    ]);
  });

  it('goes there once, however many recommend it', () => {
    const events = eventsOf(9_000);
    const dear = { ...onEuros(9_000, limits), events };
    const review = events.reduce(evolve, openReview());
    const again = decide(answers(cleo, 'approve', dear), review, dear, NOW);
    expect(again.ok && again.value.map(({ type }) => type)).toEqual(['verdict_given']);
  });

  it('measures what would stand: changed values count with their new amount', () => {
    const dear = onEuros(9_000, limits);
    const within = after(dear, openReview(), answers(ben, 'approve', dear, euros(4_000)));
    expect(within.status).toBe('settling');
    const small = onEuros(300, limits);
    const above = after(small, openReview(), answers(ben, 'approve', small, euros(9_000)));
    expect(above).toMatchObject({ status: 'open', endorsements: [{ by: ben.by }] });
  });

  it('can be taken back, and counts no more when the facts change', () => {
    const dear = onEuros(9_000, limits);
    const told = after(dear, openReview(), answers(ben, 'approve', dear));
    expect(after(dear, told, undo(ben))).toMatchObject({ endorsements: [], status: 'open' });
  });
});

describe('an answer that is changed at the reveal', () => {
  const blindly = (on: Grounds): Grounds => ({
    ...on,
    revision: { ...on.revision, route: { ...on.revision.route, blind: true } },
  });

  it('asks those again who approved what it was before', () => {
    const hidden = blindly(on);
    const both = after(
      hidden,
      openReview({ quorum: quorum(['finance-leads', null]) }),
      answers(ben, 'approve', hidden),
      answers(ana, 'approve', hidden),
    );
    const changed = after(hidden, both, answers(ana, 'approve', hidden, euros(200)));
    expect(changed).toMatchObject({
      status: 'open',
      verdicts: [{ by: ana.by, blind: { reveal: 'changed' } }],
    });
  });

  it('stays a recommendation where it was one, and decides nothing', () => {
    const dear = blindly(onEuros(9_000, [{ role: 'finance', up_to: { EUR: 5_000 } }]));
    const told = after(dear, openReview(), answers(ben, 'approve', dear));
    const changed = after(dear, told, answers(ben, 'reject', dear));
    expect(changed).toMatchObject({
      status: 'open',
      settle_at: null,
      verdicts: [],
      endorsements: [{ option: 'reject' }],
    });
  });

  it('reaches no further than an answer that is given', () => {
    const small = blindly(onEuros(300, [{ role: 'finance', up_to: { EUR: 5_000 } }]));
    const given = after(small, openReview(), answers(ben, 'approve', small));
    expect(refusal(answers(ben, 'approve', small, euros(9_000)), given, small)).toEqual({
      code: 'above_authority',
      roles: ['finance-leads'],
    });
  });
});
