import type { ClickHouseWarehouseOptions } from "@rapport/warehouse/ClickHouseWarehouse";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { Effect, Option, Redacted } from "effect";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";

/** Where a warehouse answers, as whom we speak to it, and over which cluster its tables are spread (null: none). */
export interface WarehouseAddress extends ClickHouseWarehouseOptions {
  readonly user: string;
  readonly cluster: string | null;
}

/** The embedded warehouse, whose address and password are in the data folder. It has one user and no cluster. */
export const embeddedAddress = (
  url: string,
  password: Redacted.Redacted<string>,
): Effect.Effect<WarehouseAddress, SettingError> =>
  Effect.map(readSetting(settings.clickhouseDatabase), (database) => ({
    url,
    user: "default",
    password,
    database,
    cluster: null,
  }));

/** The server that CLICKHOUSE_URL names; null while it is unset. */
export const serverAddress: Effect.Effect<WarehouseAddress | null, SettingError> = Effect.gen(function* () {
  const url = yield* readSetting(settings.clickhouseUrl);
  if (Option.isNone(url)) return null;
  const password = yield* readSetting(settings.clickhousePassword);
  const cluster = Option.getOrNull(yield* readSetting(settings.clickhouseCluster));
  return {
    url: url.value.href,
    user: yield* readSetting(settings.clickhouseUser),
    password: Option.getOrElse(password, () => Redacted.make("")),
    database: yield* readSetting(settings.clickhouseDatabase),
    cluster,
    replicated: cluster !== null,
  };
});

/** How the tables at an address are kept. */
export const tableMode = ({ cluster }: WarehouseAddress): TableMode =>
  cluster === null ? { kind: "plain" } : { kind: "replicated", cluster };

/**
 * The same address for whoever proves what it wrote (projector, audit): in a cluster its reads see every insert that
 * succeeded before them, at the price of asking Keeper. Reports do without.
 */
export const provingAddress = (address: WarehouseAddress): WarehouseAddress => ({
  ...address,
  sequentialReads: address.cluster !== null,
});
