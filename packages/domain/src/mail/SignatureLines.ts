/** `-- ` (RFC 3676 4.3), and how mailers spoil it. */
export const isSignatureMark = (line: string): boolean => /^(?:--|—|–|-- \*?)\s*$/u.test(line);

/** A line of ten or more rule characters, as above list footers. */
export const isRuler = (line: string): boolean => /^\s*([-_=*~#])\1{9,}\s*$/.test(line);

const device =
  /^\s*(?:sent (?:from|via|with|on)\b.{0,20}\b(?:my|mobile|iphone|ipad|android|blackberry|samsung|outlook|mail|yahoo|proton|gmail|aol)|get outlook for|diese (?:nachricht|e-?mail) wurde von mein|von mein(?:em|er)\b.{0,40}\bgesendet|gesendet (?:mit|von)\b|envoyé (?:de|depuis|à partir)\b|télécharger outlook|enviado (?:desde|de)\b|obtener outlook|inviato da|verzonden (?:vanaf|met|van)|yahoo mail:|do you yahoo|get your free|join the world)/iu;
/** "Sent from my phone" and advertisements of mail services. */
export const isDevice = (line: string): boolean => line.length < 200 && device.test(line);

const disclaimer =
  /^\s*[*_]*(?:(?:legal |confidentiality )?(?:disclaimer|notice)\b\s*[:*-]|confidential(?:ity)? (?:notice|note|statement|warning)|this (?:e-?mail|message|communication|transmission)\b.{0,80}\b(?:confidential|privileged|intended (?:only|solely)|proprietary)|the (?:information|contents?) (?:contained |transmitted )?(?:in|of) this\b.{0,60}(?:e-?mail|message|communication|transmission)|if you (?:are not the|have received this).{0,40}(?:intended|e-?mail|message|error)|diese (?:e-?mail|nachricht)\b.{0,60}\b(?:vertraulich|enthält)|der inhalt dieser e-?mail|ce (?:message|courriel|mail|courrier)\b.{0,80}\b(?:confidentiel|destin)|este (?:mensaje|correo)\b.{0,80}\b(?:confidencial|dirigido)|virus[- ]free|scanned by|please consider the environment)/iu;
/** The first line of a legal notice or a filter's stamp. */
export const isDisclaimer = (line: string): boolean => disclaimer.test(line.slice(0, 400));

const signOff =
  /^\s*(?:(?:with |my )?(?:kind(?:est)?|best|warm(?:est)?|many|kindest|friendly)\s+(?:regards?|wishes)|regards|best|cheers|sincerely(?: yours)?|yours(?: (?:sincerely|truly|faithfully))?|respectfully|cordially|take care|all the best|br|kr|(?:many )?thanks(?: (?:again|so much|a lot|in advance|and (?:best |kind )?regards))?|thank you(?: (?:very much|so much|again|in advance))?|thx|mit (?:freundlichen|besten|herzlichen) grü(?:ß|ss)en|(?:viele|beste|liebe|herzliche|freundliche|schöne) grü(?:ß|ss)e|(?:mfg|lg|vg)|gruß|gruss|danke(?: (?:und|&) (?:gruß|viele grüße))?|vielen dank|(?:bien )?cordialement|(?:bien|sincères|meilleures|cordiales) (?:à vous|salutations)|bonne journée|merci(?: (?:beaucoup|d'avance))?|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|un abrazo|(?:muchas )?gracias|distinti saluti|cordiali saluti|met vriendelijke groet(?:en)?|groeten)\s*[,.!–-]*\s*$/iu;
/** "Best regards," alone on its line, in six languages. */
export const isSignOff = (line: string): boolean => line.length < 60 && signOff.test(line);

/** A sign-off that says thanks: it stays, for it was said. */
export const isThanks = (line: string): boolean => /thank|thx|danke?|merci|gracias|grazie/iu.test(line);
