import type { SourceError } from "@rapport/connectors/mail/MailItem";
import { defaultMailLimits, type MailLimits } from "@rapport/connectors/mail/MailLimits";
import type { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { readMailSource } from "@rapport/connectors/mail/MailSource";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Effect, Stream } from "effect";
import { unknownFirm } from "./Firm.ts";
import { mailInputs } from "./MailInput.ts";
import { type MailProfile, makeProfile } from "./MailProfile.ts";
import { mailSteps } from "./mailSteps.ts";

export interface InspectEmailOptions {
  readonly account?: string;
  readonly limits?: MailLimits;
  readonly onProgress?: ReportProgress;
}

const reportEvery = 256;

/**
 * Reads mailboxes as `ingestEmail` does and says what it understood; writes nothing anywhere. Its figures
 * equal those of the warehouse after the same paths were ingested under the same account.
 */
export const inspectEmail = (
  paths: ReadonlyArray<string>,
  options: InspectEmailOptions = {},
): Effect.Effect<MailProfile, SourceError, MailParserPool> =>
  Effect.gen(function* () {
    const inputs = yield* mailInputs(paths, options.account);
    const profile = makeProfile();
    for (const input of inputs) {
      const source = readMailSource(input.path, { limits: options.limits ?? defaultMailLimits });
      yield* mailSteps(source, input, unknownFirm).pipe(
        Stream.rechunk(reportEvery),
        Stream.runForEachArray((steps) => {
          for (const step of steps) profile.add(step);
          const done = profile.messages();
          return (
            options.onProgress?.({ label: "inspect email", unit: "messages", done, total: null }) ??
            Effect.void
          );
        }),
      );
    }
    return profile.profile();
  });
