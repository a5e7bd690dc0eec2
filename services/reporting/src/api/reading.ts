import { Effect } from "effect";
import type { ReportReads } from "../Reports.ts";

/** Reads with the knowledge that a request asks for. */
export const readingFrom =
  (present: ReportReads) =>
  <A, E>(
    { knownAt }: { readonly knownAt?: string | undefined },
    read: (reports: ReportReads) => Effect.Effect<A, E>,
  ) =>
    Effect.scoped(Effect.flatMap(present.asKnownAt(knownAt), read));
