/** How it was checked that who signs is who they say. */
export interface Identity {
  /** The account that signed, its role, and the party that it acts for. */
  account: string;
  role: string;
  partyId: string | null;
  /** The mandate in the register by which they sign, where there is one of that name. */
  mandate: string | null;
  /** What they typed again to sign: the reference of the project. */
  typed: string;
}
