import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";

/** Where everything of one run of the harness is. */
export interface FaultPlace {
  /** Addresses of the brokers, or of the proxy before them. */
  readonly brokers: string;
  readonly prefix: string;
  /** The warehouse, or the proxy before it. */
  readonly url: string;
  readonly password: string;
  readonly database: string;
}

/** A projector with one of these loses or doubles, and the harness must notice. */
export type PlantedBug = "commit-before-insert" | "token-only" | "no-fence";

/** What a projector process is told, as JSON in its first argument. */
export interface ProjectorChildOptions extends FaultPlace {
  readonly clientId: string;
  readonly sessionMs: number;
  readonly stuckAfterMs: number;
  readonly maxRecords: number;
  /** Waits for so long amid each batch, after the insert and before the commit. */
  readonly pauseMs?: number;
  readonly bug?: PlantedBug;
  /** Neither looks at what others left nor audits, which would heal what a bug did. */
  readonly withoutRepair?: boolean;
}

/** What a producer process is told, as JSON in its first argument. */
export interface LoadChildOptions extends FaultPlace {
  readonly clientId: string;
  /** Records of one append. */
  readonly chunk: number;
  readonly everyMs: number;
}

export const kafkaOptionsOf = (place: FaultPlace, clientId: string, sessionMs = 3_000): KafkaOptions => ({
  brokers: place.brokers.split(","),
  clientId,
  prefix: place.prefix,
  sessionMs,
});
