import type { ConnectionOptions } from "node:tls";
import { Redacted } from "effect";
import type { SASLOptions } from "kafkajs";
import type { KafkaSasl, KafkaTls } from "./KafkaOptions.ts";

/** Node's options of TLS. A client's certificate is always checked against the name of the host. */
export const tlsOf = ({ ca, cert, key }: KafkaTls): ConnectionOptions => ({
  ...(ca === undefined ? {} : { ca }),
  ...(cert === undefined ? {} : { cert }),
  ...(key === undefined ? {} : { key: Redacted.value(key) }),
});

/** kafkajs' options of SASL. */
export const saslOf = ({ mechanism, username, password }: KafkaSasl): SASLOptions => ({
  mechanism,
  username,
  password: Redacted.value(password),
});
