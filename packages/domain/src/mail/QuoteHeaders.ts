/** "On … wrote:" and its kin: what introduces a quotation. `{0,300}` bounds the work on a hostile line. */
const wrote: ReadonlyArray<RegExp> = [
  /^on\b.{0,300}\b(?:wrote|said|writes)\s*:?\s*$/i,
  /^am\b.{0,300}\b(?:schrieb|hat)\b.{0,120}:?\s*$/i,
  /^le\b.{0,300}\b(?:a|ont|avez)\s+[ée]crit\s*:?\s*$/iu,
  /^el\b.{0,300}\bescribi(?:ó|o|eron)\s*:?\s*$/iu,
  /^il\b.{0,300}\bha\s+scritto\s*:?\s*$/i,
  /^op\b.{0,300}\b(?:schreef|heeft)\b.{0,120}:\s*$/i,
  /^em\b.{0,300}\bescreveu\s*:\s*$/i,
  /^.{1,120}<?[^\s<>]{1,64}@[^\s<>]{1,255}>?.{0,60}\b(?:wrote|writes|said|schrieb|a [ée]crit|escribió)\s*:\s*$/iu,
  /^(?:[\p{Lu}][^\s:]{0,30}\s){0,4}[\p{Lu}]?[^\s:]{1,30}\s(?:wrote|writes|said|schrieb|a [ée]crit|escribió)\s*:\s*$/u,
  /^\d{4}-\d{2}-\d{2}.{0,120}<[^<>\s]{3,320}>\s*:\s*$/,
  /^>>>>>\s*".{0,120}(?:writes|wrote):\s*$/,
  /^in (?:article|message)\b.{0,200}(?:wrote|writes|said)\s*:\s*$/i,
  /^quoting\b.{0,200}:\s*$/i,
];

/** Whether a line (or up to four joined) introduces a quotation. */
export const isReplyHeader = (line: string): boolean =>
  line.length <= 500 && /[:e]\s*$/u.test(line) && wrote.some((pattern) => pattern.test(line));

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
