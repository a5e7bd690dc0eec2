/**
 * Where the user stands: package managers run scripts from the package's own folder and leave the user's
 * in INIT_CWD.
 */
export const workingFolder = (): string => {
  const initial = process.env["INIT_CWD"];
  return initial === undefined || initial === "" ? process.cwd() : initial;
};

/** The names of all set variables that look like ours, for the doctor. */
export const rapportVariables = (): ReadonlyArray<string> =>
  Object.keys(process.env).filter((name) => /^(RAPPORT|CLICKHOUSE|KAFKA)_/.test(name));
