import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { emailSettings, readEmailConfig } from "@rapport/ingest-email/config";
import { watchEmail } from "@rapport/ingest-email/watchEmail";
import { ledgerSettings, readLedgerConfig } from "@rapport/ingest-ledger/config";
import { watchLedger } from "@rapport/ingest-ledger/watchLedger";
import { meetingSettings, readMeetingsConfig } from "@rapport/ingest-meetings/config";
import { watchMeetings } from "@rapport/ingest-meetings/watchMeetings";
import { readTicketConfig, ticketSettings } from "@rapport/ingest-tickets/config";
import { watchTickets } from "@rapport/ingest-tickets/watchTickets";
import type { EventLog } from "@rapport/event-log/EventLog";
import type { SettingError } from "@rapport/runtime/Setting";
import { Config, Effect, Option } from "effect";
import { type PartFailed, supervise } from "./supervise.ts";

type Watch = Effect.Effect<never, PartFailed, EventLog>;

/** A source that may be watched: the variable that says so, and its watch, once its settings were read. */
interface WatchedSource {
  readonly variable: string;
  readonly watch: Effect.Effect<Watch, SettingError>;
}

const sources: ReadonlyArray<WatchedSource> = [
  {
    variable: emailSettings.paths.name,
    watch: Effect.map(readEmailConfig, (config) =>
      supervise("the e-mail watch", watchEmail(config)).pipe(Effect.provide(layerMailParserPool())),
    ),
  },
  {
    variable: ticketSettings.paths.name,
    watch: Effect.map(readTicketConfig, (config) => supervise("the ticket watch", watchTickets(config))),
  },
  {
    variable: meetingSettings.paths.name,
    watch: Effect.map(readMeetingsConfig, (config) => supervise("the calendar watch", watchMeetings(config))),
  },
  {
    variable: ledgerSettings.paths.name,
    watch: Effect.map(readLedgerConfig, (config) => supervise("the watch on the books", watchLedger(config))),
  },
];

/** True when the variable is set to anything; whether it is usable is said when it is read. */
const isSet = (name: string): Effect.Effect<boolean> =>
  Config.option(Config.String(name)).pipe(
    Effect.map(Option.exists((text) => text.trim() !== "")),
    Effect.orElseSucceed(() => false),
  );

const chosen = Effect.filter(sources, ({ variable }) => isSet(variable));

/** The watches on every source whose `RAPPORT_…_PATHS` is set, each for ever, within its bounds of failing. */
export const watches: Effect.Effect<ReadonlyArray<Watch>, SettingError> = Effect.flatMap(chosen, (all) =>
  Effect.forEach(all, ({ watch }) => watch),
);

/** What is wrong with the settings of the sources that are to be watched. */
export const watchProblems: Effect.Effect<ReadonlyArray<SettingError>> = Effect.flatMap(chosen, (all) =>
  Effect.map(
    Effect.forEach(all, ({ watch }) => Effect.result(watch)),
    (results) => results.flatMap((result) => (result._tag === "Failure" ? [result.failure] : [])),
  ),
);
