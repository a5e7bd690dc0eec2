/** Money of one client, month and currency, minor units; only what is posted, in its last version. */
export interface MoneyFigures {
  invoicedNetMinor: number;
  invoicedTotalMinor: number;
  passThroughMinor: number;
  creditedNetMinor: number;
  paidMinor: number;
  expenseMinor: number;
}

/** Practical capacity of everybody by calendar and directory, its cost, and overhead; GBP. */
export interface CapacityMonth {
  readonly capacitySeconds: number;
  readonly capacityCostMinor: number;
  readonly overheadMinor: number;
}

/** What the books of the economics come to; whole pounds' pence, each document converted at the rate of its day. */
export interface EconomicFigures {
  /** Of each time entry its hours at the rate of its day, rounded. */
  loggedCostMinor: number;
  /** Posted invoices net of what passes through, spread over the days they are for. */
  recognisedRevenueMinor: number;
  creditMinor: number;
  /** What we spent and nobody is billed for as it is. */
  expenseMinor: number;
  /** Of payments what is net of tax and of what passes through, at the rate of their day. */
  cashMinor: number;
  /** What the days cost that payments were late, at a tenth a year. */
  lateMinor: number;
  /** Entries for correspondence, meetings and support, and the time these truly took. */
  communicationLoggedSeconds: number;
  communicationTrueMinutes: number;
}

/** What is being counted of one client (or party that is no client's) in one UTC month. */
export interface MonthCell {
  messages: number;
  messagesIn: number;
  messagesOut: number;
  readonly ourElapsedMs: Array<number>;
  readonly theirElapsedMs: Array<number>;
  ticketsOpened: number;
  ticketsSolved: number;
  reopenings: number;
  reassignments: number;
  ticketRepliesIn: number;
  ticketRepliesOut: number;
  readonly firstResponseMs: Array<number>;
  meetingsHeld: number;
  /** Of those held, among ourselves about the client. */
  meetingsNamed: number;
  meetingsCancelled: number;
  meetingsMoved: number;
  meetingsNoShow: number;
  meetingMinutes: number;
  meetingOurMinutes: number;
  meetingTheirHeads: number;
  loggedSeconds: number;
  billableSeconds: number;
  readonly money: Map<string, MoneyFigures>;
  readonly economics: EconomicFigures;
  /** What the sources do not say. */
  trueMinutes: number;
  trueCostMinor: number;
  revenueMinor: number;
}

export const emptyMoney = (): MoneyFigures => ({
  invoicedNetMinor: 0,
  invoicedTotalMinor: 0,
  passThroughMinor: 0,
  creditedNetMinor: 0,
  paidMinor: 0,
  expenseMinor: 0,
});

export const emptyCell = (): MonthCell => ({
  messages: 0,
  messagesIn: 0,
  messagesOut: 0,
  ourElapsedMs: [],
  theirElapsedMs: [],
  ticketsOpened: 0,
  ticketsSolved: 0,
  reopenings: 0,
  reassignments: 0,
  ticketRepliesIn: 0,
  ticketRepliesOut: 0,
  firstResponseMs: [],
  meetingsHeld: 0,
  meetingsNamed: 0,
  meetingsCancelled: 0,
  meetingsMoved: 0,
  meetingsNoShow: 0,
  meetingMinutes: 0,
  meetingOurMinutes: 0,
  meetingTheirHeads: 0,
  loggedSeconds: 0,
  billableSeconds: 0,
  money: new Map(),
  economics: {
    loggedCostMinor: 0,
    recognisedRevenueMinor: 0,
    creditMinor: 0,
    expenseMinor: 0,
    cashMinor: 0,
    lateMinor: 0,
    communicationLoggedSeconds: 0,
    communicationTrueMinutes: 0,
  },
  trueMinutes: 0,
  trueCostMinor: 0,
  revenueMinor: 0,
});

/** `sorted[floor(n/2)]`, as `quantileExact(0.5)` of ClickHouse has it; null of none. */
export const medianOf = (values: ReadonlyArray<number>): number | null =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;

/** The figures of `client_month`, under its names in camel case. */
export const clientMonthOf = (cell: MonthCell) => ({
  messages: cell.messages,
  messagesIn: cell.messagesIn,
  messagesOut: cell.messagesOut,
  ourReplies: cell.ourElapsedMs.length,
  ourElapsedMedianMs: medianOf(cell.ourElapsedMs),
  theirReplies: cell.theirElapsedMs.length,
  theirElapsedMedianMs: medianOf(cell.theirElapsedMs),
  ticketsOpened: cell.ticketsOpened,
  ticketsSolved: cell.ticketsSolved,
  reopenings: cell.reopenings,
  reassignments: cell.reassignments,
  ticketRepliesIn: cell.ticketRepliesIn,
  ticketRepliesOut: cell.ticketRepliesOut,
  firstResponses: cell.firstResponseMs.length,
  firstResponseMedianMs: medianOf(cell.firstResponseMs),
  meetingsHeld: cell.meetingsHeld,
  meetingsNamed: cell.meetingsNamed,
  meetingsCancelled: cell.meetingsCancelled,
  meetingsMoved: cell.meetingsMoved,
  meetingsNoShow: cell.meetingsNoShow,
  meetingMinutes: cell.meetingMinutes,
  meetingOurMinutes: cell.meetingOurMinutes,
  meetingTheirHeads: cell.meetingTheirHeads,
  loggedSeconds: cell.loggedSeconds,
  billableSeconds: cell.billableSeconds,
});
export type ClientMonth = ReturnType<typeof clientMonthOf>;

/** The economics of a month as it is written; what was measured alone makes the contribution. */
export const economicMonthOf = ({ loggedSeconds, economics }: MonthCell) => ({
  loggedSeconds,
  loggedCostMinor: economics.loggedCostMinor,
  recognisedRevenueMinor: economics.recognisedRevenueMinor,
  creditMinor: economics.creditMinor,
  expenseMinor: economics.expenseMinor,
  contributionMinor:
    economics.recognisedRevenueMinor -
    economics.creditMinor -
    economics.loggedCostMinor -
    economics.expenseMinor,
  cashMinor: economics.cashMinor,
  lateMinor: economics.lateMinor,
  communicationLoggedSeconds: economics.communicationLoggedSeconds,
  communicationTrueSeconds: Math.round(economics.communicationTrueMinutes * 60),
});
export type EconomicMonth = ReturnType<typeof economicMonthOf>;

/** A month in which nothing happened but money. */
export const saysNothing = (figures: ClientMonth): boolean =>
  Object.values(figures).every((value) => value === 0 || value === null);

/** Adds what can be added: medians cannot. */
export const addFigures = (
  into: Record<string, number>,
  figures: Readonly<Record<string, number | null>>,
): void => {
  for (const [name, value] of Object.entries(figures)) {
    if (!name.endsWith("MedianMs")) into[name] = (into[name] ?? 0) + (value ?? 0);
  }
};

export const addMoney = (into: MoneyFigures, more: MoneyFigures): void => {
  for (const name of Object.keys(more) as Array<keyof MoneyFigures>) into[name] += more[name];
};
