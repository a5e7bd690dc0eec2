import type { Document } from "@rapport/contracts/Document";
import type { Source } from "@rapport/contracts/Envelope";
import { array } from "@rapport/warehouse/native/composites";
import { dateTime64Ms, uint16, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { withinDateTime64 } from "./moments.ts";
import { copyVersion } from "./versions.ts";

/** What every fact of tickets, meetings and the books has. */
export const sourceColumns = () => ({
  event_id: fixedString(32),
  connector: lowCardinality(),
  account: lowCardinality(),
  occurred_at: dateTime64Ms(),
  recorded_at: dateTime64Ms(),
  document: string(),
  revision: uint64(),
  parties: array(string()),
  members: array(string()),
  _p: uint16(),
  _off: uint64(),
  _batch: uint64(),
  _ver: uint64(),
});

interface SourceEvent {
  readonly id: string;
  readonly source: Source;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly parties: ReadonlyArray<string>;
  readonly members: ReadonlyArray<string>;
  readonly data: { readonly document: Document };
}

export const pushSource = (
  columns: ReturnType<typeof sourceColumns>,
  event: SourceEvent,
  contentHash: number,
  at: Place,
): void => {
  columns.event_id.push(event.id);
  columns.connector.push(event.source.connector);
  columns.account.push(event.source.account);
  columns.occurred_at.push(withinDateTime64(event.occurredAt));
  columns.recorded_at.push(withinDateTime64(event.recordedAt));
  columns.document.push(event.data.document.key);
  columns.revision.push(event.data.document.revision);
  columns.parties.push(event.parties);
  columns.members.push(event.members);
  columns._p.push(at.partition);
  columns._off.push(at.offset);
  columns._batch.push(at.lo);
  columns._ver.pushWords(...copyVersion(contentHash, event.recordedAt));
};
