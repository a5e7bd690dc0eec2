import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import type { DigestAudience } from "@rapport/reporting/digest/Digest";
import type { DigestPost } from "@rapport/reporting/digest/digestSettings";
import type { IsoWeek } from "@rapport/reporting/digest/isoWeek";
import type { DigestMail } from "@rapport/reporting/digest/renderDigest";
import { sendDigest } from "@rapport/reporting/digest/sendDigest";
import { Effect } from "effect";

/** What became of a week's digest for one audience: `before` where it was sent, or begun, at an earlier time. */
export type Posted = "sent" | "before";

const nameOf = (audience: DigestAudience): string => `digest ${audience}`;

/**
 * Sends a week's digest to those who get it, at most once of all processes and times: that it is being sent is written down
 * before. What the mail server refused may be sent again; where this process died meanwhile nobody can tell, and it is not.
 */
export const sendOnce = <E, R>(
  post: DigestPost,
  audience: DigestAudience,
  week: IsoWeek,
  make: Effect.Effect<DigestMail, E, R>,
) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const name = nameOf(audience);
    const write = (value: string) => log.append(topics.directory.name, [], [{ name, value }]);
    const work = Effect.gen(function* () {
      const last = (yield* log.checkpoints([name])).get(name) ?? "";
      // Weeks are said in the order of time, and later ones compare as later.
      if (last >= week.name) return "before" satisfies Posted as Posted;
      const mail = yield* make;
      yield* write(week.name);
      yield* Effect.tapError(sendDigest(post, audience, mail), () => write(last));
      return "sent" satisfies Posted as Posted;
    });
    return yield* log.exclusively(`digest.${audience}`, work);
  });
