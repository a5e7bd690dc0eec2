import type { MailFormat } from "@rapport/connectors/mail/MailItem";
import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { Source } from "@rapport/contracts/Envelope";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import type { SourceFigures } from "@rapport/contracts/SourceFigures";
import { topics } from "@rapport/contracts/Topics";
import { sourceFigures } from "@rapport/domain/SourceFigures";
import { type DomainCount, makeDomainCounts } from "./DomainCounts.ts";
import type { MailStep } from "./mailSteps.ts";
import { makeUniqueMessages } from "./UniqueMessages.ts";

/** What a source was understood to be. Counts of formats are files; times are UTC ms. */
export interface MailProfile {
  readonly figures: SourceFigures;
  readonly accounts: ReadonlyArray<string>;
  readonly formats: Readonly<Partial<Record<MailFormat, number>>>;
  readonly unreadableByCode: Readonly<Partial<Record<DeadLetterCode, number>>>;
  /** Over messages with a plausible time; null without any. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** Most messages first. */
  readonly topSenderDomains: ReadonlyArray<DomainCount>;
  /** Domains that both send and are addressed, most present first: the firm's own is likely among them. */
  readonly candidateOwnDomains: ReadonlyArray<DomainCount>;
}

/** The event as whoever reads the log will get it: what is hashed must not depend on how it was made. */
const asRead = (value: Uint8Array): EmailEvent => {
  const decoded = decodeEvent(topics.interactions.name, value);
  if (decoded.ok && (decoded.event.type === "email.received" || decoded.event.type === "email.sent"))
    return decoded.event;
  throw new Error(`the parser made an event that its contract refuses: ${JSON.stringify(decoded)}`);
};

const counted = <K extends string>(keys: Iterable<K>): Partial<Record<K, number>> => {
  const counts: Partial<Record<K, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** Folds the steps of sources into a profile. Memory grows with the number of messages, not their sizes. */
export const makeProfile = () => {
  const unique = makeUniqueMessages();
  const domains = makeDomainCounts();
  const files = new Map<string, MailFormat>();
  const letters = new Map<string, DeadLetterCode>();
  const accounts = new Set<string>();
  let messages = 0;
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  let format: MailFormat = "unknown";

  const see = (source: Source): void => {
    accounts.add(source.account);
    files.set(`${source.account}\u0000${source.file}`, format);
  };
  const addEvent = (event: EmailEvent): void => {
    messages++;
    see(event.source);
    if (!unique.add(event)) return;
    domains.add(event);
    if (!event.data.timePlausible) return;
    firstAt = Math.min(firstAt ?? event.occurredAt, event.occurredAt);
    lastAt = Math.max(lastAt ?? event.occurredAt, event.occurredAt);
  };

  return {
    add: (step: MailStep): void => {
      if (step.kind === "fileStart") format = step.format;
      else if (step.kind === "event") addEvent(asRead(step.record.value));
      else if (step.kind === "letter") {
        letters.set(step.letter.id, step.letter.code);
        if (step.letter.source !== null) see(step.letter.source);
      }
    },
    messages: (): number => messages,
    profile: (): MailProfile => ({
      figures: sourceFigures({ files: files.size, messages, unreadable: letters.size }, unique.facts()),
      accounts: [...accounts].toSorted(),
      formats: counted(files.values()),
      unreadableByCode: counted(letters.values()),
      firstAt,
      lastAt,
      topSenderDomains: domains.senders(),
      candidateOwnDomains: domains.bothWays(),
    }),
  };
};
