import { Context, Effect } from "effect";

/**
 * Log records that are not in the warehouse yet; null while nobody here can ask the log. Whoever runs the
 * reports beside a log provides it; by default it is not known.
 */
export const ProjectorLag = Context.Reference<Effect.Effect<number | null>>(
  "@rapport/reporting/ProjectorLag",
  {
    defaultValue: () => Effect.succeed(null),
  },
);
