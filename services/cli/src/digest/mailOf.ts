import { type DigestAsk, readDigest } from "@rapport/reporting/digest/readDigest";
import { renderDigest } from "@rapport/reporting/digest/renderDigest";
import { Reports } from "@rapport/reporting/Reports";
import { Effect } from "effect";

/** The mail of a week for an audience, by the reports. */
export const mailOf = (ask: DigestAsk) =>
  Effect.gen(function* () {
    return yield* renderDigest(yield* readDigest(yield* Reports, ask));
  });
