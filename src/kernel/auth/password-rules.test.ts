import { expect, test } from 'vitest';
import { passwordFault } from './password-rules.ts';

test.each(['un cheval traverse la Meuse', 'zK8#qv!Lr2pX', 'les-maires-signent-jeudi', 'péniche verte 47'])(
  '« %s » makes a password',
  (password) => {
    expect(passwordFault(password)).toBeNull();
  },
);

test.each([
  ['', 'required'],
  ['onze lettre', 'passwordShort'],
  ['aaaaaaaaaaaaaaa', 'passwordCommon'],
  ['123456789012', 'passwordCommon'],
  ['azertyuiopqsdf', 'passwordCommon'],
  ['MotDePasse2026', 'passwordCommon'],
  ['P@ssw0rd!2026', 'passwordCommon'],
  ['beffroi-beffroi', 'passwordCommon'],
  ['Secrétariat2026', 'passwordCommon'],
])('« %s » is refused: %s', (password, fault) => {
  expect(passwordFault(password)).toBe(fault);
});
