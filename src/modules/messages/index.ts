/** What people with accounts are told by e-mail: that something waits, and where. */
export { markFailed, markSent, takeMessages, type Waiting } from './actions/take-messages.ts';
export { writeMessages } from './actions/write-messages.ts';
export { type Letter, type Post, postFrom } from './post.ts';
export { type OutboxRow, outboxOf } from './queries/outbox.ts';
