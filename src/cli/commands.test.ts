import { describe, expect, it } from 'vitest';
import { checkPermissionTable } from '#modules/access';
import { commands } from './commands.ts';

describe('the commands', () => {
  const found = [...commands].map(([name, { permission }]) => ({ what: `waymark ${name}`, permission }));

  it('each have their row in the permission table, and no row is left over', () => {
    expect(found.length).toBeGreaterThan(0);
    expect(() => checkPermissionTable(found)).not.toThrow();
    expect(() => checkPermissionTable(found.slice(1))).toThrow(/does not exist/);
    expect(() =>
      checkPermissionTable([...found, { what: 'waymark erase', permission: 'installation' }]),
    ).toThrow(/has no row/);
  });

  it('say how they are used, beginning with their own name', () => {
    for (const [name, { usage, summary }] of commands) {
      expect(usage.split(' ')[0]).toBe(name);
      expect(summary).toMatch(/\.$/);
    }
  });
});
