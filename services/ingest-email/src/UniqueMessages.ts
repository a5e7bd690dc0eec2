import { contentHash } from "@rapport/contracts/contentHash";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { MessageFact } from "@rapport/domain/SourceFigures";

/**
 * Keeps a compact fact per event id. Copies of one message may differ (a list adds its headers): the one
 * with the higher content hash holds, as in the warehouse, whatever their order.
 */
export const makeUniqueMessages = () => {
  const kept = new Map<string, { readonly fact: MessageFact; readonly hash: number }>();
  const strings = new Map<string, string>();

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

  return {
    /** True for the first copy of a message. */
    add: (event: EmailEvent): boolean => {
      const hash = contentHash(event);
      const before = kept.get(event.id);
      if (before === undefined || hash > before.hash) kept.set(event.id, { fact: factOf(event), hash });
      return before === undefined;
    },
    facts: (): ReadonlyArray<MessageFact> => [...kept.values()].map((k) => k.fact),
  };
};
