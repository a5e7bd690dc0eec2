import type { SourceError } from "@rapport/connectors/mail/MailItem";
import { inspectFound } from "@rapport/ingest/inspectFound";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { overAll } from "./ingestLedger.ts";
import { ledgerInputs } from "./ledgerInputs.ts";
import type { LedgerOptions } from "./LedgerOptions.ts";
import { type LedgerProfile, makeLedgerProfile } from "./LedgerProfile.ts";

/**
 * Reads files of the books as `ingestLedger` does and says what it understood; writes nothing anywhere. Serves
 * `inspect` and `ingest --dry-run`.
 */
export const inspectLedger = (options: LedgerOptions): Effect.Effect<LedgerProfile, SourceError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const profile = makeLedgerProfile();
      const all = yield* ledgerInputs(options, { onItem: profile.onItem });
      const { onProgress } = options;
      return yield* inspectFound(
        all.inputs,
        {
          event: profile.event,
          letter: profile.letter,
          result: ({ files }) => profile.profile(files),
        },
        {
          codeVersion: version,
          ...(onProgress === undefined ? {} : { onProgress: overAll(onProgress, all, () => 0) }),
        },
      );
    }),
  );
