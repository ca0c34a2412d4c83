import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { routes } from '../../handlers/http/index.ts';
import { jobs } from '../../handlers/jobs/index.ts';
import { conversations } from '../../handlers/slack/index.ts';
import { PEOPLE_EVENTS } from '../../handlers/slack/people-changes.ts';
import { verbs } from '../../handlers/slack/verbs/index.ts';
import { filesIn, root } from './source-files.ts';

/** Files of a folder that export a value of a type, by the words of their declaration. */
const declaring = (folder: string, pattern: RegExp): string[] =>
  filesIn(folder).flatMap(({ text }) => [...text.matchAll(pattern)].map((found) => found[1] ?? ''));

describe('registration', () => {
  it('every route of handlers/http stands in its index', () => {
    const index = readFileSync(join(root, 'handlers/http/index.ts'), 'utf8');
    const declared = declaring('handlers/http', /export const (\w+): Route\b/g);
    expect(declared.length).toBe(routes.length);
    for (const name of declared) expect(index).toContain(`  ${name},`);
  });

  it('every conversation of handlers/slack stands in its index', () => {
    const index = readFileSync(join(root, 'handlers/slack/index.ts'), 'utf8');
    const declared = declaring('handlers/slack', /export const (\w+): Conversation\b/g);
    expect(declared.length).toBe(conversations.length);
    for (const name of declared) expect(index).toContain(`  ${name},`);
  });

  it('every job of handlers/jobs stands in its index', () => {
    const index = readFileSync(join(root, 'handlers/jobs/index.ts'), 'utf8');
    const declared = declaring('handlers/jobs', /export const (\w+): Job\b/g);
    expect(declared.length).toBe(jobs.length);
    for (const name of declared) expect(index).toMatch(new RegExp(`[[ ]${name}[,\\]]`));
  });

  it('every verb of handlers/slack/verbs stands in its index', () => {
    const index = readFileSync(join(root, 'handlers/slack/verbs/index.ts'), 'utf8');
    const declared = declaring('handlers/slack/verbs', /export const (\w+): (?:Reading|Keeping)Verb\b/g);
    expect(declared.length).toBe(verbs.length);
    for (const name of declared) expect(index).toMatch(new RegExp(`[[ ]${name}[,\\]]`));
  });
});

describe('manifest.yml', () => {
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8'));

  it('names every command that is handled, and no other', () => {
    const handled = conversations.flatMap(({ commands = [] }) => commands.map(({ name }) => name));
    const named = manifest.features.slash_commands.map(({ command }: { command: string }) => command);
    expect(handled.sort()).toEqual(named.sort());
  });

  it('names every shortcut and event that is handled, and no other', () => {
    const shortcuts = conversations.flatMap((one) =>
      (one.shortcuts ?? []).map(({ callbackId }) => callbackId),
    );
    const named = (manifest.features.shortcuts ?? []).map(
      ({ callback_id }: { callback_id: string }) => callback_id,
    );
    expect(named.sort()).toEqual(shortcuts.sort());
    const events = conversations.flatMap((one) => (one.events ?? []).map(({ type }) => type));
    const handled = [...new Set<string>([...events, ...PEOPLE_EVENTS])];
    expect(manifest.settings.event_subscriptions.bot_events.sort()).toEqual(handled.sort());
  });
});
