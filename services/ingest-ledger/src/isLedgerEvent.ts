import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { LedgerEvent } from "@rapport/contracts/Ledger";

const types = new Set<string>(LedgerEvent.options.map(({ shape }) => shape.type.value));

/** Whether an event is of the books. */
export const isLedgerEvent = (event: RapportEvent): event is LedgerEvent => types.has(event.type);
