import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { FormPart } from './route.ts';

/** What was sent is no form, or only the beginning of one. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly statusCode = 400;
}

/** Limits of a form with files beside the length of a file: a few fields, one file. */
export const formLimits = { files: 1, fields: 50, parts: 51, fieldSize: 64 * 1024, headerPairs: 50 } as const;

/** The answers of a form with files as they come. A file that is longer than `largest` is cut one byte after it. */
export async function* partsOf(request: FastifyRequest, largest: number): AsyncGenerator<FormPart> {
  const limits = { ...formLimits, fileSize: largest + 1 };
  for await (const part of readably(request.parts({ limits }))) {
    const name = part.fieldname;
    if (part.type === 'field') yield { name, value: withoutNul(String(part.value)) };
    else yield { name, file: withoutNul(part.filename ?? ''), content: readably(part.file) };
  }
}

/** Whatever the parser or the line finds wrong with what was sent is the sender's, and no bug. */
async function* readably<T>(coming: AsyncIterable<T>): AsyncGenerator<T> {
  const found = coming[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await found.next().catch((fault: unknown) => {
        throw new Unreadable(fault instanceof Error ? fault.message : 'No form came');
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await found.return?.();
  }
}

/** No keyboard types one and no text in the database may hold it. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

const MINUTE = 60_000;
/** Minutes in which nothing comes, and after which nobody is there: a busy database may hold a sender up for a while. */
const SILENT = 5;
/** Minutes after which no file is still meant to come. */
const LONGEST = 240;

/**
 * Ends a request that does not come to its end: a form has a minute, a form with files as long as something of it comes.
 * Node's own limit is one for all routes, and a large file on a slow line takes longer than any form should.
 */
export function limitTime(raw: IncomingMessage, takesFiles: boolean): void {
  let [seen, silent, minutes] = [-1, 0, 0];
  const look = setInterval(() => {
    if (raw.complete) return clearInterval(look);
    const received = raw.socket?.bytesRead ?? 0;
    silent = received === seen ? silent + 1 : 0;
    seen = received;
    minutes += 1;
    if (!takesFiles || silent >= SILENT || minutes >= LONGEST) raw.destroy();
  }, MINUTE).unref();
  // Whichever is first: a request that came to its end may live on with its answer.
  for (const over of ['end', 'close']) raw.once(over, () => clearInterval(look));
}
