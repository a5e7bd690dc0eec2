/** The exit codes of every Rapport process; docs/cli.md lists them. */
export const exitCodes = {
  ok: 0,
  /** It could not be done, or the check it made failed; standard error says why. */
  failure: 1,
  /** Wrong usage or wrong configuration: nothing was changed. */
  usage: 2,
  /** Somebody else is using the data folder. */
  locked: 3,
  /** Stopped by Ctrl-C (SIGINT), cleanly. */
  interrupted: 130,
  /** Stopped by SIGTERM, cleanly. */
  terminated: 143,
} as const;
