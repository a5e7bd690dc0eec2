import { hash } from "node:crypto";
import type { SaySetting, SettingSaid } from "@rapport/contracts/http/data/Settings";
import { saidBefore } from "@rapport/directory/DirectoryReader";
import type { DirectoryNow } from "@rapport/directory/DirectoryReader";
import { foldEconomics } from "@rapport/domain/economics/settings/foldEconomics";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { saidAnswer } from "../say/saidAnswer.ts";
import type { SayingLogShape } from "../say/SayingLog.ts";
import { changeOf, wantedSetting } from "./saying.ts";

const digestOf = ({ key, value, from, reason }: SaySetting): string =>
  hash("sha256", JSON.stringify([key, value, from ?? null, reason]), "hex").slice(0, 32);

const economicsOf = ({ records }: Pick<DirectoryNow, "records">) =>
  foldEconomics(records.map(({ event }) => event));

/** What had been said of the very same days: that value, or the default where nothing had. */
const valueOfDay = (now: Pick<DirectoryNow, "records">, key: string, from: string | null): string | null =>
  economicsOf(now).settings.findLast((word) => word.key === key && word.validFrom === from)?.value ?? null;

/** Sets a setting, once for each request, and answers what that changes. */
export const saySetting = (place: SayingLogShape) =>
  Effect.fn("say.setting")(function* (asked: SaySetting, by: string) {
    const wanted = yield* wantedSetting(asked);
    const { key, value, from } = wanted;
    const said = yield* place.speaker.sayOnce(
      { requestId: asked.requestId, by, digest: digestOf(asked) },
      (now) =>
        valueOfDay(now, key, from) === value
          ? Effect.fail(
              usageError(
                `${key} is ${value === null ? "at its default" : value} ${from === null ? "for all days" : `from ${from} on`} already`,
                "Nothing was said.",
              ),
            )
          : Effect.succeed({
              type: "setting.set",
              data: { key, validFrom: from, value, source: asked.reason },
            } as const),
    );
    if (said.event.type !== "setting.set")
      return yield* usageError(`Request ${asked.requestId} said no setting`, "Send it under another id.");
    const earlier = saidBefore(said.now, said);
    const before = valueOfDay(earlier, key, from);
    return {
      ...(yield* saidAnswer(said, by, earlier.state, place)),
      change: changeOf(economicsOf(earlier), wanted, said.event.recordedAt),
      takeBack: { key, value: before, from },
      takeBackText:
        before === null
          ? `Set ${key} back to its default${from === null ? "" : ` from ${from} on`}.`
          : `Set ${key} to ${before} again${from === null ? "" : ` from ${from} on`}.`,
    } satisfies SettingSaid;
  });
