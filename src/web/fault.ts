import { randomBytes } from 'node:crypto';

/** A bug, as it is kept: enough to find it, and nothing about anybody. */
export type Fault = {
  reference: string;
  /** Method and pattern of the route, never the address that was asked for. */
  where: string;
  name: string;
  /** Of the database or of Node, such as `23505`. */
  code: string | undefined;
  /** Name of the rule of the database that was broken. */
  constraint: string | undefined;
  message: string;
  stack: string;
};

/** Gives an error a reference that the user can read out, and takes out of it what may be somebody's data. */
export function faultOf(error: unknown, where: string): Fault {
  const thrown = error instanceof Error ? error : new Error('Something that is no error was thrown');
  const { code, constraint } = thrown as { code?: unknown; constraint?: unknown };
  return {
    reference: randomBytes(4)
      .toString('hex')
      .toUpperCase()
      .replace(/^(.{4})/, '$1-'),
    where,
    name: thrown.name,
    code: typeof code === 'string' ? code : undefined,
    constraint: typeof constraint === 'string' ? constraint : undefined,
    message: withoutValues(thrown.message),
    // The first lines repeat the message, which may run over several.
    stack: (thrown.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

/** PostgreSQL and JSON put the value they choke on in double quotes; e-mail addresses and long numbers identify people. */
export function withoutValues(message: string): string {
  return message
    .replace(/".*"/gs, '"…"')
    .replace(/\(([^()]*)\)=\([^()]*\)/g, '($1)=(…)')
    .replace(/\S+@\S+/g, '…')
    .replace(/\d{6,}/g, '…');
}
