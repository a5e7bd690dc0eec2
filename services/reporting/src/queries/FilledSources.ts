import { query } from "@rapport/warehouse/Query";
import { z } from "zod";
import { flag } from "./columns.ts";

/** Which kinds of facts there are at all. Planning a query costs, so what is empty need not be asked. Always one row. */
export const filledSources = query({
  name: "filled-sources",
  sql: `
    SELECT
      (SELECT count() > 0 FROM facts_interaction) AS message,
      (SELECT count() > 0 FROM facts_ticket) AS ticket,
      (SELECT count() > 0 FROM facts_meeting) AS meeting,
      (SELECT count() > 0 FROM facts_money) AS money,
      (SELECT count() > 0 FROM facts_time) AS time,
      (SELECT count() > 0 FROM facts_contract) AS contract`,
  params: z.object({}),
  row: z.object({ message: flag, ticket: flag, meeting: flag, money: flag, time: flag, contract: flag }),
});
export type FilledSources = z.infer<typeof filledSources.row>;
