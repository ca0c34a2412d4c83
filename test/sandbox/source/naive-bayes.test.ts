import { describe, expect, it } from 'vitest';
import { classify, type Label, train } from '../../../src/sandbox/source/mail/naive-bayes.ts';

const text = (label: Label, words: string) => ({ label, words: words.split(' ') });

// The worked example of Introduction to Information Retrieval, section 13.2, with spam for "China". It smooths the
// words but not the shares of the classes (3/4 and 1/4), which are smoothed here: (3 + 1) : (1 + 1).
const model = train([
  text('spam', 'chinese beijing chinese'),
  text('spam', 'chinese chinese shanghai'),
  text('spam', 'chinese macao'),
  text('ham', 'tokyo japan chinese'),
]);

describe('naive Bayes', () => {
  it('counts texts, words and occurrences', () => {
    expect(model.texts).toEqual({ spam: 3, ham: 1 });
    expect(model.total).toEqual({ spam: 8, ham: 3 });
    expect(model.words.size).toBe(6);
    expect(model.words.get('chinese')).toEqual({ spam: 5, ham: 1 });
  });

  it('agrees with the example of the textbook', () => {
    const spam = (4 / 6) * (3 / 7) ** 3 * (1 / 14) * (1 / 14);
    const ham = (2 / 6) * (2 / 9) ** 3 * (2 / 9) * (2 / 9);
    const { spam: probability } = classify(model, 'chinese chinese chinese tokyo japan'.split(' '));
    expect(probability).toBeCloseTo(spam / (spam + ham), 10);
  });

  it('lets a word that it never saw say nothing', () => {
    const without = classify(model, ['chinese', 'tokyo']);
    const having = classify(model, ['chinese', 'tokyo', 'zebra', 'zebra']);
    expect(having.spam).toBe(without.spam);
    expect([without.known, having.known]).toEqual([1, 0.5]);
  });

  it('falls back to how common spam is', () => {
    expect(classify(model, []).spam).toBeCloseTo(4 / 6, 10);
    expect(classify(model, []).known).toBe(0);
  });

  it('names the words that weigh most, with their direction', () => {
    const { evidence } = classify(model, 'beijing chinese chinese tokyo'.split(' '));
    expect(evidence.map(({ word, weight }) => [word, Math.sign(weight)])).toEqual([
      ['chinese', 1],
      ['tokyo', -1],
      ['beijing', 1],
    ]);
    expect(evidence[0]?.seen).toBe(6);
  });

  it('does not break on texts whose probability is too small for a number', () => {
    const long = Array.from({ length: 20_000 }, () => 'tokyo');
    expect(classify(model, long).spam).toBe(0);
    expect(
      classify(
        model,
        Array.from({ length: 20_000 }, () => 'chinese'),
      ).spam,
    ).toBe(1);
  });
});
