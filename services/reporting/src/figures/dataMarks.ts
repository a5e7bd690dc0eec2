/** Whose data these are, when they are nobody's. */
export interface DataMarks {
  /** Accounts of simulated sources: they are called `simulated`, or begin with it. */
  readonly simulated: ReadonlyArray<string>;
  /** Accounts of the sample mailbox that ships with Rapport, called likewise. */
  readonly sample: ReadonlyArray<string>;
}

const called = (name: string) => {
  const pattern = new RegExp(`^${name}(\\b|_|$)`, "i");
  return (account: string): boolean => pattern.test(account);
};

/** What the accounts of the sources say of the data. */
export const dataMarks = (accounts: ReadonlyArray<string>): DataMarks => ({
  simulated: accounts.filter(called("simulated")),
  sample: accounts.filter(called("sample")),
});
