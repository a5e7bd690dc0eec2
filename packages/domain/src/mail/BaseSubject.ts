/** Reply and forward marks of RFC 5256 and of mailers in other languages. */
const mark =
  /^(?:re|fw|fwd|aw|antw|wg|sv|vs|vb|vl|rv|res|enc|tr|rif|rép|ref|odp|ynt|ilt|doorst)\s*(?:\[[^[\]]*\]|\(\d+\)|\^?\d+)?\s*[:：]\s*/iu;
const blob = /^\[[^[\]]*\]\s*/;

const stripLeaders = (subject: string): string => {
  let text = subject;
  for (;;) {
    const unblobbed = text.replace(blob, "");
    const candidate = mark.test(text) ? text : unblobbed;
    const next = mark.test(candidate) ? candidate.replace(mark, "") : unblobbed;
    if (next === text || (next === "" && !mark.test(candidate))) return text;
    text = next;
  }
};

/**
 * The base subject of RFC 5256 2.1 in lower case: without reply and forward marks, list tags in brackets and
 * a trailing `(fwd)`. "" when nothing remains. `subject` has its encoded words decoded.
 */
export const baseSubject = (subject: string): string => {
  let text = subject.slice(0, 1000).replace(/\s+/gu, " ").trim();
  for (;;) {
    const before = text;
    text = text.replace(/(?:\s*\(fwd\))+$/i, "").trim();
    text = stripLeaders(text).trim();
    const wrapped = /^\[fwd:(.*)\]$/iu.exec(text);
    if (wrapped !== null) text = (wrapped[1] ?? "").trim();
    if (text === before) return text.toLowerCase();
  }
};
