import { hash } from "node:crypto";
import { resolve } from "node:path";
import { openInputs } from "@rapport/connectors/files/openInputs";
import type { SourceError } from "@rapport/connectors/mail/MailItem";
import { readMapping } from "@rapport/connectors/tables/TableMapping";
import { readMappingFile } from "@rapport/connectors/tables/readMappingFile";
import { TicketMapping } from "@rapport/connectors/tickets/table/TicketMapping";
import type { Found } from "@rapport/ingest/Found";
import { type FoundInput, pathsText } from "@rapport/ingest/FoundInput";
import { Effect, type Scope, Stream } from "effect";
import { type OnEntry, readTickets } from "./readTickets.ts";
import type { TicketOptions } from "./TicketOptions.ts";

const absolute = (path: string): string => (path === "-" ? path : resolve(path));

/** The paths of `options` as one input of the ingest. Fails for a path or a mapping file that cannot be used. */
export const ticketInput = (
  options: TicketOptions,
  onEntry?: OnEntry,
): Effect.Effect<FoundInput<SourceError>, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const { from, account, stdin } = options;
    const map = options.map === undefined ? undefined : resolve(options.map);
    const read =
      map === undefined
        ? undefined
        : yield* readMappingFile(
            map,
            (text) => readMapping(text, TicketMapping),
            "tickets (docs/sources/tickets.md)",
          );
    const inputs = yield* openInputs(options.paths, stdin === undefined ? {} : { stdin });
    const files = inputs.files.filter(({ path }) => path === null || path !== map);
    // A first pass over all files has read every byte before anything comes of the first of them.
    let endedBytes = 0;
    const counted = (item: Found): Found => {
      if (item.kind === "fileEnd") endedBytes += item.sizeBytes;
      return item;
    };
    return {
      source: "tickets",
      connector: from ?? "tickets",
      account: account ?? "default",
      inputs: { ...inputs, files, bytesRead: files.length > 1 ? () => endedBytes : inputs.bytesRead },
      reader: "tickets-1",
      readWith: {
        paths: pathsText(options.paths.map(absolute)),
        ...(from === undefined ? {} : { from }),
        ...(map === undefined ? {} : { map }),
        ...(account === undefined ? {} : { account }),
      },
      depends: read === undefined ? "" : hash("sha256", read.text, "hex"),
      found: Stream.suspend(() => {
        endedBytes = 0;
        const how = {
          ...(from === undefined ? {} : { from }),
          ...(read === undefined ? {} : { mapping: read.mapping }),
          ...(account === undefined ? {} : { account }),
        };
        return readTickets(files, how, onEntry).pipe(Stream.map(counted));
      }),
    };
  });
