import { checkSetting, isSettingKey } from "@rapport/domain/economics/settings/checkSetting";
import { settingDefinition } from "@rapport/domain/economics/settings/checkSetting";
import { settingDefinitions, type SettingKey } from "@rapport/domain/economics/settings/definitions";
import { settingChange, settingChangeText } from "@rapport/domain/economics/settings/settingChange";
import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import { Clock, Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { readEconomics, say } from "@rapport/directory/directoryLog";
import { parseDate } from "@rapport/directory/firmFlags";
import { optionalText, textArgument } from "../directory/flags.ts";
import { suggestions } from "@rapport/directory/resolveClient";
import { settingRows } from "../economics/settingRows.ts";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const keyArgument = textArgument("SETTING", "Which one: see `rapport setting list`");
const fromFlag = optionalText(
  "from",
  "DATE",
  "The first day it counts for, YYYY-MM-DD; all days when left out",
);
const dryRunFlag = Flag.Boolean("dry-run").pipe(
  Flag.withDescription("Say what it would change, and leave it"),
  Flag.withDefault(false),
);

const parseKey = (text: string) => {
  const key = text.trim();
  if (isSettingKey(key)) return Effect.succeed(key);
  const near = suggestions(key, Object.keys(settingDefinitions));
  return Effect.fail(
    usageError(
      `there is no setting "${text}"`,
      near.length === 0 ? "`rapport setting list` shows them all." : `Did you mean ${near.join(" or ")}?`,
    ),
  );
};

/** A day that an event may name. */
const parseFrom = Effect.fnUntraced(function* (key: SettingKey, text: Option.Option<string>) {
  if (Option.isNone(text)) return null;
  yield* parseDate("--from", text.value);
  if (text.value < "1900-01-01" || text.value > "2299-12-31")
    return yield* usageError(`--from ${text.value} is too far away`, "Days from 1900 to 2299 can be named.");
  if (settingDefinition(key).dated === false)
    return yield* usageError(`${key} holds for all days at once`, "Leave --from out.");
  return text.value;
});

interface Word {
  readonly key: SettingKey;
  readonly from: Option.Option<string>;
  readonly value: string | null;
  readonly source: string;
  readonly dryRun: boolean;
}

const change = ({ key, from, value, source, dryRun }: Word) =>
  Effect.gen(function* () {
    const validFrom = yield* parseFrom(key, from);
    const said = yield* readEconomics;
    const recordedAt = yield* Clock.currentTimeMillis;
    const changed = settingChange(said, { key, validFrom, value, source, recordedAt });
    yield* answer(settingChangeText(changed));
    if (dryRun) return yield* remark("Nothing was said: --dry-run.");
    yield* say([{ type: "setting.set", data: { key, validFrom, value, source } }]);
  });

const set = Command.make(
  "set",
  {
    key: keyArgument,
    value: textArgument("VALUE", "Its value, in the unit that `rapport setting list` shows"),
    from: fromFlag,
    source: optionalText("source", "TEXT", "Where the value comes from, for whoever reads it later"),
    dryRun: dryRunFlag,
  },
  ({ value, source, key: text, ...input }) =>
    withLog({ create: true })(
      Effect.gen(function* () {
        const key = yield* parseKey(text);
        const checked = checkSetting(key, value);
        if (!checked.ok)
          return yield* usageError(`${key}: "${value}" ${checked.reason}`, settingDefinition(key).means);
        const from = Option.getOrElse(source, () => "").trim();
        if (from.length > 500)
          return yield* usageError("--source is too long", "Write up to 500 characters.");
        yield* change({ ...input, key, value: checked.value, source: from });
      }),
    ),
).pipe(
  Command.withDescription(
    "Set a setting, for all days or from one on. Months that are closed stay as they were closed.",
  ),
  Command.withExamples([
    { command: 'rapport setting set mail.write.speed 25 --source "stopwatch, ten people, March"' },
    { command: "rapport setting set capital.cost 8 --from 2027-01-01 --dry-run" },
    { command: "rapport setting set currency.reporting EUR" },
  ]),
);

const reset = Command.make(
  "reset",
  { key: keyArgument, from: fromFlag, dryRun: dryRunFlag },
  ({ key: text, ...input }) =>
    withLog({ create: true })(
      Effect.flatMap(parseKey(text), (key) => change({ ...input, key, value: null, source: "" })),
    ),
).pipe(
  Command.withDescription(
    "Take a setting back to its default, for all days or from one on; other days that were named stay as they are",
  ),
);

/** Lists of words are longer: JSON has them whole. */
const valueChars = 24;

const list = Command.make(
  "list",
  {
    format: formatFlag,
    on: optionalText("on", "DATE", "As they hold on this day, YYYY-MM-DD; today when left out"),
  },
  ({ format, on }) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        if (Option.isSome(on)) yield* parseDate("--on", on.value);
        const now = yield* Clock.currentTimeMillis;
        const day = Option.getOrElse(on, () => new Date(now).toISOString().slice(0, 10));
        const rows = settingRows((yield* readEconomics).settings, day);
        if (format === "json") return yield* answerJson(rows);
        const cells = rows.map((row) => [
          row.key,
          row.value.length <= valueChars ? row.value : `${row.value.slice(0, valueChars - 1)}…`,
          row.unit,
          row.isDefault ? "default" : (row.from ?? "always"),
          row.means,
          row.source,
        ]);
        yield* answerTable(
          table(["setting", "value", "unit", "since", "means", "where it comes from"], cells, [
            "left",
            "right",
          ]),
        );
      }),
    ),
).pipe(Command.withDescription("List the settings of the economics as they hold on a day"));

/** `rapport setting list | set | reset` */
export const setting = Command.make("setting").pipe(
  Command.withDescription(
    "What effort, cost and return are figured with: minutes, factors, rates of loss, currency",
  ),
  Command.withSubcommands([list, set, reset]),
);
