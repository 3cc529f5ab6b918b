import { customType } from 'drizzle-orm/pg-core';
import type { PieceValue } from './pieces.ts';

/** `jsonb` ↔ a piece, always a list: drizzle takes a bare JSON text such as « 6.23 » for JSON, and gives a number back. */
export const pieceValue = customType<{ data: PieceValue; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify([value].flat()),
  fromDriver: (stored) => {
    const list = (typeof stored === 'string' ? JSON.parse(stored) : stored) as string[];
    return list.length === 1 ? list[0]! : list;
  },
});
