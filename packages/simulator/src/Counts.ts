/** What was made, for the truth file and the answer of the command. */
export interface Counts {
  /** Unique messages; copies beside them. */
  mails: number;
  mailCopies: number;
  automaticMails: number;
  tickets: number;
  ticketsGone: number;
  occurrences: number;
  timeEntries: number;
  invoices: number;
  payments: number;
}

export const noCounts = (): Counts => ({
  mails: 0,
  mailCopies: 0,
  automaticMails: 0,
  tickets: 0,
  ticketsGone: 0,
  occurrences: 0,
  timeEntries: 0,
  invoices: 0,
  payments: 0,
});
