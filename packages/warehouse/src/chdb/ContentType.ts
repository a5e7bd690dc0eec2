const types: ReadonlyArray<readonly [RegExp, string]> = [
  [/^JSON(Compact|Strings|ColumnsWithMetadata|CompactStrings)?$/i, "application/json; charset=UTF-8"],
  [/^JSON.*EachRow|^NDJSON|^JSONLines/i, "application/x-ndjson; charset=UTF-8"],
  [/^JSON/i, "application/json; charset=UTF-8"],
  [/^CSV/i, "text/csv; charset=UTF-8; header=absent"],
  [/^(TSV|TabSeparated)/i, "text/tab-separated-values; charset=UTF-8"],
  [/^XML$/i, "application/xml; charset=UTF-8"],
  [
    /^(Parquet|Arrow|ORC|Avro|Native|RowBinary|Npy|MsgPack|Protobuf|CapnProto|BSON)/i,
    "application/octet-stream",
  ],
];

/** The Content-Type of an answer in one of ClickHouse's formats. */
export const contentType = (format: string): string => {
  const type = types.find(([pattern]) => pattern.test(format))?.[1] ?? "text/plain; charset=UTF-8";
  return /WithNames/i.test(format) ? type.replace("header=absent", "header=present") : type;
};
