import { describe, expect, it } from 'vitest';
import { isOver, needsSecondStep, type Role, staffRoles } from './permissions.ts';

const at = (role: Role, settingId: string | null = null) => [{ role, settingId }];

describe('a session is over', () => {
  const over = (grants: ReturnType<typeof at>, idle: number, age = idle, shared = false) =>
    isOver({ idle, age, shared }, grants);

  it('after an hour alone for a role of the whole organisation, after two for the others', () => {
    for (const role of ['administrator', 'participation_lead', 'analyst', 'data_manager'] as const)
      expect([over(at(role), 60), over(at(role), 60.1)]).toEqual([false, true]);
    for (const grants of [at('senco', 'a'), at('data_manager', 'a'), at('tutor'), []])
      expect([over(grants, 120), over(grants, 120.1)]).toEqual([false, true]);
  });

  it('goes by the widest of several roles', () => {
    expect(over([...at('senco', 'a'), ...at('analyst')], 61)).toBe(true);
  });

  it('after ten hours or twelve, however busy', () => {
    expect([over(at('analyst'), 1, 600), over(at('analyst'), 1, 600.1)]).toEqual([false, true]);
    expect([over(at('tutor'), 1, 720), over(at('tutor'), 1, 720.1)]).toEqual([false, true]);
  });

  it('after a quarter of an hour, or four, on a computer that others use', () => {
    expect([over(at('tutor'), 15, 15, true), over(at('tutor'), 15.1, 15.1, true)]).toEqual([false, true]);
    expect([over(at('tutor'), 1, 240, true), over(at('tutor'), 1, 240.1, true)]).toEqual([false, true]);
  });
});

describe('a second step', () => {
  it('is wanted of every role of staff, and of nobody without one', () => {
    for (const role of staffRoles) expect(needsSecondStep(at(role, 'a'))).toBe(true);
    expect(needsSecondStep([...at('young_person', 'a'), ...at('family', 'a')])).toBe(false);
    expect(needsSecondStep([])).toBe(false);
  });
});
