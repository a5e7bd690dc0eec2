const field = /^[!-9;-~]{1,100}[ \t]*:/;
const time = /\b\d{1,2}:\d{2}/;
const dated = /\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b|\b\d{4}\b.*\b\d{1,2}:\d{2}/;

/**
 * Whether a line that begins with `From ` starts a message of an mbox, or is text whose writer did not quote
 * it. `rest` is what follows `From `, `next` the beginning of the next line ("" at an empty line or the end).
 * It does when it is bare, one word (an address, `-`) or carries a time, and a header field (or an old
 * `>From ` line) comes next. Where no empty line stands before it or no header behind it, it must carry the
 * whole date of an asctime (or be the bare `From -` of Netscape and its heirs).
 */
export const isPostmark = (rest: string, next: string, afterEmptyLine: boolean): boolean => {
  const text = rest.trim();
  if (next === "") return dated.test(text);
  if (!field.test(next) && !next.startsWith(">From ")) return false;
  if (!afterEmptyLine) return text === "-" || dated.test(text);
  return text === "" || !/\s/.test(text) || time.test(text);
};
