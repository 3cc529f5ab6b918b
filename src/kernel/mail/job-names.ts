/** The job that takes one mail, which someone waits for, to the mail server. */
export const deliverJob = 'mail.deliver';

/** The job that takes all that is due, at the rate of mailings. */
export const departuresJob = 'mail.departures';
