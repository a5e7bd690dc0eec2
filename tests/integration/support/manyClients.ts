import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";

/** The last day of what `fillManyClients` makes. */
export const manyClientsLastDay = "2026-03-31";

const months = "['2025-10-15', '2025-11-15', '2025-12-15', '2026-01-15', '2026-02-15', '2026-03-15']";
/** As a client's number and a month's give them: whole numbers, every tenth client loses. */
const figures = {
  revenue: "100000 + (number % 977) * 100 + month * 10",
  cost: "if(number % 10 = 0, 3, 1) * (50000 + (number % 613) * 100)",
};

const statements = (clients: number): ReadonlyArray<string> => [
  `INSERT INTO directory_client (client_id, name, canonical_id, canonical_name)
   SELECT concat('client-', leftPad(toString(number), 5, '0')) AS id, concat('Client ', toString(number)) AS called, id, called
   FROM numbers(${clients})`,
  `INSERT INTO contribution_day (edition, book, month, day, state, party, category, measured, contributions, revenue_minor)
   SELECT 1, 'money', 0, toDate32(days[month]), 'client', concat('client-', leftPad(toString(number), 5, '0')), 'invoice', true, 1,
     ${figures.revenue}
   FROM (SELECT number, ${months} AS days, arrayJoin(arrayEnumerate(days)) AS month FROM numbers(${clients}))`,
  `INSERT INTO contribution_day (edition, book, month, day, state, party, category, measured, contributions, seconds, cost_minor)
   SELECT 1, 'effort', toYYYYMM(toDate32(days[month])), toDate32(days[month]), 'client',
     concat('client-', leftPad(toString(number), 5, '0')), 'time', true, 1, 3600 * (1 + number % 40), ${figures.cost}
   FROM (SELECT number, ${months} AS days, arrayJoin(arrayEnumerate(days)) AS month FROM numbers(${clients}))`,
  `INSERT INTO economics_edition (book, month, edition, derived_at) VALUES ('money', 0, 1, '2026-03-31 00:00:00.000')`,
  `INSERT INTO economics_edition (book, month, edition, derived_at)
   SELECT 'effort', toYYYYMM(toDate32(arrayJoin(${months}))), 1, '2026-03-31 00:00:00.000'`,
  `INSERT INTO effort_month (edition, month, calibration_micro, reporting_currency, margin_target_micro, settings_known_at)
   SELECT 1, toYYYYMM(toDate32(arrayJoin(${months}))), 1000000, 'GBP', 200000, '2299-12-31 00:00:00.000'`,
];

/** Books of very many clients, each with half a year of revenue and cost, as if they had been derived. */
export const fillManyClients = (clients: number) =>
  Effect.flatMap(WarehouseWriter, (writer) =>
    Effect.forEach(statements(clients), (statement) => writer.command(statement), { discard: true }),
  );
