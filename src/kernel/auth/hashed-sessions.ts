import type { BetterAuthOptions } from 'better-auth';
import type { DBAdapter, Where } from 'better-auth/types';
import { hashToken } from './hash.ts';

type Adapter = DBAdapter<BetterAuthOptions>;
type TransactionAdapter = Omit<Adapter, 'transaction'>;

/**
 * better-auth stores the token of a session as the browser holds it. Here the database only ever sees its hash, so that
 * whoever reads a backup signs in as nobody: the adapter hashes on the way in, and gives the caller back the token it asked with.
 */
export function withHashedSessions(adapter: Adapter): Adapter {
  return {
    ...hashing(adapter),
    transaction: (run) => adapter.transaction((inner) => run(hashing(inner))),
  };
}

function hashing<A extends TransactionAdapter>(adapter: A): A {
  return {
    ...adapter,
    create: async ({ data, ...call }: Parameters<A['create']>[0]) => {
      if (call.model !== 'session') return adapter.create({ ...call, data });
      const row = await adapter.create({ ...call, data: hashField(data) });
      return { ...row, token: data['token'] };
    },
    findOne: async (call: Parameters<A['findOne']>[0]) => withToken(await adapter.findOne(hashWhere(call)), call),
    update: async (call: Parameters<A['update']>[0]) =>
      withToken(
        await adapter.update({ ...hashWhere(call), update: call.model === 'session' ? hashField(call.update) : call.update }),
        call,
      ),
    consumeOne: async (call: Parameters<A['consumeOne']>[0]) => withToken(await adapter.consumeOne(hashWhere(call)), call),
    findMany: (call: Parameters<A['findMany']>[0]) => adapter.findMany(hashWhere(call)),
    updateMany: (call: Parameters<A['updateMany']>[0]) => adapter.updateMany(hashWhere(call)),
    delete: (call: Parameters<A['delete']>[0]) => adapter.delete(hashWhere(call)),
    deleteMany: (call: Parameters<A['deleteMany']>[0]) => adapter.deleteMany(hashWhere(call)),
    count: (call: Parameters<A['count']>[0]) => adapter.count(hashWhere(call)),
  } as A;
}

interface Call {
  model: string;
  where?: Where[] | undefined;
}

function hashWhere<C extends Call>(call: C): C {
  if (call.model !== 'session' || !call.where) return call;
  return {
    ...call,
    where: call.where.map((condition) => (condition.field === 'token' ? { ...condition, value: hashValue(condition.value) } : condition)),
  };
}

function hashValue(value: Where['value']): Where['value'] {
  if (typeof value === 'string') return hashToken(value);
  return Array.isArray(value) ? value.map((item) => hashToken(String(item))) : value;
}

function hashField<D extends Record<string, unknown>>(data: D): D {
  return typeof data['token'] === 'string' ? { ...data, token: hashToken(data['token']) } : data;
}

/** The row with the token that it was asked by; a row found otherwise keeps the hash, which opens nothing. */
function withToken<T>(row: T, call: Call): T {
  const asked = call.model === 'session' ? call.where?.find((condition) => condition.field === 'token')?.value : undefined;
  return row && typeof asked === 'string' ? { ...row, token: asked } : row;
}
