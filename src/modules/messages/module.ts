import type { Module } from '#web';
import { messagesExpiring } from './actions/expire-messages.ts';

export const messages: Module = {
  name: 'messages',
  routes: [],
  places: [{ href: '/messages', label: 'mail.title', permission: 'accounts.manage', order: 92 }],
  expiring: messagesExpiring,
};
