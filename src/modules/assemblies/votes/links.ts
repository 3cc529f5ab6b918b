/** The link by which one voter votes in one sitting, from their phone, without an account. */
export const voterLink = {
  purpose: 'vote',
  subject: (sittingId: string, partyId: string) => `${sittingId}:${partyId}`,
  read(subject: string): { sittingId: string; partyId: string } {
    const [sittingId, partyId] = subject.split(':');
    if (!sittingId || !partyId) throw new Error('A voter’s link names a sitting and a party');
    return { sittingId, partyId };
  },
};
