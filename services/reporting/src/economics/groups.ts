import type { EconomicsGroup } from "@rapport/contracts/http/economics/head";
import { z } from "zod";

/**
 * What a holder's month counts for, as (id, name, state) by what the rows are about; see `rowHead` of the contract.
 */
const lines: Readonly<Record<EconomicsGroup, string>> = {
  client: "(h.party, h.name, h.state)",
  owner: "if(h.state = 'client', (h.owner, h.owner_name, h.state), ('', h.state, h.state))",
  segment: "if(h.state = 'client', (h.segment, h.segment, h.state), ('', h.state, h.state))",
  month: "(formatDateTime(h.month, '%Y-%m'), formatDateTime(h.month, '%Y-%m'), '')",
};

const selected = `({state:String} = '' OR h.state = {state:String})
      AND (empty({parties:Array(String)}) OR has({parties:Array(String)}, h.party))
      AND (empty({owners:Array(String)}) OR (h.state = 'client' AND has({owners:Array(String)}, h.owner)))
      AND (empty({segments:Array(String)}) OR (h.state = 'client' AND has({segments:Array(String)}, h.segment)))`;

/** The months of holders with everything that sums are of. */
export const wholeMonths =
  "holder_economics(from_day = {from:Date32}, to_day = {last:Date32}, as_of = {asOf:Date32})";
/** The same without calibration, targets and names, which draws do not need, in two thirds of the time. */
export const leanMonths = `(
        SELECT p.state AS state, p.party AS party, p.month AS month, '' AS name, '' AS owner_name,
          k.owner AS owner, k.segment AS segment, p.* EXCEPT (state, party, month)
        FROM party_economics(from_day = {from:Date32}, to_day = {last:Date32}) AS p
        LEFT JOIN client_card(as_of = {asOf:Date32}) AS k ON k.state = p.state AND k.client = p.party
      )`;

/**
 * The months of holders, each with the lines it counts for: `line` is (kind, id, name, state), of kind `item` the rows
 * of the list, `selected` their total, and for whatever is selected the totals by state and `all`.
 */
export const holderLines = (group: EconomicsGroup, months: string): string => `(
      SELECT h.*, arrayConcat(
        [('all', '', '', ''), (h.state, '', '', '')],
        if(${selected}, [('selected', '', '', ''), ('item', (${lines[group]} AS item).1, item.2, item.3)], [])) AS lines
      FROM ${months} AS h
    )`;

export const lineParams = {
  asOf: z.iso.date(),
  from: z.iso.date(),
  last: z.iso.date(),
  /** One, or all when empty. */
  state: z.string(),
  /** These, or all when there are none. */
  parties: z.array(z.string()),
  owners: z.array(z.string()),
  segments: z.array(z.string()),
};
const lineParamsObject = z.object(lineParams);
export type LineParams = z.infer<typeof lineParamsObject>;

/** The columns that say which line a row is of. */
export const lineColumns = `line.1 AS kind, line.2 AS id, any(line.3) AS name, line.4 AS line_state`;
export const lineRow = {
  kind: z.enum(["item", "selected", "client", "organisation", "unattributed", "internal", "unused", "all"]),
  id: z.string(),
  line_state: z.string(),
};
/** Tells lines apart; `intervalQueries` writes it likewise. */
export const lineKey = (row: {
  readonly kind: string;
  readonly id: string;
  readonly line_state: string;
}): string => [row.kind, row.line_state, row.id].join("\n");
