import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from './ids.ts';

afterEach(() => {
  vi.useRealTimers();
});

const isGrowing = (ids: readonly string[]) => ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? ''));

describe('ids', () => {
  it('are UUIDs of version 7 that grow, thousands in one millisecond', () => {
    const ids = Array.from({ length: 10_000 }, () => newId<string>());
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isGrowing(ids)).toBe(true);
  });

  it('go on growing when the clock is set back an hour', () => {
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    const before = newId<string>();
    vi.setSystemTime(now - 3_600_000);
    expect(isGrowing([before, newId<string>(), newId<string>()])).toBe(true);
  });
});
