// Control characters could move the cursor or colour the screen, and marks of direction turn text around.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text of strangers as it may be shown in a reason: on one line, without control characters, shortened. */
export const visible = (text: string, maxChars = 60): string => {
  const line = text.replaceAll(controls, "\u00b7");
  return line.length > maxChars ? `${line.slice(0, maxChars - 3)}...` : line;
};
