/**
 * Takes comments `(…)`, nested ones too, out of a header value (RFC 5322 3.2.2), but not out of a
 * quoted string. An unclosed comment runs to the end.
 */
export const withoutComments = (text: string): string => {
  if (!text.includes("(")) return text;
  let depth = 0;
  let quoted = false;
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\") {
      if (depth === 0) out += text.slice(at, at + 2);
      at += 1;
    } else if (char === '"' && depth === 0) {
      quoted = !quoted;
      out += char;
    } else if (quoted) out += char;
    else if (char === "(") depth += 1;
    else if (char === ")" && depth > 0) depth -= 1;
    else if (depth === 0) out += char;
  }
  return out;
};
