import { Effect } from "effect";
import { deriveEffortMonth } from "@rapport/domain/economics/effort/deriveEffortMonth";
import type { Calibration, Comparison } from "@rapport/domain/economics/effort/EffortMonth";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { nextEdition } from "../editions/editions.ts";
import type { Part } from "../editions/Part.ts";
import { monthNumber } from "../editions/tables.ts";
import { monthSpan } from "../facts/Source.ts";
import { readMails } from "../facts/readMails.ts";
import { readMeetings } from "../facts/readMeetings.ts";
import { readTickets } from "../facts/readTickets.ts";
import { readTimes } from "../facts/readTimes.ts";
import type { Staff } from "../terms/readStaff.ts";
import type { MonthTerms } from "../terms/termsOfMonth.ts";
import { writeEffortMonth } from "./writeEffortMonth.ts";

/** A month that was written, and is shown once its edition is named. */
export interface WrittenMonth {
  readonly part: Part;
  readonly comparisons: ReadonlyArray<Comparison>;
}

/**
 * Derives one month of the effort book from the facts as they are now and writes it under a new edition. `at` is the
 * moment by which meetings were held (`momentOf`). When it fails, nothing of it is shown; it can be called again.
 */
export const deriveMonth = (
  terms: MonthTerms,
  staff: Staff,
  calibration: Calibration,
  at: string,
): Effect.Effect<WrittenMonth, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const { month } = terms;
    // Before the first fact is read: see `nextEdition`.
    const part: Part = { book: "effort", month: monthNumber(month), edition: yield* nextEdition };
    const span = monthSpan(month, at);
    const derived = deriveEffortMonth({
      month,
      people: terms.people,
      workingDays: terms.workingDays,
      mails: yield* readMails(span, staff.memberOf),
      meetings: yield* readMeetings(span, staff.memberOf),
      tickets: yield* readTickets(span, staff.memberOf),
      times: yield* readTimes(span, staff.memberOf),
      overheads: terms.overheads,
      calibration,
      settingsOn: terms.settingsOn,
    });
    yield* writeEffortMonth(part, derived, calibration, terms);
    return { part, comparisons: derived.comparisons };
  });
