/** The people, channels and groups of a small company: who the example policy speaks of. */
import { randomBytes } from 'node:crypto';
import { createIssuer } from './slack/ids.ts';
import { readManifest } from './slack/manifest.ts';
import type { Channel, Person, UserGroup, World } from './slack/world.ts';

const people = [
  ['Dana Ruiz', 'Account executive', 'Europe/Madrid'],
  ['Ana Lindqvist', 'Finance lead', 'Europe/Stockholm'],
  ['Ben Okafor', 'Finance', 'Europe/London'],
  ['Chiara Moretti', 'Accounts payable', 'Europe/Rome'],
  ['Emre Yilmaz', 'Support lead', 'Europe/Istanbul'],
  ['Farah Haddad', 'Support', 'Europe/Berlin'],
  ['Greta Novak', 'Security analyst', 'Europe/Prague'],
  ['Hugo Martins', 'Controller, manager of finance', 'Europe/Lisbon'],
  ['Ines Weber', 'Head of operations', 'Europe/Berlin'],
] as const;

type First = 'dana' | 'ana' | 'ben' | 'chiara' | 'emre' | 'farah' | 'greta' | 'hugo' | 'ines';
const everyone: First[] = ['dana', 'ana', 'ben', 'chiara', 'emre', 'farah', 'greta', 'hugo', 'ines'];

// Dana and others who decide nothing are members too: being in a channel grants nothing, and that must be tried.
const channels: Array<{ name: string; topic: string; members: First[]; bot: boolean }> = [
  { name: 'general', topic: 'Everyone, everything', members: everyone, bot: false },
  {
    name: 'finance-decisions',
    topic: 'Expenses that need a person',
    members: ['ana', 'ben', 'chiara', 'hugo', 'ines', 'dana'],
    bot: true,
  },
  {
    name: 'payments',
    topic: 'Invoices that need a person',
    members: ['chiara', 'ben', 'hugo', 'ana', 'ines'],
    bot: true,
  },
  {
    name: 'support-decisions',
    topic: 'Replies that a person sends',
    members: ['emre', 'farah', 'ines', 'dana'],
    bot: true,
  },
  {
    name: 'security-decisions',
    topic: 'Mails in quarantine',
    members: ['greta', 'emre', 'farah', 'ines'],
    bot: true,
  },
  {
    name: 'handraise-alerts',
    topic: 'When Handraise needs its operators',
    members: ['hugo', 'ines', 'ana', 'emre'],
    bot: true,
  },
];

const groups: Array<{ handle: string; name: string; users: First[] }> = [
  { handle: 'finance', name: 'Finance', users: ['ana', 'ben', 'hugo'] },
  { handle: 'finance-leads', name: 'Finance leads', users: ['ana', 'hugo'] },
  { handle: 'payments', name: 'Payments', users: ['chiara', 'ben', 'hugo'] },
  { handle: 'support', name: 'Support', users: ['emre', 'farah'] },
  { handle: 'security', name: 'Security', users: ['greta', 'emre'] },
  { handle: 'managers', name: 'Managers', users: ['hugo', 'ines'] },
];

export type WorkspaceOptions = {
  seed: number;
  wall: () => number;
  /** Names without `#`; those that do not exist yet are created with everybody and the bot in them. */
  channels: readonly string[];
  manifestPath?: string | URL;
};

const person = (id: string, [real_name, title, tz]: readonly [string, string, string]): Person => {
  const name = (real_name.split(' ')[0] ?? real_name).toLowerCase();
  return {
    id,
    name,
    real_name,
    title,
    email: `${name}@example.com`,
    is_bot: false,
    deactivated: false,
    presence: 'active',
    dnd: false,
    status_text: '',
    status_emoji: '',
    tz,
  };
};

/** A fresh workspace T1 with the app installed. Its tokens and signing secret are random. */
export const createWorkspace = (options: WorkspaceOptions): World => {
  const manifest = readManifest(options.manifestPath);
  const issue = createIssuer(options.seed, options.wall);
  const secret = (bytes: number): string => randomBytes(bytes).toString('hex');
  const members = people.map((one) => person(issue.next('U'), one));
  const idOf = new Map(members.map((one) => [one.name, one.id]));
  const ids = (names: readonly First[]): string[] => names.map((name) => idOf.get(name) ?? '');
  const app = { id: 'A1', name: manifest.name, bot_user_id: 'UBOT1', bot_id: 'B1' };
  const bot = {
    ...person(app.bot_user_id, [manifest.name, '', 'Etc/UTC']),
    name: manifest.botName,
    email: '',
    is_bot: true,
  };

  const known = new Set(channels.map((one) => one.name));
  const extra = [...new Set(options.channels)].filter((name) => !known.has(name));
  const all = [...channels, ...extra.map((name) => ({ name, topic: '', members: everyone, bot: true }))];
  const created = Math.floor(options.wall() / 1000);
  const channel = (one: (typeof all)[number]): Channel => ({
    id: issue.next('C'),
    name: one.name,
    topic: one.topic,
    kind: 'public',
    members: [...ids(one.members), ...(one.bot ? [bot.id] : [])],
    is_archived: false,
    created,
  });
  const direct = (one: Person): Channel => ({
    id: issue.next('D'),
    name: '',
    topic: '',
    kind: 'im',
    members: [one.id, bot.id],
    is_archived: false,
    created,
  });
  const conversations = [...all.map(channel), ...members.map(direct)];
  const userGroups = groups.map((one): UserGroup => ({ ...one, id: issue.next('S'), users: ids(one.users) }));

  return {
    team: { id: 'T1', name: 'Example Company', domain: 'example-company' },
    app,
    tokens: { bot: `xoxb-${secret(16)}`, app: `xapp-1-A1-${secret(16)}`, signing_secret: secret(16) },
    manifest,
    people: new Map([...members, bot].map((one) => [one.id, one])),
    channels: new Map(conversations.map((one) => [one.id, one])),
    groups: new Map(userGroups.map((one) => [one.id, one])),
    messages: new Map(conversations.map((one) => [one.id, []])),
    modals: [],
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    socketTickets: new Set(),
    timers: new Set(),
    calls: [],
    faults: [],
    issue,
    wall: options.wall,
    offsetMs: 0,
    origin: '',
    watchers: new Set(),
  };
};
