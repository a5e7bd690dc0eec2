import type { Signals } from "@rapport/contracts/EmailMessage";
import { replyText } from "@rapport/domain/mail/ReplyText";
import { textSignals } from "@rapport/domain/mail/TextSignals";
import { htmlText } from "../mail/MimeBody.ts";
import { toneOf } from "@rapport/domain/text/toneOf";

/** What is behind it is not counted, as in mail. */
const maxChars = 20_000;
const maxRawChars = 200_000;

/** What a message says, in the forms a help desk keeps it in; the first that is not blank is read. */
export interface TicketText {
  readonly plain?: unknown;
  readonly html?: unknown;
}

const filled = (text: unknown): text is string => typeof text === "string" && text.trim() !== "";

/** The signals of a text, its quotes and signatures left out; null where there is none. The text goes no further. */
export const signalsOfText = ({ plain, html }: TicketText): Signals | null => {
  const text = filled(plain)
    ? plain.slice(0, maxRawChars)
    : filled(html)
      ? htmlText(html.slice(0, maxRawChars))
      : null;
  if (text === null) return null;
  const own = replyText(text).slice(0, maxChars);
  return { ...textSignals(own), ...toneOf(own) };
};
