import { expect, test } from 'vitest';
import { inventPerson } from './names.ts';

test('invented persons are told apart, and reached at addresses that nobody has', () => {
  const persons = Array.from({ length: 234 }, (_, number) => inventPerson(number));
  expect(new Set(persons.map(({ name }) => name)).size).toBe(234);
  expect(persons.every(({ email }) => email.endsWith('.example'))).toBe(true);
});
