import { describe, expect, it } from 'vitest';
import { faultOf, withoutValues } from './fault.ts';

describe('what is kept of a bug', () => {
  it('is where it happened and where in the code, under a reference', () => {
    const fault = faultOf(
      new TypeError("Cannot read properties of undefined (reading 'marks')"),
      'GET /people/:personId',
    );
    expect(fault).toMatchObject({
      where: 'GET /people/:personId',
      name: 'TypeError',
      message: "Cannot read properties of undefined (reading 'marks')",
    });
    expect(fault.reference).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(fault.stack).toContain('fault.test.ts');
    expect(faultOf(new Error('x'), 'y').reference).not.toBe(fault.reference);
  });

  it('holds no value that somebody typed', () => {
    expect(withoutValues('invalid input syntax for type date: "Sam Hartley"')).toBe(
      'invalid input syntax for type date: "…"',
    );
    expect(withoutValues('Unexpected token, "{"name":"Sam"}" is not valid JSON')).not.toContain('Sam');
    expect(withoutValues('Key (upn)=(A123) already exists')).toBe('Key (upn)=(…) already exists');
    expect(withoutValues('no account sam@school.example, 820432123400')).toBe('no account … …');
  });

  it('keeps them out of the stack too, whatever the message looks like', () => {
    const fault = faultOf(new Error('first line\nsecond "Sam Hartley"'), 'GET /');
    expect(fault.stack).not.toContain('Sam');
    expect(fault.stack.split('\n')[0]).toMatch(/^\s+at /);
  });

  it('is something even when what was thrown is no error', () => {
    expect(faultOf('Sam Hartley', 'GET /').message).toBe('Something that is no error was thrown');
  });
});
