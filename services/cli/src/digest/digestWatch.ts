import { readDirectory } from "@rapport/directory/directoryLog";
import { digestAudiences } from "@rapport/reporting/digest/Digest";
import { type DigestPost, readDigestPost, readHome } from "@rapport/reporting/digest/digestSettings";
import { Clock, Effect } from "effect";
import { rounds } from "../up/rounds.ts";
import { dueWeek } from "@rapport/reporting/digest/dueWeek";
import { mailOf } from "./mailOf.ts";
import { sendOnce } from "./sendOnce.ts";

/** How long it is until the next look whether one is due. */
const pause = "1 minute";

/** One audience that cannot be reached keeps nobody else from getting theirs. */
const sendDue = (post: DigestPost, home: string) =>
  Effect.gen(function* () {
    const { firm } = yield* readDirectory;
    const week = dueWeek(post.at, firm?.timeZone ?? "UTC", yield* Clock.currentTimeMillis);
    if (week === null) return;
    const outcomes = yield* Effect.forEach(
      digestAudiences.filter((audience) => post.to.has(audience)),
      (audience) =>
        sendOnce(post, audience, week, mailOf({ audience, week, home })).pipe(
          Effect.tap((posted) =>
            posted === "sent"
              ? Effect.logInfo(`sent the digest of ${week.name} for ${audience}`)
              : Effect.void,
          ),
          Effect.result,
        ),
    );
    for (const outcome of outcomes) if (outcome._tag === "Failure") return yield* outcome.failure;
  });

/** Sends digests when they are due, for ever; nothing where the settings name nobody. */
export const digestWatch = Effect.gen(function* () {
  const post = yield* readDigestPost;
  if (post === null) return [];
  const home = yield* readHome;
  return [rounds("the digest", pause, Effect.scoped(sendDue(post, home)))];
});
