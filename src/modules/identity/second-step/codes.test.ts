import { describe, expect, it } from 'vitest';
import { appAddress, counterOf, newRecoveryCodes, newSecret, RECOVERY_CODES, recoveryHash } from './codes.ts';

/** The shared secret of RFC 6238, appendix B, in base 32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const counter = (typed: string, seconds: number, lastCounter: number | null = null) =>
  counterOf({ secret, typed, at: seconds * 1000, lastCounter });

describe('a code of an app', () => {
  it('is that of RFC 6238, appendix B, in its last six digits', () => {
    expect(counter('287082', 59)).toBe(1);
    expect(counter('081804', 1_111_111_109)).toBe(37_037_036);
    expect(counter('005924', 1_234_567_890)).toBe(41_152_263);
    expect(counter('279037', 2_000_000_000)).toBe(66_666_666);
  });

  it('holds for the half-minute before and after its own, and no longer', () => {
    expect([29, 30, 59, 60, 89, 90].map((seconds) => counter('287082', seconds))).toEqual([
      1,
      1,
      1,
      1,
      1,
      undefined,
    ]);
    expect(counter('081804', 1_111_111_109 - 60)).toBeUndefined();
  });

  it('is taken once, and none from before it afterwards', () => {
    expect(counter('287082', 59, 0)).toBe(1);
    expect(counter('287082', 59, 1)).toBeUndefined();
    expect(counter('287082', 59, 2)).toBeUndefined();
  });

  it('may have gaps, and is nothing else than six digits', () => {
    expect(counter('287 082', 59)).toBe(1);
    expect(['28708', '2870820', '٢٨٧٠٨٢', 'abcdef', ''].map((typed) => counter(typed, 59))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it('comes from a secret of 160 bits, never the same twice', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(newSecret());
  });

  it('is set up by an address that names the organisation and the account', () => {
    const address = new URL(appAddress({ secret, issuer: 'Northmoor', label: 'jo@school.example' }));
    expect(address.protocol).toBe('otpauth:');
    expect(decodeURIComponent(address.pathname)).toContain('Waymark Northmoor:jo@school.example');
    expect(address.searchParams.get('secret')).toBe(secret);
  });
});

describe('recovery codes', () => {
  it('are ten, all different, of letters that are not taken for one another', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(RECOVERY_CODES);
    for (const code of codes)
      expect(code).toMatch(/^([abcdefghjkmnpqrstvwxyz0-9]{4}-){3}[abcdefghjkmnpqrstvwxyz0-9]{4}$/);
  });

  it('are the same code however they are typed', () => {
    const kept = recoveryHash('ab0d-ef1h-jkmn-pqrs');
    for (const typed of ['AB0D EF1H JKMN PQRS', 'abodefihjkmnpqrs', ' ab0d-eflh-jkmn-pqrs '])
      expect(recoveryHash(typed)).toBe(kept);
    expect(recoveryHash('ab0d-ef1h-jkmn-pqrt')).not.toBe(kept);
  });
});
