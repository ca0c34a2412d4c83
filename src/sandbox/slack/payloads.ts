/** The bodies that Slack sends to an app. https://docs.slack.dev/reference/interaction-payloads */

import { stateOf } from './inputs.ts';
import { messageToApi } from './messages.ts';
import { issueResponseUrl } from './response-url.ts';
import { issueTrigger } from './triggers.ts';
import { viewToApi } from './views.ts';
import type { Channel, Json, Message, Person, View, World } from './world.ts';

/** Deprecated by Slack in favour of signatures, still in every payload. */
const verificationToken = 'sandbox-verification-token';

/** `team` lets an outside check forge a press from another workspace. */
const common = (world: World, person: Person, team = world.team.id): Json => ({
  token: verificationToken,
  team: { id: team, domain: team === world.team.id ? world.team.domain : 'another-company' },
  user: { id: person.id, username: person.name, name: person.name, team_id: team },
  api_app_id: world.app.id,
  enterprise: null,
  is_enterprise_install: false,
});

const channelOf = (channel: Channel): Json => ({
  id: channel.id,
  name: channel.kind === 'im' ? 'directmessage' : channel.name,
});

/** Where a message's action came from. Slack leaves the message itself out when it is ephemeral. */
const messagePart = (world: World, channel: Channel, message: Message, user: string): Json => ({
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.ephemeral_to !== undefined,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  },
  channel: channelOf(channel),
  ...(message.ephemeral_to === undefined
    ? { message: messageToApi(world, message, { metadata: true }) }
    : {}),
  state: { values: stateOf(message.blocks, message.inputs[user] ?? {}) },
});

export const messageActions = (
  world: World,
  about: { person: Person; channel: Channel; message: Message; actions: Json[]; team?: string },
): Json => ({
  type: 'block_actions',
  ...common(world, about.person, about.team),
  ...messagePart(world, about.channel, about.message, about.person.id),
  trigger_id: issueTrigger(world, { user: about.person.id, channel: about.channel.id }),
  response_url: issueResponseUrl(world, 'actions', {
    user: about.person.id,
    channel: about.channel.id,
    ts: about.message.ts,
    ...(about.message.thread_ts === undefined ? {} : { thread_ts: about.message.thread_ts }),
  }),
  actions: about.actions,
});

const shown = (world: World, view: View): Json => viewToApi(world, view, stateOf(view.blocks, view.inputs));

export const viewActions = (world: World, about: { person: Person; view: View; actions: Json[] }): Json => ({
  type: 'block_actions',
  ...common(world, about.person),
  container: { type: 'view', view_id: about.view.id },
  trigger_id: issueTrigger(world, { user: about.person.id, view: about.view.id }),
  view: shown(world, about.view),
  actions: about.actions,
});

export const viewSubmission = (world: World, about: { person: Person; view: View }): Json => ({
  type: 'view_submission',
  ...common(world, about.person),
  trigger_id: issueTrigger(world, { user: about.person.id, view: about.view.id }),
  view: shown(world, about.view),
  response_urls: [],
});

export const viewClosed = (
  world: World,
  about: { person: Person; view: View; is_cleared: boolean },
): Json => ({
  type: 'view_closed',
  ...common(world, about.person),
  view: shown(world, about.view),
  is_cleared: about.is_cleared,
});

export const blockSuggestion = (
  world: World,
  about: { person: Person; action_id: string; block_id: string; value: string } & (
    | { view: View }
    | { channel: Channel; message: Message }
  ),
): Json => ({
  type: 'block_suggestion',
  ...common(world, about.person),
  action_id: about.action_id,
  block_id: about.block_id,
  value: about.value,
  ...('view' in about
    ? { container: { type: 'view', view_id: about.view.id }, view: shown(world, about.view) }
    : messagePart(world, about.channel, about.message, about.person.id)),
});

export const globalShortcut = (world: World, about: { person: Person; callback_id: string }): Json => ({
  type: 'shortcut',
  ...common(world, about.person),
  action_ts: world.issue.ts(),
  callback_id: about.callback_id,
  trigger_id: issueTrigger(world, { user: about.person.id }),
});

export const messageShortcut = (
  world: World,
  about: { person: Person; callback_id: string; channel: Channel; message: Message },
): Json => ({
  type: 'message_action',
  ...common(world, about.person),
  action_ts: world.issue.ts(),
  callback_id: about.callback_id,
  trigger_id: issueTrigger(world, { user: about.person.id, channel: about.channel.id }),
  response_url: issueResponseUrl(world, 'actions', { user: about.person.id, channel: about.channel.id }),
  channel: channelOf(about.channel),
  message_ts: about.message.ts,
  message: messageToApi(world, about.message, { metadata: true }),
});

export const slashCommand = (
  world: World,
  about: { person: Person; channel: Channel; command: string; text: string },
): Json => ({
  token: verificationToken,
  team_id: world.team.id,
  team_domain: world.team.domain,
  channel_id: about.channel.id,
  channel_name: channelOf(about.channel)['name'],
  user_id: about.person.id,
  user_name: about.person.name,
  command: about.command,
  text: about.text,
  api_app_id: world.app.id,
  is_enterprise_install: 'false',
  response_url: issueResponseUrl(world, 'commands', { user: about.person.id, channel: about.channel.id }),
  trigger_id: issueTrigger(world, { user: about.person.id, channel: about.channel.id }),
});

/** The envelope of the Events API. https://docs.slack.dev/apis/events-api#callback-field */
export const eventCallback = (world: World, event: Json): Json => ({
  token: verificationToken,
  team_id: world.team.id,
  context_team_id: world.team.id,
  context_enterprise_id: null,
  api_app_id: world.app.id,
  event,
  type: 'event_callback',
  event_id: world.issue.next('Ev'),
  event_time: Math.floor(world.wall() / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: world.team.id,
      user_id: world.app.bot_user_id,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event_context: `4-${world.issue.opaque(32)}`,
});
