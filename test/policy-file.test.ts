import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Policy, PolicyProblem } from '../src/core/policy/policy.ts';
import { openPolicyFile, type PolicyFile, problemText } from '../src/policy-file.ts';

const policyText = (channel: string): string => `
queues: { finance: "${channel}" }
roles: { finance: { usergroup: finance } }
types:
  refund.request:
    question: Refund {amount}?
    queue: finance
    deciders: [finance]
    facts: { amount: money }
`;

let folder: string;
let path: string;
let changes: Policy[];
let refusals: PolicyProblem[][];
let open: PolicyFile[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  path = join(folder, 'handraise.yml');
  changes = [];
  refusals = [];
  open = [];
  writeFileSync(path, policyText('#first'));
});
afterEach(() => {
  for (const file of open) file.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened = async (): Promise<PolicyFile> => {
  const result = await openPolicyFile(path, {
    onChange: (policy) => changes.push(policy),
    onRefused: (problems) => refusals.push(problems),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  open.push(result.value);
  return result.value;
};
const channelOf = (policy: Policy | undefined): string | undefined => policy?.queues['finance']?.channel;

describe('a policy that follows its file', () => {
  test('takes a changed file without being told', async () => {
    const file = await opened();
    writeFileSync(path, policyText('#second'));
    await vi.waitFor(() => expect(channelOf(file.current())).toBe('#second'), 5000);
    expect(changes).toHaveLength(1);
  });

  test('takes a file that an editor puts in the place of the old one', async () => {
    const file = await opened();
    const draft = join(folder, '.handraise.yml.swp');
    writeFileSync(draft, policyText('#replaced'));
    renameSync(draft, path);
    await vi.waitFor(() => expect(channelOf(file.current())).toBe('#replaced'), 5000);
  });

  test('refuses a broken file, says why, and keeps the old policy', async () => {
    const file = await opened();
    const before = file.current();
    writeFileSync(path, policyText('#second').replace('queue: finance', 'queue: finanse'));
    await vi.waitFor(() => expect(refusals).toHaveLength(1), 5000);
    expect(file.current()).toBe(before);
    expect(refusals[0]?.map((problem) => problemText('handraise.yml', problem))).toEqual([
      'handraise.yml:7:12 types.refund.request.queue: there is no queue "finanse". Did you mean "finance"?',
    ]);
    await file.reread();
    expect(refusals).toHaveLength(1);
  });

  test('survives the deletion of its file and takes the next one', async () => {
    const file = await opened();
    rmSync(path);
    await vi.waitFor(() => expect(refusals).toHaveLength(1), 5000);
    expect(refusals[0]?.[0]?.message).toContain('there is no such file');
    expect(channelOf(file.current())).toBe('#first');
    writeFileSync(path, policyText('#back'));
    await vi.waitFor(() => expect(channelOf(file.current())).toBe('#back'), 5000);
  });

  test('does not report a file that says the same', async () => {
    const file = await opened();
    writeFileSync(path, policyText('#first'));
    await file.reread();
    expect(changes).toEqual([]);
  });

  test('is not opened when the first reading fails', async () => {
    writeFileSync(path, 'types: [');
    const broken = await openPolicyFile(path, { onChange: () => {}, onRefused: () => {} });
    expect(broken.ok).toBe(false);
    const gone = await openPolicyFile(join(folder, 'other.yml'), { onChange: () => {}, onRefused: () => {} });
    expect(gone).toMatchObject({ ok: false, error: [{ message: expect.stringContaining('no such file') }] });
  });
});
