import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { watchFound } from "@rapport/ingest/watchFound";
import type { Effect } from "effect";
import type { MeetingsConfig } from "./config.ts";
import { ingestMeetings } from "./ingestMeetings.ts";

/** Keeps the log up to date with calendars for ever; every day their series go on by a day. */
export const watchMeetings = ({
  pollEvery,
  paths,
  ...how
}: MeetingsConfig): Effect.Effect<never, EventLogError, EventLog> =>
  watchFound({ source: "meetings", paths, pollEvery }, (named) => ingestMeetings({ ...how, paths: named }));
