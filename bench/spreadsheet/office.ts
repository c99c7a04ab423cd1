/** LibreOffice, where this machine has it: a program of its own, found on the path and started without a window. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Refused } from '#outcome';

const run = promisify(execFile);

export type Office = {
  version: string;
  /** Opens a sheet, works out what has no value yet, writes it as CSV and ends; answers the path of the CSV. */
  calculate(sheet: string): Promise<string>;
};

/**
 * @param directory where its profile and what it writes go
 * @throws Refused when there is none: then nothing is compared, and nothing may be claimed
 */
export async function openOffice(directory: string): Promise<Office> {
  const out = join(directory, 'calculated');
  await mkdir(out, { recursive: true });
  const profile = `-env:UserInstallation=${pathToFileURL(join(directory, 'profile')).href}`;
  const version = await run('soffice', [profile, '--headless', '--version']).catch(() => undefined);
  if (!version)
    throw new Refused(
      'LibreOffice is not on this machine (no soffice on the path): nothing was compared, and nothing is claimed.',
    );
  return {
    version: /\d+(\.\d+)+/.exec(version.stdout)?.[0] ?? 'of unknown version',
    async calculate(sheet) {
      await run('soffice', [profile, '--headless', '--convert-to', CSV, '--outdir', out, sheet]);
      return join(out, basename(sheet).replace(/\.\w+$/, '.csv'));
    },
  };
}

/** Commas, quotes, UTF-8, from the first line; values rather than as they look. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false';
