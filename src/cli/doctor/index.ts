/** The checks of `waymark doctor`, each on its own, so that one that fails hides none of the others. */
import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectServer, isHeld } from '#db';
import { listMappings } from '#files';
import { checkRiskLibrary } from '#modules/risk';
import { FingerPost } from '#ui';
import { loadAssets, renderPage } from '#web';

export type Finding = {
  state: 'well' | 'notice' | 'fault';
  what: string;
  says: string;
  mend?: string | undefined;
};
export type Installation = { url: string | undefined; directory: string };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ENOUGH = 2 * 1024 ** 3;

/** Looks at everything an installation rests on. Opens no embedded database and migrates nothing. */
export async function checkInstallation(installation: Installation): Promise<Finding[]> {
  const checks: [string, () => Finding | Finding[] | Promise<Finding | Finding[]>][] = [
    ['Node', nodeVersion],
    ['packages', packages],
    ['pages', assets],
    ['page', drawnPage],
    ['library', library],
    ['port', port],
    ['database', () => database(installation)],
  ];
  const findings: Finding[] = [];
  for (const [what, check] of checks) {
    try {
      findings.push(...[await check()].flat());
    } catch (error) {
      findings.push({ state: 'fault', what, says: (error as Error).message, mend: 'see the message' });
    }
  }
  return findings;
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return { state: 'well', what: 'Node', says: process.version };
  return {
    state: 'fault',
    what: 'Node',
    says: `${process.version} is too old`,
    mend: 'start Waymark by bin/waymark, which brings its own',
  };
}

function packages(): Finding {
  const wanted: { packages: Record<string, { version?: string; optional?: boolean; dev?: boolean }> } =
    JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
  const missing = Object.entries(wanted.packages).filter(
    ([path, { optional }]) => path !== '' && !optional && !existsSync(`${root}${path}`),
  );
  if (missing.length === 0) return { state: 'well', what: 'packages', says: 'all there' };
  return {
    state: 'fault',
    what: 'packages',
    says: `${missing.length} missing, such as ${missing[0]?.[0]}`,
    mend: 'npm ci',
  };
}

function assets(): Finding {
  try {
    loadAssets();
    return { state: 'well', what: 'pages', says: 'style and script are built' };
  } catch (error) {
    return { state: 'fault', what: 'pages', says: (error as Error).message, mend: 'npm run build' };
  }
}

/** Draws something: what turns pages into HTML is looked up where the command was started, and may be found wanting. */
function drawnPage(): Finding {
  if (!renderPage(FingerPost({})).includes('<svg')) throw new Error('a page came out without its picture');
  return { state: 'well', what: 'page', says: 'a page can be drawn' };
}

async function library(): Promise<Finding[]> {
  const faults = checkRiskLibrary().map(
    ({ file, line, reason }): Finding => ({
      state: 'fault',
      what: `library/${file}`,
      says: `line ${line}: ${reason}`,
      mend: 'mend the file; bin/waymark library check tells more',
    }),
  );
  await listMappings();
  return faults.length > 0 ? faults : [{ state: 'well', what: 'library', says: 'every definition is sound' }];
}

function port(): Finding {
  const given = process.env.PORT;
  if (given === undefined || (/^\d+$/.test(given) && Number(given) <= 65_535))
    return { state: 'well', what: 'port', says: given ?? '3000' };
  return {
    state: 'fault',
    what: 'port',
    says: `PORT is ${given}, which is not a port`,
    mend: 'unset PORT or give a number up to 65535',
  };
}

async function database({ url, directory }: Installation): Promise<Finding[]> {
  if (url !== undefined) return inspectServer(url);
  const findings: Finding[] = [];
  const parent = existsSync(directory) ? directory : dirname(directory);
  try {
    accessSync(parent, constants.W_OK);
    findings.push({
      state: 'well',
      what: 'data directory',
      says: existsSync(`${directory}/database`)
        ? `${directory} holds a database`
        : `${directory} is empty: the first command makes a database`,
    });
  } catch {
    findings.push({
      state: 'fault',
      what: 'data directory',
      says: `${parent} cannot be written`,
      mend: 'give --data or WAYMARK_DATA another directory, or mend its owner',
    });
    return findings;
  }
  const free = statfsSync(parent);
  if (free.bavail * free.bsize < ENOUGH)
    findings.push({
      state: 'notice',
      what: 'disk',
      says: `${Math.round((free.bavail * free.bsize) / 1024 ** 2)} MB free`,
      mend: 'make room: two gigabytes are a good minimum',
    });
  if (existsSync(directory) && isHeld(directory))
    findings.push({
      state: 'well',
      what: 'lock',
      says: 'a running Waymark has the directory; commands hand themselves over to it',
    });
  return findings;
}
