import { assert, describe, it } from "@effect/vitest";
import { TicketFigures } from "@rapport/contracts/TicketFigures";
import { ticketFigures } from "./ticketFigures.ts";
import { type TicketLife, ticketLife } from "./TicketLife.ts";

const empty = ticketLife([]);
const times = (hours: number) => ({ elapsedMs: hours * 3_600_000, netMs: 0, workingMs: 0 });
const life = (more: Partial<TicketLife>): TicketLife => ({ ...empty, openedAt: 0, ...more });

describe("ticketFigures", () => {
  it("leaves deleted and merged tickets out of all but the number of tickets", () => {
    const busy = { reopenings: 2, reassignments: 1, slaKept: 1, slaMissed: 1, resolution: times(5) };
    const figures = ticketFigures({ events: 9, unreadable: 3 }, [
      life({ ...busy, firstResponse: times(1) }),
      life({ ...busy, deleted: true }),
      life({ ...busy, merged: true }),
      life({ resolution: times(3), firstResponse: times(1.256) }),
      life({ resolution: times(4) }),
    ]);
    assert.deepStrictEqual(TicketFigures.parse(figures), {
      tickets: 5,
      events: 9,
      deleted: 1,
      reopenedTickets: 1,
      reopenings: 2,
      reassignedTickets: 1,
      slaMade: 1,
      slaMissed: 1,
      responseMedianHours: 1.26,
      openToResolvedMedianHours: 4,
      unreadable: 3,
    });
  });

  it("has no medians of nothing", () => {
    const figures = ticketFigures({ events: 0, unreadable: 0 }, []);
    assert.isNull(figures.responseMedianHours);
    assert.isNull(figures.openToResolvedMedianHours);
  });
});
