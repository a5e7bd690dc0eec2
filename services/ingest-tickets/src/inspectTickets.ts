import type { SourceError } from "@rapport/connectors/mail/MailItem";
import { inspectFound } from "@rapport/ingest/inspectFound";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { ticketInput } from "./ticketInput.ts";
import type { TicketOptions } from "./TicketOptions.ts";
import { makeTicketProfile, type TicketProfile } from "./TicketProfile.ts";

/** Reads exports of help desks as `ingestTickets` does and says what it understood; writes nothing anywhere. */
export const inspectTickets = (options: TicketOptions): Effect.Effect<TicketProfile, SourceError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const profile = makeTicketProfile();
      const input = yield* ticketInput(options, profile.onEntry);
      return yield* inspectFound(
        [input],
        { event: profile.event, letter: profile.letter, result: () => profile.profile() },
        {
          codeVersion: version,
          ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
        },
      );
    }),
  );
