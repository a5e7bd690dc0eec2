import { helpDesks, type TicketOptions } from "@rapport/ingest-tickets/TicketOptions";
import type { Option } from "effect";
import { userPath } from "../paths.ts";
import { accountFlag, fromFlag, mapFlag, mapOf, pathsOf, said } from "./foundFlags.ts";

/** What `ingest tickets` and `inspect tickets` take alike. */
export const ticketFlags = {
  paths: pathsOf(
    "Exports of a help desk; read together, as users are named in one file and meant in another",
  ),
  from: fromFlag(helpDesks, "Which help desk wrote them; told from their content when left out"),
  map: mapFlag,
  account: accountFlag("Whose help desk it is; the tenant the export names when left out, else `default`"),
};

export interface TicketInput {
  readonly paths: ReadonlyArray<string>;
  readonly from: Option.Option<(typeof helpDesks)[number]>;
  readonly map: Option.Option<string>;
  readonly account: Option.Option<string>;
}

export const ticketOptions = ({ paths, from, map, account }: TicketInput): TicketOptions => ({
  paths: paths.map(userPath),
  ...said("from", from),
  ...mapOf(map),
  ...said("account", account),
});
