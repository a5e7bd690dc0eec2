import type { ClientFigures, Part, ResponseTime } from "@rapport/contracts/http/ClientFigures";
import type { Cell } from "./csv.ts";

type Column = readonly [name: string, cell: (client: ClientFigures) => Cell];

const response = (prefix: string, time: (c: ClientFigures) => ResponseTime): ReadonlyArray<Column> => [
  [`${prefix}Replies`, (c) => time(c).replies],
  [`${prefix}WorkingMedianHours`, (c) => time(c).workingMedianHours],
  [`${prefix}WorkingP90Hours`, (c) => time(c).workingP90Hours],
  [`${prefix}ElapsedMedianHours`, (c) => time(c).elapsedMedianHours],
  [`${prefix}ElapsedP90Hours`, (c) => time(c).elapsedP90Hours],
];
const parts = (prefix: string, part: (c: ClientFigures) => Part): ReadonlyArray<Column> => [
  [`${prefix}Count`, (c) => part(c).count],
  [`${prefix}Of`, (c) => part(c).of],
  [`${prefix}Share`, (c) => part(c).share],
];

/** Every figure of a client under the name of its column, the API's path run together. */
const columns: ReadonlyArray<Column> = [
  ["id", (c) => c.id],
  ["name", (c) => c.name],
  ["kind", (c) => c.kind],
  ["parties", (c) => c.parties.join(" ")],
  ["messagesIn", (c) => c.messages.in],
  ["messagesOut", (c) => c.messages.out],
  ["messagesTotal", (c) => c.messages.total],
  ["messagesShared", (c) => c.messages.shared],
  ["threads", (c) => c.threads.count],
  ["threadsBySubject", (c) => c.threads.bySubject],
  ["peopleTheirs", (c) => c.people.theirs],
  ["peopleOurs", (c) => c.people.ours],
  ...response("responseOurs", (c) => c.responseOurs),
  ...response("responseTheirs", (c) => c.responseTheirs),
  ...parts("answeredTheirMessages", (c) => c.answered.theirMessages),
  ...parts("answeredTheirAsking", (c) => c.answered.theirAsking),
  ...parts("answeredOurMessages", (c) => c.answered.ourMessages),
  ...parts("answeredOurAsking", (c) => c.answered.ourAsking),
  ...parts("afterHoursTheirs", (c) => c.afterHours.theirs),
  ...parts("afterHoursOurs", (c) => c.afterHours.ours),
  ["toneMessages", (c) => c.tone.messages],
  ["toneMean", (c) => c.tone.mean],
  ["toneLow", (c) => c.tone.low],
  ["toneHigh", (c) => c.tone.high],
  ["lastContactTheirs", (c) => c.lastContact.theirs],
  ["lastContactOurs", (c) => c.lastContact.ours],
  ["silenceActiveDays", (c) => c.silence.activeDays],
  ["silenceDays", (c) => c.silence.silentDays],
  ["silenceUsualGapDays", (c) => c.silence.usualGapDays],
  ["silenceLongestUsualGapDays", (c) => c.silence.longestUsualGapDays],
  ["silenceRatio", (c) => c.silence.ratio],
  ["silenceReason", (c) => c.silence.reason],
];

export const clientColumns: ReadonlyArray<string> = columns.map(([name]) => name);
export const clientCells = (client: ClientFigures): ReadonlyArray<Cell> =>
  columns.map(([, cell]) => cell(client));
