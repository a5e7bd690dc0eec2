import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import type { Participant } from "@rapport/contracts/EmailMessage";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Effect } from "effect";

/** Who we are, as far as the directory said by now: domains and addresses in lower case. */
export interface Firm {
  readonly ownDomains: ReadonlySet<string>;
  readonly ownAddresses: ReadonlySet<string>;
}

export const unknownFirm: Firm = { ownDomains: new Set(), ownAddresses: new Set() };

export const firmOf = (
  ownDomains: ReadonlyArray<string>,
  ownAddresses: ReadonlyArray<string> = [],
): Firm => ({
  ownDomains: new Set(ownDomains.map((d) => d.toLowerCase())),
  ownAddresses: new Set(ownAddresses.map((a) => a.toLowerCase())),
});

/** True for an own address, an own domain and any domain below one. */
export const isOurs = (firm: Firm, participant: Pick<Participant, "address">): boolean => {
  const address = participant.address.toLowerCase();
  if (firm.ownAddresses.has(address)) return true;
  const labels = address.slice(address.lastIndexOf("@") + 1).split(".");
  return labels.some((_, i) => firm.ownDomains.has(labels.slice(i).join(".")));
};

const readAtOnce = 1_000;

/**
 * The firm as the directory topic has it: the latest `firm.configured` by (occurredAt, id); `unknownFirm`
 * while there is none. Records that no contract accepts are the projector's to report, not ours.
 */
export const readFirm: Effect.Effect<Firm, EventLogError, EventLog> = Effect.gen(function* () {
  const log = yield* EventLog;
  const { name, partitions } = topics.directory;
  let latest: { readonly order: string; readonly occurredAt: number; readonly firm: Firm } | undefined;
  for (let partition = 0; partition < partitions; partition++) {
    let offset = 0;
    for (;;) {
      const records = yield* log.read(name, partition, offset, readAtOnce);
      if (records.length === 0) break;
      offset = records[records.length - 1]!.offset + 1;
      for (const record of records) {
        const decoded = decodeEvent(name, record.value);
        if (!decoded.ok || decoded.event.type !== "firm.configured") continue;
        const { occurredAt, id, data } = decoded.event;
        const later =
          latest === undefined ||
          occurredAt > latest.occurredAt ||
          (occurredAt === latest.occurredAt && id > latest.order);
        if (later) latest = { order: id, occurredAt, firm: firmOf(data.ownDomains, data.ownAddresses) };
      }
    }
  }
  return latest?.firm ?? unknownFirm;
});
