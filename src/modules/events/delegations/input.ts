import { z } from 'zod';
import { emailField } from '../../../kernel/auth/users/commands.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { langs } from '../../../kernel/i18n/lang.ts';

const optionalEmail = z
  .union([z.literal('').transform(() => null), emailField])
  .optional()
  .transform((email) => email ?? null);

/** Someone who comes on behalf of a party. */
export const delegateInput = z.object({
  name: requiredText(200),
  role: optionalText(200),
  email: optionalEmail,
  lang: z.enum(langs).default('fr'),
  isHead: z
    .literal('yes')
    .optional()
    .transform((yes) => yes === 'yes'),
});
export type NewDelegate = z.output<typeof delegateInput>;

/** Where it was confirmed that they come: « par téléphone », « à l’ambassade ». */
export const confirmationInput = z.object({ place: requiredText(200) });

export const withdrawalInput = z.object({ reason: requiredText(1000) });

export const quotaInput = z.object({ quota: z.coerce.number().int().min(0).max(500) });

/** A delegation of a party that nobody invited: the host, a speaker’s. */
export const newDelegationInput = z.object({ party: requiredText(200) });
