import { z } from "zod";
import { DeadLetterEvent } from "./DeadLetter.ts";
import { DirectoryEvent } from "./Directory.ts";
import { namesItsDocument } from "./documentEventId.ts";
import { EmailEvent } from "./EmailMessage.ts";
import { LedgerEvent } from "./Ledger.ts";
import { MeetingEvent } from "./Meeting.ts";
import { TicketEvent } from "./Ticket.ts";
import { topics } from "./Topics.ts";

/** What passed between the firm and the people it works for. */
export type InteractionEvent = EmailEvent | TicketEvent | MeetingEvent;
const InteractionEvent = z.discriminatedUnion("type", [EmailEvent, TicketEvent, MeetingEvent]);

/** Every event that may stand in a log, newest versions only. */
export type RapportEvent = InteractionEvent | LedgerEvent | DirectoryEvent | DeadLetterEvent;

export type Decoded<E> =
  | { readonly ok: true; readonly event: E }
  | {
      readonly ok: false;
      readonly code: "invalid_event" | "unknown_type";
      readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>;
    };

/** Rewrites the JSON of one version into the next; keyed by `type@version`. Old versions stay in the log. */
export type Upcaster = (old: Record<string, unknown>) => Record<string, unknown>;
const upcasters: ReadonlyMap<string, Upcaster> = new Map();

/** What stands in each topic. */
const unionsOfTopic = [
  [topics.interactions.name, [EmailEvent, TicketEvent, MeetingEvent]],
  [topics.ledger.name, [LedgerEvent]],
  [topics.directory.name, [DirectoryEvent]],
  [topics.deadLetters.name, [DeadLetterEvent]],
] as const;

const schemaOfTopic: ReadonlyMap<string, z.ZodType<RapportEvent>> = new Map<string, z.ZodType<RapportEvent>>([
  [topics.interactions.name, InteractionEvent],
  [topics.ledger.name, LedgerEvent],
  [topics.directory.name, DirectoryEvent],
  [topics.deadLetters.name, DeadLetterEvent],
]);

/** The contract of every type of event, and the topic it stands in. */
export const eventContracts: ReadonlyMap<
  string,
  { readonly topic: string; readonly schema: z.ZodType<RapportEvent> }
> = new Map(
  unionsOfTopic.flatMap(([topic, unions]) =>
    unions.flatMap((union) =>
      union.options.map((schema) => [schema.shape.type.value, { topic, schema }] as const),
    ),
  ),
);

const utf8 = new TextDecoder("utf-8", { fatal: true });
const invalid = (message: string): Decoded<never> => ({
  ok: false,
  code: "invalid_event",
  issues: [{ path: "", message }],
});

const upcast = (json: Record<string, unknown>, chain: ReadonlyMap<string, Upcaster>): unknown => {
  let current = json;
  for (let steps = 0; steps < 100; steps++) {
    const next = chain.get(`${String(current["type"])}@${String(current["version"])}`);
    if (next === undefined) return current;
    current = next(current);
  }
  throw new Error("upcasters run in a circle");
};

const checkId = (event: RapportEvent): Decoded<RapportEvent> =>
  "data" in event &&
  "document" in event.data &&
  !namesItsDocument(event.id, event.source, event.data.document)
    ? {
        ok: false,
        code: "invalid_event",
        issues: [{ path: "id", message: "is not the id of data.document" }],
      }
    : { ok: true, event };

/**
 * Reads one log record: UTF-8 JSON, upcast to the newest version, checked by the topic's contract.
 * Never throws: what no contract accepts comes back with its issues, for the dead letters.
 */
export const decodeEvent = (
  topic: string,
  value: Uint8Array,
  chain: ReadonlyMap<string, Upcaster> = upcasters,
): Decoded<RapportEvent> => {
  const schema = schemaOfTopic.get(topic);
  if (schema === undefined)
    return {
      ok: false,
      code: "unknown_type",
      issues: [{ path: "", message: `no contract for topic ${topic}` }],
    };
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(value));
  } catch (error) {
    return invalid(`not JSON: ${String(error)}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return invalid("not a JSON object");
  let newest: unknown;
  try {
    newest = upcast(json as Record<string, unknown>, chain);
  } catch (error) {
    return invalid(`cannot be brought to the newest version: ${String(error)}`);
  }
  const parsed = schema.safeParse(newest);
  if (parsed.success) return checkId(parsed.data);
  const issues = parsed.error.issues.map((i) => ({ path: i.path.join("."), message: i.message }));
  const unknownType = parsed.error.issues.some(
    (i) => i.code === "invalid_union" && i.path.join(".") === "type",
  );
  return { ok: false, code: unknownType ? "unknown_type" : "invalid_event", issues };
};

/** The bytes of one log record. The event must already satisfy its contract. */
export const encodeEvent = (event: RapportEvent): Uint8Array => Buffer.from(JSON.stringify(event), "utf8");
