import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import type { PartyKind } from "@rapport/contracts/http/PartyKind";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { findClient } from "../queries/Directory.ts";
import { UnknownClient } from "../ReportErrors.ts";
import { readFirmConfigured } from "./firm.ts";
import { clientFigures, figuresOfParty, organisationName } from "../figures/clientFigures.ts";
import { isEmpty } from "../figures/workFigures.ts";
import { readClientRows } from "./readClients.ts";
import { readWork } from "./readWork.ts";
import type { Warehouse } from "./Warehouse.ts";

/** `name` is null where no client claims the party. */
export interface ResolvedParty {
  readonly party: string;
  readonly name: string | null;
  readonly kind: PartyKind;
}

/**
 * The party of a client or of an unlinked organisation that people call `id`: a client's id or name, the one it
 * was merged into, `domain:acme.example`, acme.example, or any other party (`billing:C-7`). A party need not exist.
 */
export const resolveParty = (
  warehouse: Warehouse,
  id: string,
): Effect.Effect<ResolvedParty, WarehouseError | UnknownClient> =>
  Effect.gen(function* () {
    const [named] = yield* warehouse.query(findClient, { id });
    if (named !== undefined) return { party: named.id, name: named.name, kind: "client" };
    if (id.startsWith("domain:")) return { party: id, name: null, kind: "organisation" };
    if (/^[a-z][a-z-]*:./.test(id)) return { party: id, name: null, kind: "unattributed" };
    if (/^[^\s@:]+\.[^\s@:]+$/.test(id))
      return { party: `domain:${id.toLowerCase()}`, name: null, kind: "organisation" };
    return yield* new UnknownClient({ id });
  });

export const readClient = (warehouse: Warehouse) =>
  Effect.fn("Reports.client")(function* (
    id: string,
    day?: string,
  ): Effect.fn.Return<ClientAnswer, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(day);
    const { party, name, kind } = yield* resolveParty(warehouse, id);
    const [rows, work, firmConfigured] = yield* Effect.all(
      [
        readClientRows(warehouse, asOf, party),
        readWork(warehouse, party, asOf),
        readFirmConfigured(warehouse),
      ],
      { concurrency: "unbounded" },
    );
    const listed = clientFigures(rows, asOf).find((c) => c.id === party);
    if (listed === undefined && isEmpty(work)) return yield* new UnknownClient({ id });
    const client =
      listed ??
      figuresOfParty(rows, asOf, {
        id: party,
        name: name ?? organisationName(party),
        kind,
        parties: [party],
      });
    return { asOf: asOf.day, knownAt: asOf.knownAt, firmConfigured, client, ...work };
  });
