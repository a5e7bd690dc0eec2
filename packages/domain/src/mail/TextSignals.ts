import type { Signals } from "@rapport/contracts/EmailMessage";
import { asksFor } from "../text/asksFor.ts";
import { isEnglish } from "./English.ts";

/** Everything `Signals` says besides the tone. */
export type TextSignals = Omit<Signals, "toneMilli" | "toneErrorMilli">;

// Bounded repeats: a hostile text of one endless word must not cost its square.
const webAddress = /\b(?:https?:\/\/|www\.)\S{1,2000}/gi;
const mailAddress = /[^\s@]{1,64}@[^\s@]{1,255}/g;
const withoutAddresses = (text: string): string => {
  const plain = text.replace(webAddress, " ");
  return plain.includes("@") ? plain.replace(mailAddress, " ") : plain;
};

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;
/** Scripts written without spaces: each character counts as half a word, as translators reckon. */
const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/gu;

const countWords = (text: string): number => {
  const characters = text.match(unspaced)?.length ?? 0;
  const spaced = characters === 0 ? text : text.replace(unspaced, " ");
  return (spaced.match(word)?.length ?? 0) + Math.ceil(characters / 2);
};

const asks =
  /\b(?:(?:can|could|would|will|may|might) (?:you|we|i|someone|anyone|somebody)\b|please|kindly|pls|let (?:me|us) know|i(?:'d| would) (?:like|appreciate|need|love)|i need\b|we need\b|(?:we|i) (?:would|'d) (?:like|appreciate)|looking forward to (?:your|hearing)|get back to|send (?:me|us)|give me|call me|do you (?:have|know|think|want|mind)|are you (?:able|available|going)|is (?:it|there) (?:possible|any (?:way|chance))|what (?:is|are|do|does|would|about)|when (?:can|will|do|is|are)|how (?:do|can|should|would|about)|asap|waiting for your|any (?:update|news|chance)|bitte|könnten sie|können sie|kannst du|könntest du|würden sie|s'il vous pla[iî]t|svp|stp|merci de|pourriez[- ]vous|pouvez[- ]vous|pourrais[- ]tu|por favor|podr[ií]as?|puedes|puede usted)\b/iu;
const complaint =
  /\b(?:complain(?:t|ts|ing)?|dissatisf\w+|unsatisf\w+|not (?:at all )?(?:satisfied|happy|acceptable|good enough|impressed)|unacceptable|unhappy (?:with|about)|disappoint(?:ed|ing|ment)|frustrat(?:ed|ing|ion)|fed up|annoy(?:ed|ing)|(?:very|really|so|extremely) (?:upset|angry)|poor (?:service|quality|communication|experience|performance)|terrible|awful|horrible|waste of (?:time|money)|still (?:not|hasn't|haven't|isn't|doesn't|waiting|broken|no (?:answer|response|reply))|(?:third|fourth|second) time|yet again|over and over|refund|beschwer\w+|reklam\w+|enttäusch\w+|unzufrieden|inakzeptabel|nicht (?:zufrieden|akzeptabel|hinnehmbar)|ärgerlich|verärgert|plainte|réclamation|déçue?|mécontente?|insatisfaite?|inacceptable|inadmissible|queja|reclamaci[oó]n|decepcionad[oa]|inaceptable|insatisfech[oa])\b/iu;
const urgency =
  /\b(?:urgent(?:ly)?|asap|a\.s\.a\.p|as soon as possible|immediate(?:ly)?|right away|at once|emergency|time[- ]critical|time[- ]sensitive|high priority|top priority|(?:by|before) (?:(?:the )?end of (?:the )?(?:day|business)|eod|cob|close of business|tonight|tomorrow|noon|today)|deadline|overdue|without (?:further )?delay|cannot wait|can't wait|production is down|outage|dringend|eilig|eilt|sofort|umgehend|schnellstmöglich|so schnell wie möglich|bis (?:heute|morgen) (?:abend|mittag|früh)|urgence|urgente?s?|au plus vite|dès que possible|immédiatement|sans délai|cuanto antes|lo antes posible|inmediatamente|de inmediato)\b/iu;
const scopeRequest =
  /\b(?:out of scope|scope (?:change|creep)|change (?:request|order)|add(?:itional)? (?:(?:a|an|another|one more|some|new) )?(?:features?|pages?|functionality|requirements?|requests?|work|hours|changes?|rounds?|revisions?|sections?|scope)|(?:one|a few|some|couple of) more (?:things?|changes?|tweaks?|revisions?|requests?|features?)|while you(?:'re| are) at it|extra (?:work|feature|page|hours|round|revision)|could (?:you|we) (?:also|add|include|extend|expand)|can (?:you|we) (?:also|add|include|extend|expand)|would it be possible to (?:also |add|include|extend)|new requirements?|not (?:included|part of) (?:in )?(?:the )?(?:scope|contract|quote|proposal)|zusätzlich\w* (?:anforderung|wunsch|funktion|seite|leistung)\w*|änderungswunsch|erweiter(?:n|ung)|fonctionnalités? supplémentaires?|demande (?:de changement|supplémentaire)|hors périmètre|avenant|funcionalidad(?:es)? adicional(?:es)?|cambio de alcance)\b/iu;
const escalation =
  /\b(?:escalat(?:e|ed|ing|ion)|(?:speak|talk) (?:to|with) (?:your|a|the) (?:manager|supervisor|boss|director)|your (?:manager|supervisor|boss|superior)|(?:legal|our) (?:action|counsel|lawyers?|attorneys?)|lawyers?|attorneys?|lawsuit|sue you|breach of (?:contract|the agreement)|(?:cancel|terminate|end) (?:our|the|my|this) (?:contract|agreement|subscription|account|relationship|engagement)|take our business elsewhere|looking (?:at|for) (?:other|another|alternative) (?:vendors?|agenc(?:y|ies)|providers?|suppliers?)|formal (?:complaint|notice)|last (?:warning|chance)|final notice|(?:ceo|cfo|cto|board|executives?|senior management) (?:is|are|has|have|will|wants?)|eskalier\w+|eskalation|vorgesetzte[rn]?|geschäftsführ\w+|rechtsanwalt|anwalt|kündig(?:en|ung)|fristlos|mahnung|avocat|mise en demeure|votre (?:supérieur|responsable|direction)|résili(?:er|ation)|abogado|su (?:superior|jefe|gerente)|rescindir|demanda judicial)\b/iu;
const thanks =
  /\b(?:thanks?|thank you|thx|cheers|much appreciated|(?:really|greatly|very much|truly) appreciate[ds]?|appreciate (?:it|your|the|you)|grateful|danke(?: (?:schön|dir|ihnen))?|vielen dank|herzlichen dank|merci(?! de\b)|gracias|agradec\w+|grazie|obrigad[oa])\b/iu;

/**
 * Counts and flags over the author's own words (`replyText`): words (half a word for each character of
 * scripts without spaces), sentences that end in a question mark, and whether the text asks for something,
 * complains, presses, wants more than was agreed, goes over somebody's head or gives thanks: by phrases in
 * English, German, French and Spanish. A phrase says that the words are there, no more; each can be
 * wrong. What an English text asks for is judged by `asksFor` instead.
 */
export const textSignals = (text: string): TextSignals => {
  const plain = withoutAddresses(text);
  const questions = plain.match(/[?？؟]+/gu)?.length ?? 0;
  return {
    words: countWords(plain),
    questions,
    asks: questions > 0 || (isEnglish(plain) ? asksFor(plain) : asks.test(plain)),
    complaint: complaint.test(plain),
    urgency: urgency.test(plain),
    scopeRequest: scopeRequest.test(plain),
    escalation: escalation.test(plain),
    thanks: thanks.test(plain),
  };
};
