import { Reports } from "@rapport/reporting/Reports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { suggestions } from "@rapport/directory/resolveClient";

/** An unknown name with the nearest known ones, as in the commands that change the directory. */
export const unknownClient = (name: string) =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    const { items } = yield* reports.clients({ limit: Number.MAX_SAFE_INTEGER });
    const near = suggestions(name, [...items.map((one) => one.name), ...items.map((one) => one.id)]);
    const meant = near.length === 0 ? "" : ` Did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`;
    return yield* usageError(
      `there is no client "${name}" in the reports`,
      `\`rapport report clients\` lists them.${meant}`,
    );
  });
