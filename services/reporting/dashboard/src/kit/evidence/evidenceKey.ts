import type { EvidenceMetric } from "@rapport/contracts/http/economics/Evidence";
import type { HolderState } from "@rapport/contracts/http/economics/head";

/** A figure and whose it is: what `GET /v1/clients/:id/evidence` is asked. Days, both included. */
export interface FigureEvidence {
  readonly kind: "figure";
  /** A client's id, or `internal`, `unused`, `unattributed`. */
  readonly client: string;
  readonly metric: EvidenceMetric;
  readonly from: string;
  readonly to: string;
  /** Of a party that stands in rows of two states, which. */
  readonly state?: HolderState | undefined;
}

/** Why a client's risk is what it is: one of the reasons of `GET /v1/clients/:id/risk`, by its group. */
export interface ReasonEvidence {
  readonly kind: "reason";
  readonly client: string;
  readonly group: string;
}

/** Events by their ids: what a signal, an alert or a thread rests on. */
export interface EventsEvidence {
  readonly kind: "events";
  readonly client: string;
  readonly ids: ReadonlyArray<string>;
}

/** What the evidence drawer can show. */
export type Evidence = FigureEvidence | ReasonEvidence | EventsEvidence;

const day = /^\d{4}-\d{2}-\d{2}$/;
const eventId = /^[0-9a-f]{32}$/;
/** As many as one address holds without being refused on its way. */
const mostIds = 40;

/**
 * How an address names what the drawer shows: `metric~client~from~to` (`metric.state` where a state is asked for),
 * `reason~client~group`, `events~client~id,id`. An id of a client may itself hold a `~`.
 */
export const evidenceKey = (evidence: Evidence): string => {
  switch (evidence.kind) {
    case "figure": {
      const { metric, state, client, from, to } = evidence;
      return `${metric}${state === undefined ? "" : `.${state}`}~${client}~${from}~${to}`;
    }
    case "reason":
      return `reason~${evidence.client}~${evidence.group}`;
    case "events":
      return `events~${evidence.client}~${evidence.ids.slice(0, mostIds).join(",")}`;
  }
};

/** What `evidenceKey` wrote; null for anything else. Whether there is such a metric or client the API says. */
export const readEvidenceKey = (key: string): Evidence | null => {
  const parts = key.split("~");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (first === "reason" || first === "events") {
    const client = parts.slice(1, -1).join("~");
    if (client === "" || last === "") return null;
    if (first === "reason") return { kind: "reason", client, group: last };
    const ids = last.split(",").filter((id) => eventId.test(id));
    return ids.length === 0 ? null : { kind: "events", client, ids };
  }
  const [metric = "", state] = first.split(".");
  const client = parts.slice(1, -2).join("~");
  const from = parts.at(-2) ?? "";
  if (parts.length < 4 || client === "" || !day.test(from) || !day.test(last)) return null;
  return {
    kind: "figure",
    metric: metric as EvidenceMetric,
    ...(state === undefined ? {} : { state: state as HolderState }),
    client,
    from,
    to: last,
  };
};
