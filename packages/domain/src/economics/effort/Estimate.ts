import type { EffortCategory } from "../Contribution.ts";
import type { Holder } from "./EffortMonth.ts";

/** The time that an event took of one of us, by a time equation. */
export interface Estimate {
  readonly eventId: string;
  readonly ms: number;
  readonly category: EffortCategory;
  /** Null where nobody of ours is named. */
  readonly person: string | null;
  readonly rawSeconds: number;
  /**
   * Where in time it is, if anywhere: `interval` as the source says it, `before` the seconds before `ms`. Of two in one
   * place, the higher `claim` (0 to 1) comes first.
   */
  readonly place:
    | { readonly startMs: number; readonly endMs: number; readonly claim: number }
    | "before"
    | null;
  readonly holders: ReadonlyArray<Holder>;
}
