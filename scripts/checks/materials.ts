import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the bill of materials is written: everything that runs with Waymark, by name, version and checksum. */
export const BILL = '.cache/waymark.cdx.json';

const bill = z.object({
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string().optional(),
      hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
    }),
  ),
});

/**
 * Writes a bill of materials (CycloneDX) of what runs with Waymark, by npm itself. One line for each package without a checksum or
 * an address of its own in it: nobody could tell it from another of that name.
 */
export function checkMaterials(root: string): string[] {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) return [`npm sbom: ${stderr.trim() || `ended with code ${status}`}`];
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, BILL), stdout);
  return faultsIn(JSON.parse(stdout));
}

/** What is wrong with a bill of materials. */
export function faultsIn(json: unknown): string[] {
  const { components } = bill.parse(json);
  if (components.length === 0) return ['the bill of materials names nothing'];
  return components.flatMap(({ name, version, purl, hashes = [] }) => {
    if (purl === undefined) return [`${name}@${version} has no address of its own`];
    return hashes.some(({ content }) => content !== '') ? [] : [`${name}@${version} has no checksum`];
  });
}

const audit = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), via: z.array(z.union([z.string(), z.object({ title: z.string() })])) }),
  ),
});

/**
 * Asks the registry for advisories about what runs with Waymark. One line for each that is high or critical. Where the registry does not
 * answer such questions that is said, and is no fault: a build must not hang on it.
 */
export function checkAdvisories(root: string): string[] {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const faults = advisoriesIn(stdout);
  if (faults) return faults;
  console.log('       advisories: the registry did not answer, so nobody was asked');
  return [];
}

/** @returns undefined where the answer is none */
export function advisoriesIn(answer: string): string[] | undefined {
  let found: z.infer<typeof audit>;
  try {
    found = audit.parse(JSON.parse(answer));
  } catch {
    return undefined;
  }
  return Object.entries(found.vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, via }]) => {
      const titles = via.map((each) => (typeof each === 'string' ? each : each.title));
      return `${name}: ${severity}: ${titles.join('; ')}`;
    });
}
