import type { PlayRow, PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { actionText } from "@rapport/domain/decisions/history/wordText";
import { csv } from "../csv.ts";
import { knownText } from "../economics/headLines.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";

type Moved = Pick<PlayRow["effects"][number], "unit" | "effect" | "low" | "high">;

const signed = (value: number): string => `${value > 0 ? "+" : ""}${value}`;

const movedText = ({ unit, effect, low, high }: Moved): string =>
  `${signed(effect)} ${unit === "percent" ? "%" : "points"} (${signed(low)} … ${signed(high)})`;

const outcomeText = ({ ended }: PlayRow): string =>
  ended === null ? "runs" : `${ended.outcome}, ${ended.on}`;

const rowsOf = (play: PlayRow): ReadonlyArray<ReadonlyArray<string>> => {
  const who = [play.client.name, actionText[play.action], play.startedOn, outcomeText(play), play.playId];
  const lines = [
    ...play.effects.map((one) => [
      one.means,
      `${one.before} → ${one.after}, expected ${one.expected}`,
      movedText(one),
      one.shown ? "more than chance" : "may be chance",
    ]),
    ...play.notTold.map(({ means, why }) => [means, why, none, none]),
  ];
  return lines.map((line, i) => [...(i === 0 ? who : who.map(() => "")), ...line]);
};

/** Before and after of each play, beside clients like its own. */
export const playsTable = (answer: PlaysAnswer): string => {
  const head = `Plays, as of ${answer.asOf}${knownText(answer.knownAt)}`;
  if (answer.items.length === 0)
    return [
      head,
      "",
      "No play was begun. Begin one: rapport play start CLIENT set-boundaries --reason …",
    ].join("\n");
  const heads = [
    "client",
    "action",
    "since",
    "people say",
    "id",
    "measure",
    "before → after",
    "effect (80 %)",
    "",
  ];
  const pooled = answer.byAction.map((one) => [
    actionText[one.action],
    String(one.plays),
    one.means,
    movedText(one),
    one.shown ? "more than chance" : "may be chance",
  ]);
  return [
    head,
    "",
    table(heads, answer.items.flatMap(rowsOf)),
    ...(pooled.length === 0 ? [] : ["", table(["action", "plays", "measure", "effect (80 %)", ""], pooled)]),
    "",
    "13 weeks before the week it began in against up to 13 after, less what became of up to 8 clients most like it before.",
  ].join("\n");
};

export const playsCsv = ({ items }: PlaysAnswer): string =>
  csv(
    [
      "clientId",
      "client",
      "playId",
      "action",
      "startedOn",
      "endedOn",
      "outcome",
      "weeksAfter",
      "measure",
      "unit",
      "before",
      "after",
      "expected",
      "effect",
      "low",
      "high",
      "why",
    ],
    items.flatMap((play) => {
      const who = [
        play.client.id,
        play.client.name,
        play.playId,
        play.action,
        play.startedOn,
        play.ended?.on ?? null,
        play.ended?.outcome ?? null,
        play.weeksAfter,
      ];
      return [
        ...play.effects.map((one) => [
          ...who,
          one.measure,
          one.unit,
          one.before,
          one.after,
          one.expected,
          one.effect,
          one.low,
          one.high,
          null,
        ]),
        ...play.notTold.map(({ measure, why }) => [
          ...who,
          measure,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          why,
        ]),
      ];
    }),
  );
