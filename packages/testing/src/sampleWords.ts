import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { sampleDay } from "./sampleDocuments.ts";

/** What a directory event says, without what every event carries. */
export type Said = DirectoryEvent extends infer E
  ? E extends { readonly type: infer T; readonly data: infer D }
    ? { readonly type: T; readonly data: D }
    : never
  : never;

const acme = { clientId: "acme" };

const aboutClients: ReadonlyArray<Said> = [
  {
    type: "client.ended",
    data: {
      ...acme,
      cause: "client_left",
      noticeOn: sampleDay(200),
      endsOn: sampleDay(290),
      reason: "found somebody nearer",
    },
  },
  { type: "client.resumed", data: { ...acme, on: sampleDay(240), reason: "notice withdrawn" } },
  {
    type: "client.agreed",
    data: {
      ...acme,
      validFrom: sampleDay(10),
      responseMinutes: 240,
      checkInDays: 14,
      capMinutesPerMonth: null,
      workingHoursOnly: true,
    },
  },
  {
    type: "break.agreed",
    data: { ...acme, from: sampleDay(210), to: sampleDay(223), reason: "works holidays", off: false },
  },
  {
    type: "client.flagged",
    data: { ...acme, flag: "strategic", on: true, reason: "our reference in retail" },
  },
];

const decided: ReadonlyArray<Said> = [
  {
    type: "decision.made",
    data: {
      decisionId: "d-acme-1",
      ...acme,
      action: "set_boundaries",
      decidedOn: sampleDay(100),
      decidedBy: "ann",
      reason: "evenings and weekends for months",
      reviewOn: sampleDay(191),
      evidence: [
        { figure: "after_hours_share", value: "0.41" },
        { figure: "net_contribution", value: "EUR -1,204.50" },
      ],
    },
  },
  {
    type: "rung.waived",
    data: {
      waiverId: "w-acme-1",
      ...acme,
      action: "reprice",
      waivedBy: "ann",
      reason: "price fixed by the frame agreement",
      until: sampleDay(365),
    },
  },
  {
    type: "play.started",
    data: {
      playId: "p-acme-1",
      ...acme,
      action: "set_boundaries",
      startedOn: sampleDay(105),
      startedBy: "ann",
      reason: "hours agreed in writing",
    },
  },
  {
    type: "play.ended",
    data: { playId: "p-acme-1", endedOn: sampleDay(196), outcome: "worked", reason: "" },
  },
  {
    type: "verdict.given",
    data: {
      verdictId: "v-acme-1",
      ...acme,
      verdict: "watch",
      givenOn: sampleDay(120),
      givenBy: "ann",
      reason: "new head of purchasing",
      expiresOn: sampleDay(211),
    },
  },
  {
    type: "alert.snoozed",
    data: {
      snoozeId: "s-acme-1",
      ...acme,
      kind: "risk",
      until: sampleDay(150),
      snoozedBy: "ann",
      reason: "tender under way, we know",
    },
  },
  {
    type: "cause.noted",
    data: {
      noteId: "c-acme-1",
      ...acme,
      cause: "misaligned_expectations",
      notedOn: sampleDay(90),
      notedBy: "ann",
      reason: "reports were thought to be in the fee",
      aboutEvent: null,
    },
  },
  { type: "word.undone", data: { wordId: "v-acme-1", undoneBy: "ann", reason: "it was another client" } },
];

const fitted: Said = {
  type: "risk_model.fitted",
  data: {
    validFrom: sampleDay(364),
    reason: "first ten notices",
    model: {
      model: "0f3c5a",
      formula: "hazard-1",
      trainedTo: sampleDay(273),
      horizonWeeks: 13,
      clientPeriods: 940,
      churns: 11,
      baseRate: 0.0425,
      activity: { alpha: 1.25, beta: 0.75, gamma: 0.5, delta: 8.5 },
      intercept: -3.0625,
      terms: [
        { term: "silence", priorMean: 0.4, priorSd: 0.25, weight: 0.46875 },
        { term: "tenure", priorMean: -0.25, priorSd: 0.25, weight: -0.1875 },
      ],
      covariance: [0.0625, 0.015625, 0.03125, -0.0078125, 0.00390625, 0.046875],
      calibration: { intercept: 0.125, slope: 1.0625, labels: 940, churns: 11 },
    },
  },
};

/** One word of every type that people say of clients, and a model that was fitted. */
export const sampleWords: ReadonlyArray<Said> = [...aboutClients, ...decided, fitted];
