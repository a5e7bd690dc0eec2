/** The command without its flags, for others to read: `rapport report clients`. */
export const commandLine = (argv: ReadonlyArray<string> = process.argv.slice(2)): string => {
  const dataFlag = argv.indexOf("--data");
  const words = argv.filter((word, i) => !word.startsWith("-") && (dataFlag === -1 || i !== dataFlag + 1));
  return ["rapport", ...words.slice(0, 2)].join(" ");
};
