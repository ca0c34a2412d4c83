/**
 * A multinomial naive Bayes classifier for two kinds of text, with Laplace smoothing, in log space
 * (Manning, Raghavan, Schütze: Introduction to Information Retrieval, chapter 13,
 * https://nlp.stanford.edu/IR-book/html/htmledition/naive-bayes-text-classification-1.html).
 */

export type Label = 'spam' | 'ham';
type Counts = { spam: number; ham: number };
export type Model = {
  texts: Counts;
  /** How often each known word occurred. */
  words: Map<string, Counts>;
  /** All occurrences together. */
  total: Counts;
};

/** `weight` is positive where the word speaks for spam; natural logarithm, all its occurrences in the text. */
export type Evidence = { word: string; weight: number; seen: number };

/** `known` is the share of the text's words that the training saw. `evidence`: the heaviest first. */
export type Classification = { spam: number; known: number; evidence: Evidence[] };

export const train = (texts: Iterable<{ label: Label; words: readonly string[] }>): Model => {
  const model: Model = { texts: { spam: 0, ham: 0 }, words: new Map(), total: { spam: 0, ham: 0 } };
  for (const { label, words } of texts) {
    model.texts[label] += 1;
    model.total[label] += words.length;
    for (const word of words) {
      const counts = model.words.get(word);
      if (counts === undefined) model.words.set(word, { spam: 0, ham: 0, [label]: 1 });
      else counts[label] += 1;
    }
  }
  return model;
};

/**
 * The probability of spam as naive Bayes sees it. It takes each word for independent of the others, so on long
 * texts it is far surer than it should be. Words that the training never saw say nothing.
 */
export const classify = (model: Model, words: readonly string[]): Classification => {
  const vocabulary = model.words.size;
  const share = (count: number, of: number) => Math.log((count + 1) / (of + vocabulary));
  const occurrences = new Map<string, number>();
  let known = 0;
  for (const word of words) {
    if (!model.words.has(word)) continue;
    known += 1;
    occurrences.set(word, (occurrences.get(word) ?? 0) + 1);
  }
  const evidence = [...occurrences].map(([word, times]): Evidence => {
    const { spam, ham } = model.words.get(word) ?? { spam: 0, ham: 0 };
    const weight = times * (share(spam, model.total.spam) - share(ham, model.total.ham));
    return { word, weight, seen: spam + ham };
  });
  const prior = Math.log((model.texts.spam + 1) / (model.texts.ham + 1));
  const logOdds = evidence.reduce((sum, { weight }) => sum + weight, prior);
  return {
    spam: 1 / (1 + Math.exp(-logOdds)),
    known: words.length === 0 ? 0 : known / words.length,
    evidence: evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
  };
};
