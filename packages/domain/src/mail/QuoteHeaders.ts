/** The verb that ends what introduces a quotation. The line is trimmed and its spaces are single. */
const verb =
  /(?:^|\s)(?:wrote|writes|said|schrieb|geschrieben|(?:a|ont|avez) [ée]crit|escribi(?:ó|o|eron)|ha scritto|schreef|geschreven|escreveu) ?:?$/iu;
/** More than the verb can take at the end of a line. */
const verbChars = 20;
const opening = /^(?:on|am|le|el|il|op|em|in|quoting|>>>>>)\b/i;
/** "Ann Example wrote:": up to five words, the first with a capital. */
const byName = /^\p{Lu}[^\s:]{0,30}(?: [^\s:]{1,30}){0,4} ?:$/u;
/** German and Dutch put the name behind the verb: "Am 3. Mai schrieb Ann Example:". */
const verbThenName = /^(?:am|op)\b.{0,200} (?:schrieb|hat|schreef|heeft) .{1,120}:$/i;
/** "2026-03-04 10:00 GMT+01:00 Ann <ann@acme.example>:" */
const datedAddress = /^\d{4}-\d{2}-\d{2}.{0,120}<[^<>\s]{3,320}> ?:$/;

/** Whether a line (or up to four joined, single spaces) introduces a quotation: "On … wrote:" and its kin. */
export const isReplyHeader = (line: string): boolean => {
  if (line.length > 500) return false;
  if (verb.test(line.slice(-verbChars))) {
    return opening.test(line) || (line.endsWith(":") && (line.includes("@") || byName.test(line)));
  }
  return line.endsWith(":") && (verbThenName.test(line) || datedAddress.test(line));
};

const separator =
  /^\s*(?:-{2,}|_{2,}|={2,})?\s*(?:(?:original|forwarded)\s+(?:message|mail|appointment|attached)|begin forwarded message|forwarded (?:message|by)|ursprüngliche (?:nachricht|e-?mail)|original(?:nachricht|-nachricht)|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-mail)|message (?:d'origine|original|transféré|transmis)|message d’origine|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|mensaje (?:original|reenviado)|inicio del mensaje reenviado|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|mensagem original)\b[^]{0,80}$/iu;

/** "-----Original Message-----", "Begin forwarded message:" and their kin: all below is somebody else's. */
export const isSeparator = (line: string): boolean =>
  line.length <= 200 &&
  separator.test(line) &&
  (/^\s*(?:-{2,}|_{2,}|={2,})/.test(line) || /:\s*$/.test(line));

const from = /^\s*\*?(?:from|von|de|da|van|expéditeur|remitente|absender)\s*:\*?\s*\S/iu;
const further: ReadonlyArray<RegExp> = [
  /^\s*\*?(?:sent|date|gesendet|datum|envoyé|date d'envoi|enviado(?: el)?|fecha|inviato|data|verzonden)\s*:/iu,
  /^\s*\*?(?:to|an|à|para|a|aan|destinataire|empfänger)\s*:/iu,
  /^\s*\*?(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)\s*:/iu,
];

/** Outlook's block of From, Sent, To, Subject above a quoted message: From and two of the others near it. */
export const isOutlookHeader = (lines: ReadonlyArray<string>, at: number): boolean => {
  if (!from.test(lines[at] ?? "")) return false;
  const near = lines.slice(at + 1, at + 8);
  return further.filter((pattern) => near.some((line) => pattern.test(line))).length >= 2;
};
