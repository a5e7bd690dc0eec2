import type { EconomicsGroup, HolderState } from "@rapport/contracts/http/economics/head";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { UnknownClient } from "../ReportErrors.ts";
import type { LineParams } from "./groups.ts";
import type { Span, SpanRequest } from "./Span.ts";

/** Which rows a list has, and what they are about. */
export interface SelectionRequest extends SpanRequest {
  /** `client` when absent. */
  readonly groupBy?: EconomicsGroup | undefined;
  readonly state?: HolderState | undefined;
  /** By id, name or party. */
  readonly client?: string | undefined;
  /** A member's id. */
  readonly owner?: string | undefined;
  readonly segment?: string | undefined;
  readonly order?: "asc" | "desc" | undefined;
  /** Rows per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const oneOf = (value: string | undefined): Array<string> => (value === undefined ? [] : [value]);

/** The selection as the queries take it. */
export const lineParamsOf = (
  warehouse: Warehouse,
  { asOf, from, last }: Span,
  { state, client, owner, segment }: SelectionRequest,
): Effect.Effect<LineParams, WarehouseError | UnknownClient> =>
  Effect.gen(function* () {
    const party = client === undefined ? undefined : (yield* resolveParty(warehouse, client)).party;
    return {
      asOf: asOf.day,
      from,
      last,
      state: state ?? "",
      parties: oneOf(party),
      owners: oneOf(owner),
      segments: oneOf(segment),
    };
  });
