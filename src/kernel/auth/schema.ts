import { boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { roles } from '../actor.ts';
import { instant } from '../db/columns.ts';
import { langs } from '../i18n/lang.ts';

/** Columns that better-auth reads and writes are its own kind of date. */
const date = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const stamps = () => ({ createdAt: date('created_at').notNull(), updatedAt: date('updated_at').notNull() });

export const accountUser = pgTable('account_user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  role: text({ enum: roles }).notNull(),
  partyId: uuid('party_id'),
  lang: text({ enum: langs }).notNull().default('fr'),
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  ...stamps(),
  deactivatedAt: date('deactivated_at'),
});

/** `token` is the SHA-256 of what the browser holds (hashed-sessions.ts). */
export const accountSession = pgTable('account_session', {
  id: text().primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => accountUser.id, { onDelete: 'cascade' }),
  token: text().notNull().unique(),
  expiresAt: date('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  ...stamps(),
});

export const accountCredential = pgTable('account_credential', {
  id: text().primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => accountUser.id, { onDelete: 'cascade' }),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: date('access_token_expires_at'),
  refreshTokenExpiresAt: date('refresh_token_expires_at'),
  scope: text(),
  password: text(),
  ...stamps(),
});

export const accountVerification = pgTable('account_verification', {
  id: text().primaryKey(),
  identifier: text().notNull().unique(),
  value: text().notNull(),
  expiresAt: date('expires_at').notNull(),
  ...stamps(),
});

export const accountSecondFactor = pgTable('account_second_factor', {
  id: text().primaryKey(),
  userId: text('user_id')
    .notNull()
    .unique()
    .references(() => accountUser.id, { onDelete: 'cascade' }),
  secret: text().notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: boolean().notNull().default(false),
  failedVerificationCount: integer('failed_verification_count').notNull().default(0),
  lockedUntil: date('locked_until'),
  pendingSessionId: text('pending_session_id').references(() => accountSession.id, { onDelete: 'set null' }),
  usedCodeHash: text('used_code_hash'),
  usedCodeAt: instant('used_code_at'),
});

export const linkPurposes = ['sign_in', 'invitation', 'first_admin'] as const;

/** A one-time link, of which only hashes are kept. */
export const accountLink = pgTable('account_link', {
  id: uuid().primaryKey(),
  purpose: text({ enum: linkPurposes }).notNull(),
  userId: text('user_id').references(() => accountUser.id, { onDelete: 'cascade' }),
  tokenHash: text('token_hash').notNull().unique(),
  codeHash: text('code_hash'),
  browserHash: text('browser_hash'),
  attempts: integer().notNull().default(0),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});
