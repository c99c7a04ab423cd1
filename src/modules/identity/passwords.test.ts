import { describe, expect, it } from 'vitest';
import { Problems } from '#outcome';
import { isPassword, newPassword } from './passwords.ts';

const email = 'jo@school.example';

describe('a password', () => {
  it('is kept as Argon2id in the PHC format, salted anew each time', async () => {
    const [one, two] = await Promise.all([
      newPassword('purple kettle', email),
      newPassword('purple kettle', email),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
  });

  it('is known again, and no other is', async () => {
    const hash = await newPassword('Žluťoučký kůň', email);
    expect(await isPassword('Žluťoučký kůň'.normalize('NFD'), hash)).toBe(true);
    expect(await isPassword('Žluťoučký kun', hash)).toBe(false);
    expect(await isPassword('', hash)).toBe(false);
  });

  it('agrees with another implementation on a known hash', async () => {
    // From the tests of the reference implementation (phc-winner-argon2, src/test.c, version 0x13).
    const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await isPassword('password', known)).toBe(true);
  });

  it('is never right without an account, and takes its time to say so', async () => {
    const hash = await newPassword('purple kettle', email);
    const time = async (stored: string | undefined) => {
      const start = performance.now();
      expect(await isPassword('wrong', stored)).toBe(false);
      return performance.now() - start;
    };
    await time(hash);
    const [known, unknown] = [await time(hash), await time(undefined)];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('that breaks the rules is a problem of the form', async () => {
    await expect(newPassword('short', email)).rejects.toBeInstanceOf(Problems);
  });

  it('that was stored in another shape is a fault, not a wrong password', async () => {
    await expect(isPassword('x', '$2b$12$abc')).rejects.toThrow('cannot be read');
  });
});
