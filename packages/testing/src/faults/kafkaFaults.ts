import { makeHitCounter } from "./hitCounter.ts";
import type { ApiName } from "./kafkaApis.ts";

/** What is done to a request, or to its answer. */
export type KafkaFaultKind =
  /** An error code: `instead`, the broker never sees the request; `after`, it did the thing and says otherwise. */
  | { readonly kind: "error"; readonly code: number; readonly when: "instead" | "after" }
  /** The connection ends: before the broker sees the request, or after it did the thing. */
  | { readonly kind: "cut"; readonly when: "before" | "after" }
  /** The request is done and never answered; the connection stays. */
  | { readonly kind: "swallow" }
  | { readonly kind: "delay"; readonly delayMs: number };

export type KafkaFault = KafkaFaultKind & {
  readonly apis: ReadonlyArray<ApiName>;
  /** Only requests of this client id. */
  readonly clientId?: string;
  /** How many requests it hits; without end when left out. */
  readonly times?: number;
};

/** A fault in force. */
export interface InjectedFault {
  /** Requests hit so far. */
  readonly hits: () => number;
  /** Resolves once it has hit so many requests. */
  readonly hit: (times: number) => Promise<void>;
  readonly clear: () => void;
}

/** What happens to whole connections: `refuse` ends them at once, `blackhole` takes bytes and gives none. */
export type LineState = "open" | "refuse" | "blackhole";

interface Active extends InjectedFault {
  readonly fault: KafkaFault;
  readonly count: () => void;
}

const activate = (fault: KafkaFault, remove: (active: Active) => void): Active => {
  const counter = makeHitCounter();
  const active: Active = {
    ...counter,
    fault,
    count: () => {
      if (counter.hits() + 1 === fault.times) remove(active);
      counter.count();
    },
    clear: () => remove(active),
  };
  return active;
};

/** The faults in force, and a count of what went by. */
export interface KafkaFaults {
  readonly inject: (fault: KafkaFault) => InjectedFault;
  /** The fault that hits this request, counted; the one that was injected first wins. */
  readonly faultFor: (api: ApiName, clientId: string) => KafkaFault | undefined;
  readonly seen: (api: ApiName, clientId?: string) => number;
}

export const makeKafkaFaults = (): KafkaFaults => {
  const actives = new Set<Active>();
  const seen = new Map<string, number>();
  return {
    inject: (fault) => {
      const active = activate(fault, (gone) => void actives.delete(gone));
      actives.add(active);
      return active;
    },
    faultFor: (api, clientId) => {
      for (const name of [api, `${api} ${clientId}`]) seen.set(name, (seen.get(name) ?? 0) + 1);
      const active = [...actives].find(
        ({ fault }) =>
          fault.apis.includes(api) && (fault.clientId === undefined || fault.clientId === clientId),
      );
      active?.count();
      return active?.fault;
    },
    seen: (api, clientId) => seen.get(clientId === undefined ? api : `${api} ${clientId}`) ?? 0,
  };
};
