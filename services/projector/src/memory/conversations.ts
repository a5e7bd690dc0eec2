import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { subjectThreads, type Thread, threadComponents } from "@rapport/domain/ThreadComponents";
import { idBits } from "../RangeDigest.ts";
import type { MemoryTables } from "./MemoryTables.ts";

/** Message-ID to event; of several events with one Message-ID the one with the smallest id. */
const byMessageId = (events: ReadonlyArray<EmailEvent>): Map<string, EmailEvent> => {
  const found = new Map<string, EmailEvent>();
  for (const event of events.toSorted((a, b) => (a.id < b.id ? 1 : -1)))
    if (event.data.messageId !== null) found.set(event.data.messageId, event);
  return found;
};

const parentOf = (event: EmailEvent, messages: ReadonlyMap<string, EmailEvent>): EmailEvent | undefined => {
  const { inReplyTo, references } = event.data;
  const direct = inReplyTo === null ? undefined : messages.get(inReplyTo);
  return direct ?? references.map((id) => messages.get(id)).findLast((found) => found !== undefined);
};

const linksOf = (messages: ReadonlyMap<string, EmailEvent>): Array<readonly [bigint, bigint]> =>
  [...messages.values()].flatMap((event) =>
    [event.data.inReplyTo, ...event.data.references].flatMap((id) => {
      const other = id === null ? undefined : messages.get(id);
      return other === undefined ? [] : [[idBits(event.id), idBits(other.id)] as const];
    }),
  );

const rows = (events: ReadonlyArray<EmailEvent>, threads: ReadonlyMap<bigint, Thread>, linkedBy: string) =>
  events.flatMap((event) => {
    const thread = threads.get(idBits(event.id));
    return thread === undefined ? [] : [[event.id, `${thread.threadId}/${thread.size}/${linkedBy}`] as const];
  });

/** Derives threads of two or more and reply edges from all facts. */
export const deriveConversations = (tables: MemoryTables): void => {
  const events = [...tables.facts.values()].map((fact) => fact.event);
  const messages = byMessageId(events);
  const referenced = threadComponents(linksOf(messages));
  const alone = events.flatMap((event) => {
    const { conversationKey, inReplyTo, references } = event.data;
    const placed = inReplyTo !== null || references.length > 0 || referenced.has(idBits(event.id));
    return placed || conversationKey === null
      ? []
      : [{ node: idBits(event.id), conversationKey, occurredAt: event.occurredAt }];
  });
  tables.conversations = [
    ...rows(events, referenced, "references"),
    ...rows(events, subjectThreads(alone), "subject"),
  ];
  tables.replyEdges = [...messages.values()].flatMap((event) => {
    const parent = parentOf(event, messages);
    return parent === undefined || parent.id === event.id ? [] : [[event.id, parent.id] as const];
  });
};
