import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { TenantId } from '#db';
import { Refused } from '#outcome';
import type { ChainHead } from './seal-entries.ts';

/**
 * Heads of chains, kept outside the database in a file of one JSON line each, which is only ever added to. Kept where
 * whoever can write to the database cannot, it shows that a chain was cut off or written anew.
 */

/**
 * Adds a head to a file and waits until the disk has it.
 *
 * @example addHead('/mnt/elsewhere/heads.jsonl', head)
 */
export function addHead(path: string, head: ChainHead): void {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, `${JSON.stringify(head)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Every head of a file; none where there is no file yet. A last line that was cut short while it was written says nothing;
 * any other line that is no head is refused by its number.
 */
export async function readHeads(path: string): Promise<ChainHead[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Refused(`The heads of the audit cannot be read from ${path}: ${(error as Error).message}.`);
  }
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (line === '') return [];
    const head = headIn(line);
    if (head) return [head];
    if (at === lines.length - 1) return [];
    throw new Refused(
      `Line ${at + 1} of ${path} is no head of an audit: give the file that Waymark wrote, as it wrote it.`,
    );
  });
}

function headIn(line: string): ChainHead | undefined {
  try {
    const { tenantId, number, at, hash } = JSON.parse(line) as Record<keyof ChainHead, unknown>;
    if (typeof tenantId !== 'string' || typeof number !== 'number') return undefined;
    if (typeof at !== 'string' || typeof hash !== 'string') return undefined;
    return { tenantId: tenantId as TenantId, number, at, hash };
  } catch {
    return undefined;
  }
}
