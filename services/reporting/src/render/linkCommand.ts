const plain = /^[\w@.:/+-]+$/;

/** The command that links a party to a client, its name left to the reader; safe to paste into a shell. */
export const linkCommand = (party: string): string =>
  `rapport client link "NAME" ${plain.test(party) ? party : `'${party.replaceAll("'", "'\\''")}'`}`;
