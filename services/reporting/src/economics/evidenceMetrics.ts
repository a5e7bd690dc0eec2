import type { EvidenceMetric, EvidencePage } from "@rapport/contracts/http/economics/Evidence";

/** What a figure adds up: an amount of a contribution, in expressions over the columns of `contribution` as `c`. */
export interface MetricSum {
  readonly unit: EvidencePage["unit"];
  readonly amount: string;
  readonly where: string;
}

const mail = "c.category IN ('mail_written', 'mail_read')";
const meeting = "startsWith(c.category, 'meeting')";
const ticket = "startsWith(c.category, 'ticket')";
const effort = `(${mail} OR ${meeting} OR ${ticket} OR c.category IN ('interruption', 'time'))`;
const is = (category: string): string => `c.category = '${category}'`;

const seconds = (where: string): MetricSum => ({ unit: "seconds", amount: "c.seconds", where });
const cost = (where: string): MetricSum => ({ unit: "minor", amount: "c.cost_minor", where });
const revenue = (where: string): MetricSum => ({ unit: "minor", amount: "c.revenue_minor", where });

/** As `party_economics` (0014) has the figures. */
export const metricSums: Readonly<Record<EvidenceMetric, MetricSum>> = {
  contribution: { unit: "minor", amount: "c.revenue_minor - c.cost_minor", where: "true" },
  revenue: revenue("true"),
  invoiced: revenue(is("invoice")),
  credited: revenue(is("credit_note")),
  pass_through: revenue(is("pass_through")),
  cash: { unit: "minor", amount: "c.cash_minor", where: "true" },
  cost: cost("true"),
  labour: cost(effort),
  overhead: cost(is("overhead")),
  unused_capacity: cost(is("unused_capacity")),
  expenses: cost(is("expense")),
  expected_loss: cost(is("expected_loss")),
  late_payment: cost(is("late_payment")),
  effort: seconds(effort),
  measured: seconds(`${effort} AND c.measured`),
  estimated: seconds(`${effort} AND NOT c.measured`),
  logged: seconds(is("time")),
  meeting: seconds(meeting),
  ticket: seconds(ticket),
  mail: seconds(mail),
  interruption: seconds(is("interruption")),
  unused: seconds(is("unused_capacity")),
  unconverted: { unit: "own_minor", amount: "c.own_minor", where: is("unconverted") },
};
