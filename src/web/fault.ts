import { randomBytes } from 'node:crypto';

/** A bug, as it is kept: enough to find it, and nothing about anybody. */
export type Fault = { reference: string; where: string; name: string; code: string | undefined; message: string; stack: string };

/** Gives an error a reference that the user can read out, and takes out of it what may be somebody's data. */
export function faultOf(error: unknown, where: string): Fault {
  const thrown = error instanceof Error ? error : new Error('Something that is no error was thrown');
  const { code } = thrown as { code?: unknown };
  return {
    reference: randomBytes(4).toString('hex').toUpperCase().replace(/^(.{4})/, '$1-'),
    where,
    name: thrown.name,
    code: typeof code === 'string' ? code : undefined,
    message: withoutValues(thrown.message),
    // The first lines repeat the message, which may run over several.
    stack: (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).join('\n'),
  };
}

/** PostgreSQL and JSON put the value they choke on in double quotes; e-mail addresses and long numbers identify people. */
export function withoutValues(message: string): string {
  return message
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\(([^()]*)\)=\([^()]*\)/g, '($1)=(…)')
    .replace(/\S+@\S+/g, '…')
    .replace(/\d{6,}/g, '…');
}
