import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { ListedMeeting, MeetingFigures } from "@rapport/contracts/MeetingFigures";
import { inspectFound } from "@rapport/ingest/inspectFound";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { type MeetingFirm, unknownFirm } from "./MeetingFirm.ts";
import { meetingInputs } from "./meetingInputs.ts";
import type { MeetingOptions } from "./MeetingOptions.ts";
import { makeOccurrenceBook } from "./OccurrenceBook.ts";
import { makeTally } from "./MeetingTally.ts";

export interface InspectMeetingsOptions extends MeetingOptions {
  /** Only what begins at or after it; UTC ms. */
  readonly fromMs?: number;
  /** Only what begins before it; UTC ms. Series are followed this far at least. */
  readonly toMs?: number;
  /** Lists the occurrences, not only their number. */
  readonly list?: boolean;
  /** Who we are; default: nobody said. */
  readonly firm?: MeetingFirm;
}

/** What calendars were understood to hold. Times are UTC ms. */
export interface MeetingProfile {
  readonly figures: MeetingFigures;
  /** By their start; empty unless asked for. */
  readonly list: ReadonlyArray<ListedMeeting>;
  readonly accounts: ReadonlyArray<string>;
  readonly unreadableByCode: Readonly<Partial<Record<DeadLetterCode, number>>>;
  /** Names of zones that nobody knows, by name. */
  readonly unknownTimeZones: ReadonlyArray<string>;
  /** What was passed over because it is no meeting, and how many: `VTODO`, `METHOD:REPLY`, … */
  readonly passedOver: Readonly<Record<string, number>>;
  /** Over the occurrences; null without any. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/**
 * Reads calendars as `ingestMeetings` does and says what it understood; writes nothing anywhere. Memory grows with
 * the number of occurrences.
 */
export const inspectMeetings = (
  options: InspectMeetingsOptions,
): Effect.Effect<MeetingProfile, SourceError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const tally = makeTally();
      const { toMs, fromMs, onProgress, firm = unknownFirm } = options;
      const inputs = yield* meetingInputs(options, {
        firm,
        tally,
        ...(toMs === undefined ? {} : { atLeastMs: toMs }),
      });
      const book = makeOccurrenceBook();
      const about = { codeVersion: version, ...(onProgress === undefined ? {} : { onProgress }) };
      return yield* inspectFound(
        inputs,
        {
          event: book.event,
          letter: book.letter,
          result: (): MeetingProfile => {
            const window = book.between(fromMs ?? Number.NEGATIVE_INFINITY, toMs ?? Number.POSITIVE_INFINITY);
            return {
              figures: {
                calendars: tally.calendars,
                series: window.series,
                occurrences: window.occurrences,
                cancelled: window.cancelled,
                moved: window.moved,
                unknownTimeZones: tally.unknownTimeZones.size,
                unreadable: book.unreadable(),
              },
              list: options.list === true ? window.list() : [],
              accounts: [...tally.accounts].toSorted(),
              unreadableByCode: book.unreadableByCode(),
              unknownTimeZones: [...tally.unknownTimeZones].toSorted(),
              passedOver: Object.fromEntries([...tally.passedOver].toSorted()),
              firstAt: window.firstAt,
              lastAt: window.lastAt,
            };
          },
        },
        about,
      );
    }),
  );
