import type { Address } from "./kafkajsInternals.ts";
import { KafkaFailure } from "./KafkaFailure.ts";

const pattern = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/;

const addressOf = (text: string): Address => {
  const [, ipv6, name, digits] = pattern.exec(text) ?? [];
  const host = ipv6 ?? name;
  const port = Number(digits);
  if (host === undefined || !(port > 0 && port < 65_536)) {
    throw new KafkaFailure({
      code: "INVALID_BROKERS",
      retriable: false,
      detail: `"${text}" is no broker's address: KAFKA_BROKERS wants host:port, several with commas between`,
    });
  }
  return { host, port };
};

/** The addresses of `host:port` texts, an IPv6 address in brackets. Throws a `KafkaFailure` for any other text. */
export const seedsOf = (brokers: ReadonlyArray<string>): ReadonlyArray<Address> => {
  if (brokers.length === 0) {
    const detail = "no broker is named: set KAFKA_BROKERS to host:port, several with commas between";
    throw new KafkaFailure({ code: "INVALID_BROKERS", retriable: false, detail });
  }
  return brokers.map((text) => addressOf(text.trim()));
};
