import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const host = 'waymark.example:3000';

describe('a write from our own pages', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://waymark.example:3000' }],
    [{ origin: 'http://WAYMARK.example:3000' }],
    [{ referer: 'https://waymark.example:3000/people?q=sam' }],
    [{}],
  ])('is one with %j', (headers) => {
    expect(isSameOrigin(headers, host)).toBe(true);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ origin: '' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://waymark.example:3000' }],
    [{ 'sec-fetch-site': 'anything new', origin: 'https://waymark.example:3000' }],
    [{ origin: 'null', referer: 'https://waymark.example:3000/' }],
    [{ origin: 'https://waymark.example' }],
    [{ origin: 'https://waymark.example:3000.evil.example' }],
    [{ origin: 'https://evil.example', referer: 'https://waymark.example:3000/' }],
    [{ referer: 'https://evil.example/https://waymark.example:3000/' }],
  ])('is none with %j', (headers) => {
    expect(isSameOrigin(headers, host)).toBe(false);
  });
});
