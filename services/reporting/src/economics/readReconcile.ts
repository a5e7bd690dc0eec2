import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { readReconciliation } from "@rapport/economics/reconcile/readReconciliation";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { directoryClients } from "../queries/Directory.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { readRestatements } from "./readHead.ts";

export interface ReconcileRequest {
  readonly asOf?: string | undefined;
  /** `2026-10`. */
  readonly month: string;
}

/** A month's books beside the control totals of the sources. */
export const readReconcile = (warehouse: Warehouse) =>
  Effect.fn("Reports.reconcile")(function* (
    request: ReconcileRequest,
  ): Effect.fn.Return<ReconciliationAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { month } = request;
    const [reconciled, restatements, clients, firmConfigured] = yield* Effect.all(
      [
        Effect.provideService(readReconciliation({ month, asOf: asOf.day }), WarehouseReader, warehouse),
        readRestatements(warehouse, { from: `${month}-01`, last: `${month}-01` }),
        warehouse.query(directoryClients, {}),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    const names = new Map(clients.map(({ id, name }) => [id, name]));
    const nameOf = (state: string, party: string): string =>
      party === "" ? state : (names.get(party) ?? organisationName(party));
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      month,
      until: reconciled.until,
      currency: reconciled.reportingCurrency,
      restatements,
      lines: reconciled.lines.map((line) => ({
        ...line,
        parties: line.parties.map((of) => ({ ...of, name: nameOf(of.state, of.party) })),
      })),
      documents: [...reconciled.documents],
    };
  });
