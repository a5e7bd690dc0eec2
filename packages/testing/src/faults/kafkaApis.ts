import type { Layout } from "./kafkaWire.ts";

/** An API of the broker, the one version of it that kafkajs 2.2.4 and a broker from 2.4 on agree on, and its answer. */
export interface Api {
  readonly key: number;
  readonly version: number;
  readonly answer: Layout;
}

const partitioned = (...partition: Layout): Layout => [
  { array: ["string", { array: ["int32", ...partition] }] },
];

/** Protocol guide, "The Messages". */
export const apis = {
  Produce: {
    key: 0,
    version: 7,
    answer: [...partitioned("error", "int64", "int64", "int64"), "int32"],
  },
  Fetch: {
    key: 1,
    version: 11,
    answer: [
      "int32",
      "error",
      "int32",
      ...partitioned("error", "int64", "int64", "int64", { array: ["int64", "int64"] }, "int32", "bytes"),
    ],
  },
  ListOffsets: { key: 2, version: 3, answer: ["int32", ...partitioned("error", "int64", "int64")] },
  Metadata: {
    key: 3,
    version: 6,
    answer: [
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
            array: [
              "error",
              "int32",
              "int32",
              { array: ["int32"] },
              { array: ["int32"] },
              { array: ["int32"] },
            ],
          },
        ],
      },
    ],
  },
  OffsetCommit: { key: 8, version: 5, answer: ["int32", ...partitioned("error")] },
  OffsetFetch: {
    key: 9,
    version: 4,
    answer: ["int32", ...partitioned("int64", "string", "error"), "error"],
  },
  FindCoordinator: { key: 10, version: 2, answer: ["int32", "error", "string", "int32", "address"] },
  JoinGroup: {
    key: 11,
    version: 5,
    answer: [
      "int32",
      "error",
      "int32",
      "string",
      "string",
      "string",
      { array: ["string", "string", "bytes"] },
    ],
  },
  Heartbeat: { key: 12, version: 3, answer: ["int32", "error"] },
  LeaveGroup: { key: 13, version: 3, answer: ["int32", "error", { array: ["string", "string", "error"] }] },
  SyncGroup: { key: 14, version: 3, answer: ["int32", "error", "bytes"] },
  InitProducerId: { key: 22, version: 1, answer: ["int32", "error", "int64", "int16"] },
} as const satisfies Readonly<Record<string, Api>>;

export type ApiName = keyof typeof apis;
export const apiNames = Object.keys(apis) as ReadonlyArray<ApiName>;

export const apiNameOf = (key: number): ApiName | undefined =>
  apiNames.find((name) => apis[name].key === key);
