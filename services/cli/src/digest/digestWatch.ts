import { readDirectory } from "@rapport/directory/directoryLog";
import { digestAudiences } from "@rapport/reporting/digest/Digest";
import { type DigestPost, readDigestPost, readHome } from "@rapport/reporting/digest/digestSettings";
import { ReportsLive } from "@rapport/reporting/Reports";
import { Clock, Effect, Layer } from "effect";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { supervise } from "../up/supervise.ts";
import { dueWeek } from "@rapport/reporting/digest/dueWeek";
import { mailOf } from "./mailOf.ts";
import { sendOnce } from "./sendOnce.ts";

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

/** How long it is until the next look whether one is due. */
const pause = "1 minute";

const sendDue = (post: DigestPost, home: string) =>
  Effect.gen(function* () {
    const { firm } = yield* readDirectory;
    const week = dueWeek(post.at, firm?.timeZone ?? "UTC", yield* Clock.currentTimeMillis);
    if (week === null) return;
    for (const audience of digestAudiences) {
      if (!post.to.has(audience)) continue;
      const posted = yield* sendOnce(post, audience, week, mailOf({ audience, week, home }));
      if (posted === "sent") yield* Effect.logInfo(`sent the digest of ${week.name} for ${audience}`);
    }
  });

/** Sends digests when they are due, for ever; nothing where the settings name nobody. */
export const digestWatch = Effect.gen(function* () {
  const post = yield* readDigestPost;
  if (post === null) return [];
  const home = yield* readHome;
  const rounds = Effect.forever(Effect.andThen(Effect.scoped(sendDue(post, home)), Effect.sleep(pause)));
  return [supervise("the digest", rounds.pipe(Effect.provide(reportsLayer)))];
});
