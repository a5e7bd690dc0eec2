import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import type { Counts } from "@rapport/simulator/Counts";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { readmeFirstLine } from "@rapport/simulator/sources/writeReadme";
import { isoDay, parseDay } from "@rapport/simulator/time/days";
import type { AgencyOptions } from "@rapport/simulator/world/makeWorld";
import { fewestClients } from "@rapport/simulator/world/plants";
import { Clock, Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { answer, answerJson, formatFlag } from "../output.ts";
import { userPath } from "../paths.ts";
import { makeProgressLine, standardError } from "../ProgressLine.ts";

const fewestMembers = 6;

/** Why a folder cannot be written into, in the system's words. */
const unusable = (folder: string) => (cause: unknown) =>
  usageError(
    `${folder} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    "Name a new folder where you may write.",
  );

/** A new or empty folder, or one that was made by this command: that one is emptied. */
export const prepareFolder = (folder: string): Effect.Effect<void, Refusal> =>
  Effect.gen(function* () {
    const readme = join(folder, "README.md");
    const attempt = <A>(act: () => A) => Effect.try({ try: act, catch: unusable(folder) });
    const isUsed = yield* attempt(() => existsSync(folder) && readdirSync(folder).length > 0);
    const isOurs = yield* attempt(
      () => existsSync(readme) && readFileSync(readme, "utf8").startsWith(readmeFirstLine),
    );
    if (isUsed && !isOurs) {
      return yield* usageError(
        `${folder} is not empty, and was not made by \`rapport simulate\``,
        "Name a new folder.",
      );
    }
    yield* attempt(() => {
      if (isUsed) rmSync(folder, { recursive: true });
      mkdirSync(folder, { recursive: true });
    });
  });

/** The last day of an agency of this size; refuses what cannot be simulated. */
export const agencyEnd = (options: {
  readonly clients: number;
  readonly members: number;
  readonly months: number;
  readonly end: string;
}) =>
  Effect.gen(function* () {
    if (options.clients < fewestClients) {
      return yield* usageError(`--clients must be ${fewestClients} or more: each planted case needs one`);
    }
    if (options.members < fewestMembers) {
      return yield* usageError(`--members must be ${fewestMembers} or more`);
    }
    if (options.months < 1 || options.months > 240) {
      return yield* usageError("--months must be from 1 to 240");
    }
    const endDay = /^\d{4}-\d{2}-\d{2}$/.test(options.end) ? parseDay(options.end) : Number.NaN;
    if (Number.isNaN(endDay) || isoDay(endDay) !== options.end) {
      return yield* usageError(`--end ${options.end} is no day`, "Write it as 2026-10-31.");
    }
    return endDay;
  });

/** Steps through the simulation, a few days at a time, so that Ctrl-C is heard. */
export const simulateInto = (options: AgencyOptions, folder: string) =>
  Effect.gen(function* () {
    const progress = makeProgressLine(standardError());
    const days = simulateAgency(options, folder);
    const step = Effect.gen(function* () {
      for (;;) {
        const next = days.next();
        if (next.done === true) return next.value;
        yield* progress.report({ label: "simulating", unit: "days", ...next.value });
        yield* Effect.yieldNow;
      }
    });
    return yield* step.pipe(Effect.ensuring(progress.done));
  });

const text = (counts: Counts, folder: string, seconds: string): string => {
  const n = (value: number) => value.toLocaleString("en");
  return [
    `Simulated ${n(counts.mails)} mails (${n(counts.mailCopies)} copies), ${n(counts.tickets)} tickets, ${n(counts.occurrences)} meetings, ${n(counts.timeEntries)} time entries and ${n(counts.invoices)} invoices in ${seconds} s.`,
    `They are in ${folder}; its README.md says how to read them in, truth.json what is in them.`,
  ].join("\n");
};

/** `rapport simulate --out DIR` */
export const simulate = Command.make(
  "simulate",
  {
    seed: Flag.Int("seed").pipe(
      Flag.withDefault(7),
      Flag.withDescription("The same seed gives the same bytes"),
    ),
    clients: Flag.Int("clients").pipe(Flag.withDefault(80), Flag.withDescription("How many clients")),
    members: Flag.Int("members").pipe(Flag.withDefault(24), Flag.withDescription("How many work there")),
    months: Flag.Int("months").pipe(Flag.withDefault(30), Flag.withDescription("How many months")),
    end: Flag.String("end").pipe(
      Flag.withMetavar("DAY"),
      Flag.withDefault("2026-10-31"),
      Flag.withDescription("The last day"),
    ),
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.withDescription("A new or empty folder, or one of an earlier run, which is emptied"),
    ),
    format: formatFlag,
  },
  ({ seed, clients, members, months, end, out, format }) =>
    Effect.gen(function* () {
      const endDay = yield* agencyEnd({ clients, members, months, end });
      const folder = userPath(out);
      yield* prepareFolder(folder);
      const startedMs = yield* Clock.currentTimeMillis;
      const counts = yield* simulateInto({ seed, clients, members, months, endDay }, folder);
      const seconds = (((yield* Clock.currentTimeMillis) - startedMs) / 1000).toFixed(1);
      yield* format === "json" ? answerJson(counts) : answer(text(counts, folder, seconds));
    }),
).pipe(
  Command.withDescription(
    "Write the files of a simulated agency whose truth is known: mailboxes, a help desk's export, calendars, books, the directory.",
  ),
  Command.withExamples([{ command: "rapport simulate --seed 7 --clients 80 --out agency" }]),
);
