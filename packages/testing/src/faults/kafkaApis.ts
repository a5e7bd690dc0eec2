import type { Layout } from "./kafkaWire.ts";

/** An API of the broker, and its answer in each version that kafkajs 2.2.4 or the event log speaks with it. */
export interface Api {
  readonly key: number;
  readonly answers: Readonly<Record<number, Layout>>;
}

const partitioned = (...partition: Layout): Layout => [
  { array: ["string", { array: ["int32", ...partition] }] },
];

const metadata: Layout = [
  "int32",
  { array: ["int32", "address", "string"] },
  "string",
  "int32",
  {
    array: [
      "error",
      "string",
      "int8",
      {
        array: ["error", "int32", "int32", { array: ["int32"] }, { array: ["int32"] }, { array: ["int32"] }],
      },
    ],
  },
];

/** Protocol guide, "The Messages". */
export const apis = {
  Produce: {
    key: 0,
    answers: {
      7: [...partitioned("error", "int64", "int64", "int64"), "int32"],
      8: [
        ...partitioned("error", "int64", "int64", "int64", { array: ["int32", "string"] }, "string"),
        "int32",
      ],
    },
  },
  Fetch: {
    key: 1,
    answers: {
      11: [
        "int32",
        "error",
        "int32",
        ...partitioned("error", "int64", "int64", "int64", { array: ["int64", "int64"] }, "int32", "bytes"),
      ],
    },
  },
  ListOffsets: { key: 2, answers: { 3: ["int32", ...partitioned("error", "int64", "int64")] } },
  Metadata: {
    key: 3,
    // Version 6 throttles otherwise, and looks the same.
    answers: { 5: metadata, 6: metadata },
  },
  OffsetCommit: { key: 8, answers: { 5: ["int32", ...partitioned("error")] } },
  OffsetFetch: {
    key: 9,
    answers: { 4: ["int32", ...partitioned("int64", "string", "error"), "error"] },
  },
  FindCoordinator: { key: 10, answers: { 2: ["int32", "error", "string", "int32", "address"] } },
  JoinGroup: {
    key: 11,
    answers: {
      5: ["int32", "error", "int32", "string", "string", "string", { array: ["string", "string", "bytes"] }],
    },
  },
  Heartbeat: { key: 12, answers: { 3: ["int32", "error"] } },
  LeaveGroup: { key: 13, answers: { 3: ["int32", "error", { array: ["string", "string", "error"] }] } },
  SyncGroup: { key: 14, answers: { 3: ["int32", "error", "bytes"] } },
  InitProducerId: { key: 22, answers: { 1: ["int32", "error", "int64", "int16"] } },
} as const satisfies Readonly<Record<string, Api>>;

export type ApiName = keyof typeof apis;
export const apiNames = Object.keys(apis) as ReadonlyArray<ApiName>;

export const apiNameOf = (key: number): ApiName | undefined =>
  apiNames.find((name) => apis[name].key === key);

/** The layout of an API's answer. Throws for a version that is not in the table. */
export const answerOf = (name: ApiName, version: number): Layout => {
  const { answers }: Api = apis[name];
  const layout = answers[version];
  if (layout === undefined)
    throw new RangeError(`${name} in version ${version}; the proxy knows ${Object.keys(answers).join(", ")}`);
  return layout;
};

/** The newest version of an API's answer in the table. */
export const newestOf = (name: ApiName): number => Math.max(...Object.keys(apis[name].answers).map(Number));
