import type { Act } from '../../../kernel/act.ts';
import { deactivateMember, type Invitation, renewInvitation } from '../../../kernel/auth/users/commands.ts';
import { listCityUsers } from '../../../kernel/auth/users/queries.ts';
import { Missing } from '../../../kernel/errors.ts';
import type { PartyRef } from '../../register/index.ts';

/** Sends someone of a city a new link to choose a password. @throws Forbidden; Missing when the account is another city's */
export async function renewAccount(act: Act, party: PartyRef, userId: string): Promise<Invitation> {
  await refuseOthers(act, party, userId);
  return renewInvitation(act, userId);
}

/** Closes the account of someone of a city. @throws Forbidden; Missing when the account is another city's */
export async function closeAccount(act: Act, party: PartyRef, userId: string): Promise<void> {
  await refuseOthers(act, party, userId);
  await deactivateMember(act, userId);
}

async function refuseOthers(act: Act, { id }: PartyRef, userId: string): Promise<void> {
  if (!(await listCityUsers(act, id)).some((user) => user.id === userId)) throw new Missing(`account ${userId}`);
}
