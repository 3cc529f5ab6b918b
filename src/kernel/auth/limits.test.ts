import { expect, test } from 'vitest';
import { TooManyAttempts } from '../http/too-many-attempts.ts';
import { createSignInLimits } from './limits.ts';

const identifier = 'awa@exemple.org';

test('addresses of one IPv6 network count as one, however they are written', async () => {
  const limits = createSignInLimits();
  const one = ['2001:db8:1:2::1', '2001:DB8:1:2:ffff:0:0:9', '2001:0db8:0001:0002::', '2001:db8:1:2::10.0.0.1'];
  for (let attempt = 0; attempt < 8; attempt += 1) await limits.count({ ip: one[attempt % one.length]!, identifier });
  await expect(limits.count({ ip: '2001:db8:1:2:abcd::7', identifier })).rejects.toBeInstanceOf(TooManyAttempts);
  await limits.count({ ip: '2001:db8:1:3::1', identifier });
});

test.each([
  ['192.0.2.1', '192.0.2.2'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
  ['::1', 'fe80::1%eth0'],
  ['local', 'ailleurs'],
])('%s and %s are two', async (ip, other) => {
  const limits = createSignInLimits();
  for (let attempt = 0; attempt < 8; attempt += 1) await limits.count({ ip, identifier });
  await expect(limits.count({ ip, identifier })).rejects.toBeInstanceOf(TooManyAttempts);
  await limits.count({ ip: other, identifier });
});

test('guessing from many places is slow, until the person proves who they are', async () => {
  const limits = createSignInLimits();
  const from = (place: number) => ({ ip: `192.0.2.${place}`, identifier });
  for (let place = 0; place < 40; place += 1) await limits.count(from(place));
  await expect(limits.count(from(40))).rejects.toBeInstanceOf(TooManyAttempts);
  await limits.forgive(from(41));
  await limits.count(from(42));
});

test('asking for links uses up no attempt at the password, nor the other way round', async () => {
  const limits = createSignInLimits();
  const asking = { ip: '192.0.2.1', identifier, means: 'link' } as const;
  for (let attempt = 0; attempt < 8; attempt += 1) await limits.count(asking);
  await expect(limits.count(asking)).rejects.toBeInstanceOf(TooManyAttempts);
  await limits.count({ ip: '192.0.2.1', identifier });
});
