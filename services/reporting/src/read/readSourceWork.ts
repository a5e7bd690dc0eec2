import type { SourcesAnswer } from "@rapport/contracts/http/Freshness";
import { ticketFigures } from "@rapport/domain/tickets/ticketFigures";
import { ticketLife } from "@rapport/domain/tickets/TicketLife";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { bookFigures } from "../figures/bookFigures.ts";
import { ticketEntry } from "../figures/ticketEntry.ts";
import {
  sourceBooks,
  sourceMeetings,
  sourceReceivables,
  type SourceTicketRow,
  sourceTickets,
  type SourceUnreadableRow,
  sourceUnreadable,
} from "../queries/SourceWork.ts";
import type { Warehouse } from "./Warehouse.ts";

type Source = { readonly connector: string; readonly account: string };
const nameOf = ({ connector, account }: Source): string => `${connector}\u001e${account}`;
const sourceOf = ({ connector, account }: Source): Source => ({ connector, account });

const unreadableOf = (letters: ReadonlyArray<SourceUnreadableRow>, name: string): number =>
  letters.filter((row) => nameOf(row) === name).reduce((sum, row) => sum + row.items, 0);

const ticketsOf = (
  rows: ReadonlyArray<SourceTicketRow>,
  letters: ReadonlyArray<SourceUnreadableRow>,
): SourcesAnswer["tickets"] =>
  [...Map.groupBy(rows, nameOf)].map(([name, of]) => {
    const lives = [...Map.groupBy(of, (row) => row.ticket).values()].map((events) =>
      ticketLife(events.map(ticketEntry)),
    );
    const { events: _, ...figures } = ticketFigures(
      { events: 0, unreadable: unreadableOf(letters, name) },
      lives,
    );
    return { ...sourceOf(of[0]!), figures };
  });

/** The figures of tickets, calendars and the books; sources that told nothing but unreadable items are in the coverage. */
export const readSourceWork = (
  warehouse: Warehouse,
): Effect.Effect<Pick<SourcesAnswer, "tickets" | "meetings" | "ledger">, WarehouseError> =>
  Effect.gen(function* () {
    const [tickets, [meetings], books, money, letters] = yield* Effect.all(
      [
        warehouse.query(sourceTickets, {}),
        warehouse.query(sourceMeetings, {}),
        warehouse.query(sourceBooks, {}),
        warehouse.query(sourceReceivables, {}),
        warehouse.query(sourceUnreadable, {}),
      ],
      { concurrency: "unbounded" },
    );
    const calendars = letters.filter((row) => row.connector === "calendar");
    const moneyOf = Map.groupBy(money, nameOf);
    return {
      tickets: ticketsOf(tickets, letters),
      meetings:
        meetings === undefined || meetings.occurrences === 0
          ? null
          : {
              series: meetings.all_series,
              occurrences: meetings.occurrences,
              cancelled: meetings.all_cancelled,
              moved: meetings.all_moved,
              unreadable: calendars.reduce((sum, row) => sum + row.items, 0),
            },
      ledger: [...Map.groupBy(books, nameOf)].map(([name, rows]) => ({
        ...sourceOf(rows[0]!),
        figures: {
          ...bookFigures(rows, moneyOf.get(name) ?? []),
          unreadable: unreadableOf(letters, name),
        },
      })),
    };
  });
