import { existsSync, readFileSync } from "node:fs";
import { linkMinutes } from "@rapport/reporting/access/Links";
import { openLink } from "@rapport/reporting/access/openLink";
import { accessSettings } from "@rapport/runtime/AccessSettings";
import { Installation } from "@rapport/runtime/Installation";
import { Refusal } from "@rapport/runtime/Failure";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { readSetting } from "@rapport/runtime/Setting";
import { Clock, Effect, Option } from "effect";
import { Command } from "effect/cli";
import { z } from "zod";
import { withAccess } from "../access/withAccess.ts";
import { answer, answerJson, formatFlag } from "../output.ts";

const Announced = z.object({ url: z.string() });

/** Where readers reach the server: what the setting says, else what a server on this data folder has announced. */
const serverAddress = Effect.gen(function* () {
  const publicUrl = yield* readSetting(accessSettings.publicUrl);
  if (Option.isSome(publicUrl)) return publicUrl.value.origin;
  const place = yield* Installation;
  const file = place.kind === "folder" ? place.paths.reportingAddressFile : null;
  if (file !== null && existsSync(file)) return Announced.parse(JSON.parse(readFileSync(file, "utf8"))).url;
  return yield* new Refusal({
    what: "nothing serves the dashboard here",
    action: "Start `rapport up`, or set RAPPORT_PUBLIC_URL to where it is served.",
    code: exitCodes.usage,
  });
});

/** `rapport link` */
export const link = Command.make("link", { format: formatFlag }, ({ format }) =>
  withAccess((store) =>
    Effect.gen(function* () {
      const base = yield* serverAddress;
      const url = openLink(store.links, base, "/", yield* Clock.currentTimeMillis);
      yield* format === "json"
        ? answerJson({ link: url, minutes: linkMinutes })
        : answer(`${url}\n\nOpens once, within ${linkMinutes} minutes, a session that may do everything.`);
    }),
  ),
).pipe(
  Command.withDescription("Print a link that opens the dashboard once, for whoever owns this installation"),
);
