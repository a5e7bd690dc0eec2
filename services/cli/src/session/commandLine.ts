/** The command as the user typed it, without values of flags that others need not see: `rapport report clients`. */
export const commandLine = (argv: ReadonlyArray<string> = process.argv.slice(2)): string => {
  const flag = argv.findIndex((word) => word.startsWith("-"));
  const words = (flag === -1 ? argv : argv.slice(0, flag)).slice(0, 2);
  return ["rapport", ...words].join(" ");
};
