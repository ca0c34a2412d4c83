import { describe, expect, it } from 'vitest';
import { readShape } from '../../handlers/http/read-shape.ts';
import { submissionSchema } from '../../src/core/decision/submission.ts';

const problems = (body: unknown): unknown => {
  const read = readShape(submissionSchema, body);
  return read.ok ? [] : (read.error.body as { errors: unknown }).errors;
};

const good = { type: 't', title: 'A title' };

describe('reading a body', () => {
  it('takes one that fits', () => expect(problems(good)).toEqual([]));

  it('tells what is missing from what is of the wrong type', () => {
    expect(problems({ type: 't' })).toEqual([{ path: 'title', message: 'is required' }]);
    expect(problems({ ...good, title: 5 })).toEqual([
      { path: 'title', message: expect.stringContaining('string') },
    ]);
    expect(problems([1])).toEqual([{ path: '', message: expect.stringContaining('object') }]);
  });

  it('names every field that is not one, with the nearest that is', () => {
    expect(problems({ ...good, titel: 'x', nonsense: 1 })).toEqual([
      { path: 'titel', message: 'is not a field; did you mean "title"?' },
      { path: 'nonsense', message: 'is not a field' },
    ]);
  });
});
