import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { MailFormat } from "@rapport/connectors/mail/MailItem";
import type { SourceFigures } from "@rapport/contracts/SourceFigures";
import { contentHash } from "@rapport/contracts/contentHash";
import { type MessageFact, sourceFigures } from "@rapport/domain/SourceFigures";
import type { MailStep } from "./mailSteps.ts";

/** An organisation's domain with the messages it sent, and those it was addressed in. */
export interface DomainCount {
  readonly domain: string;
  readonly sent: number;
  readonly addressed: number;
}

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

interface Kept {
  readonly fact: MessageFact;
  readonly hash: number;
}

const shown = 10;

const top = (counts: Iterable<DomainCount>, by: (c: DomainCount) => number): Array<DomainCount> =>
  [...counts].toSorted((a, b) => by(b) - by(a) || (a.domain < b.domain ? -1 : 1)).slice(0, shown);

/**
 * Folds the steps of sources into a profile. Keeps a compact fact per unique message, nothing per copy:
 * memory grows with the messages' ids, not with their sizes.
 */
export const makeProfile = () => {
  const kept = new Map<string, Kept>();
  const files = new Set<string>();
  const letters = new Map<string, DeadLetterCode>();
  const accounts = new Set<string>();
  const formats = new Map<MailFormat, number>();
  const domains = new Map<string, { domain: string; sent: number; addressed: number }>();
  const strings = new Map<string, string>();
  let messages = 0;
  let firstAt = Infinity;
  let lastAt = -Infinity;
  let format: MailFormat = "unknown";

  /** One copy of each id, however many messages refer to it. */
  const interned = (text: string): string => {
    const known = strings.get(text);
    if (known === undefined) strings.set(text, text);
    return known ?? text;
  };
  const factOf = ({ data, occurredAt }: EmailEvent): MessageFact => ({
    messageId: data.messageId === null ? null : interned(data.messageId),
    from: interned(data.participants.find((p) => p.role === "from")?.address ?? ""),
    inReplyTo: data.inReplyTo === null ? null : interned(data.inReplyTo),
    references: data.references.map(interned),
    occurredAt,
    timeSource: data.timeSource,
    utcOffsetMinutes: data.utcOffsetMinutes,
    automatic: data.automatic,
  });
  const see = (source: { readonly account: string; readonly file: string }): void => {
    accounts.add(source.account);
    const name = `${source.account}\u0000${source.file}`;
    if (files.has(name)) return;
    files.add(name);
    formats.set(format, (formats.get(format) ?? 0) + 1);
  };
  const countDomains = ({ data }: EmailEvent): void => {
    const count = (organisation: string | null, side: "sent" | "addressed"): void => {
      if (organisation === null) return;
      const domain = domains.get(organisation) ?? { domain: organisation, sent: 0, addressed: 0 };
      domain[side]++;
      domains.set(organisation, domain);
    };
    count(data.participants.find((p) => p.role === "from")?.organisation ?? null, "sent");
    const addressed = data.participants.filter((p) => p.role !== "from").map((p) => p.organisation);
    for (const organisation of new Set(addressed)) count(organisation, "addressed");
  };
  const addEvent = (event: EmailEvent): void => {
    messages++;
    see(event.source);
    // Copies of one message may differ (a list adds its headers): the same one wins as in the warehouse.
    const hash = contentHash(event);
    const before = kept.get(event.id);
    if (before === undefined) {
      countDomains(event);
      if (event.data.timePlausible) {
        firstAt = Math.min(firstAt, event.occurredAt);
        lastAt = Math.max(lastAt, event.occurredAt);
      }
    }
    if (before === undefined || hash > before.hash) kept.set(event.id, { fact: factOf(event), hash });
  };

  return {
    add: (step: MailStep): void => {
      if (step.kind === "fileStart") format = step.format;
      else if (step.kind === "event") addEvent(step.event);
      else if (step.kind === "letter") {
        letters.set(step.letter.id, step.letter.code);
        if (step.letter.source !== null) see(step.letter.source);
      }
    },
    messages: (): number => messages,
    profile: (): MailProfile => {
      const byCode: Partial<Record<DeadLetterCode, number>> = {};
      for (const code of letters.values()) byCode[code] = (byCode[code] ?? 0) + 1;
      const facts = [...kept.values()].map((k) => k.fact);
      return {
        figures: sourceFigures({ files: files.size, messages, unreadable: letters.size }, facts),
        accounts: [...accounts].toSorted(),
        formats: Object.fromEntries(formats),
        unreadableByCode: byCode,
        firstAt: firstAt === Infinity ? null : firstAt,
        lastAt: lastAt === -Infinity ? null : lastAt,
        topSenderDomains: top(
          [...domains.values()].filter((d) => d.sent > 0),
          (d) => d.sent,
        ),
        candidateOwnDomains: top(
          [...domains.values()].filter((d) => d.sent > 0 && d.addressed > 0),
          (d) => d.sent + d.addressed,
        ),
      };
    },
  };
};
