import { fileURLToPath } from "node:url";
import type { FaultPlace } from "./childOptions.ts";
import { supervise, type Supervised } from "./Supervised.ts";

/** One of the services as it is deployed: its own `main.ts`, told everything by the environment. */
export const startService = (
  service: string,
  name: string,
  place: FaultPlace,
  env: Readonly<Record<string, string>> = {},
): Supervised =>
  supervise(
    name,
    fileURLToPath(new URL(`../../../../services/${service}/src/main.ts`, import.meta.url)),
    [],
    {
      KAFKA_BROKERS: place.brokers,
      KAFKA_PREFIX: place.prefix,
      KAFKA_CLIENT_ID: name,
      KAFKA_SESSION_TIMEOUT: "3 seconds",
      CLICKHOUSE_URL: place.url,
      CLICKHOUSE_PASSWORD: place.password,
      CLICKHOUSE_DATABASE: place.database,
      ...env,
    },
  );
