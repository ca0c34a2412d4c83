import type { App } from '@slack/bolt';
import type { SubteamMembersChangedEvent, SubteamUpdatedEvent, UserChangeEvent } from '@slack/types';
import type { Directory, DirectoryChange } from '../../src/ports.ts';

/** By which Slack says who changed, and in which group people are. https://docs.slack.dev/reference/events/user_change */
export const PEOPLE_EVENTS = ['user_change', 'subteam_members_changed', 'subteam_updated'] as const;

type PeopleEvent = UserChangeEvent | SubteamMembersChangedEvent | SubteamUpdatedEvent;

const changeIn = (event: PeopleEvent): DirectoryChange => {
  if (event.type === 'user_change') return { person: event.user.id };
  if (event.type === 'subteam_members_changed') return { group: event.subteam_id };
  return { group: event.subteam.id, handle: event.subteam.handle };
};

/** Has that forgotten which Slack says changed: what was known before decides nothing any more. */
export const hearOfPeople = (app: App, forget: Directory['forget']): void => {
  for (const type of PEOPLE_EVENTS) app.event(type, async ({ event }) => forget(changeIn(event)));
};
