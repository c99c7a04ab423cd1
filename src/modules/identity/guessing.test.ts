import { describe, expect, it } from 'vitest';
import { Problems } from '#outcome';
import { isEasyToGuess } from './guessing.ts';
import { newPassword } from './passwords.ts';

const email = 'amy.pondwater@school.example';
const isEasy = (password: string) => isEasyToGuess(password, email);

describe('a password', () => {
  it('is easily guessed when many use it, or one like it', async () => {
    for (const password of [
      'Password1234',
      'liverpool1234',
      'Qwertyuiop1234!',
      'aaaaaaaaaaaaaaaa',
      'P@ssw0rd123456',
    ])
      expect(await isEasy(password), password).toBe(true);
  });

  it('is easily guessed when it is made of what is near, and for somebody else it need not be', async () => {
    for (const password of ['pondwater-amy', 'waymarkschool', 'PondwaterAmy1'])
      expect(await isEasy(password), password).toBe(true);
    expect(await isEasyToGuess('pondwater-amy', 'x@y.example')).toBe(false);
  });

  it('is not when it is words that do not belong together, or chance', async () => {
    for (const password of ['purple kettle stairs', 'made-up-fernshire', 'xk29f83hs9dk', 'Žluťoučký kůň pěl'])
      expect(await isEasy(password), password).toBe(false);
  });

  it('is refused with the remedy when it is, and looked at in little time however long it is', async () => {
    await expect(newPassword('liverpool1234', email)).rejects.toThrow(Problems);
    expect(await isEasy('liverpool1234'.repeat(15))).toBe(false);
  });
});
