import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Env } from './env.ts';
import { BrokenUpload, readUpload } from './upload.ts';

test('a form gives its fields, then its file, whatever the pieces it arrives in', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(20_000));
  for (const piece of [1, 7, 1_000, 100_000]) {
    const read = await send(
      form(
        [
          ['kind', 'statuses'],
          ['reason', 'été — à vérifier'],
        ],
        ['C:\\Bureau\\liste "1".csv', bytes],
      ),
      piece,
    );
    expect(read.fields).toEqual({ kind: 'statuses', reason: 'été — à vérifier' });
    expect(read.name).toBe('liste "1".csv');
    expect(Buffer.compare(read.bytes, Buffer.from(bytes))).toBe(0);
  }
});

test('a form sent without a file says so', async () => {
  expect(await send(form([['kind', 'parties']], ['', new Uint8Array(0)]), 10)).toMatchObject({ fields: { kind: 'parties' }, name: null });
});

test('a file that holds what looks like a boundary is whole', async () => {
  const tricky = Buffer.from('\r\n--\r\n------WebKit\r\n\r\n--fron\r\n--frontie\r\n');
  expect((await send(form([], ['a.csv', tricky]), 3)).bytes.toString()).toBe(tricky.toString());
});

test('a form cut short is refused while it is read, and so is what is no form', async () => {
  const whole = form([['kind', 'parties']], ['a.csv', Buffer.from('slug,kind\n'.repeat(100))]);
  for (const length of [0, 10, 60, whole.length - 30])
    await expect(send(whole.subarray(0, length), 50)).rejects.toBeInstanceOf(BrokenUpload);
  await expect(send(Buffer.from('a=1'), 10, 'application/x-www-form-urlencoded')).rejects.toBeInstanceOf(BrokenUpload);
});

test('a field longer than any field is refused', async () => {
  await expect(send(form([['kind', 'x'.repeat(100_000)]], ['a.csv', Buffer.from('a')]), 5_000)).rejects.toBeInstanceOf(BrokenUpload);
});

function form(fields: [string, string][], [name, bytes]: [string, Uint8Array]): Buffer {
  const part = (head: string, content: Uint8Array) =>
    Buffer.concat([Buffer.from(`--frontier\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n')]);
  return Buffer.concat([
    ...fields.map(([field, value]) => part(`Content-Disposition: form-data; name="${field}"`, Buffer.from(value))),
    part(`Content-Disposition: form-data; name="file"; filename="${name.replaceAll('"', '%22')}"\r\nContent-Type: text/csv`, bytes),
    Buffer.from('--frontier--\r\n'),
  ]);
}

async function send(body: Buffer, piece: number, type = 'multipart/form-data; boundary=frontier') {
  let outcome: { fields: Record<string, string>; name: string | null; bytes: Buffer } | null = null;
  let failure: unknown = null;
  const app = new Hono<Env>();
  app.post('/', async (c) => {
    try {
      const { fields, name, bytes } = await readUpload(c);
      outcome = { fields, name, bytes: Buffer.concat(await Array.fromAsync(bytes)) };
    } catch (error) {
      failure = error;
    }
    return c.body(null);
  });
  let at = 0;
  const stream = new ReadableStream({
    pull(controller) {
      if (at >= body.length) return controller.close();
      controller.enqueue(new Uint8Array(body.subarray(at, at + piece)));
      at += piece;
    },
  });
  await app.request('/', { method: 'POST', headers: { 'content-type': type }, body: stream, duplex: 'half' } as RequestInit);
  if (failure) throw failure as Error;
  return outcome!;
}
