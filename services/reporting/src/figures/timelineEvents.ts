import type { Participant } from "@rapport/contracts/EmailMessage";
import type { TimelineEvent } from "@rapport/contracts/http/Timeline";
import type { SightingRow, TimelineRow } from "../queries/Timeline.ts";

const directions = { them: "in", us: "out", other: "other" } as const;

const participantsOf = (row: TimelineRow): Array<Participant> => {
  const recipients = row.recipient_address.map((address, i) => ({
    role: row.recipient_role[i] ?? "to",
    address,
    organisation: row.recipient_organisation[i] || null,
    kind: row.recipient_kind[i] ?? "person",
  }));
  if (row.from_address === "") return recipients;
  const from = {
    role: "from" as const,
    address: row.from_address,
    organisation: row.from_organisation === "" ? null : row.from_organisation,
    kind: row.from_kind === "" ? ("person" as const) : row.from_kind,
  };
  return [from, ...recipients];
};

/** Rows of the warehouse as the timeline's events, in the same order, each with its places in the sources. */
export const timelineEvents = (
  rows: ReadonlyArray<TimelineRow>,
  sightings: ReadonlyArray<SightingRow>,
): ReadonlyArray<TimelineEvent> => {
  const places = Map.groupBy(sightings, (sighting) => sighting.event_id);
  return rows.map((row) => ({
    id: row.event_id,
    type: row.type,
    direction: directions[row.side],
    occurredAt: new Date(row.occurred_ms).toISOString(),
    timePlausible: row.time_plausible,
    messageId: row.message_id === "" ? null : row.message_id,
    thread: row.thread,
    participants: participantsOf(row),
    signals: {
      words: row.words,
      questions: row.questions,
      toneMilli: row.tone_milli,
      toneErrorMilli: row.tone_error_milli,
      asks: row.asks,
      complaint: row.complaint,
      urgency: row.urgency,
      scopeRequest: row.scope_request,
      escalation: row.escalation,
      thanks: row.thanks,
    },
    sources: (places.get(row.event_id) ?? []).map(({ connector, account, file, position }) => ({
      connector,
      account,
      file,
      position,
    })),
  }));
};
