export { convert, readAmount } from '../../../../kernel/money.ts';

/** The currency in which the accounts are kept; what is paid in another is converted at a dated rate. */
export const accountCurrency = 'EUR';
