import type { Person } from './answers.ts';
import { model } from './model.ts';

/** The person or bot with that id, as far as the workspace knows it. */
export function personOf(id: string): Person | undefined {
  return model.workspace?.users.find((one) => one.id === id);
}

/** What a person or the app is called; the id when it is unknown. */
export function personName(id: string): string {
  const app = model.workspace?.app;
  const person = personOf(id);
  if (app && id === app.bot_user_id) return person?.real_name || app.name;
  return person?.real_name || person?.name || id;
}

export function channelName(id: string): string {
  return model.workspace?.channels.find((one) => one.id === id)?.name ?? id;
}

export function groupName(id: string): string {
  const group = model.workspace?.usergroups?.find((one) => one.id === id);
  return group?.handle ?? group?.name ?? id;
}

/** Whether that id is the app itself. */
export function isApp(id: string): boolean {
  const app = model.workspace?.app;
  return app?.bot_user_id === id || personOf(id)?.is_bot === true;
}
