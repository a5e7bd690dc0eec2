import type { Grants } from "@rapport/contracts/http/access/Roles";
import type { SessionKind } from "@rapport/contracts/http/access/Session";
import { Context } from "effect";

/** Who asks. */
export interface Reader extends Grants {
  readonly name: string;
  readonly kind: SessionKind;
  /** Unix milliseconds; null where it does not end so. */
  readonly idleUntilMs: number | null;
  readonly endsAtMs: number | null;
  /** Of its session or token. */
  readonly hash: Uint8Array;
}

/** The reader of the request that is being answered; null outside of one, and at addresses that need nobody. */
export const CurrentReader = Context.Reference<Reader | null>("@rapport/reporting/CurrentReader", {
  defaultValue: () => null,
});
