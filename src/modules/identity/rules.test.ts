import { describe, expect, it } from 'vitest';
import { isEmail, newPasswordProblems, plainEmail } from './rules.ts';

const said = (password: string) => newPasswordProblems(password, 'a.teacher.name@school.example')[0]?.message;

describe('a new password', () => {
  it('has 12 to 200 characters, however many bytes they are', () => {
    expect(said('elevenchars')).toBe('Use at least 12 characters');
    expect(said('twelve chars')).toBeUndefined();
    expect(said('ž'.repeat(12))).toBeUndefined();
    expect(said('x'.repeat(200))).toBeUndefined();
    expect(said('x'.repeat(201))).toBe('Use at most 200 characters');
  });

  it('is not the e-mail address, nor the part before the @', () => {
    expect(said('A.Teacher.Name@school.example')).toContain('other than the e-mail');
    expect(said('a.teacher.NAME')).toContain('other than the e-mail');
  });
});

describe('an e-mail address', () => {
  it('is compared without case and surrounding space', () => {
    expect(plainEmail('  Jo@School.Example ')).toBe('jo@school.example');
  });

  it('has one @ with something on both sides', () => {
    expect(['jo@school.example', "o'hara+x@b"].every(isEmail)).toBe(true);
    expect(['jo', '@b', 'a@', 'a b@c', 'a@b@c', `${'a'.repeat(250)}@b.example`].some(isEmail)).toBe(false);
  });
});
