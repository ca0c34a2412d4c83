/** Every Web API method that the local Slack answers. A method is one entry in its family's file. */
import type { Method } from '../method.ts';
import { appMethods } from './apps.ts';
import { authMethods } from './auth.ts';
import { blockMethods } from './blocks.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { dndMethods } from './dnd.ts';
import { fileMethods } from './files.ts';
import { reactionMethods } from './reactions.ts';
import { usergroupMethods } from './usergroups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';
import { workspaceMethods } from './workspace.ts';

export const methods: readonly Method[] = [
  ...appMethods,
  ...authMethods,
  ...blockMethods,
  ...chatMethods,
  ...conversationMethods,
  ...dndMethods,
  ...fileMethods,
  ...reactionMethods,
  ...usergroupMethods,
  ...userMethods,
  ...viewMethods,
  ...workspaceMethods,
];
